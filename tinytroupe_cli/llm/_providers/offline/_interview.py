"""Finding out by asking: one question at a time, each after the answer before, then a project."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import questions_in
from tinytroupe_cli.llm._providers.offline._asking import questions_of, topic_of_interview
from tinytroupe_cli.llm._providers.offline._chat import daytime, partner, retold, statement
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._ideas import fit, named_in
from tinytroupe_cli.llm._providers.offline._leaning import closeness
from tinytroupe_cli.llm._providers.offline._scene import Scene, Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._tables import Idea, ideas
from tinytroupe_cli.llm._providers.offline._value import yearly_value
from tinytroupe_cli.llm._providers.offline._words import sentences

_PROJECT = re.compile(
    r"\b(?:AI|IT|projects?|automat\w+|software|digital\w*|workflow|processes|efficien\w+|artificial intelligence|new tool|consult\w*)\b"
)
"""What a brief is about that the questions of a consultant suit."""
_STAGES = {"iv_amount": "amount", "iv_cost": "cost", "iv_next": "trouble", "iv_tried": "trust", "iv_who": "who",
           "iv_limit": "limit", "iv_success": "success"}  # fmt: skip
"""The questions in their order, and what each asks for."""
_MACHINES = "software computer machine program new tool automate decision app"


def interview(speaker: Speaker) -> Plan:
    """A turn of the one who asks."""
    scene = speaker.scene
    plan = Plan(words=70)
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
    left, turn = scene.context.rounds_left, scene.turns_taken
    if not _PROJECT.search(scene.task.text):
        _inquire(speaker, plan, slots)
        plan.think("think_interview", other=called)
        return plan
    if turn == 0:
        plan.add(9, speaker.say("iv_open", alone=True, **slots))
    elif any(named_in(one.text) for one in scene.mine):
        _afterwards(speaker, plan, slots)
    else:
        enough = turn >= 6 or (left is not None and left <= 1 and turn >= 2) or left == 0
        if heard and enough and _conclude(speaker, plan, heard, slots):
            return plan
        plan.add(8, _next_question(speaker, heard[-1] if heard else None, slots))
    plan.think("think_interview", other=called)
    return plan


def _inquire(speaker: Speaker, plan: Plan, slots: dict[str, Any]) -> None:
    """Ask what the brief wants to know, one question at a time, then on its subject, then for more."""
    scene = speaker.scene
    brief = scene.task.text
    asked = [one for one in questions_of(brief) if not scene.told(one)]
    if scene.turns_taken == 0:
        plan.add(4, speaker.say("iv_hello", alone=True, **slots))
    elif speaker.lot("ack", scene.turns_taken) < 0.6:
        plan.add(4, speaker.say("ack_open", alone=True, **slots))
    if asked:
        plan.add(9, asked[0])
        return
    topic = topic_of_interview(brief)
    if scene.last_round and scene.turns_taken:
        plan.add(9, speaker.say("iv_thanks_plain", alone=True, **slots))
        return
    acts = (
        ("iv_topic", "iv_more")
        if scene.turns_taken % 2 == 0 or not scene.mine
        else ("iv_more", "iv_topic")
    )
    said = (speaker.say(act, alone=True, topic=topic, **slots) for act in acts)
    plan.add(9, next((text for text in said if text), ""))


def matter_of(scene: Scene) -> str:
    """What the interview is about, such as `an AI project`."""
    found = re.search(
        r"\b(?:which|what|an?)\s+((?:AI|data|software|IT|automation|digital|new)\s+\w+)",
        scene.task.text,
    )
    if not found:
        return "something new"
    noun = found[1].removesuffix("s")
    return f"{'an' if noun[0] in 'AEIOUaeiou' else 'a'} {noun}"


def _next_question(speaker: Speaker, last: Utterance | None, slots: dict[str, Any]) -> str:
    scene = speaker.scene
    asked = [one.topic for said in scene.mine for one in questions_in(said.text)]
    yours = retold(speaker, last, 20) if last else ""
    echo = speaker.say("echo", alone=True, yours=yours, **slots) if yours and len(asked) % 2 else ""
    for stage, topic in _STAGES.items():
        if asked.count(topic) > (stage == "iv_next"):
            continue
        if text := speaker.say(stage, alone=True, **slots):
            return f"{echo} {text}".strip()
    return speaker.say("ask_trouble", alone=True, **slots)


def _conclude(speaker: Speaker, plan: Plan, heard: list[Utterance], slots: dict[str, Any]) -> bool:
    """Name one project: the idea that meets the difficulty heard with the most figures."""
    best: tuple[float, Idea, str] | None = None
    for sentence in (one for said in heard for one in sentences(said.text)):
        figures = len(
            re.findall(r"\b(?:hours?|minutes|evenings|days|of 100|times|percent)\b", sentence)
        )
        for idea in ideas("digital"):
            chance = float.fromhex("0." + digest(speaker.scene.seed, idea.bare)[:4])
            score = fit(idea, sentence) + 0.8 * min(figures, 2) + chance
            if fit(idea, sentence) and _clause_of(sentence) and (best is None or score > best[0]):
                best = (score, idea, sentence)
    if best is None:
        return False
    _, idea, sentence = best
    value = yearly_value([one.text for one in heard])
    text = speaker.say("iv_project", alone=True, an=idea.new, does=idea.does, yours=_clause_of(sentence),
                       value=value, **slots)  # fmt: skip
    plan.add(10, text)
    plan.words = 120
    plan.attention = idea.name
    plan.mood = 0.4
    plan.think("think_project", other=slots["other"])
    return bool(text)


def _clause_of(sentence: str) -> str:
    return statement(sentence, 30)


def _afterwards(speaker: Speaker, plan: Plan, slots: dict[str, Any]) -> None:
    """After the project is named: the first step, then thanks, then nothing."""
    if named_in(speaker.scene.mine[-1].text):
        plan.add(8, speaker.say("iv_step", alone=True))
    elif not any("Thank" in one.text or "thank" in one.text for one in speaker.scene.mine[1:]):
        plan.add(8, speaker.say("iv_thanks", alone=True, **slots))


def reply_to_project(speaker: Speaker, last: Utterance, called: str) -> str:
    """What the one who was asked says to the project; empty when none was proposed."""
    scene, me = speaker.scene, speaker.scene.me
    known = named_in(last.text)
    if not known:
        asked_for = re.search(r"\b(?:first step|four weeks|ten old cases)\b", last.text)
        return speaker.say("iv_reply_step", other=called) if asked_for else ""
    idea = known[-1]
    helped = [one for one in scene.mine if fit(idea, one.text)]
    for_it = bool(helped) or speaker.leaning(idea.does).score > 0
    beliefs = sorted(
        me.of("belief", "trait", "habit"), key=lambda one: -closeness(one.text, _MACHINES)
    )
    near = [
        one for one in beliefs if closeness(one.text, _MACHINES) >= 1 and len(one.text.split()) < 26
    ]
    fact = next(iter(speaker.fresh(near)), None)
    reason = speaker.deal(f"reply {for_it}", idea.good if for_it else idea.bad)
    act = "iv_reply" if for_it and fact else "iv_reply_plain" if for_it else "iv_reply_no"
    slots: dict[str, Any] = (
        {"fact": fact.text, "clause": g.clause(fact.text)} if fact else {"clause": "I know my work"}
    )
    if fact:
        speaker.mark(fact.text)
    return speaker.say(act, other=called, idea=idea.name, reason=reason, **slots)
