"""Telling: of one's life, of one's view on something, of what one sees, wants and thinks."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import (
    Question,
    answer,
    facts_for,
    questions_in,
    topic_of,
)
from tinytroupe_cli.llm._providers.offline._chat import retold, unknown
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._leaning import closeness, notions_of
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._reasons import because, own_reason
from tinytroupe_cli.llm._providers.offline._scene import Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._verbs import BASES
from tinytroupe_cli.llm._providers.offline._verdict import asker, claims
from tinytroupe_cli.llm._providers.offline._words import key_phrases, sentences

_SHORT = 26


def tell(speaker: Speaker) -> Plan:
    """Several sentences on what was asked, mostly of one's own life."""
    scene = speaker.scene
    plan = Plan(words=max(50, speaker.voice.words + 16), mood=0.2, target=asker(speaker))
    plan.think("think_tell")
    topic = topic_of(scene.task.text)
    if topic in {"open", "return"} and not facts_for(speaker, "open", scene.task.text):
        topic = "life"
    if topic == "life" and not scene.mine:
        plan.add(3, speaker.say("open_life"))
    for place, part in enumerate(answer(speaker, Question(scene.task.text, topic), 5)):
        plan.add(9 - place, part)
    if not any(part.weight > 3 for part in plan.parts):
        plan.parts.clear()
        plan.add(5, unknown(speaker, scene.task.text, scene.task.source or "you"))
    return plan


# -- views -----------------------------------------------------------------------------------


def discuss(speaker: Speaker) -> Plan:
    """A view on the matter at hand; afterwards, answers to the views of others."""
    scene = speaker.scene
    heard = [one for one in scene.heard if one.new]
    if heard and scene.turns_taken:
        return _debate(
            speaker, next((one for one in reversed(heard) if scene.to_me(one)), heard[-1])
        )
    plan = Plan(words=max(44, speaker.voice.words), target=asker(speaker))
    plan.think("think_view")
    text = scene.task.text
    topic = _topic(text)
    questions = [one for one in questions_in(text) if one.topic not in {"open", "return"}]
    for question in questions[:2]:
        plan.add(8, *answer(speaker, question, 2))
    mind = speaker.leaning(text)
    if questions and not plan.parts:
        plan.add(8, unknown(speaker, questions[0].text, scene.task.source or "you"))
    if not plan.parts:
        _role(speaker, plan, text)
    if not plan.parts:
        _view(speaker, plan, text, topic)
    others = [name for name in scene.crowd if name in scene.others]
    if others and not scene.last_round and speaker.lot("ask", scene.turns_taken) < 0.5:
        other = others[(scene.rank + scene.turns_taken) % len(others)]
        plan.add(4, speaker.say("ask_view", other=speaker.name(other)), to=other)
    plan.mood, plan.attention = mind.score, topic
    return plan


def _topic(text: str) -> str:
    found = key_phrases(text, 4)
    phrases = [one for one in found if 1 < len(one.split()) < 6]
    phrases += [one for one in found if " " not in one and one not in BASES]
    phrase = phrases[0] if phrases else "that"
    if re.search(rf"\b(?:an?|the|our|your|this) {re.escape(phrase)}\b", text, re.IGNORECASE):
        return f"the {phrase}"
    return g.to_second_person(phrase) if phrase.startswith("my ") else phrase


def _role(speaker: Speaker, plan: Plan, text: str) -> None:
    """Say what the brief lays into one's mouth: `You cannot sleep.` -> `I cannot sleep.`."""
    scene = speaker.scene
    pieces = [piece for one in sentences(text) for piece in re.split(r",? and (?=you )|; ", one)]
    lead = r"(?:that )?(?=you )(?!you (?:want to|have to|need to|must|are (?:a|an|the) |should|may|will)\b)"
    lines = [
        g.close(g.to_first_person(g.upper_first(one)))
        for one in pieces
        if re.match(lead, one, re.IGNORECASE)
    ]
    others = [
        name for name in scene.others if re.search(rf"\b{re.escape(scene.calls(name))}\b", text)
    ]
    other = next(iter(others or (scene.others if len(scene.others) == 1 else [])), "")
    if not lines or not other:
        return
    matter = re.search(r"\babout (the [\w-]+(?: [\w-]+)?)(?=[.,;!?]| from| in| at)", text)
    slots: dict[str, Any] = {"other": speaker.name(other), "topic": matter[1] if matter else ""}
    slots |= {"line": lines[0], "sline": g.clause(lines[0])}
    heard = [one for one in scene.heard if one.new]
    act = "hold" if heard or not matter else "raise"
    plan.add(9, speaker.say(act, **slots), to=other)


def _view(speaker: Speaker, plan: Plan, text: str, topic: str) -> None:
    mind = speaker.leaning(text)
    fact = speaker.nearest(speaker.scene.me.facts, text, least=1.4)
    if fact and len(fact.text.split()) <= _SHORT:
        plan.add(9, speaker.say("view", fact=fact.text, clause=g.clause(fact.text), topic=topic))
        speaker.mark(fact.text)
    elif abs(mind.score) > 0.15 and (why := own_reason(speaker, text, positive=mind.score > 0)):
        plan.add(
            9,
            speaker.say("view_for" if mind.score > 0 else "view_against", reason=why, topic=topic),
        )
    else:
        plan.add(8, speaker.say("view_plain", topic=topic))


_CONFLICT = re.compile(
    r"\b(?:argu\w*|quarrel\w*|disagree\w*|complain\w*|noise|loud|fight\w*|conflict|cannot sleep|against)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"\b(?:let us do it that way|Agreed|I agree to that|be enemies)\b")
_OFFER = re.compile(
    r"\b(?:fixed hours|other way round|hours in writing|agree on hours|settle this)\b"
)


def _debate(speaker: Speaker, last: Utterance) -> Plan:
    """For or against what somebody said, with a reason; in the end a way to live with it."""
    scene = speaker.scene
    plan = Plan(words=max(44, speaker.voice.words), target=last.person, attention=last.person)
    called = speaker.name(last.person)
    quarrel = bool(_CONFLICT.search(scene.task.text))
    if any(one.seq > scene.task.seq and _SETTLED.search(one.text) for one in scene.talk):
        plan.think("think_own")
        return plan
    if _OFFER.search(last.text):
        plan.add(9, speaker.say("settle_yes", other=called))
        plan.think("think_own")
        return plan
    chance = 0.5 * (speaker.lot("debate", scene.turns_taken) - 0.5) + 0.2 * scene.me.temper.get(
        "agreeableness", 0
    )
    positive = not quarrel and speaker.leaning(last.text).score + chance > 0
    yours = retold(speaker, last)
    fact = _touched(speaker, f"{scene.task.text} {last.text}" if quarrel else last.text)
    act = "reply_for" if positive else "reply_against"
    if fact and scene.turns_taken < 4:
        plan.add(9, speaker.say(act, other=called, reason=speaker.tell(fact.text)))
    elif yours and quarrel:
        plan.add(7, speaker.say("insist", other=called, yours=yours))
    elif why := because(speaker, last.text, [], positive=positive):
        plan.add(7, speaker.say(act, other=called, reason=why))
    if quarrel and (scene.last_round or scene.turns_taken > 1):
        plan.add(6, speaker.say("settle", other=called))
    plan.mood = 0.2 if positive else -0.3
    plan.think("think_for" if positive else "think_against", other=called)
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
