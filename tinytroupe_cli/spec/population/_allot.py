"""Values for people: by quota, so that shares hold to one person, or drawn independently."""

from __future__ import annotations

import random
from bisect import bisect_right
from itertools import accumulate

from tinytroupe_cli.spec.population._model import Family, Label, Model
from tinytroupe_cli.spec.population._rake import Margin, fit
from tinytroupe_cli.spec.population._rounding import round_rows

Values = dict[str, Label]


class Drawing:
    """Draws the values of one person after the other."""

    def __init__(self, model: Model) -> None:
        self._families = [
            (family, {row: [*accumulate(odds)] for row, odds in family.chances.items()})
            for family in model.families
        ]

    def one(self, rng: random.Random) -> Values:
        """The values of one person, independent of all others."""
        values: Values = {}
        for family, sums in self._families:
            row = sums[tuple(values[name] for name in family.parents)]
            at = bisect_right(row, rng.random() * row[-1])
            values[family.name] = family.labels[min(at, len(row) - 1)]
        return values


def quota(model: Model, count: int, rng: random.Random) -> list[Values]:
    """The values of so many people: each share holds to one person, combinations nearly so."""
    people: list[Values] = [{} for _ in range(count)]
    for family in model.families:
        groups: dict[tuple[Label, ...], list[Values]] = {}
        for person in people:
            groups.setdefault(tuple(person[name] for name in family.parents), []).append(person)
        if groups:
            _give(family, groups, rng)
    return people


def _give(
    family: Family, groups: dict[tuple[Label, ...], list[Values]], rng: random.Random
) -> None:
    """Give everybody a value of one attribute."""
    rows = [*groups]
    width = len(family.labels)
    sizes = [len(groups[row]) for row in rows]
    chances = [family.chances[row] for row in rows]
    aims = _aims(family, sizes, chances)
    cells = [size * odds for size, row in zip(sizes, chances, strict=True) for odds in row]
    columns = [*range(width)] * len(rows)
    lines = [number for number in range(len(rows)) for _ in range(width)]
    fitted = fit(
        cells, [Margin(columns, aims), Margin(lines, sizes)], tolerance=1e-7, rounds=300
    ).cells
    table = [fitted[at : at + width] for at in range(0, len(fitted), width)]
    for row, counts in zip(rows, round_rows(table, rng), strict=True):
        values = [
            label for label, times in zip(family.labels, counts, strict=True) for _ in range(times)
        ]
        rng.shuffle(values)
        for person, value in zip(groups[row], values, strict=True):
            person[family.name] = value


def _aims(family: Family, sizes: list[int], chances: list[tuple[float, ...]]) -> list[float]:
    """How many people ought to get each value; who cannot have any is counted first."""
    total = sum(sizes)
    if None not in family.labels:
        return [family.shares[label] * total for label in family.labels]
    at = family.labels.index(None)
    nobody = sum(size * row[at] for size, row in zip(sizes, chances, strict=True))
    others = 1 - family.shares[None]
    return [
        nobody if label is None else family.shares[label] / others * (total - nobody)
        for label in family.labels
    ]
