"""Telling: of one's life, of one's view on something, of what one sees."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import (
    Question,
    answer,
    facts_for,
    questions_in,
    topic_of,
)
from tinytroupe_cli.llm._providers.offline._chat import unknown
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._reasons import reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._words import key_phrases


def tell(speaker: Speaker) -> Plan:
    """Several sentences on what was asked, mostly of one's own life."""
    scene = speaker.scene
    plan = Plan(words=max(40, speaker.voice.words + 10), mood=0.2)
    _to_source(speaker, plan)
    topic = topic_of(scene.task.text)
    plan.thought = ("think_tell", {"topic": next(iter(speaker.unused(scene.me.interests)), "")})
    topic = "life" if topic in {"open", "return"} and not _nearest(speaker) else topic
    if topic == "life" and not scene.mine:
        plan.add(3, speaker.say("open_asked"))
    most = 3 if speaker.voice.words < 42 else 5
    for place, part in enumerate(answer(speaker, Question(scene.task.text, topic), most)):
        plan.add(9 - place, part)
    if not any(part.weight > 3 for part in plan.parts):
        plan.add(5, unknown(speaker, scene.task.text))
    return plan


def _nearest(speaker: Speaker) -> bool:
    return bool(facts_for(speaker, "open", speaker.scene.task.text))


def discuss(speaker: Speaker) -> Plan:
    """A view on the matter at hand, then somebody else's is asked for."""
    scene = speaker.scene
    plan = Plan()
    text = scene.task.text
    asked = questions_in(text)
    _to_source(speaker, plan)
    phrases = key_phrases(text, 3)
    topic = phrases[scene.turns_taken % len(phrases)] if phrases else "that"
    plan.thought = ("think_own", {"topic": next(iter(speaker.unused(scene.me.interests)), "")})
    if asked and scene.turns_taken == 0:
        for question in asked[:2]:
            for part in answer(speaker, question, 2):
                plan.add(8, part)
        if plan.parts:
            return plan
    mind = speaker.leaning(text)
    fact = speaker.nearest(scene.me.facts, text, least=0.9)
    if fact:
        plan.add(
            9,
            speaker.say(
                "discuss", shared=True, fact=fact.text, clause=g.clause(fact.text), topic=topic
            ),
        )
        speaker.mark(fact.text)
        plan.add(6, reason(speaker, text, positive=mind.score > 0))
    elif asked:
        plan.add(8, unknown(speaker, asked[0].text))
    else:
        fact = speaker.any_of(scene.me.of("belief", "story", "habit"), "discuss")
        if fact:
            plan.add(
                8,
                speaker.say(
                    "discuss", shared=True, fact=fact.text, clause=g.clause(fact.text), topic=topic
                ),
            )
            speaker.mark(fact.text)
    if (
        plan.parts
        and scene.others
        and not scene.last_round
        and speaker.lot("ask", scene.turns_taken) < 0.6
    ):
        crowd = [name for name in scene.crowd if name in scene.others]
        other = crowd[(scene.rank + scene.turns_taken) % len(crowd)]
        plan.add(4, speaker.say("discuss_ask", other=speaker.name(other)))
        plan.target = other
    plan.mood = mind.score
    plan.attention = topic
    return plan


def _to_source(speaker: Speaker, plan: Plan) -> None:
    if speaker.scene.task.source in speaker.scene.others:
        plan.target = speaker.scene.task.source or plan.target


def perceive(speaker: Speaker) -> Plan:
    """React in character to a sight, an event, a place or an own thought."""
    scene = speaker.scene
    plan = Plan()
    fresh = [one for one, new in scene.stimuli if new]
    if not fresh:
        return plan
    one = fresh[-1]
    act = {"VISUAL": "visual", "SOCIAL": "social", "LOCATION": "location"}.get(
        one.stimulus, "thought"
    )
    fact = speaker.nearest(scene.me.facts, one.content, least=0.6) or speaker.any_of(
        scene.me.of("habit", "story", "belief"), "see"
    )
    mind = speaker.leaning(one.content)
    plan.mood, plan.attention = mind.score, g.bare(one.content)[:80]
    plan.thought = ("think_own", {"topic": next(iter(speaker.unused(scene.me.likes)), "")})
    seen = g.bare(re.split(r"[.:;]|, ", one.content)[0])
    seen = seen if len(seen.split()) <= 9 else ""
    if fact:
        plan.add(9, speaker.say(act, shared=True, fact=fact.text, clause=g.clause(fact.text),
                                seen=g.lower_first(seen), thought=g.clause(g.to_first_person(one.content))))  # fmt: skip
        speaker.mark(fact.text)
    plan.add(6, reason(speaker, one.content, positive=mind.score > 0))
    return plan


def pursue(speaker: Speaker, goal: str) -> Plan:
    """Ask somebody about a goal of one's own."""
    scene = speaker.scene
    plan = Plan(attention=goal)
    if not scene.others:
        return plan
    crowd = [name for name in scene.crowd if name in scene.others]
    other = crowd[(scene.rank + scene.turns_taken) % len(crowd)]
    wanted = g.to_first_person(
        g.bare(
            re.sub(
                r"^(?:to|you (?:want|have|need) to|I want to|I have to) ",
                "",
                goal,
                flags=re.IGNORECASE,
            )
        )
    )
    text = speaker.say("pursue", other=speaker.name(other), goal=g.lower_first(wanted))
    if text:
        plan.add(9, text)
        plan.target = other
    plan.thought = ("think_own", {"topic": next(iter(speaker.unused(scene.me.interests)), "")})
    return plan
