"""Judging one thing: yes or no, a figure on a scale, what speaks for it and what against it."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._reasons import own_ground, reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._verdict import ENOUGH_WORDS, NOISE, asker
from tinytroupe_cli.llm._providers.offline._words import key_phrases, sentences

_BOTH_SIDES = r"\b(?:against|for and|pros?\b|cons?\b|dislike|like about|improve)\b"
_PRICE = r"\b(?:pay|buy|price|cost|month|subscri\w+|fees?|euros?|dollars?|pounds?)\b|[$€£]"
_THRIFT = "pay a price, a fee, a subscription, save money, expensive, budget"
_INSTRUCTION = re.compile(
    r"\b(?:please|would you|do you|rate it|rate this|say what|tell us|look at|scale|and why|imagine|you see"
    r"|you want|answer)\b",
    re.IGNORECASE,
)


def judge_it(speaker: Speaker) -> Plan:
    """Whatever the task asks of: a yes or no, a rating, both sides; they agree with each other."""
    text = speaker.scene.task.text
    matter = _matter(speaker)
    feeling = _feeling(speaker, matter)
    plan = Plan(target=asker(speaker), mood=feeling, thought=("think_choose", {}))
    plan.words = max(ENOUGH_WORDS, speaker.voice.words)
    clicks = bool(re.search(r"\bclick\b", text, re.IGNORECASE))
    asked = bool(
        re.search(r"\b(?:would|do|will|could|can|are) (?:you|it)\b[^.?!]*\?", text, re.IGNORECASE)
    )
    both = bool(re.search(_BOTH_SIDES, text, re.IGNORECASE))
    ground = _ground(speaker, matter, feeling)
    if clicks or asked or speaker.scene.task.kind == "yes_no":
        act = ("yes" if feeling > 0 else "no") + ("_click" if clicks else "")
        plan.add(9, speaker.say(act, shared=True, reason=ground))
        ground = ""
    if speaker.scene.task.kind == "rate":
        low, high = speaker.scene.task.scale or (1, 5)
        share = min(1.0, max(0.0, 0.5 + 0.62 * feeling))
        score = str(round(low + (high - low) * share))
        ground = ground or ("" if both else _ground(speaker, matter, feeling))
        act = "rate" if ground else "rate_only"
        plan.add(10, speaker.say(act, shared=True, reason=ground, score=score, top=str(high)))
    if both:
        _for_and_against(speaker, plan, matter)
    return plan


def _matter(speaker: Speaker) -> str:
    """What is to be judged: what was shown or told before, then the question itself."""
    task = speaker.scene.task
    seen = [one.content for one, _ in speaker.scene.stimuli if one.content != task.text]
    return "\n".join([*seen[-2:], task.text])


def _ground(speaker: Speaker, matter: str, feeling: float) -> str:
    positive = feeling > 0
    return reason(speaker, matter, positive=positive, least=0.6) or own_ground(speaker, matter)


def _feeling(speaker: Speaker, matter: str) -> float:
    """How the speaker likes it, from -1 to 1: tastes, temper, the pain of paying, and chance."""
    me = speaker.scene.me
    temper = 0.08 * me.temper.get("agreeableness", 0) + 0.05 * me.temper.get("openness", 0)
    score = speaker.leaning(matter).score + temper + NOISE * (speaker.lot("feeling") - 0.5)
    if re.search(_PRICE, speaker.scene.task.text, re.IGNORECASE):
        score -= 0.15 + max(0.0, -speaker.leaning(_THRIFT).score) * 0.3
    return max(-1.0, min(1.0, score))


def _for_and_against(speaker: Speaker, plan: Plan, matter: str) -> None:
    """Phrases of the text itself that speak for it and against it, with reasons."""
    minds = {
        phrase: speaker.leaning(phrase).score + 0.2 * speaker.lot(phrase)
        for phrase in claims(matter)
    }
    if not minds:
        return
    best, worst = max(minds, key=lambda one: minds[one]), min(minds, key=lambda one: minds[one])
    for act, phrase, positive in (("for", best, True), ("against", worst, False)):
        if best == worst and not positive:
            return
        why = reason(speaker, phrase, positive=positive, least=0.5)
        why = why or speaker.say("for_generic_text" if positive else "against_generic_text")
        plan.add(7, speaker.say(act, shared=True, phrase=phrase, reason=why))


def claims(matter: str) -> list[str]:
    """The parts of an advertisement that claim something, short enough to quote."""
    quoted = re.findall(r"[\"“]([^\"”]{12,})[\"”]", matter)
    text = " ".join(quoted) if quoted else matter
    found: list[str] = []
    for sentence in sentences(text):
        if sentence.rstrip().endswith("?") or (not quoted and _INSTRUCTION.search(sentence)):
            continue
        body = (
            sentence.split(": ", 1)[1]
            if re.match(r"(?:An?|The) [^:.]{3,50}: ", sentence)
            else sentence
        )
        parts = re.split(r",(?!\d)|[;:]| - | – ", body)
        found += [part.strip(" .!\"“”'") for part in parts]
    good = [part for part in found if 1 <= len(part.split()) <= 10 and len(part) > 3]
    return list(dict.fromkeys(good)) or key_phrases(text, 3)
