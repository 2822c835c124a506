"""Telling: of one's life, of one's view on something, of what one sees, wants and thinks."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import Question, answer, topic_of
from tinytroupe_cli.llm._providers.offline._chat import unknown
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._discussion import asker_name
from tinytroupe_cli.llm._providers.offline._leaning import closeness, notions_of
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._reasons import because
from tinytroupe_cli.llm._providers.offline._scene import Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._subject import subject_words
from tinytroupe_cli.llm._providers.offline._verdict import asker, claims

_SHORT = 26


def tell(speaker: Speaker) -> Plan:
    """Several sentences on what was asked, mostly of one's own life."""
    scene = speaker.scene
    plan = Plan(words=max(50, speaker.voice.words + 16), mood=0.2, target=asker(speaker))
    plan.think("think_tell")
    topic = topic_of(scene.task.text)
    about = subject_words(scene.task.text, scene.crowd)
    if topic in {"open", "return"} and not about:
        topic = "life"
    if topic == "life" and not scene.mine:
        plan.add(3, speaker.say("open_life"))
    for place, part in enumerate(answer(speaker, Question(scene.task.text, topic), 5)):
        plan.add(9 - place, part)
    if not any(part.weight > 3 for part in plan.parts):
        plan.parts.clear()
        plan.add(5, unknown(speaker, scene.task.text, asker_name(speaker)))
    return plan


# -- what comes from outside or inside -------------------------------------------------------


def perceive(speaker: Speaker) -> Plan:
    """React in character to a sight, an event, a place or an own thought."""
    scene = speaker.scene
    plan = Plan(words=max(40, speaker.voice.words))
    plan.think("think_see")
    fresh = [one for one, new in scene.stimuli if new]
    if not fresh:
        return plan
    one = fresh[-1]
    content = g.bare(one.content)
    mind = speaker.leaning(content)
    plan.mood, plan.attention = mind.score, content[:80]
    fact = _touched(speaker, content)
    if one.stimulus in {"VISUAL", "SOCIAL", "LOCATION"}:
        _reminded(speaker, plan, content)
    if (
        not plan.parts
        and one.stimulus in {"VISUAL", "SOCIAL"}
        and abs(mind.score) > 0.2
        and claims(content)
    ):
        why = because(speaker, content, [], positive=mind.score > 0)
        plan.add(
            9,
            speaker.say("see_for" if mind.score > 0 else "see_against", reason=why) if why else "",
        )
    if not plan.parts and fact:
        act = {"SOCIAL": "social", "LOCATION": "location", "THOUGHT": "thought"}.get(
            one.stimulus, "see"
        )
        thought = g.clause(g.to_first_person(content))
        plan.add(9, speaker.say(act, fact=fact.text, clause=g.clause(fact.text), thought=thought))
        speaker.mark(fact.text)
    if not plan.parts and one.stimulus == "THOUGHT":
        plan.add(7, speaker.say("thought_plain", thought=g.clause(g.to_first_person(content))))
    seen = g.lower_first(re.split(r"[.:;]|, ", content)[0])
    if not plan.parts and one.stimulus == "VISUAL" and len(seen.split()) < 14:
        plan.add(6, speaker.say("see_plain", seen=seen))
    return plan


def _reminded(speaker: Speaker, plan: Plan, text: str) -> None:
    """Of something that one likes or dislikes and that shares a word with what is there."""
    me = speaker.scene.me
    for act, items in (("see_like", (*me.likes, *me.interests)), ("see_dislike", me.dislikes)):
        near = [one for one in items if closeness(one, text) >= 1 and speaker.untold(one)]
        if near:
            taste = max(near, key=lambda one: (closeness(one, text), speaker.lot("taste", one)))
            plan.add(9, speaker.say(act, taste=taste))
            speaker.mark(taste)
            return


def _touched(speaker: Speaker, text: str) -> Fact | None:
    """Something of one's own life that a text touches on."""
    told = [one for one in speaker.scene.me.facts if one.field not in {"trait", "skill", "family"}]
    short = [one for one in told if len(one.text.split()) <= _SHORT]
    if fact := speaker.nearest(short, text, least=1.9):
        return fact
    for notion in notions_of(text):
        close = [one for one in short if notion.fond.search(one.text)]
        if found := speaker.any_of(close, "touched"):
            return found
    return None


def pursue(speaker: Speaker, goal: str) -> Plan:
    """Ask somebody about a goal of one's own."""
    scene = speaker.scene
    plan = Plan(attention=goal, words=60)
    plan.think("think_goal")
    crowd = [name for name in scene.crowd if name in scene.others]
    if not crowd:
        return plan
    other = crowd[(scene.rank + scene.turns_taken) % len(crowd)]
    lead = r"^(?:to|you (?:want|have|need) to|I want to|I have to) "
    wanted = g.to_first_person(g.bare(re.sub(lead, "", goal, flags=re.IGNORECASE)))
    plan.add(9, speaker.say("pursue", other=speaker.name(other), goal=g.lower_first(wanted)))
    plan.target = other
    return plan


def advise(speaker: Speaker, last: Utterance) -> str:
    """A word of advice to somebody who asked for it."""
    called = speaker.name(last.person)
    fact = speaker.nearest(
        speaker.scene.me.of("story", "habit", "belief", "skill"), last.text, least=1.9
    )
    if fact and (text := speaker.say("advise_own", other=called, clause=g.clause(fact.text))):
        speaker.mark(fact.text)
        return text
    return speaker.say("advise", other=called)
