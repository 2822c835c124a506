"""Dotted paths of facts: which can stand beside each other, and a mapping as paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

RESERVED = frozenset({"name", "provenance", "age_group"})
"""Keys that sampling makes itself."""


def is_usable(path: str) -> bool:
    """Whether a fact can be called so."""
    return path not in RESERVED and all(part.strip() for part in path.split("."))


def clashing(path: str, others: Iterable[str]) -> str | None:
    """Another fact that is inside of this one or around it, if there is one."""
    return next(
        (one for one in others if one.startswith(f"{path}.") or path.startswith(f"{one}.")), None
    )


def leaves(facts: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Nested facts as dotted paths and values."""
    for key, value in facts.items():
        if isinstance(value, Mapping) and value:
            yield from leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
