"""One attribute after the other, each raked to what is known of it and those it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tinytroupe_cli.spec._node import Place
from tinytroupe_cli.spec.population._model import PART, Family, Label
from tinytroupe_cli.spec.population._population import Attribute, Table
from tinytroupe_cli.spec.population._rake import Margin, fit

CELLS = 300_000
"""The largest table that is made for one attribute and those on which it depends."""
ROUNDING = 0.001
"""Shares that differ by less than this are as good as equal, in messages."""


class Builder:
    """Adds one attribute after the other."""

    def __init__(
        self,
        attributes: Mapping[str, Attribute],
        tables: Iterable[Table],
        curves: Mapping[str, Mapping[tuple[str, str], float]],
    ) -> None:
        self._attributes = attributes
        self._tables = tuple(tables)
        self._curves = curves
        self._joint: dict[str, dict[tuple[Label, ...], float]] = {}
        self.families: list[Family] = []
        self.warnings: list[tuple[Place, str]] = []
        self.errors: list[tuple[Place, str, str]] = []
        self.not_for: dict[str, list[str]] = {}
        """How many people are too young or old -> for which attributes."""

    def add(self, name: str, parents: tuple[str, ...]) -> bool:
        """Rake the table of an attribute and its parents; whether that could be done."""
        attribute = self._attributes[name]
        above = self._joint_of(parents)
        if len(above) * len(attribute.labels) > CELLS:
            size = f"{len(above) * len(attribute.labels):,} combinations"
            message = f"too many tables link `{name}` with {' and '.join(parents)}: {size}"
            hint = f"leave a table out, or join values; {CELLS:,} combinations are the limit"
            self.errors.append((attribute.place, message, hint))
            return False
        at = parents.index(PART) if PART in parents else -1
        curves = self._curves.get(name) if at >= 0 else None
        cells, start = _cells(attribute.labels, above, at, curves)
        nobody = sum(above[row] for row, label in cells if label is None)
        aims: dict[Label, float] = {
            label: share * (1 - nobody) for label, share in attribute.shares.items()
        }
        labels: tuple[Label, ...] = attribute.labels
        if nobody:
            aims[None] = nobody
            labels = (*labels, None)
        margins = [
            self._table_margin(table, name, parents, cells, above)
            for table in self._tables
            if name in table.attributes and {*table.attributes} <= {name, *parents}
        ]
        margins.append(_margin_of([label for _, label in cells], aims))
        margins.append(_margin_of([row for row, _ in cells], above))
        fitted = fit(start, margins)
        table = {
            (*row, label): value for (row, label), value in zip(cells, fitted.cells, strict=True)
        }
        self._joint[name] = table
        self.families.append(_family(name, parents, labels, table, above))
        if nobody > ROUNDING:
            self.not_for.setdefault(f"{nobody:.1%}", []).append(name)
        if fitted.gap > ROUNDING:
            self._tell_misses(attribute, aims, plausible=curves is not None)
        return not self.errors

    def _joint_of(self, names: tuple[str, ...]) -> dict[tuple[Label, ...], float]:
        """The shares of all combinations of earlier attributes that occur."""
        if not names:
            return {(): 1.0}
        for family in reversed(self.families):
            known = (*family.parents, family.name)
            if {*names} <= {*known}:
                places = [known.index(name) for name in names]
                found: dict[tuple[Label, ...], float] = {}
                for cell, value in self._joint[family.name].items():
                    if value > 0:
                        part = tuple(cell[place] for place in places)
                        found[part] = found.get(part, 0.0) + value
                return found
        raise AssertionError(names)  # the order makes the parents of each one clique

    def _table_margin(
        self,
        table: Table,
        name: str,
        parents: tuple[str, ...],
        cells: list[tuple[tuple[Label, ...], Label]],
        above: Mapping[tuple[Label, ...], float],
    ) -> Margin:
        """What a table asks of the cells, for the people to whom the attribute applies."""
        others = [parents.index(one) for one in table.attributes if one != name]
        at = table.attributes.index(name)
        rest: tuple[Label, ...]
        rest_sums: dict[tuple[Label, ...], float] = {}
        for path, value in table.shares.items():
            rest = (*path[:at], *path[at + 1 :])
            rest_sums[rest] = rest_sums.get(rest, 0.0) + value
        there: dict[tuple[Label, ...], float] = {}
        for row, label in cells:
            if label == self._attributes[name].labels[0]:
                rest = tuple(row[place] for place in others)
                there[rest] = there.get(rest, 0.0) + above[row]
        numbers: dict[tuple[tuple[Label, ...], Label], int] = {}
        totals: list[float] = []
        groups = []
        for row, label in cells:
            rest = tuple(row[place] for place in others)
            if label is None or not rest_sums.get(rest):
                groups.append(-1)
                continue
            key = (rest, label)
            if key not in numbers:
                path = tuple(str(part) for part in (*rest[:at], label, *rest[at:]))
                share = table.shares.get(path, 0.0)
                numbers[key] = len(totals)
                totals.append(share / rest_sums[rest] * there[rest])
            groups.append(numbers[key])
        return Margin(groups, totals)

    def _tell_misses(
        self, attribute: Attribute, aims: Mapping[Label, float], *, plausible: bool
    ) -> None:
        family = self.families[-1]
        misses = [
            f"{label} {family.shares[label]:.1%} instead of {aim:.1%}"
            for label, aim in aims.items()
            if abs(family.shares[label] - aim) > ROUNDING
        ]
        words = "; ".join(misses) or "the cells of a table"
        if plausible:
            self.warnings.append(
                (
                    attribute.place,
                    f"`{attribute.name}` cannot have all its shares with these ages: {words}",
                )
            )
        else:
            table = next(t for t in reversed(self._tables) if attribute.name in t.attributes)
            self.errors.append(
                (
                    table.place,
                    f"the tables that hold `{attribute.name}` contradict each other: {words}",
                    "correct the cells that are zero or missing, or leave one of the tables out",
                )
            )


def _cells(
    labels: tuple[str, ...],
    above: Mapping[tuple[Label, ...], float],
    at: int,
    curves: Mapping[tuple[str, str], float] | None,
) -> tuple[list[tuple[tuple[Label, ...], Label]], list[float]]:
    """The cells of a family and what raking starts from; a row in which nothing can be has None."""
    cells: list[tuple[tuple[Label, ...], Label]] = []
    start: list[float] = []
    for row, mass in above.items():
        band = row[at] if at >= 0 else None
        if curves is None or band is None:
            odds = [1.0] * len(labels)
        else:
            odds = [curves[band, label] for label in labels]
        if not any(odds):
            cells.append((row, None))
            start.append(mass)
            continue
        cells.extend((row, label) for label in labels)
        start.extend(mass * chance for chance in odds)
    return cells, start


def _margin_of(of_cells: Sequence[Any], aims: Mapping[Any, float]) -> Margin:
    numbers = {key: number for number, key in enumerate(aims)}
    return Margin([numbers[key] for key in of_cells], [*aims.values()])


def _family(
    name: str,
    parents: tuple[str, ...],
    labels: tuple[Label, ...],
    table: Mapping[tuple[Label, ...], float],
    above: Mapping[tuple[Label, ...], float],
) -> Family:
    chances = {}
    shares: dict[Label, float] = dict.fromkeys(labels, 0.0)
    for row, mass in above.items():
        values = [table.get((*row, label), 0.0) for label in labels]
        whole = sum(values)
        if whole <= 0:  # raking emptied the row: the other margins leave nothing for it
            values = [float((*row, label) in table) for label in labels]
            whole = sum(values)
        chances[row] = tuple(value / whole for value in values)
        for label, chance in zip(labels, chances[row], strict=True):
            shares[label] += mass * chance
    return Family(name, parents, labels, chances, shares)
