"""How a person feels about a thing: their tastes and beliefs against the words of a text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline._persona import Fact, Portrait
from tinytroupe_cli.llm._providers.offline._topics import stem, stems, topics

_AGAINST = re.compile(
    r"\b(?:ban\w*|never|nobody|lies?|wast\w+|distrust|decoration|slower|invented|excuse|stolen|steal"
    r"|worry|expensive|punish|blackmail|hopeless|bad|worse|worst|less|barely|not|no|without|mostly"
    r"|theft|buttons|mistakes|refuse|overrated|fear|forced|stop|fail\w*|clutter|too|only)\b",
    re.IGNORECASE,
)
_SHUNS = re.compile(
    r"\b(?:no|never|without|refuse|hate|gave up|cut it up|stopped|distrust|avoid|mute|hang up|delete"
    r"|cancel|skip|leave|off)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    stem(word)
    for word in [
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
        "call",
        "second",
        "third",
        "light",
        "line",
        "list",
        "half",
        "open",
        "close",
        "set",
        "turn",
        "show",
        "hand",
        "head",
        "side",
        "end",
        "start",
        "number",
        "question",
        "check",
        "mark",
        "plan",
        "kind",
        "clear",
        "free",
        "ready",
        "sign",
        "name",
        "letter",
        "single",
        "fast",
        "screen",
        "minute",
        "walk",
        "person",
        "personal",
        "person",
        "full",
        "short",
        "long",
        "place",
        "part",
        "point",
        "piece",
        "way",
        "world",
        "life",
        "keep",
        "room",
        "change",
        "move",
        "whole",
        "exact",
        "certain",
        "count",
        "draw",
        "text",
        "report",
        "machine",
        "paper",
        "friday",
        "monday",
        "saturday",
        "sunday",
        "best",
        "top",
        "high",
        "low",
        "wrong",
        "right",
        "side",
        "front",
        "back",
        "early",
        "late",
        "money",
        "price",
        "print",
        "offer",
        "nothing",
        "somebody",
    ]
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody leans one way: the part of the persona that speaks, and how strongly."""

    kind: str
    """like, interest, dislike, belief, trouble, goal, habit, ..."""
    text: str
    """A noun phrase for like, interest and dislike, a sentence for the others."""
    weight: float
    """Above 0 it speaks for the matter, below 0 against it."""
    direct: bool
    """Whether the text names the thing itself; else only the topic is shared."""
    topic: str
    """A topic that both share, or empty."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Somebody's attitude to a text."""

    score: float
    """From -1 (against) to 1 (for)."""
    reasons: tuple[Reason, ...]
    """The strongest first."""


@lru_cache(maxsize=50_000)
def closeness(one: str, other: str) -> float:
    """How much two texts share: rare words count most, topics a little."""
    shared = stems(one) & stems(other)
    words = sum(0.45 if word in _COMMON else 1.0 for word in shared)
    return words + 0.3 * min(len(topics(one) & topics(other)), 3)


_VAGUE = ("work", "home", "leisure", "origin", "technology", "time", "paperwork", "status", "art")


def shared_topic(one: str, other: str) -> str:
    """The most telling topic that two texts share, or empty."""
    both = sorted(topics(one) & topics(other))
    telling = [topic for topic in both if topic not in _VAGUE]
    return (telling or [topic for topic in both if topic not in {"origin", "leisure"}] or [""])[0]


def names_it(one: str, other: str) -> bool:
    """Whether two texts share a word that is not just any word."""
    return any(word not in _COMMON for word in stems(one) & stems(other))


@lru_cache(maxsize=4096)
def leaning(person: Portrait, text: str) -> Leaning:
    """What a person thinks of a text, from all that the persona holds."""
    found: list[Reason] = []

    def consider(kind: str, item: str, sign: float, least: float) -> None:
        near = closeness(item, text)
        if near >= least and sign:
            found.append(
                Reason(kind, item, sign * near, names_it(item, text), shared_topic(item, text))
            )

    for item in person.likes:
        consider("like", item, 1.0, 0.45)
    for item in person.interests:
        consider("interest", item, 0.9, 0.45)
    for item in person.dislikes:
        consider("dislike", item, -1.3, 0.45)
    for fact in person.facts:
        consider(fact.field, fact.text, _sign(fact, text), 0.6)
    found.sort(key=lambda reason: (-abs(reason.weight), reason.text))
    return Leaning(math.tanh(sum(reason.weight for reason in found[:6]) / 3), tuple(found))


def _sign(fact: Fact, text: str) -> float:
    if fact.field == "belief":
        return -0.7 if _AGAINST.search(fact.text) else 0.6
    if fact.field in {"story", "habit"} and _SHUNS.search(fact.text) and names_it(fact.text, text):
        return -0.5
    return {"trouble": 0.5, "goal": 0.5, "habit": 0.25, "story": 0.15, "work": 0.2}.get(
        fact.field, 0.0
    )
