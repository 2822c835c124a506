"""`troupe export`: a run as one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def export(
    run: o.RunArgument = "latest",
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The file; compressed if its name ends in .gz; - is stdout [default: stdout].",
        ),
    ] = None,
    db: o.Database = None,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Write a run into one file that another machine imports.

    JSON Lines with all that belongs to the run: what was asked for, the whole story, calls,
    checkpoints, extractions, and the replies of models. No key is in it, but personas and
    paths of this machine are.

    \b
    Examples:
      troupe export latest:focus_group -o focus_group.jsonl.gz
      troupe export 5b66 | jq -r '.event.content // empty'
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.stage import Options, as_line, open_store, run_lines, write_lines

    with open_store(Options(db=db)) as store:
        record = store.find_run(run)
        lines = run_lines(store, record)
        if output is None or o.is_stdout(output):
            for line in lines:
                sys.stdout.write(as_line(line))
            return
        count = write_lines(output, lines)
    warn(f"run {record.id} ({record.scenario}) is in {output}, {count:,} lines")
