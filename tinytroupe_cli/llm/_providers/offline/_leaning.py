"""How a person feels about a thing: their tastes, habits and beliefs against what a text offers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._persona import Portrait
from tinytroupe_cli.llm._providers.offline._tables import Notion, notions

_COMMON = frozenset(
    w.stem(word)
    for word in """
    day days hour week month year time work live home talk read write word pay thing night morning evening small
    big old new good real phone table page bring ask answer call second third light line list half open close set
    turn show hand head side end start number question check mark plan kind clear free ready sign name letter
    single fast screen minute walk person personal full short long place part point piece way world life keep room
    change move whole exact one two three four five six seven eight nine ten certain count draw text report machine ring pick choose people person man woman look
    """.split()  # noqa: SIM905
)
"""Words that two texts may share by chance."""
_SCORN = re.compile(
    r"\b(?:uncomfortable|overrated|nonsense|worse|banned|foolish|bad manners|wasted|hopeless|a gift to|invented to)\b"
)
"""How a belief shows that it speaks ill of what it is about."""
_WEIGHTS = {
    "belief": 0.65, "story": 0.6, "trouble": 0.65, "work": 0.5, "goal": 0.6, "habit": 0.55,
    "family": 0.3, "health": 0.5, "trait": 0.45, "weekend": 0.4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody leans one way: the part of the persona that speaks, and how strongly."""

    kind: str
    """like, interest, dislike, or the field of a fact."""
    text: str
    """A noun phrase for like, interest and dislike, a sentence for the others."""
    weight: float
    """Above 0 it speaks for the matter, below 0 against it."""
    notion: Notion | None
    """What connects it with the matter; None: it names the thing itself."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Somebody's attitude to a text."""

    score: float
    """From -1 (against) to 1 (for)."""
    reasons: tuple[Reason, ...]
    """The strongest first."""


@lru_cache(maxsize=20_000)
def closeness(one: str, other: str) -> float:
    """How many subject words two texts share; words that everybody uses count half."""
    return sum(0.45 if word in _COMMON else 1.0 for word in sorted(w.stems(one) & w.stems(other)))


@lru_cache(maxsize=4096)
def notions_of(text: str) -> tuple[Notion, ...]:
    """What a text has to do with, the first mentioned first."""
    found = [(match.start(), notion) for notion in notions() if (match := notion.says.search(text))]
    return tuple(notion for _, notion in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=8192)
def leaning(person: Portrait, text: str) -> Leaning:
    """What a person thinks of a text, from all that the persona holds."""
    found = list(_direct(person, text))
    total = sum(reason.weight for reason in found)
    met = notions_of(text)
    for notion in met:
        mine = _on(person, notion)
        total += sum(reason.weight / 2**place for place, reason in enumerate(mine[:3]))
        found += mine
    found.sort(key=lambda reason: -abs(reason.weight))
    return Leaning(math.tanh(total / (1.4 + 0.3 * len(met))), tuple(found))


def _direct(person: Portrait, text: str) -> list[Reason]:
    """Tastes that the text names."""
    kinds = (("like", person.likes, 1.6), ("interest", person.interests, 1.3),
             ("dislike", person.dislikes, -2.0))  # fmt: skip
    words = w.stems(text)
    found = []
    for kind, items, weight in kinds:
        for item in items:
            mine = w.stems(item)
            shared = (mine & words) - _COMMON
            if shared and 2 * len(shared) >= len(mine):
                found.append(Reason(kind, item, weight, None))
    return found


@lru_cache(maxsize=8192)
def _on(person: Portrait, notion: Notion) -> tuple[Reason, ...]:
    """Everything of a persona that speaks for or against a notion, the strongest first."""
    found: list[Reason] = []

    def add(kind: str, text: str, weight: float) -> None:
        found.append(Reason(kind, text, weight, notion))

    for kind, items, weight in (("like", person.likes, 1.0), ("interest", person.interests, 0.8)):
        for item in items:
            if notion.cool.search(item):
                add(kind, item, -0.6)
            elif notion.fond.search(item):
                add(kind, item, weight)
    for item in person.dislikes:
        if notion.cool.search(item):
            add("dislike", item, -1.2)
        elif notion.hate.search(item):
            add("dislike", item, 0.9)
    for fact in person.facts:
        if fact.field not in _WEIGHTS:
            continue
        weight = _WEIGHTS[fact.field]
        if notion.cool.search(fact.text):
            add(fact.field, fact.text, -1.4 * weight)
        elif notion.fond.search(fact.text):
            scorn = fact.field == "belief" and _SCORN.search(fact.text)
            add(fact.field, fact.text, -weight if scorn else weight)
    return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), len(reason.text))))
