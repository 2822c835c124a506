"""Big five and tempers, over their whole range and together as they go together in people."""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

BIG_FIVE = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
TEMPERS = ("talkativeness", "bluntness", "patience", "hurry")
TRAITS = (*BIG_FIVE, *TEMPERS)

_TOGETHER = (
    (1.00, 0.14, 0.31, 0.14, -0.12),
    (0.14, 1.00, 0.21, 0.31, -0.32),
    (0.31, 0.21, 1.00, 0.18, -0.26),
    (0.14, 0.31, 0.18, 1.00, -0.26),
    (-0.12, -0.32, -0.26, -0.26, 1.00),
)
"""How the big five correlate (in the order of BIG_FIVE), about as in the meta-analysis of van der
Linden, te Nijenhuis and Bakker, Journal of Research in Personality 44 (2010) 315-327."""

_LOADINGS: Mapping[str, tuple[float, ...]] = {
    "talkativeness": (0.1, 0.0, 0.6, 0.0, 0.0),
    "bluntness": (0.0, 0.0, 0.1, -0.6, 0.1),
    "patience": (0.0, 0.2, 0.0, 0.35, -0.35),
    "hurry": (0.0, 0.1, 0.2, -0.2, 0.35),
}
"""How a temper follows from the big five: our own assumption, moderate; the rest is chance."""

WORDS = {"very low": 0.07, "low": 0.24, "medium": 0.38, "high": 0.24, "very high": 0.07}
"""The words for a trait, and how many people have each: cuts near 0.5 and 1.5 deviations."""


def scores(rng: random.Random) -> tuple[float, ...]:
    """One person's standing in each of TRAITS: the part of the people (0 to 1) who have less."""
    lower = _lower()
    noise = [rng.gauss(0.0, 1.0) for _ in TRAITS]
    five = [sum(a * b for a, b in zip(row, noise, strict=False)) for row in lower]
    found = [*five]
    for number, temper in enumerate(TEMPERS, start=len(BIG_FIVE)):
        loadings = _LOADINGS[temper]
        led = sum(a * b for a, b in zip(loadings, five, strict=True))
        found.append(led + math.sqrt(1 - _variance(loadings)) * noise[number])
    return tuple(0.5 * (1 + math.erf(z / math.sqrt(2))) for z in found)


def spread(people: Sequence[tuple[float, ...]], rng: random.Random) -> list[tuple[float, ...]]:
    """The same standings moved so that each trait fills its range evenly; ranks stay.

    With n people one stands in each n-th part of the range (Latin hypercube sampling with the
    ranks of a correlated sample, after Iman and Conover, 1982).
    """
    count = len(people)
    columns = []
    for at in range(len(TRAITS)):
        order = sorted(range(count), key=lambda i: people[i][at])
        column = [0.0] * count
        for rank, who in enumerate(order):
            column[who] = (rank + rng.random()) / count
        columns.append(column)
    return [*zip(*columns, strict=True)]


def word(score: float, shares: Mapping[str, float] | None = None) -> str:
    """The word for a standing, given how many people have each word."""
    words = shares or WORDS
    at = bisect_right([*accumulate(words.values())], score)
    return [*words][min(at, len(words) - 1)]


@cache
def _lower() -> tuple[tuple[float, ...], ...]:
    """The lower triangle L of the correlations, L L' (Cholesky)."""
    size = len(BIG_FIVE)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = _TOGETHER[i][j] - sum(lower[i][k] * lower[j][k] for k in range(j))
            lower[i][j] = math.sqrt(rest) if i == j else rest / lower[j][j]
    return tuple(map(tuple, lower))


@cache
def _variance(loadings: tuple[float, ...]) -> float:
    """The variance that a temper has from the big five."""
    return sum(
        a * b * _TOGETHER[i][j] for i, a in enumerate(loadings) for j, b in enumerate(loadings)
    )
