"""A conversation without a product: getting to know each other, answering, asking back."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._affinity import closeness
from tinytroupe_cli.llm._providers.offline._answering import (
    Question,
    answer,
    facts_for,
    home_of,
    job_title,
    questions_in,
    told,
)
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._scene import Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._words import sentences

_AGENDA = ("leisure", "family", "trouble", "origin", "goal", "opinion", "home", "routine")


def meet(speaker: Speaker) -> Plan:
    """A turn in a conversation of people who get to know each other."""
    scene = speaker.scene
    plan = Plan()
    if not scene.others:
        return plan
    heard = [one for one in scene.heard if one.new and scene.to_me(one)]
    last = heard[-1] if heard else None
    other = last.person if last else partner(speaker)
    plan.target = other
    called = speaker.name(other)
    slots: dict[str, Any] = {"other": called, "me": scene.me.first, "daytime": daytime(speaker)}
    first = not scene.mine
    if first:
        plan.add(9, speaker.say("greet_back" if last else "greet", **slots))
        if not last:
            _introduce(speaker, plan)
    asked, reaction = _answer_all(speaker, last, called) if last else ([], "")
    if not asked or speaker.voice.words > 40:
        plan.add(5, reaction)
    plan.add(8, *asked)
    if scene.last_round:
        plan.add(7, _goodbye(speaker, other, slots))
        plan.thought = ("think_end", {"other": called})
        return plan
    if last is None or scene.task.kind == "meet" or speaker.lot("ask", scene.turns_taken) < 0.5:
        plan.add(7, _ask(speaker, last, called))
    matter = next(iter(speaker.unused(scene.me.interests)), "work")
    plan.thought = ("think_meet", {"other": called, "matter": matter})
    plan.attention = other
    plan.mood = 0.3
    return plan


def daytime(speaker: Speaker) -> str:
    """Morning, afternoon or evening, by the world's clock."""
    hour = speaker.scene.context.clock.hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def partner(speaker: Speaker) -> str:
    """Whom to talk to: somebody named in the task, else the next one in the crowd."""
    scene = speaker.scene
    for name in scene.others:
        if name in scene.task.text or re.search(
            rf"\b{re.escape(scene.calls(name))}\b", scene.task.text
        ):
            return name
    crowd = [name for name in scene.crowd if name in scene.others]
    return crowd[(scene.rank + scene.turns_taken) % len(crowd)] if crowd else ""


def _introduce(speaker: Speaker, plan: Plan) -> None:
    me = speaker.scene.me
    title, home = job_title(me.title), home_of(speaker)
    if title and home:
        plan.add(6, speaker.say("introduce", title=title, home=home))


def _answer_all(speaker: Speaker, last: Utterance, called: str) -> tuple[list[str], str]:
    """Answers to what was asked, and a reaction to what was told."""
    scene = speaker.scene
    questions = questions_in(last.text)
    about = scene.mine[-1].text if scene.mine else ""
    answers: list[str] = []
    reaction = _reaction(speaker, last, called)
    for question in questions[-2:]:
        asked = question
        if question.topic == "return":
            mine = [one for said in scene.mine[-2:] for one in questions_in(said.text)]
            topic = next((one.topic for one in reversed(mine) if one.topic != "return"), "life")
            asked = Question(question.text, topic)
        most = 1 if speaker.voice.words < 42 else 3 if speaker.voice.words > 66 else 2
        found = answer(speaker, asked, most, about)
        if not found:
            found = [unknown(speaker, question.text)]
        answers += found
    return answers, reaction


def unknown(speaker: Speaker, question: str) -> str:
    """An honest answer where the persona has none: the nearest thing that is known."""
    me = speaker.scene.me
    fact = speaker.nearest(me.facts, question, least=0.5) or speaker.any_of(
        me.of("story", "habit", "belief", "trait"), "unknown"
    )
    if fact is None:
        return ""
    text = speaker.say("answer_unknown", shared=True, fact=fact.text, clause=g.clause(fact.text))
    speaker.mark(fact.text)
    return text


_STATEMENT = re.compile(r"(?:^|[:,;?] |\b[Aa]nd )((?:I'm|I've|I|My|my) .+)$")


def statement(sentence: str, longest: int = 17) -> str:
    """What somebody said of themselves, told back to them: `you ride a steel bicycle`; or empty."""
    if sentence.rstrip().endswith("?"):
        return ""
    found = _STATEMENT.search(sentence)
    if not found:
        return ""
    text = found[1]
    if re.search(r"\b(?:you|your|propose|suggest|would|I'd|we|us)\b", text) or re.match(
        r"I(?:'m| am) [A-Z]|I (?:like|plead|talk|hear|see|know|can tell|keep thinking)\b", text
    ):
        return ""
    text = g.bare(text)
    if len(text.split()) > longest:
        text = g.bare(
            re.split(r"; |, (?:which|because|but|yet|and|so|with|who|whom|where)\b|: ", text)[0]
        )
    if not 4 <= len(text.split()) <= longest:
        return ""
    return g.lower_first(g.to_second_person(text))


