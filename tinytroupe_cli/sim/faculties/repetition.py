"""The guard against saying the same thing again, by words and not by characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tinytroupe_cli.events import Action, Moment

LIMIT = 0.85
"""Word-pair overlap (Jaccard) from which two utterances count as the same."""

SHORT = 4
"""Up to so many words an utterance may come again in a later turn: `Yes.` answers much."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that write without spaces (Thai, Lao, Burmese, Khmer, kana, Han)."""

_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
"""A word; a single character of those scripts."""

_CHARACTER = re.compile(f"[{_UNSPACED}]")


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
    new, listeners = _read(content), frozenset(ears)
    if not new.pairs or not listeners:
        return False
    past = [*now, *earlier] if new.words > SHORT else now
    return any(
        isinstance(moment, Action)
        and (moment.person, moment.action) == (person, "TALK")
        and listeners.issubset(moment.heard_by)
        and _same(new, _read(moment.content))
        for moment in past
    )


def _same(one: _Said, other: _Said) -> bool:
    if one.numbers != other.numbers:
        return False
    return len(one.pairs & other.pairs) >= LIMIT * len(one.pairs | other.pairs)


@lru_cache(maxsize=4096)
def _read(text: str) -> _Said:
    tokens = _TOKEN.findall(text.casefold())
    pairs = pairwise(tokens) if len(tokens) > 1 else ((token, "") for token in tokens)
    return _Said(
        pairs=frozenset(pairs),
        numbers=tuple(token for token in tokens if any(char.isdigit() for char in token)),
        words=sum(0.5 if _CHARACTER.match(token) else 1 for token in tokens),
    )
