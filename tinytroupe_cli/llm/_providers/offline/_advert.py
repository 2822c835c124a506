"""Writing an advertisement out of given facts, in the writer's own voice."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._verdict import asker

_PRICE = re.compile(
    r"\d[^a-z]*\s?(?:a month|per month|euros?|dollars?|pounds|kroner|rent|with heating|cold|warm)|[€$£]\s?\d"
)
_FREE = re.compile(r"^(?:free|available|vacant|empty)\b")
_PETS = re.compile(r"^(?:pets?|dogs?|cats?|smok\w+)\b.*\b(?:welcome|allowed|possible|fine)\b")
_ASIDE = r"\b(?:write|words|please|your own|style|advert\w*|mention|tone|make it|sentences|the text)\b|\?"
_REMARKS = (
    ("ad_lift", r"without a lift|no lift|no elevator|without an elevator"), ("ad_balcony", r"balcony|terrace"),
    ("ad_bath", r"bath\w* with a window"), ("ad_kitchen", r"kitchen"), ("ad_floor", r"wooden floor|parquet"),
    ("ad_near", r"station|tram|underground|metro"), ("ad_courtyard", r"courtyard"),
)  # fmt: skip


def advert(speaker: Speaker) -> Plan:
    """An advertisement as one utterance: what it is, what it has, what it costs, who lets it."""
    scene = speaker.scene
    given = facts_given(scene.task.text) or facts_given(scene.task.brief)
    plan = Plan(
        words=76 if speaker.voice.words < 50 else 100, attention="the advertisement", mood=0.2
    )
    plan.thought = ("think_tell", {})
    plan.target = asker(speaker)
    if not given:
        given = [next(iter(speaker.unused(scene.me.likes)), "a quiet place to live")]
    main, rest = given[0], given[1:]
    price = next((item for item in rest if _PRICE.search(item)), "")
    free = next((item for item in rest if _FREE.match(item)), "")
    pets = next((item for item in rest if _PETS.match(item)), "")
    rest = [_noun(item) for item in rest if item not in {price, free, pets}]
    rest.sort(key=lambda item: speaker.lot("order", item))
    plan.add(10, speaker.say("ad_open", shared=True, main=_with_article(main)))
    half = (len(rest) + 1) // 2 if len(rest) > 3 else len(rest)
    for group in (rest[:half], rest[half:]):
        plan.add(9, speaker.say("ad_has", shared=True, items=g.listed(group)) if group else "")
    _remarks(speaker, plan, given)
    _own(speaker, plan)
    plan.add(9, speaker.say("ad_money", alone=True, price=re.sub(r"^for ", "", price)))
    plan.add(8, speaker.say("ad_free", alone=True, free=g.lower_first(free)))
    verb = "are" if re.match(r"\w+s\b", pets) else "is"
    pets = pets if f" {verb} " in pets else re.sub(r"^(\w+) ", rf"\1 {verb} ", pets)
    plan.add(6, speaker.say("ad_pets", alone=True, pets=g.lower_first(pets)))
    plan.add(7, speaker.say("ad_close"))
    return plan


def _remarks(speaker: Speaker, plan: Plan, given: list[str]) -> None:
    """What this person says of one or two features."""
    text = " | ".join(given)
    acts = [act for act, sign in _REMARKS if re.search(sign, text)]
    acts.sort(key=lambda act: speaker.lot("remark", act))
    for place, act in enumerate(acts[:3]):
        plan.add(7 - place, speaker.say(act))


def _own(speaker: Speaker, plan: Plan) -> None:
    me = speaker.scene.me
    homes = [
        f
        for f in me.of("story", "work")
        if re.search(r"\b(?:apartments?|flat|rooms?|house|design)\b", f.text)
    ]
    fact = next(iter(speaker.fresh(homes)), None) or speaker.any_of(
        me.of("habit", "trait", "story"), "ad"
    )
    if fact and len(fact.text.split()) < 24:
        plan.add(6, speaker.say("ad_own", shared=True, fact=fact.text, clause=g.clause(fact.text)))
        speaker.mark(fact.text)


def facts_given(text: str) -> list[str]:
    """The facts that a brief gives for an advertisement: its lines, or what follows a colon."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 2:
        bullets = [line for line in lines if re.match(r"[-*•]", line)]
        items = [re.sub(r"^[-*•]\s*", "", line) for line in (bullets or lines[1:])]
    elif ":" in text:
        items = re.split(r"[;\n]|,(?!\d)|\.\s", text.split(":", 1)[1])
    else:
        return []
    cut = [part for item in items for part in re.split(r" (?=on the \w+ floor\b)", item)]
    found = [g.bare(re.sub(r"^(?:and|with)\s+", "", item.strip())) for item in cut]
    return [
        item for item in found
        if item and len(item.split()) <= 16 and not re.search(_ASIDE, item, re.IGNORECASE)
    ]  # fmt: skip


def _noun(item: str) -> str:
    """`fourth floor without a lift` -> `a place on the fourth floor without a lift`."""
    item = g.lower_first(item)
    if re.match(r"on the ", item):
        return f"a place {item}"
    if re.match(r"(?:\w+th|first|second|third|top|ground) floor", item):
        return f"a place on the {item}"
    if re.match(r"\w+ (?:minutes|metres|steps) (?:on foot )?(?:from|to)\b", item):
        return (
            f"the station, {item.replace(' from the station', ' away').replace(' to the station', ' away')}"
            if "station" in item
            else item
        )
    return item


def _with_article(item: str) -> str:
    if re.match(r"(?:an?|the|one|two|three|four|five|\d+|my|our)\b", item, re.IGNORECASE):
        return g.lower_first(item)
    return item if item[:1].isupper() else f"{'an' if item[:1] in 'aeiou' else 'a'} {item}"
