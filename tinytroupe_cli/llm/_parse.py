"""The JSON in a reply: as it is, out of its wrapping, or with small slips mended."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```[\w-]*[ \t]*\n(.*?)\n[ \t]*```", re.DOTALL)
"""Closed on a line of its own, where no JSON text can hold a fence."""
_TIGHT_FENCE = re.compile(r"```[\w-]*\s*(.*?)\s*```", re.DOTALL)
_MARK = re.compile(r'"(?:[^"\\]|\\.)*"|["{}\[\]]', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _NoNumberError(ValueError):
    """Not mended: what should stand in its place is unknown."""


def parse(text: str) -> Any:
    """The JSON value of a reply.

    Taken off: thoughts in `<think>`, code fences, talk before and after. Mended by json-repair:
    commas, quotes and the like, but never a value whose brackets or quotes do not close, because
    that one was cut.

    Raises:
        ValueError: there is no whole JSON value in it.
    """
    bare = _THOUGHTS.sub("", text).strip().removeprefix("\ufeff")
    if not bare:
        raise ValueError("the reply is empty")
    try:
        return _whole(bare)
    except _NoNumberError:
        raise
    except ValueError as wrong:
        fenced = _FENCE.search(bare) or _TIGHT_FENCE.search(bare)
        inner = fenced[1].strip() if fenced else bare
        found = _inside(inner)
        if found is None:
            raise ValueError(f"not JSON: {wrong}") from None
        return found


def _whole(text: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return _sound(value, text)


def _inside(text: str) -> Any:
    """The first object or list in a text, or None."""
    begin = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    if begin < 0:
        return None
    decoder = json.JSONDecoder(parse_constant=_no_number)
    try:
        value, _ = decoder.raw_decode(text, begin)
    except _NoNumberError:
        raise
    except (ValueError, RecursionError):
        return _mended(text[begin:])
    return _sound(value, text)


def _mended(text: str) -> Any:
    if not _closes(text):
        return None
    from json_repair import loads

    value = loads(text, skip_json_loads=True)
    return _sound(value, text) if isinstance(value, dict | list) and value else None


def _closes(text: str) -> bool:
    """Whether all brackets outside of strings close; no true beginning of a JSON value's do."""
    depth = 0
    for mark in _MARK.findall(text):
        if mark == '"':  # a string that does not end
            return False
        depth += (mark in "{[") - (mark in "}]")
    return depth == 0


def _sound(value: Any, text: str) -> Any:
    """The value, unless it holds half a character, which no file or database takes."""
    if _SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("it holds half of a surrogate pair") from None
    return value


def _no_number(name: str) -> NoReturn:
    raise _NoNumberError(f"{name} is no JSON number")
