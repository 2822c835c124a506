"""How two JSON values differ, and how such differences are told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

LONGEST = 40
"""Characters of a value that are shown."""


class Change(NamedTuple):
    """One place at which two values differ."""

    path: str
    """Dotted; entries of lists count from 1."""
    now: Any
    before: Any

    @property
    def key(self) -> str:
        """The key that a user wrote: the last part of the path that is not an entry's number."""
        parts = self.path.split(".")
        return next((part for part in reversed(parts) if not part.isdecimal()), self.path)

    def __str__(self) -> str:
        """`temperature 0.7 -> 1.0`."""
        return f"{self.path} {_shown(self.before)} -> {_shown(self.now)}"


def changes(now: Any, before: Any, path: str = "") -> Iterator[Change]:
    """The places at which two values differ, as deep as they can be told; None where one is not."""
    if isinstance(now, Mapping) and isinstance(before, Mapping):
        for key in dict.fromkeys([*now, *before]):
            below = f"{path}.{key}" if path else str(key)
            if key in now and key in before:
                yield from changes(now[key], before[key], below)
            else:
                yield Change(below, now.get(key), before.get(key))
    elif _is_list(now) and _is_list(before) and len(now) == len(before):
        for number, (one, other) in enumerate(zip(now, before, strict=True), start=1):
            yield from changes(one, other, f"{path}.{number}")
    elif now != before:
        yield Change(path, now, before)


def listed(several: Sequence[str], most: int = 3) -> str:
    """A list of words of which the first few are told."""
    words = [*dict.fromkeys(several)]
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more} more" if more > 0 else "")


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
