"""Rows: events and extractions as flat records that can be counted and written as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tinytroupe_cli.events import BaseEvent, Event

Row = dict[str, Any]
State = Literal["answer", "nothing", "skipped", "invalid", "failure"]
"""What a row of an extraction or a question is. `nothing`: the person was asked for a list, and it
is empty; `skipped`: a condition left the question out; `invalid`: no answer was in the reply."""

FAILURE = "failure"
"""The column that says why somebody's answer could not be had."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of an extraction, and whether there is an answer in it."""

    row: Row
    state: State = "answer"


def event_rows(events: Iterable[Event]) -> list[Row]:
    """One row for each event, its fields as columns."""
    return [event.model_dump(mode="json") for event in events]


def event_kinds() -> dict[str, type[BaseEvent]]:
    """Kind -> event model, in the order in which they are declared."""
    models = get_args(get_args(Event)[0])
    return {model.model_fields["kind"].default: model for model in models}


def event_columns() -> tuple[str, ...]:
    """All columns that events can have, whichever of them happened: the place, then the fields."""
    place = ("seq", "step", "round", "time", "kind", "person")
    fields = (name for model in event_kinds().values() for name in model.model_fields)
    return tuple(dict.fromkeys((*place, *fields)))


def extraction_rows(name: str, result: Mapping[str, Any]) -> list[Row]:
    """One row for each record that an extraction found; lists of records become a row each.

    Where people were asked one by one, a column `person` says whose answer it is, everybody has a
    row, and a column `failure` says why an answer could not be had. Columns follow the schema.
    """
    return [record.row for record in extraction_records(name, result)]


def extraction_records(name: str, result: Mapping[str, Any]) -> list[Record]:
    """The same with what each row is, in the order in which people were asked."""
    columns = [*(result.get("columns") or ())]
    records: list[Record] = []
    for answer in result["rows"]:
        whose = _whose(answer, columns)
        values = _records(answer["value"], listed=result.get("listed", False))
        records += [Record(_row(whose, value, name, columns)) for value in values]
        if not values and whose:
            records.append(Record(whose | dict.fromkeys(columns), "nothing"))
    for failure in result.get("failures", ()):
        row = _whose(failure, columns) | dict.fromkeys(columns)
        reason = f"{failure['error']}: {failure['reason']}"
        records.append(Record(row | {FAILURE: reason}, "failure"))
    place = {who: number for number, who in enumerate(result.get("asked", ()))}
    return sorted(records, key=lambda record: place.get(asked_of(record.row), 0))


def asked_of(row: Row) -> str | None:
    """Who was asked for what a row holds, where somebody was."""
    return row.get("asked", row.get("person"))


def flatten(record: Mapping[str, Any], prefix: str = "") -> Row:
    """Nested maps as dotted columns; lists stay lists, and an empty map stays one."""
    flat: Row = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value:
            flat |= flatten(value, f"{name}.")
        else:
            flat[name] = value
    return flat


def dig(record: Any, path: str) -> Any:
    """The value at a dotted path, or None; also a map whose parts stand as dotted columns."""
    if isinstance(record, Mapping):
        if path in record:
            return record[path]
        below = f"{path}."
        parts = {k.removeprefix(below): v for k, v in record.items() if k.startswith(below)}
        if parts:
            return parts
    for part in path.split("."):
        record = record.get(part) if isinstance(record, Mapping) else None
    return record


def _whose(answer: Mapping[str, Any], columns: list[str]) -> Row:
    """The column that says who was asked; `asked` where the answer has a `person` of its own."""
    person = answer.get("person")
    if not person:
        return {}
    return {"asked" if "person" in columns else "person": person}


def _row(whose: Row, value: Any, name: str, columns: list[str]) -> Row:
    found = flatten(value) if isinstance(value, Mapping) else {name: value}
    for column in [column for column in found if column not in columns]:
        nested = any(known.startswith(f"{column}.") for known in columns)
        if nested and not found[column]:  # a nested record that is null or empty
            del found[column]
    return whose | {column: found.get(column) for column in columns} | found


def _records(value: Any, *, listed: bool) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and len(value) == 1:
        only = next(iter(value.values()))
        if isinstance(only, list) and (listed or _all_records(only)):
            return only
    return [value]


def _all_records(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(item, Mapping) for item in values)
