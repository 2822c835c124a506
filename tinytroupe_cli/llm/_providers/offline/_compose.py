"""A turn's plan, and packing its parts into as many words as the voice has."""

from __future__ import annotations

from dataclasses import dataclass, field

EVERYONE = "everyone"
"""The target of what is said to all."""


@dataclass(slots=True)
class Plan:
    """What somebody will do in a turn."""

    parts: list[tuple[int, str]] = field(default_factory=list)
    """What to say, in order, each with its weight: the lowest goes first when it gets long."""
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

    def add(self, weight: int, *texts: str) -> None:
        """Say something more; empty texts don't count."""
        self.parts += [(weight, text) for text in texts if text]


def packed(parts: list[tuple[int, str]], words: int) -> str:
    """The parts as one text of about so many words; at least one part stays."""
    kept = list(parts)
    while len(kept) > 1 and sum(len(text.split()) for _, text in kept) > words:
        weakest = min(range(len(kept)), key=lambda place: (kept[place][0], -place))
        kept.pop(weakest)
    return " ".join(text for _, text in kept)
