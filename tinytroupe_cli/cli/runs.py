"""`troupe runs`: what has been played."""

from __future__ import annotations

from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def runs(
    *,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="The newest so many [default: all].")
    ] = None,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """List the runs of the database, newest first; times are UTC.

    \b
    Examples:
      troupe runs --limit 5
      troupe runs --format json | jq -r '.[0].run'
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl
    from tinytroupe_cli.stage import Options, open_store
    from tinytroupe_cli.view import table

    with open_store(Options(db=db)) as store:
        known = store.runs(limit)
    rows = [
        {
            "run": each.id,
            "scenario": each.scenario,
            "status": each.status,
            "engine": each.engine,
            "model": each.model,
            "seed": each.seed,
            "created": each.created[:19].replace("T", " "),
            "calls": each.summary.get("usage", {}).get("calls"),
            "cost_usd": each.summary.get("usage", {}).get("cost_usd"),
        }
        for each in known
    ]
    if output_format is o.Format.text:
        table(console(quiet=quiet), "runs", rows)
    elif output_format is o.Format.json:
        typer.echo(as_json(rows), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows), nl=False)
