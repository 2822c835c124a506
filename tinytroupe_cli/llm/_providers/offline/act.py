"""A turn: reading the scene, planning, speaking, and the state that is left behind."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.events import ActionReply, StateReply, TurnContext, TurnReply, Undelivered
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._advert import advert
from tinytroupe_cli.llm._providers.offline._chat import converse, meet
from tinytroupe_cli.llm._providers.offline._compose import EVERYONE, Plan, packed
from tinytroupe_cli.llm._providers.offline._feelings import emotions
from tinytroupe_cli.llm._providers.offline._group import brainstorm
from tinytroupe_cli.llm._providers.offline._interview import interview, reply_to_project
from tinytroupe_cli.llm._providers.offline._judging import judge_it
from tinytroupe_cli.llm._providers.offline._scene import Scene, norm
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._story import discuss, perceive, pursue, tell
from tinytroupe_cli.llm._providers.offline._summary import sum_up
from tinytroupe_cli.llm._providers.offline._verdict import choose

MOST_WORDS = 110
"""No utterance is longer, advertisements and summaries of projects aside."""


def answer(context: TurnContext, seed: int, sample: str) -> TurnReply:
    """The turn of a person, from all they know.

    Args:
        context: what the person knows.
        seed: the run's seed.
        sample: which of several independent turns.
    """
    scene = Scene(context, seed)
    speaker = Speaker(scene, sample)
    plan = planned(speaker)
    kept = (
        packed(plan.parts, min(plan.words or speaker.voice.words, MOST_WORDS)) if plan.parts else []
    )
    text = _unsaid(scene, " ".join(part.text for part in kept))
    target = next((part.to for part in kept if part.to), plan.target)
    thought = _thought(speaker, plan, silent=not text)
    actions = (ActionReply(action=plan.action, target=target, content=text),) if text else ()
    return TurnReply(thought=thought, actions=actions, state=_state(speaker, plan))


def planned(speaker: Speaker) -> Plan:
    """What the person means to do."""
    scene = speaker.scene
    task = scene.task
    heard = [one for one in scene.heard if one.new]
    if task.kind in {"choose", "rate", "yes_no", "advert", "sum_up", "tell"} and task.new:
        return _TASKS[task.kind](speaker)
    if task.kind == "interview" and (plan := interview(speaker)).parts:
        return plan
    if task.kind in {"brainstorm", "meet"}:
        return _TASKS[task.kind](speaker)
    if heard and scene.others:
        plan = _replied(speaker)
        if plan.parts:
            return plan
    if task.kind == "none" and any(new for _, new in scene.stimuli):
        return perceive(speaker)
    if task.new and task.stimulus == "THOUGHT":
        return perceive(speaker)
    if task.stimulus == "INTERNAL_GOAL_FORMULATION" and scene.turns_taken < 2:
        return pursue(speaker, task.text)
    if (task.new or task.kind == "discuss") and scene.turns_taken < 3:
        return discuss(speaker)
    return Plan(thought=("think_silent", {}))


def _replied(speaker: Speaker) -> Plan:
    scene = speaker.scene
    last = [one for one in scene.heard if one.new and scene.to_me(one)][-1:]
    if last:
        called = speaker.name(last[0].person)
        if text := reply_to_project(speaker, last[0], called):
            plan = Plan(target=last[0].person, attention=last[0].person, mood=0.3)
            plan.thought = ("think_answer", {"other": called})
            plan.add(9, text)
            return plan
    return converse(speaker)


_TASKS = {
    "advert": advert, "brainstorm": brainstorm, "choose": choose, "meet": meet, "rate": judge_it,
    "sum_up": sum_up, "tell": tell, "yes_no": judge_it,
}  # fmt: skip


def _unsaid(scene: Scene, text: str) -> str:
    """The text without sentences that were said before by anybody."""
    kept: list[str] = []
    seen = set(scene.said)
    for sentence in g.sentences(text):
        if norm(sentence) and norm(sentence) not in seen:
            kept.append(sentence)
            seen.add(norm(sentence))
    return " ".join(kept)


def _thought(speaker: Speaker, plan: Plan, *, silent: bool) -> str:
    act: str
    slots: dict[str, Any]
    act, slots = ("think_silent", {}) if silent else plan.thought
    text = speaker.say(act, **slots)
    if not text:
        me = speaker.scene.me
        fact = speaker.any_of(me.of("belief"), "inner") or speaker.any_of(me.of("goal"), "inner")
        text = speaker.tell(fact) if fact else speaker.say("think_own")
    return text


def _state(speaker: Speaker, plan: Plan) -> StateReply:
    scene = speaker.scene
    context = scene.context
    refused = [one for one, new in scene.moments if new and isinstance(one, Undelivered)]
    goals = plan.goals if plan.goals is not None else context.goals
    if not goals and scene.task.kind != "none" and scene.task.text:
        goals = (_goal(scene),)
    attention = plan.attention or (plan.target if plan.target != EVERYONE else context.attention)
    return StateReply(
        goals=tuple(goals),
        context=context.context,
        attention=attention or context.place,
        emotions=emotions(speaker, plan.mood - 0.3 * bool(refused)),
    )


def _goal(scene: Scene) -> str:
    known = {
        "brainstorm": "Get an idea onto the table that helps me too.",
        "meet": "Get to know who is here.", "interview": "Find out what would really help.",
        "choose": "Choose honestly.", "rate": "Judge honestly.", "yes_no": "Answer honestly.",
        "advert": "Write an advertisement that I would answer myself.", "sum_up": "Be fair to every idea.",
        "tell": "Tell it as it is.", "answer": "Answer with facts.",
    }  # fmt: skip
    return known.get(
        scene.task.kind,
        g.close(" ".join(re.split(r"(?<=[.!?])\s", scene.task.text)[0].split()[:14])),
    )
