"""What a run used and paid, by purpose, person, step, round or model, out of its ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tinytroupe_cli.config import Settings
from tinytroupe_cli.llm import ModelParams, Usage, prices
from tinytroupe_cli.store import RunRecord, Store

GROUPS = ("purpose", "person", "step", "round", "model")


def usage_of(
    store: Store, record: RunRecord, by: Sequence[str], settings: Settings
) -> list[dict[str, Any]]:
    """The calls that a run made itself, grouped.

    Args:
        store: the database.
        record: the run.
        by: some of GROUPS.
        settings: have the user's own prices.

    Returns:
        A row for each group, in the order in which they first came up: its values, `calls`,
        `cached_calls`, `attempts`, `failed_calls` and tokens as in a run's document, `seconds`
        (the time of all calls added up) and `cost_usd`, None where a price is unknown.
    """
    price = prices(settings.prices)
    address = record.spec.get("means", {}).get("model", {}).get("base_url")
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for call in store.calls(record.id):
        group = {name: call[name] for name in by}
        row = rows.setdefault(tuple(group.values()), {**group, **_NOTHING})
        _add(row, call)
        params = ModelParams(call["provider"], call["model"], base_url=address)
        paid = Decimal(0) if call["cached"] else price(_tokens(call), params)
        known = row["cost_usd"] is not None and paid is not None
        row["cost_usd"] = row["cost_usd"] + paid if known else None
    return [row | {"cost_usd": _dollars(row["cost_usd"])} for row in rows.values()]


_TOKENS = ("prompt_tokens", "cached_prompt_tokens", "completion_tokens", "reasoning_tokens")
_NOTHING: Mapping[str, Any] = {
    "calls": 0,
    "cached_calls": 0,
    "attempts": 0,
    "failed_calls": 0,
    **dict.fromkeys(_TOKENS, 0),
    "seconds": 0.0,
    "cost_usd": Decimal(0),
}


def _add(row: dict[str, Any], call: Mapping[str, Any]) -> None:
    row["calls"] += not call["cached"]
    row["cached_calls"] += call["cached"]
    row["attempts"] += len(call["attempts"])
    row["failed_calls"] += call["error"] is not None
    row["seconds"] = round(row["seconds"] + call["seconds"], 3)
    for name in _TOKENS:
        row[name] += 0 if call["cached"] else call[name]


def _tokens(call: Mapping[str, Any]) -> Usage:
    return Usage(*(call[name] for name in _TOKENS))


def _dollars(cost: Decimal | None) -> float | None:
    return None if cost is None else float(round(cost, 6))
