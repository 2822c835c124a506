"""Memory: a bounded window that moves in blocks, and recall of what left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Protocol

from tinytroupe_cli.events import Action, Moment, Observation, PersonState


@dataclass(frozen=True, slots=True)
class MemoryPolicy:
    """How much history stands in a prompt before its oldest part becomes memories."""

    window: int = 24_000
    """Characters of history that stay verbatim at the most; half of it is taken in at once."""
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


AROUND = 40
"""About how many characters stand around what a moment says: who, to whom, when."""
CUES = 8
"""How many new things are looked up in memory, the newest."""
CHARACTERS = 1_200
"""How much of a prompt memories may take."""


def told(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """The moments worth telling later.

    That a turn ended with DONE says nothing, and what was looked up is in memory already.
    """
    return tuple(moment for moment in moments if _is_worth_telling(moment))


def newest(moments: Iterable[Moment], characters: int) -> tuple[Moment, ...]:
    """The newest moments that fit into so many characters, and at least one."""
    kept = list(moments)
    at, left = len(kept), characters
    while at > 0 and (left >= size(kept[at - 1]) or at == len(kept)):
        at -= 1
        left -= size(kept[at])
    return tuple(kept[at:])


def oldest_block(person: PersonState, policy: MemoryPolicy) -> tuple[Moment, ...]:
    """What has to leave the history once it outgrows the window: all but its newest quarter.

    Moving in blocks keeps the beginning of the prompt the same for many turns, which is what
    providers' prefix caches need; what stays is read anew after a move, so little stays. A block
    that takes all above a quarter keeps prompts bounded however much was said in one round.
    """
    sizes = [len(moment.content) + AROUND for moment in person.history]
    if not policy.consolidate or sum(sizes) <= policy.window:
        return ()
    kept, count = 0, len(sizes)
    while count > 1 and kept + sizes[count - 1] <= policy.window // 4:
        count -= 1
        kept += sizes[count]
    return tuple(person.history[: _between_turns(person, count, sizes, policy.window)])


def _between_turns(person: PersonState, count: int, sizes: list[int], window: int) -> int:
    """Somewhat more or fewer moments, so that no turn is taken apart if it can be helped."""
    ends = [
        at
        for at, moment in enumerate(person.history[:-1], start=1)
        if isinstance(moment, Action) and (moment.person, moment.action) == (person.name, "DONE")
    ]
    later = next((at for at in ends if at >= count), None)
    earlier = next((at for at in reversed(ends) if at < count), None)
    if later is not None:
        return later
    fits = earlier is not None and sum(sizes[earlier:]) <= window
    return earlier if earlier is not None and fits else count


def recall(person: PersonState, index: Recall, policy: MemoryPolicy) -> tuple[str, ...]:
    """The older memories that matter for what is new to the person.

    Each new thing is a cue of its own, the newest first, or a short question would be drowned by
    what else was said.
    """
    cues = [moment.content for moment in reversed(person.inbox)] or list(person.goals)
    ranked = [index.search(person.name, cue, policy.recalled) for cue in cues[:CUES]]
    turns = chain.from_iterable(zip_longest(*ranked))
    found = [*dict.fromkeys(text for text in turns if text is not None)]
    # What was kept says more in fewer words than what was said; but consolidation may have
    # missed just what matters now, so a third of the places is for the words themselves.
    some = max(1, policy.recalled // 3)
    own = [text for text in found if text in person.memories][: policy.recalled - some]
    words = [text for text in found if text not in person.memories][:some]
    kept = [*_within(own, CHARACTERS * 2 // 3)]
    kept.sort(key=person.memories.index)
    words = [*_within(words, CHARACTERS - sum(map(len, kept)))] or words[: 0 if kept else 1]
    return (*kept, *words)


def _is_worth_telling(moment: Moment) -> bool:
    if not isinstance(moment, Action):
        return not isinstance(moment, Observation)
    return moment.action != "RECALL" and (moment.action != "DONE" or bool(moment.content))


def _within(texts: Iterable[str], most: int) -> Iterator[str]:
    """The texts that fit into so many characters together."""
    for text in texts:
        if len(text) <= most:
            most -= len(text)
            yield text


def size(moment: Moment) -> int:
    """About how many characters a moment takes in a prompt."""
    return len(moment.content) + AROUND
