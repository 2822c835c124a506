"""Full-text recall: which of a person's memories fit what is at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain
from math import log
from operator import truediv

from tinytroupe_cli.words import words

SLOPE = 0.4
"""How much a text's length, measured by the mean, takes from what its words count."""
TELLING = 25
"""How many of a query's words are looked up, the rarest (as many as Lucene's MoreLikeThis takes).
A long text's common words say little about it and stand in the most memories."""


@dataclass(slots=True)
class _Memories:
    texts: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    lengths: list[int] = field(default_factory=list)
    places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Word -> which texts have it, twice those that have it more than once."""
    norms: list[float] | None = None
    """What the texts' sums are divided by for their length; None until it is asked for."""


class RecallIndex:
    """Memories of the people of one run, searched by the words they share with a text.

    Ranked by tf-idf with pivoted length normalization (Singhal, Buckley and Mitra, 1996), where
    the second time that a text has a word is the last one that counts. Only the person's own
    memories are looked at, so that what one person remembers never depends on how much others
    do, nor on when they were added.
    """

    def __init__(self) -> None:
        self._people: defaultdict[str, _Memories] = defaultdict(_Memories)

    def add(self, person: str, text: str) -> None:
        """Remember a text for a person; one that they have already stays where it is."""
        memories = self._people[person]
        if text in memories.known:
            return
        # What comes before a colon (when, who) stands in many texts, and what comes after it may
        # have been a query, or be remembered by others too: each part is taken apart once.
        found = list(chain.from_iterable(map(words, text.split(": ", 2))))
        place = len(memories.texts)
        for word, times in Counter(found).items():
            places = memories.places[word]
            places.append(place)
            if times > 1:
                places.append(place)
        memories.texts.append(text)
        memories.known.add(text)
        memories.lengths.append(len(found))
        memories.norms = None

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
        # The innermost loop of long runs, where each person has hundreds of memories.
        asked = dict.fromkeys(words(query))
        found = sorted(filter(None, map(memories.places.get, asked)), key=len)
        count = len(memories.texts)
        sums = [0.0] * count
        for places in found[:TELLING]:
            # Close to 0 for what nearly all texts have, and never below.
            weight = log((count + 1) / (min(len(places), count) + 0.5))
            for place in places:
                sums[place] += weight
        norms = memories.norms = memories.norms or _norms(memories.lengths)
        scores = list(map(truediv, sums, norms))
        fitting = [place for place, score in enumerate(scores) if score]
        best = nlargest(limit, fitting, key=scores.__getitem__)  # of equals the older comes first
        return [memories.texts[place] for place in best]


def _norms(lengths: list[int]) -> list[float]:
    """What is divided by for each length: 1 for the mean, more for the longer."""
    slope = SLOPE * len(lengths) / (sum(lengths) or 1)
    return [1 - SLOPE + slope * length for length in lengths]
