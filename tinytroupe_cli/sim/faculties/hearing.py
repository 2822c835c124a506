"""How much of what is said around somebody they take in within one turn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from random import Random

from tinytroupe_cli.events import Action, Moment, PersonState
from tinytroupe_cli.sim.faculties.memory import MemoryPolicy, size


def is_too_much(person: PersonState, policy: MemoryPolicy) -> bool:
    """Whether the inbox is more than can be taken in; without consolidation it never is."""
    return policy.consolidate and sum(map(size, person.inbox)) > policy.window // 2


def taken_in(
    person: PersonState, policy: MemoryPolicy, related: Iterable[str], luck: Random
) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """What of the inbox the person takes in, and what was too much; both oldest first.

    Nothing that concerns the person is ever too much: what is said to them or names them, and all
    that is no talk of others. Of what others say among themselves those related come first, then
    chance decides, until half of the window of history is full.

    Args:
        person: whose inbox.
        policy: how large the window is.
        related: the names of those who are something to the person.
        luck: decides among the others.
    """
    inbox = tuple(person.inbox)
    kept = {at for at, moment in enumerate(inbox) if _concerns(moment, person.name)}
    left = policy.window // 2 - sum(size(inbox[at]) for at in kept)
    rest = [at for at in range(len(inbox)) if at not in kept]
    luck.shuffle(rest)
    close = frozenset(related)
    for at in sorted(rest, key=lambda at: inbox[at].person not in close):
        if size(inbox[at]) <= left:
            left -= size(inbox[at])
            kept.add(at)
    missed = tuple(moment for at, moment in enumerate(inbox) if at not in kept)
    return tuple(inbox[at] for at in sorted(kept)), missed


def _concerns(moment: Moment, name: str) -> bool:
    if not isinstance(moment, Action) or moment.action != "TALK" or moment.target == name:
        return True
    return name in moment.content or bool(_called(name).search(moment.content))


@lru_cache(maxsize=4096)
def _called(name: str) -> re.Pattern[str]:
    """The first name as a word of its own, as it is written: `Will` is not in `she will`."""
    return re.compile(rf"\b{re.escape(name.split(maxsplit=1)[0])}\b")
