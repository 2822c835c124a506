"""Rows: events and extractions as flat records that can be counted and written as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tinytroupe_cli.events import Event

Row = dict[str, Any]


def event_rows(events: Iterable[Event]) -> list[Row]:
    """One row for each event, its fields as columns."""
    return [event.model_dump(mode="json") for event in events]


def extraction_rows(name: str, result: Mapping[str, Any]) -> list[Row]:
    """One row for each record that an extraction found; lists of records become a row each.

    A column `person` says whose answer it is where people were asked one by one.
    """
    rows: list[Row] = []
    for record in result["rows"]:
        whose = {"person": record["person"]} if record.get("person") else {}
        for value in _records(record["value"]):
            fields = value if isinstance(value, Mapping) else {name: value}
            rows.append(whose | flatten(fields))
    return rows


def flatten(record: Mapping[str, Any], prefix: str = "") -> Row:
    """Nested maps as dotted columns; lists of plain values stay lists."""
    flat: Row = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            flat |= flatten(value, f"{name}.")
        else:
            flat[name] = value
    return flat


def dig(record: Any, path: str) -> Any:
    """The value at a dotted path, or None."""
    if isinstance(record, Mapping) and path in record:
        return record[path]
    for part in path.split("."):
        record = record.get(part) if isinstance(record, Mapping) else None
    return record


def _records(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and len(value) == 1:
        only = next(iter(value.values()))
        if isinstance(only, list) and all(isinstance(item, Mapping) for item in only) and only:
            return only
    return [value]
