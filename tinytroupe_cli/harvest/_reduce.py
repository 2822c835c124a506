"""Reduction: counts, shares, means, sums and tables over events and extractions; no model."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import Event, fold
from tinytroupe_cli.harvest._rows import Row, dig, event_rows, extraction_rows
from tinytroupe_cli.spec import ReduceSpec

NOT_COMPARED = "not compared with human data"


@dataclass(frozen=True, slots=True)
class Material:
    """What a run has to be counted."""

    events: Sequence[Event]
    extractions: Mapping[str, Mapping[str, Any]]
    """Name -> stored result."""


def reduce(spec: ReduceSpec, material: Material) -> list[Row]:
    """The rows of one reduction, in a fixed order.

    Raises:
        UsageError: it names a column or an extraction that the run does not have.
    """
    if spec.count is not None:
        rows = _wanted(_counted(spec, material), spec, material)
        return [group | {"count": len(found)} for group, found in _groups(rows, spec.by)]
    if spec.table is not None:
        column = next((name for name in spec.table if _extraction(name, material)), "events")
        rows = _wanted(_source(spec, column, material), spec, material)
        return [{name: dig(row, _bare(name, material)) for name in spec.table} for row in rows]
    column = spec.share or spec.mean or spec.sum or ""
    rows = _wanted(_source(spec, column, material), spec, material)
    bare = _bare(column, material)
    if rows and not any(bare in row or dig(row, bare) is not None for row in rows):
        known = ", ".join(sorted({name for row in rows for name in row}))
        raise UsageError(f"there is no column {column!r}", hint=f"there are: {known}")
    if spec.share is not None:
        return _shares(rows, bare, spec.by)
    measure = _mean if spec.mean is not None else _sum
    return [group | measure(_numbers(found, bare)) for group, found in _groups(rows, spec.by)]


def _counted(spec: ReduceSpec, material: Material) -> list[Row]:
    """The rows that `count` means: an extraction's, or events of a type or kind."""
    wanted = spec.count or ""
    if wanted in material.extractions:
        return extraction_rows(wanted, material.extractions[wanted])
    if spec.source not in (None, "events"):
        return _source(spec, wanted, material)
    return [
        row
        for row in event_rows(material.events)
        if wanted in (row.get("action"), row.get("stimulus"), row["kind"], "events")
    ]


def _source(spec: ReduceSpec, column: str, material: Material) -> list[Row]:
    name = spec.source or column.partition(".")[0]
    if name in material.extractions:
        return extraction_rows(name, material.extractions[name])
    if spec.source is None or name == "events":
        return event_rows(material.events)
    known = ", ".join(["events", *material.extractions])
    raise UsageError(f"there is no extraction {name!r} in this run", hint=f"there are: {known}")


def _extraction(column: str, material: Material) -> bool:
    return column.partition(".")[0] in material.extractions


def _bare(column: str, material: Material) -> str:
    """The column without the extraction's name in front of it."""
    first, _, rest = column.partition(".")
    return rest if rest and first in material.extractions else column


def _wanted(rows: list[Row], spec: ReduceSpec, material: Material) -> list[Row]:
    """The rows that `where` keeps, with the persona fields that `by` and `where` name."""
    needed = {*spec.by, *spec.where}
    if spec.table is not None:
        needed |= set(spec.table)
    people = fold(material.events).people if needed else {}
    for row in rows:
        person = people.get(str(row.get("person") or row.get("by")))
        for name in needed:
            if dig(row, name) is None and person is not None:
                row[name] = dig(person.persona, name)
    return [
        row
        for row in rows
        if all(str(dig(row, key)) == str(value) for key, value in spec.where.items())
    ]


def _groups(rows: Sequence[Row], by: Sequence[str]) -> list[tuple[Row, list[Row]]]:
    if not by:
        return [({}, list(rows))]
    groups: dict[str, tuple[Row, list[Row]]] = {}
    for row in rows:
        group = {name: dig(row, name) for name in by}
        groups.setdefault(repr(group), (group, []))[1].append(row)
    return sorted(groups.values(), key=lambda pair: [str(value) for value in pair[0].values()])


def _shares(rows: Sequence[Row], column: str, by: Sequence[str]) -> list[Row]:
    result = []
    for group, found in _groups(rows, by):
        counts: dict[str, int] = defaultdict(int)
        for row in found:
            counts[_label(dig(row, column))] += 1
        n = len(found)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        for value, count in ordered:
            shares = {"count": count, "n": n, "share": count / n, "note": NOT_COMPARED}
            result.append(group | {column: value} | shares)
    return result


def _mean(numbers: list[float]) -> Row:
    if not numbers:
        return {"n": 0, "mean": None, "sd": None, "note": NOT_COMPARED}
    spread = stdev(numbers) if len(numbers) > 1 else None
    return {"n": len(numbers), "mean": fmean(numbers), "sd": spread, "note": NOT_COMPARED}


def _sum(numbers: list[float]) -> Row:
    return {"n": len(numbers), "sum": math.fsum(numbers)}


def _numbers(rows: Sequence[Row], column: str) -> list[float]:
    values = [dig(row, column) for row in rows]
    return [
        float(value)
        for value in values
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _label(value: Any) -> str:
    return "(no answer)" if value is None else str(value)
