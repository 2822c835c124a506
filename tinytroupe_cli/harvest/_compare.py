"""Two runs side by side: what was said, done and extracted differently, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from tinytroupe_cli.events import Action, Event, Stimulus

Deed = tuple[str, str, str | None, str]
"""Person, action or stimulus, target or source, content."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the runs."""

    events: Sequence[Event]
    extractions: Mapping[str, Mapping[str, Any]]
    """Name -> stored result."""


def compare(one: Side, other: Side) -> dict[str, Any]:
    """How two runs differ, as JSON.

    Returns:
        `same_until` (the first step that differs, None for none), `steps`: for each step with
        differences `{"step", "round", "changes": [{"a": deed or None, "b": deed or None}]}`, a
        deed being `{"person", "does", "whom", "content"}`; `extract`: name -> `{"a", "b"}` for
        what was found differently. DONE and whether a thought was one are not compared.
    """
    left, right = _scenes(one.events), _scenes(other.events)
    steps = []
    for place in sorted({*left, *right}):
        changes = _changes(left.get(place, []), right.get(place, []))
        if changes:
            step, round_ = place
            steps.append({"step": step, "round": round_ or None, "changes": changes})
    names = dict.fromkeys([*one.extractions, *other.extractions])
    found = {name: [_found(side, name) for side in (one, other)] for name in names}
    return {
        "same_until": steps[0]["step"] if steps else None,
        "steps": steps,
        "extract": {name: {"a": a, "b": b} for name, (a, b) in found.items() if a != b},
    }


def _scenes(events: Sequence[Event]) -> dict[tuple[int, int], list[Deed]]:
    """What was done in each round or step, in order."""
    scenes: dict[tuple[int, int], list[Deed]] = {}
    for event in events:
        if isinstance(event, Action) and event.action != "DONE":
            deed = (event.person, event.action, event.target, event.content)
        elif isinstance(event, Stimulus):
            deed = (event.person, event.stimulus, event.source, event.content)
        else:
            continue
        scenes.setdefault((event.step, event.round or 0), []).append(deed)
    return scenes


def _changes(left: Sequence[Deed], right: Sequence[Deed]) -> list[dict[str, Any]]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [
        {"a": _as_json(before), "b": _as_json(after)}
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
        for before, after in zip_longest(left[a:b], right[c:d])
    ]


def _as_json(deed: Deed | None) -> dict[str, Any] | None:
    if deed is None:
        return None
    return dict(zip(("person", "does", "whom", "content"), deed, strict=True))


def _found(side: Side, name: str) -> Any:
    result = side.extractions.get(name)
    return None if result is None else result["rows"]
