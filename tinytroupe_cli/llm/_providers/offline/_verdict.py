"""Verdicts: choosing among options, rating, yes or no, a price; each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import EVERYONE, Plan
from tinytroupe_cli.llm._providers.offline._reasons import because, own_reason, plain
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._verbs import is_third_person
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


def _is_sentence(part: str) -> bool:
    """Whether a part of a text has a verb of its own, so that it is no thing to like or to dislike."""
    return any(is_third_person(word) or word in {"are", "would"} for word in part.split()[1:])


def claims(text: str, *, shown: bool = True) -> list[str]:
    """The parts of a text that claim something, short enough to quote: of an advertisement, any."""
    quoted = re.findall(r"[\"“]([^\"”]{12,})[\"”]", text)
    told = " ".join(quoted) if quoted else text
    found: list[str] = []
    for sentence in sentences(told):
        if sentence.rstrip().endswith("?") or (not quoted and _INSTRUCTION.search(sentence)):
            continue
        body = re.sub(r"^(?:An?|The) [^:.]{3,50}: ", "", sentence)
        parts = re.split(r",(?!\d)|[;:]| - | – ", body)
        found += [part.strip(" .!\"“”'") for part in parts]
    if not quoted and not shown:
        found = [one for one in found if not _is_sentence(one)]
    good = [part for part in found if 1 <= len(part.split()) <= 10 and len(part) > 3]
    good = [one for one in good if not re.fullmatch(r"\W*\d[\d.,]*\s*\w*", one)]
    nouns = [one for one in key_phrases(told, 4) if " " in one and not re.search(r"\d", one)]
    return list(dict.fromkeys(good)) or nouns[:3]


# -- choosing --------------------------------------------------------------------------------


def likings(speaker: Speaker) -> list[Liking]:
    """The options, the best liked first."""
    found = []
    prices = _prices(speaker.scene.task.options)
    for place, option in enumerate(speaker.scene.task.options):
        noise = _NOISE * (speaker.lot("choice", option.label, option.text) - 0.5)
        taste = _willing(speaker, prices, place) if prices else speaker.leaning(option.text).score
        found.append(Liking(taste + noise, option))
    return sorted(found, key=lambda one: (-one.score, one.option.label))


def _prices(options: Sequence[Option]) -> list[float]:
    """The options as amounts, where all of them are; else nothing."""
    found = [_FIGURE.match(one.title) for one in options]
    whole = all(
        one and len(option.title.split()) < 3 for one, option in zip(found, options, strict=True)
    )
    return [float(one[2].replace(",", "")) for one in found if one] if whole else []


def _willing(speaker: Speaker, prices: list[float], place: int) -> float:
    """How near an amount is to what somebody would give: by taste for the matter, thrift and chance."""
    thrift = max(0.0, speaker.leaning(_THRIFT).score)
    wanted = 0.45 + 0.4 * feeling(speaker, matter(speaker)) - 0.35 * thrift
    wanted += 0.9 * (speaker.lot("willing", speaker.scene.task.text) - 0.5)
    rank = sorted(prices).index(prices[place]) / (len(prices) - 1)
    return 0.6 - abs(rank - min(1.0, max(0.0, wanted)))


def choose(speaker: Speaker) -> Plan:
    """Utter a choice and why, or that none will do."""
    task = speaker.scene.task
    ranked = likings(speaker)
    best, worst = ranked[0], ranked[-1]
    plan = Plan(target=asker(speaker), attention=best.option.title, words=_ENOUGH_WORDS)
    count = _COUNTS.get(len(ranked), str(len(ranked)))
    if best.score < _refusal(task.text):
        text = worst.option.text
        why = because(speaker, text, [worst.option.title], positive=False)
        plan.add(10, speaker.say("choose_none", must=True, reason=why, count=count))
        plan.mood = -0.4
        plan.think("think_choose")
        return plan
    why = reason_for(speaker, best.option)
    shown = best.option.called
    slots: dict[str, Any] = {"label": shown, "count": count, "reason": why}
    text = speaker.say("choose", **slots) or speaker.say("choose_own", **slots)
    plan.add(10, text or speaker.say("choose", must=True, **slots))
    plan.mood = best.score / 2
    second = ranked[1].option
    plan.think("think_choose", label=shown, second=second.called)
    refused = worst.score < 0 and not _prices(task.options)
    if refused and (against := own_reason(speaker, worst.option.text, positive=False)):
        plan.add(5, speaker.say("against_option", label=worst.option.called, reason=against))
    return plan


def reason_for(speaker: Speaker, option: Option) -> str:
    """What speaks for the option that somebody chose."""
    task = speaker.scene.task
    if task.shown:
        return because(speaker, option.text, claims(option.text), positive=True)
    if prices := _prices(task.options):
        place = sorted(prices).index(prices[task.options.index(option)])
        act = (
            "price_low" if place == 0 else "price_high" if place == len(prices) - 1 else "price_mid"
        )
        return speaker.say(act)
    own = own_reason(speaker, option.text, positive=True)
    return own or speaker.say("choice_plain")


def _refusal(text: str) -> float:
    """Below which score somebody refuses all: sooner where the question allows for it."""
    if re.search(_MUST, text, re.IGNORECASE):
        return -9.0
    return 0.0 if re.search(_NONE_ALLOWED, text, re.IGNORECASE) else -0.3


# -- judging one thing -----------------------------------------------------------------------


def judge_it(speaker: Speaker) -> Plan:
    """Whatever the task asks of: a yes or no, a rating, both sides; they agree with each other."""
    task = speaker.scene.task
    judged = matter(speaker)
    liking = mind = feeling(speaker, judged)
    plan = Plan(target=asker(speaker), mood=liking, words=_ENOUGH_WORDS + 20)
    plan.think("think_judge")
    clicks = bool(re.search(r"\bclick\b", task.text, re.IGNORECASE))
    asks = r"(?:^|[.!?:,] )(?:would|do|will|could|can|are|is|should|does) (?:you|it|this|we|they)\b[^.?!]*\?"
    yes_no = clicks or task.kind == "yes_no" or bool(re.search(asks, task.text, re.IGNORECASE))
    yes_no = yes_no and task.kind != "sides"
    if re.search(_LEAVING, task.text, re.IGNORECASE):
        mind = -liking
    sides = bool(re.search(r"\bfor or against\b", task.text, re.IGNORECASE))
    both = not sides and bool(
        task.kind == "sides" or re.search(_BOTH_SIDES, task.text, re.IGNORECASE)
    )
    parts = claims(judged, shown=task.shown)
    ground = because(speaker, judged, parts, positive=liking > 0) if not both else ""
    if yes_no:
        act = ("yes" if mind > 0 else "no") + ("_click" if clicks else "")
        act = ("side_for" if mind > 0 else "side_against") if sides else act
        plan.add(9, speaker.say(act, must=True, reason=ground))
    if task.kind == "rate":
        low, high = task.scale or (1, 5)
        score = round(low + (high - low) * min(1.0, max(0.0, 0.5 + 0.62 * mind)))
        reason = "" if yes_no else ground
        act = "rate_why" if reason else "rate"
        plan.add(10, speaker.say(act, must=True, reason=reason, score=score, top=high))
    if task.kind == "sides":
        plan.add(9, speaker.say("view_for" if mind > 0 else "view_against"))
    if both:
        _both_sides(speaker, plan, parts, mind)
    return plan


def matter(speaker: Speaker) -> str:
    """What is to be judged: what was shown or told before, then the question itself."""
    task = speaker.scene.task
    seen = [one.content for one, _ in speaker.scene.stimuli if one.content != task.text]
    told = [one for text in seen[-2:] for one in sentences(text) if not one.endswith("?")]
    return "\n".join([*told, task.text])


def feeling(speaker: Speaker, about: str) -> float:
    """How the speaker likes it, from -1 to 1: tastes, temper, the pain of paying, and chance."""
    temper = speaker.scene.me.temper
    score = speaker.leaning(about).score
    if speaker.scene.task.shown:  # people believe advertisements less than anything else
        score = (0.65 if score > 0 else 1.0) * score - 0.25
    score += 1.6 * _NOISE * (speaker.lot("feeling", speaker.scene.task.text) - 0.5)
    score += 0.08 * temper.get("agreeableness", 0) + 0.05 * temper.get("openness", 0)
    if re.search(_PRICE, speaker.scene.task.text, re.IGNORECASE):
        score -= 0.15 + max(0.0, speaker.leaning(_THRIFT).score) * 0.3
    return max(-1.0, min(1.0, score))


def _both_sides(speaker: Speaker, plan: Plan, parts: list[str], mind: float) -> None:
    """A part of the text that speaks for it and one that speaks against it, with reasons."""
    minds = {one: speaker.leaning(one).score + 0.2 * speaker.lot("part", one) for one in parts}
    ranked = sorted(minds, key=lambda one: -minds[one])
    sides = (("for", ranked[:1], True), ("against", ranked[1:][-1:], False))
    for act, phrases, positive in sides:
        sure = mind < -0.75 if positive else mind > 0.75
        text = ""
        if phrases and not (sure and (minds[phrases[0]] > 0.1) != positive):
            why = own_reason(speaker, phrases[0], positive=positive, short=True)
            why = why or plain(speaker, phrases[0], [], positive=positive)
            text = speaker.say(act, phrase=phrases[0], reason=why)
        if not text and not speaker.scene.task.shown:
            why = because(speaker, matter(speaker), [], positive=positive)
            text = speaker.say(f"{act}_side", reason=why) if why else ""
        plan.add(8, text or speaker.say(f"{act}_nothing", must=True))


# -- naming a price --------------------------------------------------------------------------

_CURRENCIES = "euros?|dollars?|pounds?|yen|reais|kroner|rupees|naira"
_FIGURE = re.compile(rf"([€$£¥]\s?)?(\d[\d,]*(?:\.\d+)?)(\s?(?:€|{_CURRENCIES}))?")
_USUAL: tuple[tuple[str, float], ...] = (
    (r"car|motorbike", 18000), (r"bicycle|bike|phone|laptop|computer|sofa|bed|machine|maker|furniture|holiday|trip|camera", 320),
    (r"flat|rent|room", 900), (r"app|month|subscription|membership", 9), (r"meal|dinner|lunch|menu", 14),
    (r"coffee|tea|drink|snack|bread|beer|chocolate", 4),
)  # fmt: skip
"""What things of a kind cost about, for questions that name no figure."""


def _usual(text: str) -> float:
    kinds = (cost for kind, cost in _USUAL if re.search(rf"\b(?:{kind})s?\b", text, re.IGNORECASE))
    return next(kinds, 25.0)


def name_price(speaker: Speaker) -> Plan:
    """A figure: between half and the whole of what the brief names, by taste and thrift."""
    task = speaker.scene.task
    judged = matter(speaker)
    mind = feeling(speaker, judged)
    figures = [one for one in _FIGURE.finditer(judged) if float(one[2].replace(",", "")) > 0]
    named = [one for one in figures if one[1] or one[3]] or figures
    most = max((float(one[2].replace(",", "")) for one in named), default=_usual(judged))
    value = most * (0.55 + 0.4 * (mind + 1) / 2 + 0.1 * (speaker.lot("price") - 0.5))
    step = 10 if most > 150 else 5 if most > 60 else 1
    amount = f"{round(value * 2) / 2:.2f}" if most < 20 else f"{step * round(value / step)}"
    unit = named[0] if named else None
    currency = re.search(rf"\b(?:{_CURRENCIES})\b", judged, re.IGNORECASE)
    shown = f"{unit[1] or ''}{amount}{unit[3] or ''}" if unit else amount
    shown = f"{amount} {currency[0]}" if currency and shown == amount else shown
    plan = Plan(target=asker(speaker), mood=mind, words=_ENOUGH_WORDS)
    plan.think("think_judge")
    why = because(speaker, judged, claims(judged), positive=mind > 0)
    plan.add(10, speaker.say("amount", must=True, amount=shown, reason=why))
    plan.attention = g.bare(task.text)[:60]
    return plan
