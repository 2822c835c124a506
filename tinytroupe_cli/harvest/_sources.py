"""What a reduction reads: which rows, and where the value of a column comes from."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import Event, PersonState, StimulusType
from tinytroupe_cli.harvest._questions import ALWAYS, Survey, surveys
from tinytroupe_cli.harvest._rows import (
    Record,
    Row,
    State,
    asked_of,
    dig,
    event_columns,
    event_kinds,
    event_rows,
    extraction_records,
)
from tinytroupe_cli.spec import ReduceSpec

CORE_ACTIONS = ("TALK", "THINK", "REACH_OUT", "RECALL", "DONE")
SHOWN = 40
"""How many names an error lists."""
Read = Callable[[Record], Any]


@dataclass(frozen=True, slots=True)
class Material:
    """What a run has to be counted."""

    events: Sequence[Event]
    extractions: Mapping[str, Mapping[str, Any]]
    """Name -> stored result."""
    surveys: Mapping[str, Survey] = field(init=False)
    """The questions that were asked, by name; an extraction of the same name goes first."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "surveys", surveys(self.events))

    @property
    def named(self) -> tuple[str, ...]:
        """All that has rows and a name of its own."""
        return tuple(dict.fromkeys((*self.extractions, *self.surveys)))


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind: events, an extraction's, a question's, or one for each person."""

    name: str
    records: list[Record]
    options: Mapping[str, list[Any] | None]
    """Column -> the values it can have, None where they are open."""
    words: Mapping[Any, str] = field(default_factory=dict)
    """Value of a question's answer -> what it stands for."""
    question: Survey | None = None
    """The question whose answers these are."""
    in_order: bool = False
    """Whether values come in the order of the options, and not the most frequent first."""

    def bare(self, column: str) -> str:
        """A column without the source's name in front of it."""
        return column.removeprefix(f"{self.name}.")

    def has(self, column: str) -> bool:
        """Whether the rows have a column, filled or not."""
        name = self.bare(column)
        if name in self.options or any(each.startswith(f"{name}.") for each in self.options):
            return True
        return any(name in each.row or dig(each.row, name) is not None for each in self.records)

    def state(self, column: str, record: Record) -> State:
        """What a row is for a column; a status is there, whether there was an answer or not."""
        always = self.question is not None and self.bare(column) in ALWAYS
        return "answer" if always else record.state

    @property
    def failed(self) -> bool:
        """Whether an answer could not be had."""
        return any(each.state not in {"answer", "nothing"} for each in self.records)


def source_of(spec: ReduceSpec, material: Material, people: Mapping[str, PersonState]) -> Source:
    """The rows that a reduction is about.

    Raises:
        UsageError: it counts something, or is about an extraction, that does not exist.
    """
    if spec.source not in {None, "events", *material.named}:
        known = ["events", *material.named]
        raise unknown("extraction or question", spec.source or "", known)
    if spec.count is not None:
        return _counted(spec.count, spec.source, material)
    columns = spec.table or (spec.measured[1],)
    name = spec.source or next((c for each in columns if (c := _head(each, material))), None)
    if name is not None and name != "events":
        return named_source(name, material)
    event_only = [each for each in columns if each in event_columns() and each != "person"]
    personal = any(
        dig(one.persona, each) is not None for each in columns for one in people.values()
    )
    if spec.source is None and not event_only and (personal or columns == ("person",)):
        rows = [Record({"person": name}) for name in people]
        return Source("people", rows, {"person": [*people]})
    rows = [each for each in _events(material) if all(name in each.row for name in event_only)]
    return Source("events", rows, dict.fromkeys(event_columns()))


def named_source(name: str, material: Material) -> Source:
    """The rows of an extraction or of a question."""
    if name not in material.extractions:
        survey = material.surveys[name]
        columns, records = survey.columns(), survey.records()
        return Source(name, records, columns, words=survey.options, question=survey, in_order=True)
    result = material.extractions[name]
    options = result.get("columns") or {}
    return Source(name, extraction_records(name, result), options, in_order="mapping" in result)


