"""Saying why: the speaker's own facts joined to the matter by a notion, else a plain word on it."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._leaning import Reason, closeness, notions_of
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._tables import Notion

_LONGEST = 26
"""A fact of more words is no reason but a story."""
_ASKS = re.compile(
    r"(?:and )?(?:what|which|how|would|could|do|does|did|will|are|is|who|why|please|tell|rate)\b",
    re.IGNORECASE,
)
_OPINIONS = {"belief", "goal"}
"""Fields that say what somebody thinks of a thing or wants of it."""
_PRIVATE = {"family", "trait", "skill", "routine"}
"""Fields that tell who somebody is and not what they think."""
_DIRECT = {"like": "direct_like", "interest": "direct_interest", "dislike": "direct_dislike"}
_FOR = {
    "like": "why_like",
    "interest": "why_interest",
    "dislike": "why_escape",
    "belief": "why_belief",
}
_AGAINST = {"dislike": "not_dislike", "belief": "not_belief"}


def because(speaker: Speaker, text: str, phrases: list[str], *, positive: bool) -> str:
    """A reason for or against a text that nobody gave yet, in one or two sentences; or empty.

    Args:
        speaker: who speaks.
        text: what it is about.
        phrases: parts of the text that may be quoted when the persona has nothing to say to it.
        positive: for it, or against it.
    """
    if own := own_reason(speaker, text, positive=positive):
        return own
    if speaker.scene.task.shown:
        return plain(speaker, text, phrases, positive=positive)
    return speaker.say("pro" if positive else "con")


def own_reason(speaker: Speaker, text: str, *, positive: bool, short: bool = False) -> str:
    """The strongest reason out of the persona that was not given yet; or empty.

    Args:
        speaker: who speaks.
        text: what it is about.
        positive: for it, or against it.
        short: the text was quoted just before, so that the reason need not name it.
    """
    for one in speaker.leaning(text).reasons:
        if (one.weight > 0) != positive or one.kind in _PRIVATE or len(one.text.split()) > _LONGEST:
            continue
        strict = not speaker.scene.task.shown
        if (strict and not _touches(one, text)) or (short and not _of_the_phrase(one, text)):
            continue
        said = (
            _sentence(speaker, one, text, short=short or strict) if speaker.untold(one.text) else ""
        )
        if said:
            speaker.mark(one.text)
            return said
    return ""


def _touches(one: Reason, text: str) -> bool:
    """Whether a reason speaks of the very thing that a text is about, and not only of its like."""
    if one.notion is None or closeness(one.text, text) >= 2:
        return True
    return one.kind in _OPINIONS and closeness(one.text, text) >= 1


def _of_the_phrase(one: Reason, text: str) -> bool:
    """Whether a reason may follow a quoted phrase at once: a taste, or a fact that speaks of the same."""
    said = one.notion is None or one.notion.says.search(one.text)
    return (
        one.kind in _DIRECT
        or closeness(one.text, text) >= 1
        or (one.kind == "belief" and bool(said))
    )


def _sentence(speaker: Speaker, one: Reason, text: str, *, short: bool) -> str:
    taste = one.kind in _DIRECT
    slots: dict[str, Any] = (
        {"taste": one.text} if taste else {"fact": one.text, "clause": g.clause(one.text)}
    )
    if one.notion is None:
        act = f"short_{one.kind}" if short and speaker.scene.task.shown else _DIRECT[one.kind]
        return speaker.say(act, **slots)
    if short:
        return speaker.say(f"short_{one.kind}", **slots) if taste else speaker.tell(one.text)
    acts = (_FOR, "why_fact") if one.weight > 0 else (_AGAINST, "not_fact")
    if taste and one.kind not in acts[0]:
        return ""
    act = acts[0].get(one.kind, acts[1])
    named = _named(one.notion, text)
    return speaker.say(act, notion=named, **slots) if named else ""


def _named(notion: Notion, text: str) -> str:
    """What a text has to do with a notion, in its own words; empty where they are too many."""
    for piece in re.split(r"[.!?;:\n]\s|,(?!\d)", text):
        part = piece.strip(" .!?\"“”'")
        if _ASKS.match(part) or not 2 <= len(part.split()) <= 7:
            continue
        if notion.says.search(part):
            return f'"{part}"'
    return ""


def plain(speaker: Speaker, text: str, phrases: list[str], *, positive: bool) -> str:
    """A word for or against what a text offers, without anything personal."""
    for notion in notions_of(text):
        side = notion.good if positive else notion.bad
        if said := speaker.deal(f"{notion.key} {positive}", side):
            return said
    if not phrases:
        return ""
    return speaker.quote("for_plain" if positive else "against_plain", phrases)
