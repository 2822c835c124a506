"""Identities: canonical JSON, content digests, seeded random streams, run ids, names."""

from __future__ import annotations

import hashlib
import json
import random
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any


def plain(value: Any) -> Any:
    """A value as JSON types: models and dataclasses become dicts, dates ISO texts, sets lists."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    told = getattr(value, "as_json", None)
    if told is not None:
        return told()
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(mode="json")
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def canonical_json(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


LONG = 100
"""Items of a list digested item by item: the personas of 10,000 people are 50 MB of JSON."""


def digest(*values: Any) -> str:
    """The sha256 (64 hex digits) of the canonical JSON of the values."""
    found = hashlib.sha256()
    for piece in _pieces(values):
        found.update(piece.encode())
    return found.hexdigest()


def _pieces(values: Sequence[Any]) -> Iterator[str]:
    """The canonical JSON of a list; a long list in it comes item by item, never as one text."""
    yield "["
    for number, value in enumerate(values):
        if number:
            yield ","
        if isinstance(value, list | tuple) and len(value) > LONG:
            yield from _pieces(value)
        else:
            yield canonical_json(value)
    yield "]"


def stream(seed: int, *path: object) -> random.Random:
    """A random stream of its own for a place in the run, the same on every machine.

    Args:
        seed: the scenario's seed.
        path: where and what for, such as step, round, actor, purpose.
    """
    return random.Random(int(digest(seed, [str(part) for part in path])[:16], 16))


def new_run_id() -> str:
    """A fresh run id: 8 hex digits, short enough to type."""
    return secrets.token_hex(4)


def match_name(wanted: str, names: Iterable[str]) -> str | None:
    """The one name that is meant, or None: exact, else without case, else a unique first name."""
    known = list(names)
    if wanted in known:
        return wanted
    folded = _folded(wanted)
    if not folded:
        return None
    return _only([name for name in known if name.casefold() == folded]) or _only(
        [name for name in known if folded in name.casefold().split()]
    )


class Names:
    """Names that are looked up often: finds what `match_name` finds, without a walk through all."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._exact = frozenset(names := list(names))
        for name in names:
            folded = name.casefold()
            self._whole.setdefault(folded, []).append(name)
            for part in {*folded.split()}:
                self._parts.setdefault(part, []).append(name)

    def match(self, wanted: str, besides: str | None = None) -> str | None:
        """The one name that is meant, or None.

        Args:
            wanted: how somebody is called.
            besides: a name that is as if it were not there.
        """
        if wanted in self._exact and wanted != besides:
            return wanted
        folded = _folded(wanted)
        found = (places.get(folded, ()) for places in (self._whole, self._parts))
        some = ([name for name in names if name != besides] for names in found)
        return next(filter(None, map(_only, some)), None)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _only(names: list[str]) -> str | None:
    return names[0] if len(names) == 1 else None
