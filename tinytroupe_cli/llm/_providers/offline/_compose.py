"""A turn's plan, and packing its parts into as many words as the voice has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

EVERYONE = "everyone"
"""The target of what is said to all."""


class Part(NamedTuple):
    """One thing to say."""

    weight: int
    """What weighs least is left out first when it gets long."""
    text: str
    to: str | None
    """Whom it addresses; None: whoever the rest addresses."""


@dataclass(slots=True)
class Plan:
    """What somebody will do in a turn."""

    parts: list[Part] = field(default_factory=list)
    """What to say, in order."""
    target: str = EVERYONE
    thoughts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Acts of thoughts with their slots; the first that can be had is thought."""
    mood: float = 0.0
    """From -1 (annoyed) to 1 (glad)."""
    attention: str = ""
    words: int | None = None
    """Another limit of words than the voice's."""

    def add(self, weight: int, *texts: str, to: str | None = None) -> None:
        """Say something more; empty texts don't count."""
        self.parts += [Part(weight, text, to) for text in texts if text]

    def think(self, act: str, *, first: bool = False, **slots: Any) -> None:
        """Think this, unless something before it can be thought."""
        self.thoughts.insert(0 if first else len(self.thoughts), (act, slots))


def packed(parts: Sequence[Part], words: int) -> list[Part]:
    """As many of the parts as fit into so many words, the weightiest; one part stays anyhow."""
    kept = list(parts)
    while len(kept) > 1 and sum(len(part.text.split()) for part in kept) > words:
        weakest = min(range(len(kept)), key=lambda place: (kept[place].weight, -place))
        kept.pop(weakest)
    return kept
