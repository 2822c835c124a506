"""Finding out by asking: one question at a time, each after the answer before, then a project."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import questions_in
from tinytroupe_cli.llm._providers.offline._chat import daytime, partner, retold
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._ideas import Idea, catalogue, fit, named_in
from tinytroupe_cli.llm._providers.offline._scene import Scene, Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._value import yearly_value
from tinytroupe_cli.llm._providers.offline._words import sentences

_STAGES = ("iv_amount", "iv_cost", "iv_next", "iv_tried", "iv_who", "iv_limit", "iv_success")


def interview(speaker: Speaker) -> Plan:
    """A turn of the one who asks."""
    scene = speaker.scene
    plan = Plan()
    other = partner(speaker)
    if not other:
        return plan
    heard = [one for one in scene.heard if one.person == other]
    called = speaker.name(other)
    plan.target = plan.attention = other
    slots: dict[str, Any] = {
        "other": called,
        "daytime": daytime(speaker),
        "matter": matter_of(scene),
    }
    plan.thought = ("think_interview", {"other": called, "topic": "the working day"})
    left, turn = scene.context.rounds_left, scene.turns_taken
    if turn == 0:
        plan.add(9, speaker.say("iv_open", **slots))
        return plan
    if any(named_in(one.text) for one in scene.mine):
        _afterwards(speaker, plan, slots)
        return plan
    enough = turn >= 6 or (left is not None and left <= 1 and turn >= 2) or left == 0
    if heard and enough and _conclude(speaker, plan, heard, slots):
        return plan
    plan.add(8, _next_question(speaker, heard[-1] if heard else None, slots))
    return plan


def matter_of(scene: Scene) -> str:
    """What the interview is about, such as `an AI project`."""
    found = re.search(
        r"\b(?:which|what|an?)\s+((?:AI|data|software|IT|automation|digital|new)\s+\w+)",
        scene.task.text,
    )
    if found:
        noun = found[1].removesuffix("s")
        return f"{'an' if noun[0] in 'AEIOUaeiou' else 'a'} {noun}"
    return "anything new"


def _next_question(speaker: Speaker, last: Utterance | None, slots: dict[str, Any]) -> str:
    scene = speaker.scene
    asked = [one.topic for said in scene.mine for one in questions_in(said.text)]
    yours = retold(speaker, last, 20) if last else ""
    topics = {"iv_amount": "amount", "iv_cost": "cost", "iv_tried": "trust", "iv_who": "who",
              "iv_limit": "limit", "iv_success": "success"}  # fmt: skip
    for stage in _STAGES:
        if topics.get(stage) in asked or (stage == "iv_next" and asked.count("trouble") > 1):
            continue
        text = speaker.say(stage, yours=yours, **slots)
        if not text:
            continue
        if "{yours}" not in text and yours and yours not in text:
            echo = speaker.say("echo", yours=yours, **slots)
            text = f"{echo} {text}" if echo else text
        speaker.mark(yours)
        return text
    return speaker.say("ask_trouble", shared=True, **slots)


def _conclude(speaker: Speaker, plan: Plan, heard: list[Utterance], slots: dict[str, Any]) -> bool:
    """Name one project: the idea that meets the difficulty heard with the most figures."""
    best: tuple[float, Idea, str] | None = None
    for utterance in heard:
        for sentence in sentences(utterance.text):
            figures = len(re.findall(r"\d+|\b(?:fifty|hours|minutes|percent|days)\b", sentence))
            for idea in catalogue():
                near = fit(idea, sentence)
                score = (
                    near
                    + 0.8 * min(figures, 2)
                    + float.fromhex("0." + digest(speaker.scene.seed, idea.name)[:4])
                    if near
                    else 0.0
                )
                if score and (best is None or score > best[0]):
                    best = (score, idea, sentence)
    if best is None:
        return False
    _, idea, sentence = best
    yours = _clause_of(sentence)
    does = g.to_second_person(idea.does)
    value = yearly_value([one.text for one in heard])
    text = speaker.say("iv_project", shared=True, idea=idea.name, does=does, yours=yours,
                       value=value or "The figures you gave me will show soon whether it pays.", **slots)  # fmt: skip
    plan.add(10, text)
    plan.words = 110
    plan.attention = idea.name
    plan.mood = 0.4
    return bool(text)


def _clause_of(sentence: str) -> str:
    found = re.search(r"(?:^|[:,;?] |\b[Aa]nd )((?:I'm|I've|I|My|my) .+)$", sentence)
    return g.lower_first(g.to_second_person(g.bare(found[1] if found else sentence)))


def _afterwards(speaker: Speaker, plan: Plan, slots: dict[str, Any]) -> None:
    """After the project is named: the first step, then thanks, then nothing."""
    said = sum(bool(named_in(one.text)) for one in speaker.scene.mine)
    after = speaker.scene.mine[-1]
    if named_in(after.text) and said:
        plan.add(8, speaker.say("iv_step"))
        if speaker.scene.last_round:
            plan.add(7, speaker.say("iv_thanks", **slots))
    elif not speaker.scene.said & {"done"} and not any("today" in one.text and "thank" in one.text.casefold()
                                                       for one in speaker.scene.mine):  # fmt: skip
        plan.add(8, speaker.say("iv_thanks", **slots))


def reply_to_project(speaker: Speaker, last: Utterance, called: str) -> str:
    """What the one who was asked says to the project; empty when none was proposed."""
    me = speaker.scene.me
    ideas = named_in(last.text)
    steps = (
        not ideas
        and not questions_in(last.text)
        and re.search(r"\b(?:test|month|vouched|weeks|page)\b", last.text)
    )
    if not ideas and not steps:
        return ""
    key = last.text if ideas else "trust software colleague careful slow correct"
    fact = speaker.nearest(me.of("belief", "goal", "trait"), key, least=0.3) or speaker.any_of(
        me.of("goal", "belief"), "project"
    )
    if fact is None:
        return ""
    act = "iv_reply_project" if ideas else "iv_reply_step"
    text = speaker.say(act, shared=True, other=called, fact=fact.text, clause=g.clause(fact.text))
    speaker.mark(fact.text)
    return text
