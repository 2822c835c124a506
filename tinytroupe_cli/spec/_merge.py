"""How facts are put together, and where each of them came from.

The rule, for a later layer put onto an earlier one:

- mappings are merged deep, key by key;
- lists are joined: the earlier items, then those later ones that are not there yet;
- of two single values the later one wins;
- where the kinds differ (a list and a text, say) the later one wins, with a warning, unless one of
  them is null.

Inputs are never changed and the result shares nothing with them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinytroupe_cli.ids import canonical_json


@dataclass(frozen=True, slots=True)
class Layer:
    """Facts and where they come from, such as a file."""

    source: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """What layers amount to."""

    facts: dict[str, Any]
    origins: dict[str, str] = field(default_factory=dict)
    """Dotted path -> source, for each single value, each empty collection and each list item;
    items count from 1: `preferences.likes.2`. What is inside of a list item belongs to the item."""
    warnings: tuple[str, ...] = ()
    """One sentence for each place where the kinds differ."""


def merge(base: Mapping[str, Any], *additions: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of all of these by the rule above; inputs stay as they are.

    `merge(a, b, c)` is `merge(merge(a, b), c)`, and `merge(a, merge(b, c))` too as long as the
    kinds agree; `merge(a, a)` is `a`.
    """
    return merge_layers([Layer("", facts) for facts in (base, *additions)]).facts


def merge_layers(layers: Sequence[Layer]) -> Merged:
    """Merge layers in order, keeping account of where each value came from."""
    work = _Work()
    facts: dict[str, Any] = {}
    for layer in layers:
        facts = work.mappings(facts, layer.facts, (), layer.source)
    origins = {".".join(path): source for path, source in work.origins.items()}
    return Merged(facts, origins, tuple(work.warnings))


class _Work:
    """One merge in progress: the origins so far by path, and the warnings."""

    def __init__(self) -> None:
        self.origins: dict[tuple[str, ...], str] = {}
        self.warnings: list[str] = []

    def mappings(
        self, old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...], source: str
    ) -> dict[str, Any]:
        merged = {**old}
        if new:
            self.origins.pop(path, None)
        for key, value in new.items():
            here = (*path, str(key))
            if key in merged:
                merged[key] = self.values(merged[key], value, here, source)
            else:
                merged[key] = copy.deepcopy(value)
                self.settle(value, here, source)
        return merged

    def values(self, old: Any, new: Any, path: tuple[str, ...], source: str) -> Any:
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            return self.mappings(old, new, path, source)
        if _is_list(old) and _is_list(new):
            return self.lists(old, new, path, source)
        if _kind(old) != _kind(new) and old is not None and new is not None:
            self.warnings.append(
                f"`{'.'.join(path)}` was {_kind(old)} and is {_kind(new)} now: "
                f"that of {source or 'the later one'} replaces that of {self.origin(path)}"
            )
        self.forget(path)
        self.settle(new, path, source)
        return copy.deepcopy(new)

    def lists(
        self, old: Sequence[Any], new: Sequence[Any], path: tuple[str, ...], source: str
    ) -> list[Any]:
        joined = [*old]
        seen = {_identity(item) for item in old}
        if new:
            self.origins.pop(path, None)
        for item in new:
            identity = _identity(item)
            if identity not in seen:
                seen.add(identity)
                joined.append(copy.deepcopy(item))
                self.origins[(*path, str(len(joined)))] = source
        return joined

    def settle(self, value: Any, path: tuple[str, ...], source: str) -> None:
        """Say that all of a value comes from this source."""
        if isinstance(value, Mapping) and value:
            for key, item in value.items():
                self.settle(item, (*path, str(key)), source)
        elif _is_list(value) and value:
            for number in range(1, len(value) + 1):
                self.origins[(*path, str(number))] = source
        else:
            self.origins[path] = source

    def forget(self, path: tuple[str, ...]) -> None:
        """Drop what is known about a value that is replaced."""
        for known in [known for known in self.origins if known[: len(path)] == path]:
            del self.origins[known]

    def origin(self, path: tuple[str, ...]) -> str:
        sources = {src for known, src in self.origins.items() if known[: len(path)] == path}
        return " and ".join(sorted(sources - {""})) or "the earlier one"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if _is_list(value) else "a single value"


def _identity(item: Any) -> str:
    # Canonical JSON tells 1, 1.0, true and "1" apart, which `==` does not.
    return canonical_json(item)
