"""Choosing among options: by affinity and a little chance, with the reason said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinytroupe_cli.llm._providers.offline._compose import EVERYONE, Plan
from tinytroupe_cli.llm._providers.offline._reasons import own_ground, reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._words import Option

NOISE = 0.5
"""How far chance can move a score, against tastes that go from -1 to 1."""
ENOUGH_WORDS = 46
"""So many words even people of few words have when they are asked for a verdict."""
_MUST = r"\b(?:must choose|have to choose|must pick|have to pick|no abstentions?)\b"
_NONE_ALLOWED = r"\bnone\b|\bneither\b|\bany of\b"
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@dataclass(frozen=True, slots=True)
class Liking:
    """What somebody thinks of an option."""

    option: Option
    score: float


def likings(speaker: Speaker) -> list[Liking]:
    """The options, the best liked first."""
    found = []
    for option in speaker.scene.task.options:
        noise = NOISE * (speaker.lot("choice", option.label, option.text) - 0.5)
        found.append(Liking(option, speaker.leaning(option.text).score + noise))
    return sorted(found, key=lambda one: (-one.score, one.option.label))


def choose(speaker: Speaker) -> Plan:
    """Utter a choice and why, or that none will do."""
    scene = speaker.scene
    ranked = likings(speaker)
    best, worst = ranked[0], ranked[-1]
    plan = Plan(target=asker(speaker), attention=best.option.title)
    plan.words = max(ENOUGH_WORDS, speaker.voice.words)
    plan.thought = ("think_choose", {})
    count = _COUNTS.get(len(ranked), str(len(ranked)))
    if best.score < _refusal(scene.task.text):
        why = reason(speaker, best.option.text, positive=False, least=0.3)
        why = why or own_ground(speaker, scene.task.text)
        plan.add(10, speaker.say("choose_none", shared=True, reason=why, count=count))
        plan.mood = -0.4
        return plan
    why = reason(speaker, best.option.text, positive=True, least=0.3)
    why = why or speaker.say("option_generic") or own_ground(speaker, best.option.text)
    slots = {"label": best.option.label, "option": best.option.title, "count": count, "reason": why}
    chosen = speaker.say("choose", shared=True, **slots)
    plan.add(10, chosen or speaker.say("choose_only", alone=True, **slots))
    plan.mood = best.score / 2
    against = reason(speaker, worst.option.text, positive=False, least=0.6)
    if worst is not best:
        plan.add(
            5,
            speaker.say("against_option", shared=True, label=worst.option.label, reason=against),
        )
    return plan


def _refusal(text: str) -> float:
    """Below which score somebody refuses all: sooner where the question allows for it."""
    if re.search(_MUST, text, re.IGNORECASE):
        return -9.0
    return -0.05 if re.search(_NONE_ALLOWED, text, re.IGNORECASE) else -0.3


def asker(speaker: Speaker) -> str:
    """Who asked, if they can be talked to; else everyone."""
    source = speaker.scene.task.source
    return source if source and source in speaker.scene.others else EVERYONE
