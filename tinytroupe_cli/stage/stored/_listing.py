"""The runs of a database as rows: what they are, how they ended, what they paid and took over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinytroupe_cli.config import Settings
from tinytroupe_cli.stage._session import Options, settings_for
from tinytroupe_cli.stage._usage import usage_of
from tinytroupe_cli.store import RunRecord, Store


def run_rows(store: Store, options: Options, limit: int | None = None) -> list[dict[str, Any]]:
    """A row for each run, newest first.

    Returns:
        `run`, `scenario`, `status`, `engine`, `model`, `seed`, `repeat`, `created` (UTC), `calls`,
        `cost_usd` (None where a price is unknown) and `reused`: `{"run", "units"}`. What a run did
        not say itself, since it was broken off, is told by the ledger.
    """
    settings = settings_for(options, Path.cwd())
    return [_row(store, record, settings) for record in store.runs(limit)]


def _row(store: Store, record: RunRecord, settings: Settings) -> dict[str, Any]:
    usage = record.summary.get("usage") or _noted(store, record, settings)
    return {
        "run": record.id,
        "scenario": record.scenario,
        "status": record.status,
        "engine": record.engine,
        "model": record.model,
        "seed": record.seed,
        "repeat": record.repeat,
        "created": record.created[:19].replace("T", " "),
        "calls": usage["calls"],
        "cost_usd": usage["cost_usd"],
        "reused": _reused(store, record),
    }


def _noted(store: Store, record: RunRecord, settings: Settings) -> dict[str, Any]:
    """What the ledger knows of a run."""
    rows = usage_of(store, record, (), settings)
    return rows[0] if rows else {"calls": 0, "cost_usd": 0.0}


def _reused(store: Store, record: RunRecord) -> dict[str, Any]:
    said: dict[str, Any] | None = record.summary.get("reused")
    if said is not None or record.parent is None:
        return said or {"run": None, "units": 0}
    return {"run": record.parent, "units": store.units_reused(record.id)}
