"""Values of columns: as numbers, as what a condition wants, in an order that readers expect."""

from __future__ import annotations

import math
import re
from typing import Any

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def number(value: Any) -> int | float | None:
    """A value as a number: numbers in texts too, true is 1 and false is 0; else None."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        text = value.strip()
        value = int(text) if re.fullmatch(r"[+-]?\d{1,300}", text) else float(text)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) and abs(value) < 10**300:
        return value
    return value if isinstance(value, float) and math.isfinite(value) else None


def meets(value: Any, wanted: Any) -> bool:
    """Whether a value is what a condition wants: one of a list, in a list, without case."""
    if isinstance(wanted, list | tuple):
        return any(meets(value, each) for each in wanted)
    if isinstance(value, list | tuple):
        return any(meets(each, wanted) for each in value)
    if value is None or wanted is None:
        return value is wanted
    if isinstance(value, bool) or isinstance(wanted, bool):
        return str(value).casefold() == str(wanted).casefold()
    one, other = number(value), number(wanted)
    if one is not None and other is not None:
        return one == other
    return str(value).strip().casefold() == str(wanted).strip().casefold()


def order(value: Any) -> tuple[int, list[tuple[int, float, str]]]:
    """A sort key: numbers by size, texts without case and by the numbers in them, nothing last."""
    if value is None:
        return (2, [])
    size = number(value)
    if size is not None and not isinstance(value, bool):
        return (0, [(0, float(size), "")])
    parts = re.split(r"(\d+)", str(value).casefold())
    return (1, [(0, float(p), "") if p.isdecimal() else (1, 0.0, p) for p in parts])


def is_missing(value: Any) -> bool:
    """Whether there is no answer in a value."""
    return value is None or (isinstance(value, str) and not value.strip())
