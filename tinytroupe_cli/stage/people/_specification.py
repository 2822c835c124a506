"""A TinyPerson as a file: the persona, and with it, if wanted, memory and mental state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import Moment, PersonState, parse_event
from tinytroupe_cli.ids import plain
from tinytroupe_cli.sim import persona_json

_MIND = ("goals", "context", "attention", "emotions")
_MARK = {"type": "TinyPerson"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file or a mapping says about somebody."""

    persona: dict[str, Any]
    memory: Mapping[str, Any] = field(default_factory=dict)
    """`memories` (texts), `history` and `inbox` (events as JSON)."""
    mental_state: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], persona: dict[str, Any] | None = None) -> Kept:
        """From facts as they are, or from `{"type": "TinyPerson", "persona": {...}, ...}`."""
        wrapped = data.get("type") == _MARK["type"] and isinstance(data.get("persona"), Mapping)
        if not wrapped:
            return cls(persona or plain(dict(data)))
        parts = {name: data.get(name) or {} for name in ("memory", "mental_state")}
        if not all(isinstance(part, Mapping) for part in parts.values()):
            raise UsageError("`memory` and `mental_state` beside a persona are mappings")
        return cls(persona or plain(dict(data["persona"])), **parts)

    def state(self, name: str, now: PersonState, *, memory: bool, mind: bool) -> PersonState | None:
        """The state that is kept, upon the one that a new person has; None when none is kept.

        Raises:
            UsageError: it is not readable.
        """
        if not ((memory and self.memory) or (mind and self.mental_state)):
            return None
        state = deepcopy(now)
        if memory:
            was = str(self.persona.get("name", name))
            state.memories = [str(text) for text in self.memory.get("memories", ())]
            state.history = _moments(self.memory, "history", was, name)
            state.inbox = _moments(self.memory, "inbox", was, name)
        if mind:
            kept = self.mental_state
            state.goals = tuple(kept.get("goals", state.goals))
            state.context = tuple(kept.get("context", state.context))
            state.attention = str(kept.get("attention", state.attention))
            state.emotions = str(kept.get("emotions", state.emotions))
        return state


def facts_of(persona: Mapping[str, Any]) -> dict[str, Any]:
    """A persona's facts as JSON types.

    Raises:
        UsageError: something in it has no place in JSON.
    """
    try:
        return persona_json(persona)
    except (TypeError, ValueError) as error:
        raise UsageError(f"a persona holds what JSON can hold: {error}") from None


def persona_files(folder: Path, suffix: str | None) -> list[Path]:
    """The persona files directly inside of a folder, by name.

    Raises:
        UsageError: it is no folder, or there is none in it.
    """
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is no folder")
    endings = (suffix,) if suffix is not None else (".yaml", ".yml", ".json")
    found = sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and path.name.endswith(endings)
        and (suffix is not None or ".fragment." not in path.name)
    )
    if not found:
        raise UsageError(f"no file in {str(folder)!r} ends in {' or '.join(endings)}")
    return found


def read_kept(source: Path | str, persona: dict[str, Any]) -> Kept:
    """What stands beside the persona of a file that was read and found right already."""
    path = Path(source)
    if not path.is_file() or path.suffix.lower() not in {".json", ".yaml", ".yml"}:
        return Kept(persona)
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() == ".json":
        data = json.loads(text)
    else:
        import yaml

        data = yaml.safe_load(text)
    return Kept.from_mapping(data, persona)


def write_kept(path: Path, state: PersonState, *, memory: bool, mind: bool) -> None:
    """Write somebody down; without memory and state the YAML is a plain persona.

    Raises:
        UsageError: the file cannot be written.
    """
    document: dict[str, Any] = {**_MARK, "persona": plain(state.persona)}
    if memory:
        parts = {name: plain(getattr(state, name)) for name in ("memories", "history", "inbox")}
        document["memory"] = parts
    if mind:
        document["mental_state"] = {name: plain(getattr(state, name)) for name in _MIND}
    if path.suffix.lower() == ".json":
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    else:
        from tinytroupe_cli.spec import as_yaml

        text = as_yaml(document if memory or mind else document["persona"], width=100)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{str(path)!r} cannot be written: {error.strerror}") from None


def _moments(memory: Mapping[str, Any], part: str, was: str, name: str) -> list[Moment]:
    from pydantic import ValidationError

    moments: list[Moment] = []
    for number, data in enumerate(memory.get(part, ()), start=1):
        try:
            event = parse_event(data | {"person": name} if data.get("person") == was else data)
        except (ValidationError, AttributeError, TypeError):
            event = None
        if not isinstance(event, Moment):
            raise UsageError(f"`memory.{part}` entry {number} is nothing that was lived through")
        moments.append(event)
    return moments
