"""`troupe runs`: what has been played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.store import RunRecord

COLUMNS = (
    "run", "scenario", "status", "engine", "model", "seed", "repeat", "created", "calls",
    "cost_usd",
)  # fmt: skip


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
    rows = [dict(zip(COLUMNS, _row(each), strict=True)) for each in known]
    if output_format is o.Format.text:
        table(console(quiet=quiet), "runs", [_shown(row) for row in rows])
    elif output_format is o.Format.json:
        typer.echo(as_json(rows), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows, COLUMNS), nl=False)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row as people read it: no column that says what another says already."""
    same = row["engine"] == row["model"]
    changed = {
        "model": row["model"] if same else f"{row['engine']}:{row['model']}",
        "created": row["created"][:-3],
    }
    left_out = {"engine"} if row["repeat"] else {"engine", "repeat"}
    return {name: value for name, value in (row | changed).items() if name not in left_out}


def _row(record: RunRecord) -> tuple[Any, ...]:
    usage = record.summary.get("usage", {})
    return (
        record.id,
        record.scenario,
        record.status,
        record.engine,
        record.model,
        record.seed,
        record.repeat,
        record.created[:19].replace("T", " "),
        usage.get("calls"),
        usage.get("cost_usd"),
    )
