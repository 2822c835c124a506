"""Verdicts: choosing among options, rating, yes or no; by affinity and a little chance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.llm._providers.offline._affinity import Leaning
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._reasons import own_ground, reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._words import Option, key_phrases, sentences

_NOISE = 0.55
"""How far chance can move a score, against tastes that go from -1 to 1."""


@dataclass(frozen=True, slots=True)
class Liking:
    """What somebody thinks of an option."""

    option: Option
    leaning: Leaning
    score: float


def likings(speaker: Speaker) -> list[Liking]:
    """The options, the best liked first."""
    found = []
    for option in speaker.scene.task.options:
        mind = speaker.leaning(option.text)
        noise = _NOISE * (speaker.lot("choice", option.label, option.text) - 0.5)
        found.append(Liking(option, mind, mind.score + noise))
    return sorted(found, key=lambda one: (-one.score, one.option.label))


def choose(speaker: Speaker) -> Plan:
    """Utter a choice and why, or that none will do."""
    scene = speaker.scene
    ranked = likings(speaker)
    best, worst = ranked[0], ranked[-1]
    plan = Plan(target=_asker(speaker), attention=best.option.title)
    me = scene.me
    plan.thought = ("think_choose", {"topic": next(iter(speaker.unused(me.interests)), "")})
    count = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(
        len(ranked), str(len(ranked))
    )
    slots: dict[str, Any] = {
        "label": best.option.label,
        "option": best.option.title,
        "count": count,
    }
    if best.score < -0.25 and _may_refuse(scene.task.text):
        why = reason(speaker, best.leaning, positive=False, least=0.6) or own_ground(
            speaker, scene.task.text
        )
        plan.add(10, speaker.say("choose_none", shared=True, reason=why, count=count))
        plan.mood = -0.4
        return plan
    why = reason(speaker, best.leaning, positive=True, least=0.6) or own_ground(
        speaker, best.option.text
    )
    plan.add(10, speaker.say("choose", shared=True, reason=why, **slots))
    plan.mood = best.score / 2
    against = reason(speaker, worst.leaning, positive=False, least=0.8)
    if against and worst is not best and speaker.voice.words > 34:
        plan.add(
            5, speaker.say("against_option", shared=True, label=worst.option.label, reason=against)
        )
    return plan


def _may_refuse(text: str) -> bool:
    return not re.search(
        r"\b(?:must choose|have to choose|exactly one|must pick|have to pick)\b",
        text,
        re.IGNORECASE,
    )


def _asker(speaker: Speaker) -> str:
    source = speaker.scene.task.source
    return source if source in speaker.scene.others else "everyone"


def _matter(speaker: Speaker) -> str:
    """What is to be judged: the task's text, and the brief's where the task refers back to it."""
    task = speaker.scene.task
    seen = [one.content for one, _ in speaker.scene.stimuli if one.content != task.text]
    return "\n".join([*seen[-3:], task.text])


def rate(speaker: Speaker) -> Plan:
    """A figure on the scale, with what speaks for and against."""
    scene = speaker.scene
    low, high = scene.task.scale or (1, 5)
    matter = _matter(speaker)
    mind = speaker.leaning(matter)
    feeling = _feeling(speaker, mind)
    score = round(low + (high - low) * min(1.0, max(0.0, 0.5 + feeling / 2)))
    plan = Plan(target=_asker(speaker), mood=feeling)
    topic = next(iter(speaker.unused(scene.me.likes)), "")
    plan.thought = ("think_choose", {"topic": topic})
    if re.search(r"\bclick\b", scene.task.text, re.IGNORECASE):
        _click(speaker, plan, mind, feeling)
    elif _asks_yes_no(scene.task.text):
        _yes_or_no(speaker, plan, mind, feeling)
    positive = feeling >= 0
    why = reason(speaker, mind, positive=positive) or reason(speaker, mind, positive=not positive)
    why = why or (own_ground(speaker, matter) if not plan.parts else "")
    slots: dict[str, Any] = {"score": str(score), "top": str(high)}
    plan.add(10, speaker.say("rate", shared=True, reason=why or " ", **slots))
    if re.search(
        r"\b(?:against|for and|pros?\b|cons?\b|dislike|like about|improve|why)\b",
        scene.task.text,
        re.IGNORECASE,
    ):
        _for_and_against(speaker, plan, matter)
    return plan


def _asks_yes_no(text: str) -> bool:
    return bool(re.search(r"\b(?:would|do|will|could|can) you\b[^.?!]*\?", text, re.IGNORECASE))


def _feeling(speaker: Speaker, mind: Leaning) -> float:
    me = speaker.scene.me
    temper = 0.08 * me.temper.get("agreeableness", 0) + 0.05 * me.temper.get("openness", 0)
    return max(-1.0, min(1.0, mind.score + temper + _NOISE * (speaker.lot("feeling") - 0.5)))


def yes_no(speaker: Speaker) -> Plan:
    """Yes or no, and why."""
    matter = _matter(speaker)
    mind = speaker.leaning(matter)
    feeling = _feeling(speaker, mind) - _price_pain(speaker)
    plan = Plan(target=_asker(speaker), mood=feeling)
    plan.thought = (
        "think_choose",
        {"topic": next(iter(speaker.unused(speaker.scene.me.likes)), "")},
    )
    if re.search(r"\bclick\b", speaker.scene.task.text, re.IGNORECASE):
        _click(speaker, plan, mind, feeling)
    else:
        _yes_or_no(speaker, plan, mind, feeling)
    if re.search(
        r"\b(?:against|for and|pros?\b|cons?\b|why)\b", speaker.scene.task.text, re.IGNORECASE
    ):
        _for_and_against(speaker, plan, matter)
    return plan


def _price_pain(speaker: Speaker) -> float:
    text = speaker.scene.task.text
    if not re.search(
        r"\b(?:pay|buy|price|cost|month|subscri\w+|fee|euros?|dollars?|pounds?)\b|[$€£]",
        text,
        re.IGNORECASE,
    ):
        return 0.0
    thrift = speaker.leaning("pay a price, a fee, a subscription, save money, expensive, budget")
    return 0.15 + max(0.0, -thrift.score) * 0.3


def _yes_or_no(speaker: Speaker, plan: Plan, mind: Leaning, feeling: float) -> None:
    positive = feeling > 0
    why = reason(speaker, mind, positive=positive) or own_ground(speaker, speaker.scene.task.text)
    plan.add(9, speaker.say("yes" if positive else "no", shared=True, reason=why or " "))


def _click(speaker: Speaker, plan: Plan, mind: Leaning, feeling: float) -> None:
    positive = feeling > 0
    why = reason(speaker, mind, positive=positive) or own_ground(speaker, _matter(speaker))
    plan.add(
        9, speaker.say("yes_click" if positive else "no_click", shared=True, reason=why or " ")
    )


def _for_and_against(speaker: Speaker, plan: Plan, matter: str) -> None:
    """Phrases of the text itself that speak for it and against it, with reasons."""
    lines = [line for line in sentences(matter) if not line.rstrip().endswith("?")]
    phrases = [p for line in lines for p in _claims(line)]
    minds = {phrase: speaker.leaning(phrase) for phrase in speaker.unused(phrases)}
    if not minds:
        return
    best = max(minds, key=lambda phrase: (minds[phrase].score, speaker.lot(phrase)))
    worst = min(minds, key=lambda phrase: (minds[phrase].score, speaker.lot(phrase)))
    for act, phrase, positive in (("for", best, True), ("against", worst, False)):
        if best == worst and not positive:
            return
        why = reason(speaker, minds[phrase], positive=positive, least=0.6)
        why = why or speaker.say("for_generic_text" if positive else "against_generic_text")
        plan.add(7, speaker.say(act, shared=True, phrase=phrase, reason=why or " "))
        speaker.mark(phrase)


def _claims(line: str) -> list[str]:
    """The parts of a sentence that claim something, short enough to quote."""
    parts = [part.strip(" .!\"“”'") for part in re.split(r"[,;:]| - | – |\band\b", line)]
    good = [
        part
        for part in parts
        if 2 <= len(part.split()) <= 9 and not re.search(r"\byou would\b|\brate\b", part)
    ]
    return good or [phrase for phrase in key_phrases(line, 2) if len(phrase.split()) > 1]
