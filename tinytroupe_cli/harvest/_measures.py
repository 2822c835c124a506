"""Shares, means and sums: never without how many they are of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev
from typing import Any

from tinytroupe_cli.harvest._rows import Row
from tinytroupe_cli.harvest._values import is_missing

NOT_COMPARED = "not compared with human data"
NO_ANSWER = "(no answer)"
"""Stands for somebody who was asked and left it open."""
FAILED = "(failed)"
"""Stands for somebody whose answer could not be had."""
NONE_OF_THEM = "(none)"
"""Stands for an empty list where several could be chosen."""
TAKEN = {"count", "failed", "n", "missing", "share", "mean", "sd", "sum", "note"}
"""The columns of measures."""


def shares(label: str, answers: Sequence[tuple[Any, str]], options: Sequence[Any]) -> list[Row]:
    """One row for each value, those of the options that nobody gave too.

    The shares of one group sum to 1, but where people gave lists: then each value's share is that
    of the people who gave it.

    Args:
        label: the column for the values.
        answers: value, and whether it is an answer or a failure.
        options: what could be answered, as far as it is known.
    """
    counts: dict[str, tuple[Any, int]] = {repr(value): (value, 0) for value in options}
    for answer, state in answers:
        for value in _given(answer, state):
            known, count = counts.get(repr(value), (value, 0))
            counts[repr(value)] = (known, count + 1)
    n = len(answers)
    return [
        {label: value, "count": count, "n": n, "share": count / n if n else None}
        | {"note": NOT_COMPARED}
        for value, count in _ordered([*counts.values()])
    ]


def mean(values: Sequence[float | None]) -> Row:
    """Mean and standard deviation of the sample; what is no number is missing."""
    numbers = [float(value) for value in values if value is not None]
    return {
        "n": len(numbers),
        "missing": len(values) - len(numbers),
        "mean": fmean(numbers) if numbers else None,
        "sd": stdev(numbers) if len(numbers) > 1 else None,
        "note": NOT_COMPARED,
    }


def total(values: Sequence[float | None]) -> Row:
    """The sum; what is no number is missing."""
    numbers = [value for value in values if value is not None]
    whole = all(isinstance(value, int) for value in numbers)
    summed = sum(numbers) if whole else math.fsum(numbers)
    return {"n": len(numbers), "missing": len(values) - len(numbers), "sum": summed}


def _given(value: Any, state: str) -> list[Any]:
    """What somebody answered, each thing once."""
    if state == "failure":
        return [FAILED]
    if is_missing(value):
        return [NO_ANSWER]
    if isinstance(value, list):
        return [*{repr(each): each for each in value}.values()] or [NONE_OF_THEM]
    return [value]


def _ordered(counts: Sequence[tuple[Any, int]]) -> list[tuple[Any, int]]:
    """Numbers by size; else the most frequent first, and equals as the options are ordered."""
    special = [NO_ANSWER, NONE_OF_THEM, FAILED]
    first = [pair for pair in counts if pair[0] not in special]
    last = [pair for mark in special for pair in counts if pair[0] == mark]
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value, _ in first):
        return sorted(first, key=lambda pair: pair[0]) + last
    return sorted(first, key=lambda pair: -pair[1]) + last
