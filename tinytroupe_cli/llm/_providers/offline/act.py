"""A turn: reading the scene, planning, speaking, and the state that is left behind."""

from __future__ import annotations

import re
from collections.abc import Callable

from tinytroupe_cli.events import ActionReply, StateReply, TurnContext, TurnReply, Undelivered
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._advert import advert
from tinytroupe_cli.llm._providers.offline._chat import converse, meet
from tinytroupe_cli.llm._providers.offline._compose import EVERYONE, Plan, packed
from tinytroupe_cli.llm._providers.offline._discussion import discuss
from tinytroupe_cli.llm._providers.offline._feelings import emotions
from tinytroupe_cli.llm._providers.offline._group import brainstorm
from tinytroupe_cli.llm._providers.offline._interview import interview, reply_to_project
from tinytroupe_cli.llm._providers.offline._scene import Scene, norm
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._summary import sum_up
from tinytroupe_cli.llm._providers.offline._telling import advise, perceive, pursue, tell
from tinytroupe_cli.llm._providers.offline._verdict import choose, judge_it, name_price

_MOST_WORDS = 130
"""No utterance is longer."""
_ONCE: dict[str, Callable[[Speaker], Plan]] = {
    "advert": advert, "amount": name_price, "choose": choose, "rate": judge_it, "sides": judge_it, "sum_up": sum_up,
    "tell": tell, "yes_no": judge_it,
}  # fmt: skip
"""Tasks that one turn fulfils."""
_DEBATED = frozenset({"choose", "discuss", "rate", "sides", "yes_no"})
"""Tasks after which people go on talking to each other, as long as there are rounds."""
_LASTING: dict[str, Callable[[Speaker], Plan]] = {
    "brainstorm": brainstorm, "interview": interview, "meet": meet,
}  # fmt: skip
"""Tasks that go on as long as there are rounds."""
_ASKS_ADVICE = re.compile(
    r"\byour advice\b|What do you think\?|Can you help me|Any idea how|your view\?"
)
_GOALS = {
    "advert": "Write an advertisement that I would answer myself.", "amount": "Name an honest figure.",
    "answer": "Answer with facts.", "brainstorm": "Get an idea onto the table that helps me too.",
    "choose": "Choose honestly.", "interview": "Find out what would really help.",
    "meet": "Get to know who is here.", "rate": "Judge honestly.", "sum_up": "Be fair to every idea.",
    "tell": "Tell it as it is.", "yes_no": "Answer honestly.",
}  # fmt: skip


def answer(context: TurnContext, seed: int, sample: str) -> TurnReply:
    """The turn of a person, from all they know.

    Args:
        context: what the person knows.
        seed: the run's seed.
        sample: which of several independent turns.
    """
    scene = Scene(context, seed)
    speaker = Speaker(scene, sample)
    plan = _planned(speaker)
    most = min(plan.words or speaker.voice.words, _MOST_WORDS)
    kept = packed(plan.parts, most) if plan.parts else []
    text = _unsaid(scene, " ".join(part.text for part in kept))
    target = next((part.to for part in kept if part.to), plan.target)
    actions = (ActionReply(action="TALK", target=target, content=text),) if text else ()
    return TurnReply(
        thought=_thought(speaker, plan, silent=not text),
        actions=actions,
        state=_state(speaker, plan),
    )


def _planned(speaker: Speaker) -> Plan:
    """What the person means to do."""
    scene, task = speaker.scene, speaker.scene.task
    if task.new and task.kind in _ONCE:
        return _ONCE[task.kind](speaker)
    if task.new and task.stimulus in {"THOUGHT", "VISUAL", "LOCATION", "SOCIAL"}:
        return perceive(speaker)
    if task.stimulus == "INTERNAL_GOAL_FORMULATION" and task.kind == "discuss":
        if scene.turns_taken < 1:
            return pursue(speaker, task.text)
    elif task.kind in _DEBATED and _goes_on(scene):
        return discuss(speaker)
    elif task.kind in _LASTING:
        return _LASTING[task.kind](speaker)
    if scene.others and any(one.new for one in scene.heard):
        return _replied(speaker)
    plan = Plan()
    plan.think("think_silent")
    return plan


def _goes_on(scene: Scene) -> bool:
    """Whether a discussion asks for another turn: while there is somebody to talk to."""
    if scene.task.new:
        return True
    heard = any(one.new for one in scene.heard)
    return (
        scene.task.stimulus == "CONVERSATION" and bool(scene.others) and (heard or not scene.mine)
    )


def _replied(speaker: Speaker) -> Plan:
    """An answer to whoever spoke last to this person."""
    scene = speaker.scene
    last = next((one for one in reversed(scene.heard) if one.new and scene.to_me(one)), None)
    if last:
        called = speaker.name(last.person)
        plan = Plan(target=last.person, attention=last.person, mood=0.3, words=70)
        if text := reply_to_project(speaker, last, called):
            plan.think("think_asked", other=called)
            plan.add(9, text)
            return plan
        if re.search(r"advice|What do you think|Can you help me", last.text):
            plan.add(9, advise(speaker, last))
            plan.think("think_own")
            if plan.parts:
                return plan
        if scene.mine and _ASKS_ADVICE.search(scene.mine[-1].text):
            plan.add(9, speaker.say("thanks", other=called))
            plan.think("think_own")
            return plan
    return converse(speaker)


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
    acts = [("think_silent", {})] if silent and not plan.thoughts else list(plan.thoughts)
    for act, slots in [*acts, ("think_own", {}), ("think_silent", {})]:
        if text := speaker.say(act, **slots):
            return text
    goal = speaker.any_of(speaker.scene.me.of("goal", "belief", "habit", "trait"), "inner")
    return speaker.tell(goal.text) if goal else speaker.say("think_own", must=True)


def _state(speaker: Speaker, plan: Plan) -> StateReply:
    scene, context = speaker.scene, speaker.scene.context
    refused = [one for one, new in scene.moments if new and isinstance(one, Undelivered)]
    goals = tuple(context.goals)
    if not goals and scene.task.kind != "none" and scene.task.text:
        first = re.split(r"(?<=[.!?])\s", scene.task.text)[0]
        goals = (_GOALS.get(scene.task.kind, g.close(" ".join(first.split()[:14]))),)
    attention = plan.attention or (plan.target if plan.target != EVERYONE else context.attention)
    return StateReply(
        goals=goals,
        context=context.context,
        attention=attention or context.place,
        emotions=emotions(speaker, plan.mood - 0.3 * bool(refused)),
    )
