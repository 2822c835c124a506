"""Verdicts: choosing among options, rating, yes or no, a price; each with what speaks for it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import EVERYONE, Plan
from tinytroupe_cli.llm._providers.offline._reasons import because, own_reason, plain
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._words import Option, key_phrases, sentences

_NOISE = 0.5
"""How far chance can move a score, against tastes that go from -1 to 1."""
_ENOUGH_WORDS = 70
"""So many words even people of few words have when they are asked for a verdict."""
_MUST = r"\b(?:must choose|have to choose|must pick|have to pick|no abstentions?)\b"
_NONE_ALLOWED = r"\bnone\b|\bneither\b|\bany of\b"
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_BOTH_SIDES = r"\b(?:against|for and|pros?\b|cons?\b|dislike|like about|improve)\b"
_LEAVING = r"\b(?:cancel|leave|quit|unsubscribe|give it up|stop using)\b"
_PRICE = r"\b(?:pay|buy|price|cost|month|subscri\w+|fees?|euros?|dollars?|pounds?)\b|[$€£]"
_THRIFT = "pay a price, a fee, save money, cheap"
_INSTRUCTION = re.compile(
    r"\b(?:please|would you|do you|rate it|rate this|say what|tell us|look at|scale|and why|imagine|you see"
    r"|you want|answer)\b",
    re.IGNORECASE,
)


class Liking(NamedTuple):
    """What somebody thinks of an option."""

    score: float
    option: Option


def asker(speaker: Speaker) -> str:
    """Who asked, if they can be talked to; else everyone."""
    source = speaker.scene.task.source
    return source if source and source in speaker.scene.others else EVERYONE


def claims(text: str) -> list[str]:
    """The parts of an advertisement that claim something, short enough to quote."""
    quoted = re.findall(r"[\"“]([^\"”]{12,})[\"”]", text)
    told = " ".join(quoted) if quoted else text
    found: list[str] = []
    for sentence in sentences(told):
        if sentence.rstrip().endswith("?") or (not quoted and _INSTRUCTION.search(sentence)):
            continue
        body = re.sub(r"^(?:An?|The) [^:.]{3,50}: ", "", sentence)
        parts = re.split(r",(?!\d)|[;:]| - | – ", body)
        found += [part.strip(" .!\"“”'") for part in parts]
    good = [part for part in found if 1 <= len(part.split()) <= 10 and len(part) > 3]
    good = [one for one in good if not re.fullmatch(r"\W*\d[\d.,]*\s*\w*", one)]
    nouns = [one for one in key_phrases(told, 4) if " " in one and not re.search(r"\d", one)]
    return list(dict.fromkeys(good)) or nouns[:3]


# -- choosing --------------------------------------------------------------------------------


def likings(speaker: Speaker) -> list[Liking]:
    """The options, the best liked first."""
    found = []
    for option in speaker.scene.task.options:
        noise = _NOISE * (speaker.lot("choice", option.label, option.text) - 0.5)
        found.append(Liking(speaker.leaning(option.text).score + noise, option))
    return sorted(found, key=lambda one: (-one.score, one.option.label))


def choose(speaker: Speaker) -> Plan:
    """Utter a choice and why, or that none will do."""
    task = speaker.scene.task
    ranked = likings(speaker)
    best, worst = ranked[0], ranked[-1]
    plan = Plan(target=asker(speaker), attention=best.option.title, words=_ENOUGH_WORDS)
    count = _COUNTS.get(len(ranked), str(len(ranked)))
    if best.score < _refusal(task.text):
        text = best.option.text
        why = because(speaker, text, [best.option.title], positive=False)
        plan.add(10, speaker.say("choose_none", must=True, reason=why, count=count))
        plan.mood = -0.4
        plan.think("think_choose")
        return plan
    why = because(speaker, best.option.text, claims(best.option.text), positive=True)
    slots: dict[str, Any] = {
        "label": best.option.label,
        "count": count,
        "reason": why,
    }
    text = speaker.say("choose", **slots) or speaker.say("choose_own", **slots)
    plan.add(10, text or speaker.say("choose", must=True, **slots))
    plan.mood = best.score / 2
    plan.think("think_choose", label=best.option.label, second=ranked[1].option.label)
    against = own_reason(speaker, worst.option.text, positive=False) if worst.score < 0 else ""
    if against:
        plan.add(5, speaker.say("against_option", label=worst.option.label, reason=against))
    return plan


def _refusal(text: str) -> float:
    """Below which score somebody refuses all: sooner where the question allows for it."""
    if re.search(_MUST, text, re.IGNORECASE):
        return -9.0
    return 0.0 if re.search(_NONE_ALLOWED, text, re.IGNORECASE) else -0.3


# -- judging one thing -----------------------------------------------------------------------


def judge_it(speaker: Speaker) -> Plan:
    """Whatever the task asks of: a yes or no, a rating, both sides; they agree with each other."""
    task = speaker.scene.task
    matter = _matter(speaker)
    liking = feeling = _feeling(speaker, matter)
    plan = Plan(target=asker(speaker), mood=liking, words=_ENOUGH_WORDS + 20)
    plan.think("think_judge")
    clicks = bool(re.search(r"\bclick\b", task.text, re.IGNORECASE))
    asks = r"(?:^|[.!?:,] )(?:would|do|will|could|can|are|is|should|does) (?:you|it|this|we|they)\b[^.?!]*\?"
    yes_no = clicks or task.kind == "yes_no" or bool(re.search(asks, task.text, re.IGNORECASE))
    if re.search(_LEAVING, task.text, re.IGNORECASE):
        feeling = -liking
    both = bool(re.search(_BOTH_SIDES, task.text, re.IGNORECASE))
    parts = claims(matter)
    ground = because(speaker, matter, parts, positive=liking > 0) if not both else ""
    if yes_no:
        act = ("yes" if feeling > 0 else "no") + ("_click" if clicks else "")
        plan.add(9, speaker.say(act, must=True, reason=ground))
    if task.kind == "rate":
        low, high = task.scale or (1, 5)
        score = round(low + (high - low) * min(1.0, max(0.0, 0.5 + 0.62 * feeling)))
        reason = "" if yes_no else ground
        act = "rate_why" if reason else "rate"
        plan.add(10, speaker.say(act, must=True, reason=reason, score=score, top=high))
    if both:
        _both_sides(speaker, plan, parts, feeling)
    return plan


def _matter(speaker: Speaker) -> str:
    """What is to be judged: what was shown or told before, then the question itself."""
    task = speaker.scene.task
    seen = [one.content for one, _ in speaker.scene.stimuli if one.content != task.text]
    told = [one for text in seen[-2:] for one in sentences(text) if not one.endswith("?")]
    return "\n".join([*told, task.text])


def _feeling(speaker: Speaker, matter: str) -> float:
    """How the speaker likes it, from -1 to 1: tastes, temper, the pain of paying, and chance."""
    temper = speaker.scene.me.temper
    score = speaker.leaning(matter).score
    score = (0.65 if score > 0 else 1.0) * score - 0.25
    score += 1.6 * _NOISE * (speaker.lot("feeling", speaker.scene.task.text) - 0.5)
    score += 0.08 * temper.get("agreeableness", 0) + 0.05 * temper.get("openness", 0)
    if re.search(_PRICE, speaker.scene.task.text, re.IGNORECASE):
        score -= 0.15 + max(0.0, speaker.leaning(_THRIFT).score) * 0.3
    return max(-1.0, min(1.0, score))


def _both_sides(speaker: Speaker, plan: Plan, parts: list[str], feeling: float) -> None:
    """A part of the text that speaks for it and one that speaks against it, with reasons."""
    minds = {one: speaker.leaning(one).score + 0.2 * speaker.lot("part", one) for one in parts}
    ranked = sorted(minds, key=lambda one: -minds[one])
    sides = (("for", ranked[:1], True), ("against", ranked[1:][-1:], False))
    for act, phrases, positive in sides:
        sure = feeling < -0.75 if positive else feeling > 0.75
        text = ""
        if phrases and not (sure and (minds[phrases[0]] > 0.1) != positive):
            why = own_reason(speaker, phrases[0], positive=positive, short=True)
            why = why or plain(speaker, phrases[0], [], positive=positive)
            text = speaker.say(act, phrase=phrases[0], reason=why)
        plan.add(8, text or speaker.say(f"{act}_nothing", must=True))


# -- naming a price --------------------------------------------------------------------------

_FIGURE = re.compile(
    r"([€$£¥]\s?)?(\d[\d,]*(?:\.\d+)?)(\s?(?:€|euros?|dollars?|pounds?|yen|reais|kroner|rupees|naira))?"
)


def name_price(speaker: Speaker) -> Plan:
    """A figure: between half and the whole of what the brief names, by taste and thrift."""
    task = speaker.scene.task
    matter = _matter(speaker)
    feeling = _feeling(speaker, matter)
    figures = [one for one in _FIGURE.finditer(matter) if float(one[2].replace(",", "")) > 0]
    named = [one for one in figures if one[1] or one[3]] or figures
    most = max((float(one[2].replace(",", "")) for one in named), default=20.0)
    value = most * (0.55 + 0.4 * (feeling + 1) / 2 + 0.1 * (speaker.lot("price") - 0.5))
    amount = f"{round(value * 2) / 2:.2f}" if most < 20 else f"{round(value)}"
    unit = named[0] if named else None
    shown = f"{unit[1] or ''}{amount}{unit[3] or ''}" if unit else amount
    plan = Plan(target=asker(speaker), mood=feeling, words=_ENOUGH_WORDS)
    plan.think("think_judge")
    why = because(speaker, matter, claims(matter), positive=feeling > 0)
    plan.add(10, speaker.say("amount", must=True, amount=shown, reason=why))
    plan.attention = g.bare(task.text)[:60]
    return plan
