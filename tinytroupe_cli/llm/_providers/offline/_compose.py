"""A turn's plan, and packing its parts into as many words as the voice has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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
    thought: tuple[str, dict[str, str]] = ("think_own", {})
    """The frame act of the thought and its slots."""
    mood: float = 0.0
    """From -1 (annoyed) to 1 (glad)."""
    attention: str = ""
    goals: tuple[str, ...] | None = None
    action: str = "TALK"
    words: int | None = None
    """Another limit of words than the voice's."""

    def add(self, weight: int, *texts: str, to: str | None = None) -> None:
        """Say something more; empty texts don't count."""
        self.parts += [Part(weight, text, to) for text in texts if text]


def packed(parts: Sequence[Part], words: int) -> list[Part]:
    """As many of the parts as fit into so many words, the weightiest; one part stays anyhow."""
    kept = list(parts)
    while len(kept) > 1 and sum(len(part.text.split()) for part in kept) > words:
        weakest = min(range(len(kept)), key=lambda place: (kept[place].weight, -place))
        kept.pop(weakest)
    return kept
