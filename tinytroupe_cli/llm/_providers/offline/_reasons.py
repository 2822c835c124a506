"""Saying why: reasons out of the persona, as sentences."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._affinity import Reason, leaning, shared_topic
from tinytroupe_cli.llm._providers.offline._speaker import Speaker, core

_ACTS = {
    "like": "reason_like", "interest": "reason_interest", "dislike": "reason_dislike",
    "belief": "reason_belief", "goal": "reason_goal",
}  # fmt: skip
_SPOKEN = {
    "family": "family", "friends": "friends", "money": "money", "sport": "sport", "music": "music",
    "food": "food", "nature": "being outdoors", "travel": "travelling", "bank": "banks",
    "time": "waiting", "privacy": "privacy", "advertising": "advertising", "noise": "peace and quiet",
    "craft": "good workmanship", "tradition": "old ways", "luxury": "luxury", "justice": "fairness",
    "safety": "safety", "environment": "the environment", "language": "language",
    "children": "children", "paperwork": "paperwork",
}  # fmt: skip
"""Topic -> how people speak of it."""


def reason(
    speaker: Speaker, text: str, *, positive: bool, least: float = 0.5, tastes: bool = True
) -> str:
    """The strongest reason for or against a text that was not used yet, as a sentence; or empty.

    Args:
        speaker: who speaks.
        text: what it is about.
        positive: for it, or against it.
        least: how strong it has to be.
        tastes: whether likes and interests count, too.
    """
    for one in leaning(speaker.scene.me, text).reasons:
        if (
            (one.weight > 0) != positive
            or abs(one.weight) < least
            or one.kind in {"trait", "health"}
        ):
            continue
        if not tastes and one.kind in {"like", "interest"}:
            continue
        if not one.direct and one.topic not in _SPOKEN:
            continue
        if speaker.scene.told(core(one.text)) or not speaker.unused([one.text]):
            continue
        if said := _sentence(speaker, one):
            return said
    return ""


def _sentence(speaker: Speaker, one: Reason) -> str:
    taste = one.kind in {"like", "interest", "dislike"}
    act = _ACTS.get(one.kind, "reason_own")
    slots: dict[str, str] = {}
    if not one.direct:
        act = f"topic_{one.kind}" if taste else "reason_topic"
        slots["topic"] = _SPOKEN[one.topic]
    if taste:
        slots["taste"] = one.text
    else:
        slots |= {"fact": g.close(one.text), "clause": g.clause(one.text)}
    said = speaker.say(act, shared=True, **slots)
    if said:
        speaker.mark(one.text)
    return said


def own_ground(speaker: Speaker, text: str) -> str:
    """Something of the speaker's own life to stand on, where nothing else speaks for or against."""
    me = speaker.scene.me
    near = speaker.nearest(me.of("belief", "habit", "trouble", "story"), text, least=0.6)
    if near and (topic := _SPOKEN.get(shared_topic(near.text, text))):
        said = speaker.say(
            "reason_topic", shared=True, clause=g.clause(near.text), fact=near.text, topic=topic
        )
        speaker.mark(near.text)
        if said:
            return said
    fact = near or speaker.any_of(me.of("belief") or me.of("habit", "story", "work"), "ground")
    if fact is None:
        return ""
    said = speaker.say("reason_none", shared=True, fact=fact.text, clause=g.clause(fact.text))
    speaker.mark(fact.text)
    return said
