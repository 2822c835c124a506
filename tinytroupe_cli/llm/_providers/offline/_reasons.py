"""Saying why: reasons out of the persona, as sentences."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._affinity import Leaning, Reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker, core

_ACTS = {
    "like": "reason_like", "interest": "reason_interest", "dislike": "reason_dislike",
    "belief": "reason_belief", "goal": "reason_goal",
}  # fmt: skip


def reason(speaker: Speaker, leaning: Leaning, *, positive: bool, least: float = 0.9) -> str:
    """The strongest reason on one side that was not used yet, as a sentence; or empty."""
    for one in leaning.reasons:
        if (one.weight > 0) != positive or abs(one.weight) < least:
            continue
        if one.kind == "trait" or speaker.scene.told(core(one.text)):
            continue
        if text := reason_sentence(speaker, one):
            return text
    return ""


def reason_sentence(speaker: Speaker, one: Reason) -> str:
    """A reason in a frame; it counts as told."""
    if not speaker.unused([one.text]):
        return ""
    act = _ACTS.get(one.kind, "reason_own")
    text = speaker.say(
        act, shared=True, phrase=one.text, fact=g.close(one.text), clause=g.clause(one.text)
    )
    if text:
        speaker.mark(one.text)
    return text


def own_ground(speaker: Speaker, topic_text: str) -> str:
    """Something of the speaker's own life to stand on, where nothing else speaks for or against."""
    me = speaker.scene.me
    fact = speaker.nearest(me.facts, topic_text, least=0.9) or speaker.any_of(
        me.of("belief") or me.of("habit", "story", "work"), "ground"
    )
    if fact is None:
        return ""
    text = speaker.say("reason_none", shared=True, fact=fact.text, clause=g.clause(fact.text))
    speaker.mark(fact.text)
    return text