def _counted(wanted: str, source: str | None, material: Material) -> Source:
    """The rows that `count` means: answers of an extraction, or events of a type or kind."""
    name = _head(wanted, material) or (source if source in material.named else None)
    if name is not None:
        found = named_source(name, material)
        column = found.bare(wanted)
        if wanted == name and (found.question is not None or not found.has(column)):
            return found
        if not found.has(column):
            raise unknown("column", wanted, [f"{name}.{each}" for each in found.options])
        lost = {"failure", "skipped", "invalid"}
        kept = [r for r in found.records if r.state in lost or dig(r.row, column) is not None]
        return replace(found, records=kept)
    rows = _events(material)
    kinds = event_kinds()
    actions = {row.row["action"] for row in rows if "action" in row.row}
    known = ["events", *CORE_ACTIONS, *actions, *get_args(StimulusType), *kinds]
    if wanted not in known:
        raise unknown("action, stimulus, kind of event, extraction or question", wanted,
                      [*material.named, *known])  # fmt: skip
    kept = [
        row for row in rows if wanted in {row.row["kind"], "events"} or wanted == _deed(row.row)
    ]
    return Source("events", kept, dict.fromkeys(event_columns()))


def _deed(row: Row) -> str | None:
    """What was done or perceived; not what came to nothing or was left unsaid."""
    name = {"action": "action", "stimulus": "stimulus"}.get(row["kind"])
    return None if name is None else row[name]


def _events(material: Material) -> list[Record]:
    return [Record(row) for row in event_rows(material.events)]


def _head(column: str, material: Material) -> str | None:
    """The extraction or question that a column names in front."""
    head = column.partition(".")[0]
    return head if head in material.extractions or head in material.surveys else None


def reader(
    column: str, source: Source, material: Material, people: Mapping[str, PersonState]
) -> tuple[Read, bool]:
    """How a column is read from a row, and whether it is a matter of the row's person alone.

    A column of the rows themselves comes first, then an answer of the row's person to another
    extraction or question, then their persona.

    Raises:
        UsageError: there is no such column.
    """
    name = source.bare(column)
    if source.has(column):
        by_person = name == "person" and "asked" not in source.options
        return (lambda record: dig(record.row, name)), by_person
    if column == "person":
        return (lambda record: owner(record, people)), True
    other = _head(column, material)
    if other is not None and other != source.name:
        answers = _answers(column, other, material)
        return (lambda record: answers.get(owner(record, people) or "")), True
    if any(dig(one.persona, column) is not None for one in people.values()):
        return (lambda record: _fact(people.get(owner(record, people) or ""), column)), True
    if not source.options and not source.records:  # an open schema that nobody answered
        return (lambda _record: None), False
    known = [*source.options] or sorted({key for each in source.records for key in each.row})
    facts = dict.fromkeys(key for one in people.values() for key in one.persona)
    head, dot, _ = column.partition(".")
    if dot and head not in {*known, *facts, *material.named}:
        raise unknown("extraction or question", head, material.named)
    others = (
        key if key == name else f"{name}.{key}"
        for name in material.named
        for key in named_source(name, material).options
    )
    first = [*material.named, *facts] if source.name == "events" else []
    raise unknown("column", column, [*first, *known, *others, *facts])


def owner(record: Record, people: Mapping[str, PersonState]) -> str | None:
    """Whose row it is: the one asked, the `person`, or the first person named in it."""
    asked = asked_of(record.row)
    if asked is not None:
        return str(asked)
    named = (each for each in record.row.values() if isinstance(each, str) and each in people)
    return next(named, None)


def unknown(what: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for something that does not exist, with the nearest that does."""
    names = [*dict.fromkeys(known)]
    folded = {each.casefold(): each for each in reversed(names)}
    close = difflib.get_close_matches(name.casefold(), folded, n=1)
    meant = f"did you mean {folded[close[0]]!r}? " if close else ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    there = f"there are: {', '.join(names[:SHOWN])}{more}" if names else "there is none"
    return UsageError(f"there is no {what} {name!r}", hint=meant + there)


def _answers(column: str, name: str, material: Material) -> dict[str, Any]:
    """Person -> their answer to another extraction or question, which asked each for one."""
    found = named_source(name, material)
    field = found.bare(column)
    if not found.has(column):
        raise unknown("column", column, [f"{name}.{each}" for each in found.options])
    answers: dict[str, Any] = {}
    for record in found.records:
        person = asked_of(record.row)
        if person is None or person in answers:
            raise UsageError(
                f"{column!r} cannot stand beside other rows: there is not one answer a person",
                hint=f"an extraction with `from: people` has, and a question that was asked once; "
                f"or ask `from: {name}`",
            )
        answers[str(person)] = dig(record.row, field)
    return answers


def _fact(person: PersonState | None, path: str) -> Any:
    return dig(person.persona, path) if person is not None else None
