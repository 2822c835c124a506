"""The guard against saying the same thing again, by words and not by characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tinytroupe_cli.events import Action, Moment
from tinytroupe_cli.words import words

LIMIT = 0.85
"""Word-pair overlap (Jaccard) from which two utterances count as the same."""

SHORT = 4
"""Up to so many words an utterance may come again in a later turn: `Yes.` answers much."""

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Said:
    """What of an utterance is compared."""

    pairs: frozenset[tuple[str, str]]
    """The neighbouring words: shingles of length two (Broder 1997)."""
    numbers: tuple[str, ...]
    words: float
    """How many words; a character of an unspaced script is about half of one."""


def repeats(
    person: str,
    content: str,
    ears: Iterable[str],
    *,
    earlier: Iterable[Moment],
    now: Iterable[Moment],
) -> bool:
    """Whether everyone who would hear this has heard nearly the same words from the person before.

    Two utterances with different numbers are never the same: the number may be the point.

    Args:
        person: who speaks.
        content: what the person is about to say.
        ears: who would hear it.
        earlier: what the person did in turns before.
        now: what the person did in this turn; here, short utterances count too.
    """
    listeners = frozenset(ears)
    if not listeners:
        return False
    just, before = _said_to(person, listeners, now), _said_to(person, listeners, earlier)
    if not just and not before:
        return False  # nothing to compare with: the words need not be looked at
    new = _read(content)
    past = [*just, *before] if new.words > SHORT else just
    return bool(new.pairs) and any(_same(new, _read(text)) for text in past)


def _said_to(person: str, listeners: frozenset[str], past: Iterable[Moment]) -> list[str]:
    """What the person has said to all of the listeners."""
    return [
        moment.content
        for moment in past
        if isinstance(moment, Action)
        and moment.action == "TALK"
        and moment.person == person
        and listeners.issubset(moment.heard_by)
    ]


def _same(one: _Said, other: _Said) -> bool:
    if one.numbers != other.numbers:
        return False
    return len(one.pairs & other.pairs) >= LIMIT * len(one.pairs | other.pairs)


@lru_cache(maxsize=4096)
def _read(text: str) -> _Said:
    found = words(text)
    pairs = pairwise(found) if len(found) > 1 else ((word, "") for word in found)
    return _Said(
        pairs=frozenset(pairs),
        numbers=tuple(filter(_DIGIT.search, found)) if _DIGIT.search(text) else (),
        words=len(found) if text.isascii() else sum(map(_weight, found)),
    )


def _weight(word: str) -> float:
    return 1 if len(word) > 1 or word.isascii() else 0.5
