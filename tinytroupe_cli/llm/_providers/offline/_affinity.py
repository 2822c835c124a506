"""How a person feels about a thing: their tastes and beliefs against the words of a text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tinytroupe_cli.llm._providers.offline._persona import Fact, Portrait
from tinytroupe_cli.llm._providers.offline._topics import stems, topics

_AGAINST = re.compile(
    r"\b(?:ban\w*|never|nobody|lies?|wast\w+|distrust|decoration|slower|invented|excuse|stolen|steal"
    r"|worry|expensive|punish|blackmail|hopeless|bad|worse|worst|less|barely|not|no|without|mostly"
    r"|theft|buttons|mistakes|refuse|overrated|fear|forced|stop|fail\w*|clutter|too|only)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    [
        "day",
        "hour",
        "week",
        "month",
        "year",
        "time",
        "work",
        "live",
        "home",
        "talk",
        "read",
        "write",
        "word",
        "pay",
        "thing",
        "night",
        "morning",
        "evening",
        "small",
        "big",
        "old",
        "new",
        "good",
        "real",
        "phone",
        "table",
        "page",
        "bring",
        "ask",
        "answer",
        "week",
        "call",
    ]
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody leans one way: the part of the persona that speaks, and how strongly."""

    kind: str
    """like, interest, dislike, belief, trouble, goal, or habit."""
    text: str
    """A noun phrase for like, interest and dislike, a sentence for the others."""
    weight: float
    """Above 0 it speaks for the matter, below 0 against it."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Somebody's attitude to a text."""

    score: float
    """From -1 (against) to 1 (for)."""
    reasons: tuple[Reason, ...]
    """The strongest first."""

    def best(self, *, positive: bool) -> Reason | None:
        """The strongest reason on one side."""
        return next((one for one in self.reasons if (one.weight > 0) == positive), None)


def closeness(one: str, other: str) -> float:
    """How much two texts share: rare words count most, topics a little."""
    shared = stems(one) & stems(other)
    words = sum(0.45 if word in _COMMON else 1.0 for word in shared)
    return words + 0.3 * min(len(topics(one) & topics(other)), 3)


def leaning(person: Portrait, text: str) -> Leaning:
    """What a person thinks of a text, from all that the persona holds."""
    found = []
    for kind, items, weight in (
        ("like", person.likes, 1.0),
        ("interest", person.interests, 0.9),
        ("dislike", person.dislikes, -1.3),
    ):
        for item in items:
            near = closeness(item, text)
            if near >= 0.3:
                found.append(Reason(kind, item, weight * near))
    for fact in person.facts:
        near = closeness(fact.text, text)
        if near >= 0.6:
            weight = _weight(fact)
            if weight:
                found.append(Reason(fact.field, fact.text, weight * near))
    found.sort(key=lambda reason: (-abs(reason.weight), reason.text))
    top = found[:6]
    return Leaning(math.tanh(sum(reason.weight for reason in top) / 3), tuple(found))


def _weight(fact: Fact) -> float:
    if fact.field == "belief":
        return -0.7 if _AGAINST.search(fact.text) else 0.6
    return {"trouble": 0.5, "goal": 0.5, "habit": 0.25, "story": 0.15, "work": 0.2}.get(
        fact.field, 0.0
    )
