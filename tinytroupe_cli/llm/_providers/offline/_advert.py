"""Writing an advertisement out of given facts, in the writer's own voice."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._speaker import Speaker

_FLAT = r"\b(?:apartments?|flats?|studio|rooms?|house)\b"


def advert(speaker: Speaker) -> Plan:
    """An advertisement as one long utterance."""
    scene = speaker.scene
    given = facts_given(scene.task.text) or facts_given(scene.task.brief)
    plan = Plan(words=115, attention="the advertisement", mood=0.2)
    plan.thought = ("think_tell", {"topic": given[0] if given else ""})
    if scene.task.source in scene.others:
        plan.target = scene.task.source or plan.target
    home = [f for f in scene.me.of("story", "work") if re.search(_FLAT, f.text)]
    main = given[0] if given else next((p for p in scene.me.likes), "a place to live")
    rest = given[1:]
    rest.sort(key=lambda item: speaker.lot("order", item))
    title = _title(speaker, main, rest)
    plan.add(9, f"{title}." if title else "")
    plan.add(10, speaker.say("ad_open", shared=True, main=_with_article(main)))
    groups = _grouped(rest)
    for place, group in enumerate(groups):
        plan.add(9 - place, speaker.say("ad_lists", shared=True, items=g.listed(group)))
    fact = next(iter(speaker.fresh(home)), None) or speaker.any_of(
        scene.me.of("habit", "story"), "ad"
    )
    if fact:
        plan.add(5, speaker.say("ad_own", shared=True, fact=fact.text, clause=g.clause(fact.text)))
        speaker.mark(fact.text)
    plan.add(6, speaker.say("ad_close"))
    return plan


def facts_given(text: str) -> list[str]:
    """The facts a brief gives for an advertisement: what follows a colon, or its lines."""
    lines = [line.strip(" -*•\t") for line in text.splitlines() if line.strip()]
    listed = [line for line in lines if re.match(r"\s*[-*•]", line)] if len(lines) > 2 else []
    body = text.split(":", 1)[1] if ":" in text else ""
    if len(lines) > 2:
        items = [re.sub(r"^[-*•]\s*", "", line) for line in (listed or lines[1:])]
    elif body:
        items = re.split(r"[;\n]|,(?!\d)|\.\s", body)
    else:
        return []
    out = [g.bare(re.sub(r"^(?:and|with)\s+", "", item.strip())) for item in items]
    ask = r"\b(?:write|words|please|your own|style|advert\w*|mention|tone|make it)\b|\?"
    return [
        item
        for item in out
        if item and len(item.split()) <= 14 and not re.search(ask, item, re.IGNORECASE)
    ]


def _grouped(items: list[str]) -> list[list[str]]:
    size = 3 if len(items) > 4 else 2
    return [items[start : start + size] for start in range(0, len(items), size)]


def _with_article(item: str) -> str:
    if re.match(r"(?:an?|the|one|two|three|four|five|\d+|my|our)\b", item, re.IGNORECASE):
        return g.lower_first(item)
    return item if item[:1].isupper() else f"{'an' if item[:1] in 'aeiou' else 'a'} {item}"


def _title(speaker: Speaker, main: str, rest: list[str]) -> str:
    place = next((re.search(r"\bin ([A-ZÀ-Þ][\w-]+)", item) for item in [main, *rest]
                  if re.search(r"\bin ([A-ZÀ-Þ][\w-]+)", item)), None)  # fmt: skip
    feature = next((item for item in rest if len(item.split()) < 5), "")
    size = re.sub(r" in [A-ZÀ-Þ].*$", "", main)
    text = speaker.say(
        "ad_title", shared=True, size=size, feature=feature, place=place[1] if place else ""
    )
    return g.upper_first(g.bare(text))
