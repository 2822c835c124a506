"""Full-text recall: which of a person's memories fit what is at hand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]")
"""Characters of languages that write without spaces; each counts as a word."""

SATURATION, LENGTH_WEIGHT = 1.2, 0.75
"""The usual k1 and b of BM25: how soon a repeated word stops counting, how much length does."""


@dataclass(slots=True)
class _Memories:
    texts: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    once: dict[str, list[int]] = field(default_factory=dict)
    """Word -> which texts have it a single time."""
    often: dict[str, dict[int, int]] = field(default_factory=dict)
    """Word -> which texts have it more often, and how often."""
    damped: list[float] | None = None
    """By how much each text's length damps a word in it; None until it is asked for."""


class RecallIndex:
    """Memories of the people of one run, searched by the words they share with a text.

    Ranked by Okapi BM25 (Robertson and Zaragoza, 2009) over the person's own memories only, so
    that what one person remembers never depends on how much others do, nor on when they were
    added.
    """

    def __init__(self) -> None:
        self._people: dict[str, _Memories] = {}

    def add(self, person: str, text: str) -> None:
        """Remember a text for a person."""
        memories = self._people.setdefault(person, _Memories())
        words, place = _words(text), len(memories.texts)
        for word, times in Counter(words).items():
            if times == 1:
                memories.once.setdefault(word, []).append(place)
            else:
                memories.often.setdefault(word, {})[place] = times
        memories.texts.append(text)
        memories.lengths.append(len(words))
        memories.damped = None

    def search(self, person: str, query: str, limit: int) -> list[str]:
        """The person's memories that share words with the query, best first, each text once.

        Args:
            person: whose memories.
            query: free text; nothing in it is syntax.
            limit: how many at the most. Of equally good ones the older comes first.
        """
        memories = self._people.get(person)
        if memories is None:
            return []
        # The innermost loop of long runs: what a text has once is summed up before it is damped.
        count = len(memories.texts)
        damped = memories.damped = memories.damped or _damped(memories)
        scores, single = [0.0] * count, [0.0] * count
        for word in dict.fromkeys(_words(query)):
            once, often = memories.once.get(word, ()), memories.often.get(word, {})
            if not once and not often:
                continue
            weight = _weight(len(once) + len(often), count)
            for place in once:
                single[place] += weight
            for place, times in often.items():
                scores[place] += weight * times / (times + damped[place])
        scores = [
            score + more / (1 + damp)
            for score, more, damp in zip(scores, single, damped, strict=True)
        ]
        fitting = [place for place, score in enumerate(scores) if score]
        fitting.sort(key=scores.__getitem__, reverse=True)  # of equals the older stays first
        return list(dict.fromkeys(memories.texts[place] for place in fitting))[: max(limit, 0)]


def _weight(having: int, count: int) -> float:
    """What a word counts that so many of the texts have; the +1 keeps it small but above 0."""
    return log(1 + (count - having + 0.5) / (having + 0.5)) * (SATURATION + 1)


def _damped(memories: _Memories) -> list[float]:
    """By how much each text's length damps a word in it."""
    mean = sum(memories.lengths) / len(memories.lengths)
    least, more = SATURATION * (1 - LENGTH_WEIGHT), SATURATION * LENGTH_WEIGHT / (mean or 1)
    return [least + more * length for length in memories.lengths]


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and the plural's s; many hear the same text."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _spaced(_unaccented(plain))
    return tuple(map(_singular, _WORD.findall(plain)))


def _unaccented(text: str) -> str:
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", "".join(bare))


def _spaced(text: str) -> str:
    return _UNSPACED.sub(lambda found: f" {found[0]} ", text)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
