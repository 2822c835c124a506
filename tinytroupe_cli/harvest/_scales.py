"""Rankings and scales: points by place (Borda), and the highest points of a scale (top box)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.harvest._measures import LOST, Base, Given, Manner, manner_words
from tinytroupe_cli.harvest._rows import Row
from tinytroupe_cli.harvest._values import number


def borda(answers: Sequence[Given], manner: Manner) -> list[Row]:
    """One row for each option: its points, and how often it came first.

    Of m options the first place brings m - 1 points, the next one less, the last none. Options
    that somebody did not place share the points that are left equally.
    """
    there = [each for each in answers if each.state not in LOST and isinstance(each.value, list)]
    base = Base(answers, there, manner)
    points = [_points(each.value, manner.options) for each in there]
    rows = []
    for at, option in enumerate(manner.options):
        weighed = [(own[at], each.weight) for own, each in zip(points, there, strict=True)]
        first = sum(1 for each in there if each.value[:1] == [option])
        rows.append(
            {manner.label: option, **manner_words(option, manner)}
            | {"borda": math.fsum(value * weight for value, weight in weighed)}
            | base.mean(weighed, "borda_mean")
            | {"first": first}
            | base.facts
            | manner.interval("t interval")
        )
    return rows


def _points(ranking: Sequence[Any], options: Sequence[Any]) -> list[float]:
    """The points that one ranking gives to each option."""
    m = len(options)
    placed = {option: float(m - 1 - place) for place, option in enumerate(ranking)}
    left = [option for option in options if option not in placed]
    shared = (len(left) - 1) / 2  # the mean of 0, 1, ... for those who got no place
    return [placed.get(option, shared) for option in options]


def first_places(answers: Sequence[Given]) -> list[Given]:
    """Rankings as choices of what stands first."""
    return [
        Given(each.value[0], each.state, each.weight)
        if isinstance(each.value, list) and each.value
        else each
        for each in answers
    ]


def top_box(answers: Sequence[Given], points: Sequence[float], manner: Manner) -> Row:
    """The shares of the highest point of a scale, and of its two highest.

    Args:
        answers: what is no number is missing.
        points: those of the scale.
        manner: of the reduction.
    """
    two = sorted({*points})[-2:]
    values = [(number(each.value), each) for each in answers if each.state not in LOST]
    there = [each for value, each in values if value is not None]
    base = Base(answers, there, manner)
    row: Row = {"points": len({*points})}
    for name, marks in (("top_box", two[-1:]), ("top_two", two)):
        on = [each for value, each in values if value in marks]
        row |= base.share(math.fsum(each.weight for each in on), name)
        row[f"{name}_count"] = len(on)
    return row | base.facts | manner.interval("Wilson interval")
