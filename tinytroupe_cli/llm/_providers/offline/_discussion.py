"""A discussion: a view on the matter at hand, then answers to the views that others uttered."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import (
    Question,
    answer,
    facts_for,
    questions_in,
    told,
)
from tinytroupe_cli.llm._providers.offline._chat import partner, unknown
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._reasons import because
from tinytroupe_cli.llm._providers.offline._scene import Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._subject import subject_of
from tinytroupe_cli.llm._providers.offline._verdict import (
    asker,
    feeling,
    likings,
    matter,
    reason_for,
)
from tinytroupe_cli.llm._providers.offline._words import choice_in, sentences, stance_in

_UNSURE = 0.07
"""Who leans no further than this to either side has no opinion yet."""
_VIEW = re.compile(
    r"\b(?:do|would) you (?:think|say|feel|answer|stand)\b|\byour (?:view|opinion|experience|judgement)\b|\bhow (?:do|would) you (?:see|like|feel)\b"
    r"|\bhave I overlooked|\bis it like with you|\bwould you do, \w+, with nobody|\babout you\b",
    re.IGNORECASE,
)
_WH = re.compile(r"\W*(?:\w+[,:]? ){0,3}?(?:what|which|when|where|how|who|why)\b", re.IGNORECASE)


def discuss(speaker: Speaker) -> Plan:
    """A turn in a discussion: one's own answer first, then a word on what somebody said."""
    scene = speaker.scene
    heard = [one for one in scene.heard if one.new and one.seq > scene.task.seq]
    if scene.turns_taken == 0:
        return _opening(speaker, heard)
    return _further(speaker, heard)


def _opening(speaker: Speaker, heard: list[Utterance]) -> Plan:
    text = speaker.scene.task.text
    plan = Plan(words=max(44, speaker.voice.words), target=asker(speaker))
    plan.think("think_view")
    for question in _open_questions(text)[:2]:
        plan.add(8, *answer(speaker, question, 2))
    if not plan.parts:
        _role(speaker, plan, text)
    if not plan.parts and _open_questions(text):
        plan.add(8, unknown(speaker, _open_questions(text)[0].text, asker_name(speaker)))
    if not plan.parts:
        if heard:
            return _further(speaker, heard)
        plan.add(9, _view(speaker))
        plan.mood = position(speaker)
    _ask_on(speaker, plan, 0.5)
    plan.attention = subject_of(text)
    return plan


def asker_name(speaker: Speaker) -> str:
    """How to address who asked; empty when nobody did who is here."""
    source = speaker.scene.task.source
    return speaker.name(source) if source and source in speaker.scene.others else ""


def _open_questions(text: str) -> list[Question]:
    """The questions of a brief that ask for more than a view or a yes."""
    asked = [
        one for one in questions_in(text) if _WH.match(one.text) and not _VIEW.search(one.text)
    ]
    return [one for one in asked if one.topic != "return"]


def position(speaker: Speaker) -> float:
    """Where somebody stands on the matter, from -1 (against) to 1 (for)."""
    return feeling(speaker, matter(speaker))


def _view(speaker: Speaker) -> str:
    mind = position(speaker)
    topic = subject_of(speaker.scene.task.text)
    if abs(mind) < _UNSURE:
        return speaker.say("view_plain", topic=topic)
    why = because(speaker, matter(speaker), [], positive=mind > 0)
    act = "view_for" if mind > 0 else "view_against"
    return speaker.say(act, reason=why, topic=topic) or why


# -- answering the others --------------------------------------------------------------------


def _further(speaker: Speaker, heard: list[Utterance]) -> Plan:
    """For or against what somebody said, with a reason; a question to somebody; a last word."""
    scene = speaker.scene
    plan = Plan(words=max(44, speaker.voice.words))
    plan.think("think_own")
    if last := _taken_up(speaker, heard):
        plan.target = plan.attention = last.person
        _reply(speaker, plan, last.person)
    elif not scene.others:
        return plan
    if scene.last_round and scene.turns_taken:
        mind = position(speaker)
        act = "final_open" if _is_open(speaker) else "final_for" if mind > 0 else "final_against"
        plan.add(6, "" if scene.task.options else speaker.say(act))
    else:
        _ask_on(speaker, plan, 0.35 if plan.parts else 1.0)
    return plan


