"""How alike people are in pairs: of their facts, and of the words that are written about them.

Likeness is Jaccard's: what two sets share, of all that is in either; for texts the sets are runs
of three words (shingles, after Broder 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from statistics import fmean
from typing import Any

from tinytroupe_cli.harvest._rows import Row
from tinytroupe_cli.ids import stream

PEOPLE = 300
"""Of how many people all pairs are looked at; of more, so many are drawn."""
RUN = 3
"""How many words in a row are compared."""
PLAIN = 60
"""The longest text, in characters, that is a fact and no writing."""
_APART = frozenset({"name", "provenance"})
_WORD = re.compile(r"\w+")


def likeness(people: Sequence[Mapping[str, Any]], seed: int) -> Row:
    """Mean and highest likeness, and the two who are nearest, of facts and of texts."""
    chosen = [*people]
    if len(chosen) > PEOPLE:
        chosen = stream(seed, "audit", "likeness").sample(chosen, PEOPLE)
    names = [str(one.get("name", "")) for one in chosen]
    facts, texts = [], []
    for one in chosen:
        leaves = [*_leaves({key: one[key] for key in one if key not in _APART})]
        facts.append(frozenset(leaf for leaf in leaves if len(leaf[1]) <= PLAIN))
        texts.append(_shingles(text for _, text in leaves if len(text) > PLAIN))
    found = {"facts": _pairs(names, facts), "texts": _pairs(names, texts)}
    return {"people": len(chosen), "of": len(people), **found}


def _pairs(names: Sequence[str], sets: Sequence[frozenset[Any]]) -> Row:
    """What all pairs of sets are like; people with an empty one are left out."""
    there = [(name, each) for name, each in zip(names, sets, strict=True) if each]
    values, highest, nearest = [], None, None
    for (one, left), (other, right) in combinations(there, 2):
        shared = len(left & right)
        value = shared / (len(left) + len(right) - shared)
        values.append(value)
        if highest is None or value > highest:
            highest, nearest = value, [one, other]
    mean = fmean(values) if values else None
    return {"pairs": len(values), "mean": mean, "highest": highest, "nearest": nearest}


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The single values of a persona, with where they stand; places in lists do not count."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, path)
    elif value is not None:
        yield path, " ".join(str(value).casefold().split())


def _shingles(texts: Iterator[str]) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = _WORD.findall(text)
        found.update(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
    return frozenset(found)
