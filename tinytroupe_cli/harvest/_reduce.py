"""Reduction: counts, shares, means, sums and tables over events and extractions; no model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import fold
from tinytroupe_cli.harvest._measures import LOST, TAKEN, Given, Manner, mean, shares, total
from tinytroupe_cli.harvest._rows import FAILURE, Record, Row, State
from tinytroupe_cli.harvest._scales import borda, first_places, top_box
from tinytroupe_cli.harvest._sources import Material, Read, owner, reader, source_of
from tinytroupe_cli.harvest._values import meets, number, order
from tinytroupe_cli.harvest._weights import weigh
from tinytroupe_cli.spec import ReduceSpec, label_of

Group = tuple[Row, list[Record]]
OUTSIDE = "(other)"
"""Stands for a value that is in none of the bands."""


def reduce(spec: ReduceSpec, material: Material) -> list[Row]:
    """The rows of one reduction, in a fixed order.

    Raises:
        UsageError: it names a column, an extraction or a kind that the run does not have.
    """
    return _Reduction(spec, material).rows()


class _Reduction:
    """One reduction over one run."""

    def __init__(self, spec: ReduceSpec, material: Material) -> None:
        self._spec = spec
        self._material = material
        self._people = fold(material.events).people
        self._source = source_of(spec, material, self._people)
        self._conditions = [(*self._reader(name), value) for name, value in spec.where.items()]
        self._records = [
            record
            for record in self._source.records
            if all(meets(read(record), value) for read, _, value in self._conditions)
        ]
        self._weights: dict[str, float] = {}
        if spec.weights is not None:
            asked = dict.fromkeys(owner(each, self._people) for each in self._source.records)
            known = [self._people[who] for who in asked if who in self._people]
            self._weights = weigh(spec.weights, known)

    def rows(self) -> list[Row]:
        spec = self._spec
        if spec.table is not None:
            return self._table(spec.table)
        if spec.count is not None:
            return [group | self._count(records) for group, records in self._groups()]
        _, column = spec.measured
        measure = self._measure(column)
        read = self._banded(column, self._reader(column)[0])
        lost = {self._source.state(column, each) for each in self._records} & LOST.keys()
        manner = self._manner(column, [state for state in LOST if state in lost])
        return [
            group | row
            for group, records in self._groups()
            for row in measure(
                [
                    Given(read(each), self._source.state(column, each), self._weight(each))
                    for each in records
                ],
                replace(manner, label=self._label(column, group)),
            )
        ]

    def _measure(self, column: str) -> Callable[[list[Given], Manner], list[Row]]:
        """What makes rows of what a group gave."""
        kind = self._kind(column)
        if kind is not None:
            self._check_kind(kind, column)
        measures: dict[str, Callable[[list[Given], Manner], list[Row]]] = {
            "share": shares,
            "mean": lambda given, manner: [mean(given, number, manner)],
            "sum": lambda given, manner: [total(given, number, manner)],
            "borda": borda,
            "first_choice": lambda given, manner: shares(first_places(given), manner),
            "top_box": lambda given, manner: [top_box(given, self._points(column), manner)],
        }
        return measures[self._spec.measured[0]]

    def _kind(self, column: str) -> str | None:
        """The type of the question whose answers a column holds."""
        question = self._source.question
        own = question is not None and self._source.bare(column) in {self._source.name, "answer"}
        return question.posed.type if question is not None and own else None

    def _check_kind(self, kind: str, column: str) -> None:
        """Refuse what makes no sense of a question of its type.

        Raises:
            UsageError: points of what is no ranking, shares of rankings, means of texts.
        """
        verb = self._spec.measured[0]
        hints = {
            "share": "`first_choice` or `borda` is for rankings",
            "mean": "`share` counts who gave which answer",
            "top_box": "`share` counts who gave which answer",
        }
        of_rankings = verb in {"borda", "first_choice"}
        numeric = verb in {"mean", "sum", "top_box"} and kind not in {"likert", "number", "yes_no"}
        if of_rankings != (kind == "ranking") or numeric:
            hint = "`share` is for it" if of_rankings else hints.get(verb)
            raise UsageError(f"`{verb}` cannot be had of {column!r}, a question of the type {kind}",
                             hint=hint)  # fmt: skip

    def _points(self, column: str) -> list[float]:
        points = [number(value) for value in self._options(column)]
        known = [float(value) for value in points if value is not None]
        if len({*known}) < 2:
            raise UsageError(
                f"the points of {column!r} are not known, so that none is the top",
                hint="`top_box` is for a question with a scale, or a field such as [1, 2, 3, 4, 5]",
            )
        return known

    def _manner(self, column: str, lost: Sequence[State]) -> Manner:
        spec, source = self._spec, self._source
        own = source.bare(column) in {source.name, "answer"}
        bands = spec.bands.get(column)
        return Manner(
            options=bands or self._options(column),
            in_order=bands is not None or source.in_order,
            words=source.words if own and bands is None else {},
            weighted=spec.weights is not None,
            level=spec.level,
            lost=lost,
        )

    def _banded(self, column: str, read: Read) -> Read:
        """A reader that puts numbers into the bands that are given for a column."""
        bands = self._spec.bands.get(column)
        if bands is None:
            return read

        def banded(record: Record) -> Any:
            value = read(record)
            return label_of(number(value), bands) or (OUTSIDE if value is not None else None)

        return banded

    def _weight(self, record: Record) -> float:
        if self._spec.weights is None:
            return 1.0
        who = owner(record, self._people)
        if who is None or who not in self._weights:
            raise UsageError("weights are of people: these rows belong to nobody in particular")
        return self._weights[who]

    def _reader(self, column: str) -> tuple[Read, bool]:
        return reader(column, self._source, self._material, self._people)

    def _groups(self) -> list[Group]:
        """Rows by the values of `by`; what could be there and is not is an empty group."""
        if not self._spec.by:
            return [({}, self._records)]
        found = [(column, *self._reader(column)) for column in self._spec.by]
        readers = [(self._banded(column, read), personal) for column, read, personal in found]
        groups: dict[str, tuple[list[Any], list[Record]]] = {}
        for values in self._expected(readers):
            groups.setdefault(repr(values), (values, []))
        for record in self._records:
            values = [read(record) for read, _ in readers]
            groups.setdefault(repr(values), (values, []))[1].append(record)
        ordered = sorted(groups.values(), key=lambda group: self._places(group[0]))
        names = [self._named(column) for column in self._spec.by]
        return [(dict(zip(names, values, strict=True)), records) for values, records in ordered]

    def _places(self, values: Sequence[Any]) -> list[Any]:
        """Where a group stands: answers in the order of their question, bands as given."""
        places = []
        for column, value in zip(self._spec.by, values, strict=True):
            known = self._spec.bands.get(column) or self._asked_options(column)
            place = known.index(value) if value in known else len(known)
            places.append((place, order(value)))
        return places

    def _asked_options(self, column: str) -> Sequence[Any]:
        head = column.partition(".")[0]
        survey = self._material.surveys.get(head) if head == column else None
        return [] if survey is None else [*survey.options]

    def _expected(self, readers: Sequence[tuple[Read, bool]]) -> Iterable[list[Any]]:
        """Groups shown even when nobody is in them: bands, people's, a schema's options."""
        if len(readers) == 1:
            yield from ([label] for label in self._spec.bands.get(self._spec.by[0], ()))
        if all(personal for _, personal in readers):
            conditions = [(read, value) for read, personal, value in self._conditions if personal]
            for name in self._people:
                person = Record({"person": name})
                if all(meets(read(person), value) for read, value in conditions):
                    yield [read(person) for read, _ in readers]
        elif len(readers) == 1 and not self._spec.where:
            yield from ([value] for value in self._options(self._spec.by[0]))

    def _options(self, column: str) -> list[Any]:
        return self._source.options.get(self._source.bare(column)) or []

    def _named(self, column: str) -> str:
        """What a column is called beside the numbers, none of whose names it may take."""
        name = self._source.bare(column)
        return f"{self._source.name}.{name}" if name in TAKEN else column

    def _count(self, records: Sequence[Record]) -> Row:
        counted = {"count": sum(1 for each in records if each.state == "answer")}
        there = {each.state for each in self._records}
        for state, name in LOST.items():
            if state in there:
                counted[name] = sum(1 for each in records if each.state == state)
        return counted

    def _label(self, column: str, group: Row) -> str:
        name = self._source.bare(column)
        return self._named(column) if name in group or name in TAKEN else name

    def _table(self, columns: Sequence[str]) -> list[Row]:
        readers = {column: self._reader(column)[0] for column in columns}
        rows, failed = [], self._source.failed
        for record in self._records:
            row = {column: read(record) for column, read in readers.items()}
            if failed:
                row.setdefault(FAILURE, record.row.get(FAILURE))
            rows.append(row)
        return rows
