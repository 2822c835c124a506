"""Reduction: counts, shares, means, sums and tables over events and extractions; no model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tinytroupe_cli.events import fold
from tinytroupe_cli.harvest._measures import TAKEN, mean, shares, total
from tinytroupe_cli.harvest._rows import FAILURE, Record, Row
from tinytroupe_cli.harvest._sources import Material, Read, reader, source_of
from tinytroupe_cli.harvest._values import meets, number, order
from tinytroupe_cli.spec import ReduceSpec

Group = tuple[Row, list[Record]]


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

    def rows(self) -> list[Row]:
        spec = self._spec
        if spec.table is not None:
            return self._table(spec.table)
        if spec.count is not None:
            return [group | self._count(records) for group, records in self._groups()]
        column = spec.share or spec.mean or spec.sum or ""
        read, _ = self._reader(column)
        if spec.share is not None:
            return [row for group in self._groups() for row in self._shares(column, read, *group)]
        measure = mean if spec.mean is not None else total
        return [
            group | measure([number(read(record)) for record in records])
            for group, records in self._groups()
        ]

    def _reader(self, column: str) -> tuple[Read, bool]:
        return reader(column, self._source, self._material, self._people)

    def _groups(self) -> list[Group]:
        """Rows by the values of `by`; what could be there and is not is an empty group."""
        if not self._spec.by:
            return [({}, self._records)]
        readers = [self._reader(column) for column in self._spec.by]
        groups: dict[str, tuple[list[Any], list[Record]]] = {}
        for values in self._expected(readers):
            groups.setdefault(repr(values), (values, []))
        for record in self._records:
            values = [read(record) for read, _ in readers]
            groups.setdefault(repr(values), (values, []))[1].append(record)
        ordered = sorted(groups.values(), key=lambda group: [order(value) for value in group[0]])
        names = [self._named(column) for column in self._spec.by]
        return [(dict(zip(names, values, strict=True)), records) for values, records in ordered]

    def _expected(self, readers: Sequence[tuple[Read, bool]]) -> Iterable[list[Any]]:
        """Groups that are shown even when nobody is in them: people's, or a schema's options."""
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
        if self._source.failed:
            counted["failed"] = sum(1 for each in records if each.state == "failure")
        return counted

    def _shares(self, column: str, read: Read, group: Row, records: Sequence[Record]) -> list[Row]:
        name = self._source.bare(column)
        label = self._named(column) if name in group or name in TAKEN else name
        answers = [(read(record), record.state) for record in records]
        return [group | row for row in shares(label, answers, self._options(column))]

    def _table(self, columns: Sequence[str]) -> list[Row]:
        readers = {column: self._reader(column)[0] for column in columns}
        rows = []
        for record in self._records:
            row = {column: read(record) for column, read in readers.items()}
            if self._source.failed:
                row.setdefault(FAILURE, record.row.get(FAILURE))
            rows.append(row)
        return rows
