"""The guard against saying the same thing again, by words and not by characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from tinytroupe_cli.events import Action, Moment

LIMIT = 0.85
"""Word-pair overlap (Jaccard) from which two utterances count as the same."""

_WORD = re.compile(r"\w+")


def repeats(content: str, action: str, person: str, history: Iterable[Moment]) -> bool:
    """Whether the person did the same before with nearly the same words.

    The measure is the Jaccard index of the sets of neighbouring word pairs
    (Broder 1997, shingles of length two).
    """
    new = _pairs(content)
    if not new:
        return False
    return any(
        _overlap(new, _pairs(moment.content)) >= LIMIT
        for moment in history
        if isinstance(moment, Action) and moment.person == person and moment.action == action
    )


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = _WORD.findall(text.casefold())
    if len(words) == 1:
        return frozenset({(words[0], "")})
    return frozenset(pairwise(words))


def _overlap(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return len(one & other) / (len(one | other) or 1)
