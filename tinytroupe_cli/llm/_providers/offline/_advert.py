"""Writing an advertisement out of the brief's facts and no others, in the writer's own voice."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._verdict import asker

_PRICE = re.compile(
    r"^(?:for )?(?:[€$£]\s?)?\d[\d.,]*\s?(?:a month|per month|euros?|dollars?|pounds|kroner|cold|warm)|^[€$£]\s?\d|\brent\b"
)
_NEAR = re.compile(r"^(?:\w+|\d+) (?:minutes?|metres|steps|stops|km|kilometres) ")
_WHERE = re.compile(r"^(?:on|in|at|near|close to|by|above|opposite) ")
_SENTENCE = re.compile(
    r"^(?:free|available|vacant|no|pets?|dogs?|cats?|smok\w+|from)\b|\b(?:is|are|welcome|allowed)\b"
)
_LIMIT = re.compile(
    r"\b(?:two|three|four|five|six|[2-6])(?: (?:to|or) (?:three|four|five|six|[3-6]))? (?:short )?sentences\b",
    re.IGNORECASE,
)
_NO_LIFT = re.compile(r"\s*,?\s*(?:without|no) (?:a |an )?(?:lift|elevator)")
_ASIDE = re.compile(
    r"\b(?:write|words|please|your own|style|advert\w*|mention|tone|make it|sentences|the text)\b|\?",
    re.IGNORECASE,
)


def advert(speaker: Speaker) -> Plan:
    """An advertisement as one utterance: what it is, what it has, what it costs, what to do."""
    scene = speaker.scene
    given = facts_given(scene.task.text) or facts_given(scene.task.brief)
    plan = Plan(words=120, attention="the advertisement", mood=0.2, target=asker(speaker))
    plan.think("think_write")
    if not given:
        given = [scene.task.product or next(iter(scene.me.likes), "a quiet place")]
    main, *rest = given
    lift = any(_NO_LIFT.search(item) for item in given)
    main, *more = _parts(main)
    rest = [part for item in [*more, *rest] for part in _parts(item)]
    kinds: dict[str, list[str]] = {"price": [], "near": [], "where": [], "sentence": [], "has": []}
    for item in rest:
        kinds[_kind(item)].append(item)
    opening = (
        "ad_open"
        if re.search(r"\b(?:let|rent|flat|apartment|room|house)\b", scene.task.text)
        else "ad_thing_open"
    )
    plan.add(10, speaker.say(opening, must=True, main=_with_article(main)))
    short = _LIMIT.search(scene.task.text)
    has = sorted(kinds["has"], key=lambda item: speaker.lot("order", item))
    if (
        short and kinds["where"]
    ):  # where it lies, without a lift, ten minutes from the station: in one sentence
        merged = [f"{kinds['where'][0]} without a lift" if lift else kinds["where"][0]]
        kinds["where"] = [", ".join([*merged, *kinds["where"][1:], *kinds["near"]])]
        kinds["near"], lift = [], False
    _have(speaker, plan, has, most=9 if short else 2)
    plan.add(9, *(speaker.say("ad_where", must=True, where=item) for item in kinds["where"]))
    plan.add(9, *(speaker.say("ad_near", must=True, near=item) for item in kinds["near"]))
    for item in kinds["sentence"]:
        plan.add(8, speaker.say("ad_rest", must=True, rest=g.bare(item)))
    if lift:
        plan.add(8, speaker.say("ad_lift", must=True))
    for item in kinds["price"]:
        plan.add(9, speaker.say("ad_price", must=True, price=re.sub(r"^(?:for|rent:?) ", "", item)))
    plan.add(7, speaker.say("ad_close"))
    return plan


def _have(speaker: Speaker, plan: Plan, items: list[str], *, most: int) -> None:
    half = (len(items) + 1) // 2 if len(items) > most else len(items)
    if items[:half]:
        plan.add(9, speaker.say("ad_has", must=True, items=g.listed(items[:half])))
    if items[half:]:
        plan.add(9, speaker.say("ad_more", must=True, items=g.listed(items[half:])))


def _kind(item: str) -> str:
    kinds = {"price": _PRICE, "near": _NEAR, "where": _WHERE, "sentence": _SENTENCE}
    return next((kind for kind, pattern in kinds.items() if pattern.search(item)), "has")


def _parts(item: str) -> list[str]:
    """`two rooms on the third floor without a lift` -> `two rooms`, `on the third floor`."""
    item = _NO_LIFT.sub("", item)
    floor = re.search(r" (?=(?:on|in) the \w+ floor\b)", item)
    pieces = [item[: floor.start()], item[floor.end() :]] if floor else [item]
    return [
        piece
        for piece in (re.sub(r"^with ", "", g.lower_first(p.strip())) for p in pieces)
        if piece
    ]


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
    found = [g.bare(re.sub(r"^(?:and|with)\s+", "", item.strip())) for item in items]
    return [item for item in found if item and len(item.split()) <= 18 and not _ASIDE.search(item)]


def _with_article(item: str) -> str:
    if re.match(r"(?:an?|the|one|two|three|four|five|\d+|my|our)\b", item, re.IGNORECASE):
        return g.lower_first(item)
    return item if item[:1].isupper() else f"{'an' if item[:1] in 'aeiou' else 'a'} {item}"
