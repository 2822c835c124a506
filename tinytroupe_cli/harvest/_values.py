"""Values of columns: as numbers, as what a condition wants, in an order that readers expect."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

_COMPARISON = re.compile(r"(>=|<=|==|!=|>|<)\s*(.+)", re.DOTALL)
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
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
    """Whether a value is what a condition wants: one of a list, in a list, without case.

    A text such as `>= 40` or `!= red` compares, as conditions on personas do.
    """
    if isinstance(wanted, list | tuple):
        return any(meets(value, each) for each in wanted)
    if isinstance(value, list | tuple):
        return any(meets(each, wanted) for each in value)
    compared = _COMPARISON.fullmatch(wanted.strip()) if isinstance(wanted, str) else None
    if compared and value != wanted:
        return _compares(value, compared[1], compared[2])
    if value is None or wanted is None:
        return value is wanted
    if isinstance(value, bool) or isinstance(wanted, bool):
        return str(value).casefold() == str(wanted).casefold()
    one, other = number(value), number(wanted)
    if one is not None and other is not None:
        return one == other
    return str(value).strip().casefold() == str(wanted).strip().casefold()


def _compares(value: Any, sign: str, limit: str) -> bool:
    if sign in {"==", "!="}:
        return meets(value, limit) is (sign == "==")
    one, other = number(value), number(limit)
    return one is not None and other is not None and _SIGNS[sign](one, other)


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
