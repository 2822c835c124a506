"""`troupe usage`: what a run used and paid."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def usage(
    run: o.RunArgument = "latest",
    *,
    by: Annotated[
        str,
        typer.Option("--by", help="purpose, person, step, round or model; several with commas."),
    ] = "purpose",
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Show the calls, tokens and cost of a run.

    Only what the run asked itself: what it took over from an earlier run stands there.

    \b
    Examples:
      troupe usage
      troupe usage latest:tv_ad --by person,step --format csv
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl
    from tinytroupe_cli.stage import USAGE_GROUPS, Options, open_store, settings_for, usage_of
    from tinytroupe_cli.view import table

    groups = [name.strip() for name in by.split(",") if name.strip()]
    wrong = [name for name in groups if name not in USAGE_GROUPS]
    if wrong or not groups:
        raise UsageError(f"--by {by!r}", hint=f"some of: {', '.join(USAGE_GROUPS)}")
    options = Options(db=db)
    with open_store(options) as store:
        record = store.find_run(run)
        rows = usage_of(store, record, groups, settings_for(options, Path.cwd()))
    if output_format is o.Format.text:
        table(console(quiet=quiet), f"usage of run {record.id}", rows)
    elif output_format is o.Format.json:
        sys.stdout.write(as_json({"run": record.id, "engine": record.engine, "usage": rows}))
    elif output_format is o.Format.jsonl:
        sys.stdout.write(as_jsonl(rows))
    else:
        sys.stdout.write(as_csv(rows))
