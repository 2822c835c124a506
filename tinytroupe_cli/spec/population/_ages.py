"""Ages: the years behind a band such as "65+", and how many of its people are of each year."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise

from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec.population._model import AGE
from tinytroupe_cli.spec.population._population import Population

OLDEST = 99
"""The age at which an open band such as "65+" ends."""
_BETWEEN = re.compile(r"(\d{1,3})\s*(?:-|\u2013|\u2014|to|until)\s*(\d{1,3})")
_FROM = re.compile(r"(\d{1,3})\s*(?:\+|and (?:over|older|above|more)|or (?:over|older|above|more))")
_OVER = re.compile(r"(?:over|above|older than)\s*(\d{1,3})")
_UNDER = re.compile(r"(?:under|below|younger than|<)\s*(\d{1,3})")
_ONE = re.compile(r"(\d{1,3})")
_UNIT = re.compile(r"\b(?:years?|yrs?|old|of age|aged|ages?)\b")


@cache
def years(band: str) -> range | None:
    """The ages of a band: "18-29", "65+", "under 18", "80 and over", "42"; None for other texts."""
    text = " ".join(_UNIT.sub(" ", band.casefold()).split())
    if found := _BETWEEN.fullmatch(text):
        first, last = int(found.group(1)), int(found.group(2))
    elif found := _FROM.fullmatch(text):
        first = int(found.group(1))
        last = max(first, OLDEST)
    elif found := _OVER.fullmatch(text):
        first = int(found.group(1)) + 1
        last = max(first, OLDEST)
    elif found := _UNDER.fullmatch(text):
        first, last = 0, int(found.group(1)) - 1
    elif found := _ONE.fullmatch(text):
        first = last = int(found.group(1))
    else:
        return None
    return range(first, last + 1) if first <= last else None


def living(age: int) -> float:
    """How many are of an age, in relation to those of 60: level before, falling after.

    A Gompertz curve of survival times smaller cohorts before one's own; about half of those over
    65 are under 75 by it, one in seven is over 85.
    """
    if age <= 60:
        return 1.0
    return math.exp(-0.09 * (math.exp(0.095 * (age - 60)) - 1) - 0.02 * (age - 60))


def bands_are_apart(population: Population, problems: Problems) -> bool:
    """Whether every age is in one band at most; else both bands are noted, at their attribute."""
    attribute = population.attribute(AGE)
    if attribute is None:
        return True
    bands = [(ages, label) for label in attribute.labels if (ages := years(label)) is not None]
    bands.sort(key=lambda band: (band[0].start, band[0].stop))
    for (lower, first), (upper, second) in pairwise(bands):
        if upper.start < lower.stop:
            problems.add(
                attribute.place,
                f"the ages `{first}` and `{second}` overlap: {upper.start} is in both",
                "each age belongs to one band, such as 18-39 and 40-64",
            )
            return False
    return True
