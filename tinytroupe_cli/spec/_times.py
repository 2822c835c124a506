"""Durations and dates as people write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?))?")
LONGEST = timedelta(days=365 * 1000)
"""A thousand years."""


def parse_duration(text: str) -> timedelta:
    """A duration such as `10 minutes`, `2 hours`, `1 day 6 hours` or `1.5 years`.

    Units are minutes, hours, days, weeks, months and years; a month is 30 days, a year 365 days.

    Raises:
        ValueError: not a duration, nothing at all, or more than a thousand years.
    """
    folded = " ".join(text.casefold().replace(",", " ").replace(" and ", " ").split())
    if re.fullmatch(r"[\d.]+", folded):
        raise ValueError(f"`{text}` has no unit, such as `{text} minutes`")
    if not re.fullmatch(rf"(?:{_PART.pattern}\s*)+", folded):
        raise ValueError(f"`{text}` is not a duration such as `10 minutes` or `1 day 6 hours`")
    total = timedelta(0)
    for number, word in _PART.findall(folded):
        span = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
        if span is None:
            units = ", ".join(f"{unit}s" for unit in _UNITS)
            raise ValueError(f"`{word}` is not a unit of time: {units}")
        if float(number) > LONGEST / span:
            raise ValueError(f"`{text}` is longer than a thousand years")
        total += float(number) * span
    if not timedelta(0) < total <= LONGEST:
        long = total > LONGEST
        raise ValueError(f"`{text}` is {'longer than a thousand years' if long else 'no time'}")
    return total


def parse_moment(text: str) -> datetime:
    """A moment such as `2026-03-02` (midnight) or `2026-03-02 09:00`; a world has no time zone.

    Raises:
        ValueError: not such a moment, or a day that does not exist.
    """
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        zone = re.fullmatch(rf"{_MOMENT.pattern}(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]+)", text)
        if zone:
            raise ValueError(f"`{text}` has a time zone; the world's clock has none")
        raise ValueError(f"`{text}` is not a date such as `2026-03-02` or `2026-03-02 09:00`")
    clock = found.group(2) or "0:00"
    clock = clock if clock.index(":") == 2 else f"0{clock}"
    try:
        return datetime.fromisoformat(f"{found.group(1)}T{clock}")
    except ValueError as error:
        raise ValueError(f"`{text}` does not exist: {error}") from None
