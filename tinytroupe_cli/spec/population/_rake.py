"""Raking: weights by which a table or a sample has the margins that are known.

Iterative proportional fitting, after Deming and Stephan, "On a least squares adjustment of a
sampled frequency table when the expected marginal totals are known", Annals of Mathematical
Statistics 11 (1940): each margin in turn is brought to its target until none moves. What is zero
stays zero, and the odds between cells that no target speaks of stay what they were.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.errors import UsageError

ROUNDS = 2_000
"""How often all the margins are gone through at most."""


@dataclass(frozen=True, slots=True)
class Margin:
    """One margin of a table: to which of its groups each cell belongs, and the group's total."""

    groups: Sequence[int]
    """Of each cell the number of its group; negative where it belongs to none."""
    totals: Sequence[float]
    """Of each group what its cells are to add up to."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Cells after raking."""

    cells: tuple[float, ...]
    rounds: int
    gap: float
    """The largest distance between a margin's total and what its cells add up to."""
    converged: bool


def fit(
    start: Sequence[float],
    margins: Sequence[Margin],
    *,
    tolerance: float = 1e-10,
    rounds: int = ROUNDS,
) -> Fitted:
    """Rake cells to margins; the last margin holds exactly wherever its cells are not all zero.

    Where the margins cannot all hold (they contradict each other, or a group has no cell above
    zero), the cells are those after the last round, and `converged` is False.
    """
    cells = [*start]
    gap, before, done = 0.0, float("inf"), 0
    for done in range(1, rounds + 1):
        gap = max((_adjust(cells, margin) for margin in margins), default=0.0)
        if gap <= tolerance or (done % 50 == 0 and gap > before * 0.999):
            break
        before = gap if done % 50 == 0 else before
    return Fitted(tuple(cells), done, gap, gap <= tolerance)


def _adjust(cells: list[float], margin: Margin) -> float:
    """Bring one margin to its totals; how far it was away from them."""
    sums = [0.0] * len(margin.totals)
    for group, cell in zip(margin.groups, cells, strict=True):
        if group >= 0:
            sums[group] += cell
    ratios = [
        total / found if found > 0 else 0.0
        for total, found in zip(margin.totals, sums, strict=True)
    ]
    for number, group in enumerate(margin.groups):
        if group >= 0:
            cells[number] *= ratios[group]
    return max(abs(total - found) for total, found in zip(margin.totals, sums, strict=True))


@dataclass(frozen=True, slots=True)
class Raked:
    """The weights of rows."""

    weights: tuple[float, ...]
    """One a row, in the order of the rows; their mean is 1."""
    rounds: int
    gap: float
    """The largest distance of a weighted share from its target."""
    converged: bool


Targets = Mapping[str | tuple[str, ...], Mapping[Any, float]]
"""Attribute -> value -> share, or several attributes -> their values -> share."""


def rake(
    rows: Sequence[Mapping[str, Any]],
    targets: Targets,
    *,
    start: Sequence[float] | None = None,
    tolerance: float = 1e-9,
    rounds: int = ROUNDS,
) -> Raked:
    """Weights by which the rows have the given shares.

    Args:
        rows: the facts of each row.
        targets: attribute -> value -> share, such as `{"gender": {"female": 0.51, "male": 0.49}}`;
            a joint table has a tuple of attributes and tuples of values. Shares are brought to 1.
        start: weights to begin with, such as those of a design; all the same when left out.
        tolerance: the largest gap of a share that still counts as met.
        rounds: how often all targets are gone through at most.

    Raises:
        UsageError: a row has a value that its target does not name, or a target names a value
            that no row has.
    """
    if not rows:
        return Raked((), 0, 0.0, converged=True)
    keys = [(key if isinstance(key, tuple) else (key,)) for key in targets]
    known = [_tupled(shares) for shares in targets.values()]
    of_row = [
        tuple(tuple(row.get(name) for name in key) for key in keys) for row in rows
    ]  # fmt: skip
    given = [1.0] * len(rows) if start is None else [*start]
    mass: dict[tuple[Hashable, ...], float] = {}
    for values, weight in zip(of_row, given, strict=True):
        mass[values] = mass.get(values, 0.0) + weight
    cells = [*mass]
    margins = [
        _margin(key, shares, [cell[number] for cell in cells])
        for number, (key, shares) in enumerate(zip(keys, known, strict=True))
    ]
    total = sum(mass.values())
    fitted = fit(
        [value / total for value in mass.values()], margins, tolerance=tolerance, rounds=rounds
    )
    factors = {
        cell: share / mass[cell] if mass[cell] else 0.0
        for cell, share in zip(cells, fitted.cells, strict=True)
    }
    scale = len(rows) / (sum(fitted.cells) or 1.0)
    weights = tuple(
        weight * factors[values] * scale for weight, values in zip(given, of_row, strict=True)
    )
    return Raked(weights, fitted.rounds, fitted.gap, fitted.converged)


def _tupled(shares: Mapping[Any, float]) -> dict[tuple[Any, ...], float]:
    whole = sum(shares.values())
    return {
        (value if isinstance(value, tuple) else (value,)): share / whole
        for value, share in shares.items()
    }


def _margin(
    key: tuple[str, ...], shares: Mapping[tuple[Any, ...], float], values: Iterable[Any]
) -> Margin:
    """The margin that brings cells of these values to these shares."""
    numbers = {value: number for number, value in enumerate(shares)}
    values = [*values]
    name = " and ".join(key)
    for value in values:
        if value not in numbers:
            raise UsageError(
                f"somebody has the {name} {_words(value)}, for which no share is given",
                hint="give its share, or leave these rows out",
            )
    there = {*values}
    for value, share in shares.items():
        if share > 0 and value not in there:
            raise UsageError(
                f"nobody has the {name} {_words(value)}, whose share is to be {share:.1%}",
                hint="no weight can make up for a group that is not there; join it with another",
            )
    return Margin([numbers[value] for value in values], [*shares.values()])


def _words(value: tuple[Any, ...]) -> str:
    return " and ".join(repr(part) for part in value)
