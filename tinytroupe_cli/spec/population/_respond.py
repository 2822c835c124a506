"""Respondents taken whole: without replacement while there are enough, else more than once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate


def pick(
    rows: Sequence[int],
    weights: Sequence[float] | None,
    count: int,
    rng: random.Random,
    *,
    by_quota: bool,
) -> list[int]:
    """The rows that are taken, in random order.

    By quota each row comes as often as its weight says, to one time (systematic sampling in a
    random order); so without weights nobody comes twice while there are enough rows. Drawn, each
    is taken by chance: without weights nobody twice while there are enough rows, else with
    replacement.
    """
    if weights is None and count <= len(rows):
        return rng.sample(rows, count)
    weights = weights or [1.0] * len(rows)
    if not by_quota:
        return rng.choices(rows, weights, k=count)
    order = rng.sample(range(len(rows)), len(rows))
    found = [*_systematic([weights[at] for at in order], count, rng.random())]
    rng.shuffle(found)
    return [rows[order[at]] for at in found]


def _systematic(weights: Sequence[float], count: int, offset: float) -> Iterator[int]:
    """The places at which equally spaced marks fall on the weights laid end to end."""
    sums = [*accumulate(weights)]
    at = 0
    for number in range(count):
        mark = (number + offset) / count * sums[-1]
        while at < len(sums) - 1 and sums[at] <= mark:
            at += 1
        yield at
