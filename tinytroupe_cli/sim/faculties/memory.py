"""Memory: a bounded window that moves in blocks, and recall of what left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tinytroupe_cli.events import Action, Moment, PersonState


@dataclass(frozen=True, slots=True)
class MemoryPolicy:
    """How much history stands in a prompt before its oldest part becomes memories."""

    window: int = 16_000
    """Characters of history that stay verbatim at the most."""
    recalled: int = 6
    """How many older memories come back in a turn."""
    consolidate: bool = True
    """False keeps all history verbatim, for as long as the model's context lasts."""


class Recall(Protocol):
    """Full-text search over what somebody remembers; implemented by the store."""

    def add(self, person: str, text: str) -> None:
        """Remember a text for a person."""

    def search(self, person: str, query: str, limit: int) -> list[str]:
        """The person's memories that fit the query best, best first."""


def told(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """The moments worth telling: that a turn ended with DONE says nothing."""
    return tuple(
        moment
        for moment in moments
        if not (isinstance(moment, Action) and moment.action == "DONE" and not moment.content)
    )


def oldest_block(person: PersonState, policy: MemoryPolicy) -> tuple[Moment, ...]:
    """What has to leave the history once it outgrows the window: all but its newest quarter.

    Moving in blocks keeps the beginning of the prompt the same for many turns, which is what
    providers' prefix caches need; what stays is read anew after a move, so little stays. A block
    that takes all above a quarter keeps prompts bounded however much was said in one round.
    """
    sizes = [_size(moment) for moment in person.history]
    if not policy.consolidate or sum(sizes) <= policy.window:
        return ()
    kept, count = 0, len(sizes)
    while count > 1 and kept + sizes[count - 1] <= policy.window // 4:
        count -= 1
        kept += sizes[count]
    return tuple(person.history[:count])


def recall(person: PersonState, index: Recall, policy: MemoryPolicy) -> tuple[str, ...]:
    """The older memories that matter for what is new to the person."""
    cues = [moment.content for moment in person.inbox] or list(person.goals)
    found = index.search(person.name, "\n".join(cues), policy.recalled * 3)
    # What was kept says more in fewer words than what was said; but consolidation may have
    # missed just what matters now, so a third of the places is for the words themselves.
    some = max(1, policy.recalled // 3)
    words = [text for text in found if text not in person.memories][:some]
    own = [text for text in found if text in person.memories][: policy.recalled - len(words)]
    return (*words, *sorted(own, key=person.memories.index))


def _size(moment: Moment) -> int:
    return len(moment.content) + 40