def _taken_up(speaker: Speaker, heard: list[Utterance]) -> Utterance | None:
    """Whose words to take up: who addressed one, else another one than the neighbours take."""
    scene = speaker.scene
    to_me = [one for one in heard if scene.to_me(one)]
    if to_me:
        return to_me[(scene.turns_taken + scene.rank) % len(to_me)]
    return heard[(scene.rank + scene.turns_taken) % len(heard)] if heard else None


def _is_open(speaker: Speaker) -> bool:
    """Whether the matter is no proposal, so that one can be neither for nor against it."""
    task = speaker.scene.task
    return not task.options and bool(_open_questions(task.text)) and task.kind == "discuss"


def _reply(speaker: Speaker, plan: Plan, other: str) -> None:
    called = speaker.name(other)
    alike = None if _is_open(speaker) else _alike(speaker, other)
    if alike is None:
        _comment(speaker, plan, other, called)
        return
    why = _argument(speaker)
    text = speaker.say("reply_for" if alike else "reply_against", other=called, reason=why)
    plan.add(9, text, to=other)
    plan.mood = 0.2 if alike else -0.3
    plan.think("think_for" if alike else "think_against", first=True, other=called)


def _argument(speaker: Speaker) -> str:
    """What speaks for one's own side: for the option one chose, or for or against the matter."""
    if speaker.scene.task.options:
        return reason_for(speaker, likings(speaker)[0].option)
    return because(speaker, matter(speaker), [], positive=position(speaker) > 0)


def _alike(speaker: Speaker, other: str) -> bool | None:
    """Whether somebody is of the same mind by what they said first on it; None when they left it open."""
    scene, options = speaker.scene, speaker.scene.task.options
    told = [one.text for one in scene.heard if one.person == other and one.seq > scene.task.seq]
    if options:
        chosen = next((found for text in told if (found := choice_in(text, options))), None)
        return None if chosen is None else chosen == likings(speaker)[0].option.label
    stances = (stance_in(one) for text in told for one in sentences(text))
    theirs = next((one for one in stances if one), None)
    return None if theirs is None else (theirs == "for") == (position(speaker) > 0)


def _comment(speaker: Speaker, plan: Plan, other: str, called: str) -> None:
    """A word on what somebody told, and what else one has to tell of the matter."""
    plan.add(8, speaker.say("comment", other=called), to=other)
    plan.think("think_answer", first=True, other=called)
    if not _is_open(speaker):
        plan.add(7, _argument(speaker))
    for question in _open_questions(speaker.scene.task.text)[:1]:
        known = facts_for(speaker, question.topic, question.text)
        plan.add(7, *(told(speaker, one, "more") for one in known[:1]))


def _ask_on(speaker: Speaker, plan: Plan, chance: float) -> None:
    """Ask somebody else, who has not been addressed in this turn."""
    scene = speaker.scene
    spoken_to = [plan.target, *(part.to for part in plan.parts)]
    around = frozenset(scene.others)
    others = [name for name in scene.crowd if name in around and name not in spoken_to]
    if others and not scene.last_round and speaker.lot("ask", scene.turns_taken) < chance:
        other = others[(scene.rank + scene.turns_taken) % len(others)]
        plan.add(4, speaker.say("ask_view", other=speaker.name(other)), to=other)


# -- parts to play --------------------------------------------------------------------------------


def _role(speaker: Speaker, plan: Plan, text: str) -> None:
    """Say what the brief lays into one's mouth: `You cannot sleep.` -> `I cannot sleep.`."""
    pieces = [piece for one in sentences(text) for piece in re.split(r",? and (?=you )|; ", one)]
    lead = r"(?:that )?(?=you )(?!you (?:want to|have to|need to|must|are (?:a|an|the) |should|may|will)\b)"
    own = [g.upper_first(one) for one in pieces if re.match(lead, one, re.IGNORECASE)]
    other = partner(speaker)
    if not own or not other:
        return
    line = g.close(g.to_first_person(own[0]))
    topic = subject_of(text)
    act = "hold" if any(one.new for one in speaker.scene.heard) or not topic else "raise"
    called = speaker.name(other)
    text = speaker.say(act, other=called, line=line, sline=g.clause(line), topic=topic)
    plan.add(9, text, to=other)
