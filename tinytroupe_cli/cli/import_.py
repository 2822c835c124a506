"""`troupe import`: take runs in from files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that `troupe export` wrote; - is stdin.")
    ],
    *,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Take a run in from a file that `troupe export` wrote.

    All of it or nothing: every line is checked first. The run is the latest one then, and its
    steps and replies are used when the same is played here. Import runs only of people whom
    you trust: what was said in them cannot be checked.

    \b
    Examples:
      troupe import focus_group.jsonl.gz && troupe show
      troupe export latest --db a.db | troupe import - --db b.db
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.stage import Options, import_run

    o.allow(output_format, o.Format.text, o.Format.json)
    done = import_run(file, Options(db=db))
    if output_format is o.Format.json:
        typer.echo(as_json(asdict(done) | {"exit_code": 0}), nl=False)
    elif done.new:
        typer.echo(f"imported run {done.run}: {done.events} events, {done.replies} new replies")
    else:
        typer.echo(f"run {done.run} is here already; nothing was changed")
