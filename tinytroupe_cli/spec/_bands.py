"""Bands of numbers by their labels: `18-29`, `65+`, `under 18`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_YEARS = r"(?:\s+years?(?: old)?)?"
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:-|\u2013|to)\s*{_NUMBER}{_YEARS}", re.IGNORECASE)
_FROM = re.compile(
    rf"{_NUMBER}{_YEARS}\s*(?:\+|(?:and|or) (?:over|older|more|above))", re.IGNORECASE
)
_BELOW = re.compile(rf"(?:under|below|<)\s*{_NUMBER}{_YEARS}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def band(label: str) -> tuple[float, float] | None:
    """The least number of a band and the first one beyond it; None where it is no band.

    Of whole numbers the upper one still belongs to it: 18-29 goes up to 30, which is not in it.
    """
    text = label.strip()
    if found := _BETWEEN.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        whole = high.is_integer() and "." not in found[2]
        return (low, high + 1 if whole else high) if low <= high else None
    if found := _FROM.fullmatch(text):
        return float(found[1]), math.inf
    if found := _BELOW.fullmatch(text):
        return -math.inf, float(found[1])
    return None


def bands_between(edges: Sequence[float]) -> tuple[str, ...]:
    """The labels of the bands that begin at each edge: 18, 30, 45 make 18-29, 30-44 and 45+."""
    ends = [*edges[1:], math.inf]
    return tuple(_label(low, high) for low, high in zip(edges, ends, strict=True))


def _label(low: float, high: float) -> str:
    if high == math.inf:
        return f"{low:g}+"
    whole = float(low).is_integer() and float(high).is_integer()
    return f"{low:g}-{high - 1:g}" if whole else f"{low:g} to {high:g}"


def label_of(value: Any, labels: Iterable[str]) -> str | None:
    """The one of some labels that a fact stands under: the same text, or the band of a number."""
    if value is None:
        return None
    folded = " ".join(str(value).casefold().split())
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
    for label in labels:
        if " ".join(label.casefold().split()) == folded:
            return label
        limits = band(label) if number is not None else None
        if limits is not None and number is not None and limits[0] <= number < limits[1]:
            return label
    return None