def retold(speaker: Speaker, utterance: Utterance, longest: int = 17) -> str:
    """The first statement of an utterance that was not told back yet."""
    for sentence in sentences(utterance.text):
        text = statement(sentence, longest)
        if text and not speaker.scene.told(text) and speaker.unused([text]):
            return text
    return ""


def _reaction(speaker: Speaker, last: Utterance, called: str) -> str:
    """Common ground, a difference, or what was said told back."""
    me = speaker.scene.me
    best: tuple[float, str, str, str] | None = None
    for sentence in sentences(last.text):
        if not statement(sentence, 40):
            continue
        for kind, items in (
            ("interest", me.interests),
            ("like", me.likes),
            ("dislike", me.dislikes),
        ):
            for item in speaker.unused(items):
                near = closeness(item, sentence)
                if near >= 1.3 and (best is None or near > best[0]):
                    best = (near, kind, item, sentence)
        for fact in speaker.fresh(me.of("story", "weekend", "habit", "trouble")):
            near = closeness(fact.text, sentence) - 0.5
            if near >= 1.6 and (best is None or near > best[0]):
                best = (near, "fact", fact.text, sentence)
    if best:
        _, kind, item, _ = best
        mine = {
            "interest": f"I have a soft spot for {item}",
            "like": f"I'm very fond of {item}",
            "dislike": f"I can't stand {item}",
            "fact": g.bare(item),
        }[kind]
        text = speaker.say(
            "differ" if kind == "dislike" else "common", shared=True, other=called, mine=mine + "."
        )
        if text:
            speaker.mark(item)
            return text
    yours = retold(speaker, last)
    text = speaker.say("echo", other=called, yours=yours) if yours else ""
    if text:
        speaker.mark(yours)
    return text


def _ask(speaker: Speaker, last: Utterance | None, called: str) -> str:
    """The next question: give the last one back, or take up a topic nobody asked about."""
    scene = speaker.scene
    asked_me = [one.topic for one in questions_in(last.text)] if last else []
    mine = {one.topic for said in scene.mine for one in questions_in(said.text)}
    everyone = {one.topic for said in scene.talk for one in questions_in(said.text)}
    back = [topic for topic in asked_me if topic not in mine and topic != "return"]
    if (
        back
        and speaker.lot("back", scene.turns_taken) < 0.55
        and (text := speaker.say("return", other=called))
    ):
        return text
    agenda = sorted(_AGENDA, key=lambda topic: speaker.lot("agenda", topic))
    if "work" not in everyone:
        agenda.insert(0, "work")
    for topic in agenda:
        if topic not in everyone and (text := speaker.say(f"ask_{topic}", other=called)):
            return text
    for topic in agenda:
        if topic not in mine and (text := speaker.say(f"ask_{topic}", shared=True, other=called)):
            return text
    return ""


def _goodbye(speaker: Speaker, other: str, slots: dict[str, Any]) -> str:
    scene = speaker.scene
    for utterance in reversed([one for one in scene.heard if one.person == other]):
        if yours := retold(speaker, utterance, 14):
            text = speaker.say("close", yours=yours, **slots)
            if text:
                return text
    return speaker.say("close_plain", shared=True, **slots)


def converse(speaker: Speaker) -> Plan:
    """A turn of somebody without a task: answers who spoke, says little else."""
    scene = speaker.scene
    plan = Plan()
    heard = [one for one in scene.heard if one.new]
    to_me = [one for one in heard if scene.to_me(one)]
    if not heard:
        return plan
    last = to_me[-1] if to_me else heard[-1]
    called = speaker.name(last.person)
    plan.target, plan.attention = last.person, last.person
    if not scene.mine and len(scene.others) == 1:
        plan.add(
            6, speaker.say("greet_back", other=called, me=scene.me.first, daytime=daytime(speaker))
        )
    answers, reaction = _answer_all(speaker, last, called)
    plan.add(8, *answers)
    if not answers:
        plan.add(6, reaction)
        fact = speaker.nearest(scene.me.facts, last.text, least=1.2)
        if fact and reaction:
            plan.add(5, told(speaker, fact, "more"))
    topic = next(iter(facts_for(speaker, "trouble", "")), None)
    plan.thought = (
        "think_answer",
        {"other": called, "topic": g.brief(g.gerund(topic.text) or "") if topic else ""},
    )
    return plan
