"""Ages: the years behind a band such as "65+", and how many of its people are of each year."""

from __future__ import annotations

import math
import re
from functools import cache

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
