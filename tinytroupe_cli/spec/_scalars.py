"""The scalars of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema)."""

from __future__ import annotations

import math
import re

from tinytroupe_cli.spec._node import Scalar

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {name: value for value in (True, False) for name in (str(value), str(value).lower())}
_BOOLEANS |= {"TRUE": True, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", re.ASCII)
LONGEST_NUMBER = 300
"""A number of more digits than this is refused."""


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar; `yes`, `on`, `12:30` and dates are texts.

    Raises:
        ValueError: a number that is infinite, not a number, or of absurd length.
    """
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _SPECIAL.fullmatch(text):
        raise ValueError(f"`{text}` is no usable number")
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        value = float(text) if len(text) <= LONGEST_NUMBER else math.inf
        if math.isinf(value):
            raise ValueError(f"`{text[:20]}...` is too large a number")
        return value
    return text


def _integer(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"`{text[:20]}...` is a number of {len(text)} digits")
    return int(text, 0) if text.startswith(("0o", "0x")) else int(text)


def loses_zeros(text: str) -> bool:
    """Whether a text such as `01234` (a post code?) would lose something as a number."""
    return bool(re.fullmatch(r"0[0-9]+", text, re.ASCII))


def resolve_cell(text: str) -> Scalar:
    """The value of a CSV cell: a number only when it reads the same written out again."""
    try:
        value = resolve(text)
    except ValueError:
        return text
    if isinstance(value, bool):
        return value if text in {"true", "false", "True", "False"} else text
    return value if value is not None and str(value) == text else text
