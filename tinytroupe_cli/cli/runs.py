"""`troupe runs`: what has been played."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

COLUMNS = (
    "run", "scenario", "status", "engine", "model", "seed", "repeat", "created", "calls",
    "cost_usd", "reused",
)  # fmt: skip
SAME = ("seed", "repeat")
"""Columns that a reader misses only where they differ."""
OWN = "openai"
"""The provider of a model that is named without one."""


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

    `reused` is how many units (rounds, and other steps) come from which earlier run; calls and
    cost are those of a run's own.

    \b
    Examples:
      troupe runs --limit 5
      troupe runs --format json | jq -r '.[0].run'
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl
    from tinytroupe_cli.stage import Options, open_store, run_rows
    from tinytroupe_cli.view import table

    options = Options(db=db)
    with open_store(options) as store:
        rows = run_rows(store, options, limit)
    if output_format is o.Format.text:
        table(console(quiet=quiet), "runs", _shown(rows))
    elif output_format is o.Format.json:
        typer.echo(as_json(rows), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows, COLUMNS), nl=False)


def _shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as people read them, narrow enough for a table: no column that tells nothing."""
    left_out = {"engine"} | {name for name in SAME if len({row[name] for row in rows}) == 1}
    if not any(row["cost_usd"] for row in rows):
        left_out.add("cost_usd")
    if not any(row["reused"]["run"] for row in rows):
        left_out.add("reused")
    shown = []
    for row in rows:
        # The provider stands where it has to stand in --model, too.
        short, reused = row["engine"] in {row["model"], OWN}, row["reused"]
        told = {
            "model": row["model"] if short else f"{row['engine']}:{row['model']}",
            "created": row["created"][:-3],
            "reused": f"{reused['units']} of {reused['run']}" if reused["run"] else None,
        }
        shown.append({name: value for name, value in (row | told).items() if name not in left_out})
    return shown
