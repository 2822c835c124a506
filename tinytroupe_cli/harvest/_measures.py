"""Shares, means and sums: never without how many they are of, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinytroupe_cli.harvest._intervals import LEVEL, effective, student, wilson
from tinytroupe_cli.harvest._rows import Row, State
from tinytroupe_cli.harvest._values import is_missing

NOT_COMPARED = "not compared with human data"
NO_ANSWER = "(no answer)"
"""Stands for somebody who was asked and left it open."""
NONE_OF_THEM = "(none)"
"""Stands for an empty list where several could be chosen."""
LOST: Mapping[State, str] = {"skipped": "skipped", "invalid": "invalid", "failure": "failed"}
"""What a row without an answer is -> the column that counts such rows."""
TAKEN = frozenset(
    {"borda", "borda_mean", "borda_mean_high", "borda_mean_low", "count", "design_effect", "failed",
     "first", "interval", "invalid", "mean", "mean_high", "mean_low", "missing", "n",
     "n_effective", "note", "points", "sd", "share", "share_high", "share_low", "skipped", "sum",
     "text", "top_box", "top_box_count", "top_box_high", "top_box_low", "top_two",
     "top_two_count", "top_two_high", "top_two_low"}
)  # fmt: skip
"""The columns of measures."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one row holds of a column, and how much it counts."""

    value: Any
    state: State = "answer"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Manner:
    """What holds for a whole reduction."""

    label: str = ""
    """The column for values."""
    options: Sequence[Any] = ()
    """What could be answered, as far as it is known."""
    in_order: bool = False
    """Whether values stand in the order of the options, not by how frequent they are."""
    words: Mapping[Any, str] = field(default_factory=dict)
    """Value -> what it stands for."""
    weighted: bool = False
    level: float = LEVEL
    lost: Sequence[State] = ()
    """What rows without an answer are, as far as there are any in the reduction."""

    def interval(self, method: str) -> Row:
        """How intervals were made, and what they say nothing of."""
        weighted = ", for the effective n" if self.weighted else ""
        return {"interval": f"{100 * self.level:g}% {method}{weighted}", "note": NOT_COMPARED}


def shares(answers: Sequence[Given], manner: Manner) -> list[Row]:
    """One row for each value, those of the options that nobody gave too.

    The shares of one group sum to 1, but where people gave lists: then each value's share is that
    of the people who gave it. Who gave no answer is not in n.
    """
    there = [each for each in answers if each.state not in LOST]
    counts: dict[str, tuple[Any, int, float]] = {
        repr(value): (value, 0, 0.0) for value in manner.options
    }
    for each in there:
        for value in _given(each.value):
            known, count, weight = counts.get(repr(value), (value, 0, 0.0))
            counts[repr(value)] = (known, count + 1, weight + each.weight)
    base = Base(answers, there, manner)
    return [
        {manner.label: value, **manner_words(value, manner), "count": count}
        | base.share(weight)
        | base.facts
        | manner.interval("Wilson interval")
        for value, count, weight in _ordered([*counts.values()], manner)
    ]


class Base:
    """Those whom shares and means are of, and those who are missing."""

    def __init__(self, answers: Sequence[Given], there: Sequence[Given], manner: Manner) -> None:
        self._level = manner.level
        self.n = len(there)
        self.weight = math.fsum(each.weight for each in there)
        self.n_effective = (
            effective(each.weight for each in there) if manner.weighted else float(self.n)
        )
        weighed = {"n_effective": self.n_effective, "design_effect": self._design_effect()}
        missing = {"missing": len(answers) - len(there)}
        self.facts: Row = (
            {"n": self.n} | (weighed if manner.weighted else {}) | missing | told(answers, manner)
        )

    def _design_effect(self) -> float | None:
        return self.n / self.n_effective if self.n_effective else None

    def share(self, weight: float, name: str = "share") -> Row:
        """A part of the weight of all, with the ends of its interval."""
        if not self.weight:
            return {name: None, f"{name}_low": None, f"{name}_high": None}
        share = weight / self.weight
        low, high = wilson(share, self.n_effective, self._level)
        return {name: share, f"{name}_low": low, f"{name}_high": high}

    def mean(self, values: Sequence[tuple[float, float]], name: str = "mean") -> Row:
        """The mean of values with weights, and the ends of its interval."""
        mean = _mean(values)
        sd = _deviation(values)
        ends = None
        if mean is not None and sd is not None:
            ends = student(mean, sd, self.n_effective, self._level)
        low, high = ends or (None, None)
        return {name: mean, f"{name}_low": low, f"{name}_high": high}


def mean(answers: Sequence[Given], number: Callable[[Any], float | None], manner: Manner) -> Row:
    """Mean and standard deviation of the sample; what is no number is missing."""
    there = [
        each
        for each in answers
        if each.state not in LOST and number(each.value) is not None
    ]  # fmt: skip
    values = [(float(number(each.value) or 0), each.weight) for each in there]
    base = Base(answers, there, manner)
    return (
        base.mean(values) | {"sd": _deviation(values)} | base.facts | manner.interval("t interval")
    )


def total(answers: Sequence[Given], number: Callable[[Any], Any], manner: Manner) -> Row:
    """The sum; what is no number is missing."""
    values = [number(each.value) for each in answers if each.state not in LOST]
    numbers = [value for value in values if value is not None]
    whole = all(isinstance(value, int) for value in numbers)
    summed = sum(numbers) if whole else math.fsum(numbers)
    missing = {"missing": len(answers) - len(numbers)}
    return {"sum": summed, "n": len(numbers)} | missing | told(answers, manner)


def told(answers: Iterable[Given], manner: Manner) -> Row:
    """How many rows are without an answer, by why; of the reasons that there are at all."""
    states = [each.state for each in answers]
    return {LOST[state]: states.count(state) for state in LOST if state in manner.lost}


def manner_words(value: Any, manner: Manner) -> Row:
    """What a value stands for, in a reduction that has such words."""
    if not any(words and words != str(option) for option, words in manner.words.items()):
        return {}
    return {"text": manner.words.get(value)}


def _mean(values: Sequence[tuple[float, float]]) -> float | None:
    weight = math.fsum(weight for _, weight in values)
    return math.fsum(value * each for value, each in values) / weight if weight else None


def _deviation(values: Sequence[tuple[float, float]]) -> float | None:
    """The standard deviation of the sample; weights are of reliability, and may have any scale."""
    middle = _mean(values)
    weight = math.fsum(weight for _, weight in values)
    if middle is None or len(values) < 2:
        return None
    freedom = weight - math.fsum(each * each for _, each in values) / weight
    squares = math.fsum(each * (value - middle) ** 2 for value, each in values)
    return math.sqrt(squares / freedom) if freedom > 0 else None


def _given(value: Any) -> list[Any]:
    """What somebody answered, each thing once."""
    if is_missing(value):
        return [NO_ANSWER]
    if isinstance(value, list):
        return [*{repr(each): each for each in value}.values()] or [NONE_OF_THEM]
    return [value]


def _ordered(
    counts: Sequence[tuple[Any, int, float]], manner: Manner
) -> list[tuple[Any, int, float]]:
    """As the options are ordered, or numbers by size; else the most frequent first."""
    special = [NO_ANSWER, NONE_OF_THEM]
    first = [each for each in counts if each[0] not in special]
    last = [each for mark in special for each in counts if each[0] == mark]
    if manner.in_order and manner.options:
        return first + last
    if all(isinstance(each[0], int | float) and not isinstance(each[0], bool) for each in first):
        return sorted(first, key=lambda each: each[0]) + last
    return sorted(first, key=lambda each: -each[1]) + last
