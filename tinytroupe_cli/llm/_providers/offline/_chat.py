"""Conversation without a product: getting to know each other, answering, asking back, parting."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._answering import (
    Question,
    answer,
    questions_in,
    topic_of,
)
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._identity import home_of, job_title
from tinytroupe_cli.llm._providers.offline._leaning import closeness
from tinytroupe_cli.llm._providers.offline._scene import Scene, Utterance
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._subject import subject_of, subject_words
from tinytroupe_cli.llm._providers.offline._words import sentences, stems

_AGENDA = ("work", "leisure", "family", "trouble", "origin", "goal", "opinion", "home", "routine", "dislike")  # fmt: skip
_ASKABLE = frozenset({*_AGENDA, "like"})
_BYE = re.compile(
    r"\b(?:goodbye|have to go|next time|take care|see you|good talk|thank(?:s| you)|released|better go|enjoyed this|the conversation|all the best)\b",
    re.IGNORECASE,
)
_ME = re.compile(r"(?:^|[:,;?] |\b[Aa]nd |\b(?:that|because) )((?:I'm|I've|I'll|I|My|my) .+)$")


def meet(speaker: Speaker) -> Plan:
    """A turn in a conversation of people who get to know each other."""
    scene = speaker.scene
    plan = Plan(words=max(40, speaker.voice.words))
    heard = [one for one in scene.heard if one.new and scene.to_me(one)]
    last = heard[-1] if heard else None
    other = last.person if last else partner(speaker)
    if not other:
        return plan
    plan.target = plan.attention = other
    plan.mood = 0.3
    called = speaker.name(other)
    slots: dict[str, Any] = {"other": called, "me": scene.me.first, "daytime": daytime(speaker)}
    if not scene.mine:
        plan.add(9, speaker.say("greet_back" if last else "greet", **slots))
        if not last:
            plan.add(6, introduction(speaker))
    if last:
        reply(speaker, plan, last, called)
    if scene.last_round:
        plan.add(9, _goodbye(speaker, other, slots))
        plan.think("think_end", other=called)
        return plan
    question = _ask(speaker, last, called)
    left = scene.context.rounds_left
    plan.add(7, question)
    asked = {one.topic for one in questions_in(question)}
    open_ = [
        one
        for one in _wanted(scene.task.text)
        if one not in {*asked, *_asked(scene, scene.context.person)}
    ]
    if open_ and left is not None and len(open_) >= left:
        plan.add(7, speaker.say(f"ask_{open_[0]}", other=called))
    plan.think("think_meet", other=called, matter=next(iter(scene.me.interests), "work"))
    return plan


def daytime(speaker: Speaker) -> str:
    """Morning, afternoon or evening, by the world's clock."""
    hour = speaker.scene.context.clock.hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def partner(speaker: Speaker) -> str:
    """Whom to talk to: somebody named in the task, else the next one in the crowd."""
    scene = speaker.scene
    for name in scene.others:
        if re.search(rf"\b{re.escape(scene.calls(name))}\b", scene.task.text):
            return name
    crowd = [name for name in scene.crowd if name in scene.others]
    return crowd[(scene.rank + scene.turns_taken) % len(crowd)] if crowd else ""


def introduction(speaker: Speaker) -> str:
    """Who one is: the occupation and the place, as far as they are known."""
    title, home = job_title(speaker.scene.me.title), home_of(speaker)
    act = "introduce" if title and home else "introduce_home" if home else "introduce_title"
    return speaker.say(act, title=title, home=home)


# -- answering what was said -----------------------------------------------------------------


def reply(speaker: Speaker, plan: Plan, last: Utterance, called: str) -> None:
    """Take up what was said: a word on what was told, then answers to what was asked."""
    scene = speaker.scene
    mine = [one.topic for said in scene.mine[-1:] for one in questions_in(said.text)]
    if mine:
        plan.add(5, _reaction(speaker, last, called, mine[-1]))
    about = scene.mine[-1].text if scene.mine else ""
    most = 1 if speaker.voice.words < 42 else 3 if speaker.voice.words > 66 else 2
    for question in questions_in(last.text)[-2:]:
        asked = question
        if question.topic == "return":
            before = [one.topic for said in scene.mine[-2:] for one in questions_in(said.text)]
            topic = next((one for one in reversed(before) if one != "return"), "life")
            asked = Question(question.text, topic)
        parts = answer(speaker, asked, most, about) or [unknown(speaker, question.text, called)]
        for place, part in enumerate(parts):
            plan.add(8 - place, part)


def unknown(speaker: Speaker, question: str, called: str) -> str:
    """An honest answer where the persona has none: the nearest thing that is known."""
    subject = subject_words(question, speaker.scene.crowd)
    near = [one for one in speaker.scene.me.facts if subject & stems(one.text)]
    fact = speaker.nearest(near, question)
    topic = topic_of(question)
    if (
        not (subject and topic == "trouble")
        and topic in {"age", "amount", "cost", "income", "trouble", "who"}
        and (text := speaker.say(f"answer_no_{topic}", other=called))
    ):
        return text
    if fact is None:
        return speaker.say("answer_nothing", must=True, other=called, topic=subject_of(question))
    text = speaker.say("answer_unknown", fact=fact.text, clause=g.clause(fact.text))
    speaker.mark(fact.text)
    return text


def _reaction(speaker: Speaker, last: Utterance, called: str, asked: str) -> str:
    """Common ground or a difference; else a word on the subject, or what was said told back."""
    told = [one for one in sentences(last.text) if statement(one, 40)]
    if not told:
        return ""
    me = speaker.scene.me
    kinds = (("interest", me.interests, "I'm interested in {}"), ("like", me.likes, "I like {}"),
             ("dislike", me.dislikes, "I can't stand {}"))  # fmt: skip
    for sentence in told:
        for kind, items, put in kinds:
            for item in filter(speaker.untold, items):
                mine = stems(item)
                if closeness(item, sentence) >= 1 and 2 * len(mine & stems(sentence)) > len(mine):
                    speaker.mark(item)
                    act = (
                        "differ"
                        if kind == "dislike"
                        and not re.search(r"stand|hate|dislike|nerves|no patience", sentence)
                        else "common"
                    )
                    return speaker.say(act, other=called, mine=put.format(item))
    yours = retold(speaker, last, 12)
    if yours and speaker.lot("echo", speaker.scene.turns_taken) < 0.3:
        return speaker.say("echo", other=called, yours=yours)
    act = f"ack_{asked if asked in _ASKABLE else 'open'}"
    return speaker.say(act, other=called)


def statement(sentence: str, longest: int = 17) -> str:
    """What somebody said of themselves, told back to them: `you ride a steel bicycle`; or empty."""
    if sentence.rstrip().endswith("?"):
        return ""
    found = _ME.search(sentence)
    if not found:
        return ""
    text = found[1]
    if re.search(
        r"\b(?:you|your|propose|suggest|would|I'd|I'll|we|us|answer|opinion|curious|agree|convinced|honest)\b",
        text,
    ) or re.match(
        r"I(?:'m| am) (?:[A-Z]|glad|sorry)|I (?:hear|see|know what|can|could|find|have (?:that|to) )\b",
        text,
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
    called = "|".join(re.escape(speaker.scene.calls(one)) for one in speaker.scene.crowd)
    for sentence in sentences(utterance.text):
        if re.search(rf"\b(?:{called})\b", sentence):
            continue
        text = statement(sentence, longest)
        if text and not speaker.scene.told(text):
            return text
    return ""


def _ask(speaker: Speaker, last: Utterance | None, called: str) -> str:
    """The next question: what the task names, the last one given back, or another subject."""
    scene = speaker.scene
    asked_me = [one.topic for one in questions_in(last.text)] if last else []
    mine = _asked(scene, scene.context.person)
    wanted = [topic for topic in _wanted(scene.task.text) if topic not in mine]
    back = [topic for topic in asked_me if topic not in mine and topic in _ASKABLE]
    give_back = back and not wanted and speaker.lot("back", scene.turns_taken) < 0.6
    if give_back and (text := speaker.say("return", other=called)):
        return text
    rest = sorted(_AGENDA, key=lambda topic: (topic != "work", speaker.lot("agenda", topic)))
    everyone = {
        topic for name in (scene.context.person, *scene.others) for topic in _asked(scene, name)
    }
    for topic in [*wanted, *(one for one in rest if one not in everyone)]:
        if text := speaker.say(f"ask_{topic}", other=called):
            return text
    return ""


def _asked(scene: Scene, person: str) -> set[str]:
    """What somebody has asked about already."""
    said = (one.text for one in scene.talk if one.person == person)
    return {question.topic for text in said for question in questions_in(text)}


def _wanted(text: str) -> list[str]:
    """The subjects that a task names, in its order."""
    parts = re.split(r"[,;:]|\band\b", text)
    return [topic for topic in dict.fromkeys(map(topic_of, parts)) if topic in _ASKABLE]


def _goodbye(speaker: Speaker, other: str, slots: dict[str, Any]) -> str:
    for utterance in reversed([one for one in speaker.scene.heard if one.person == other]):
        if (yours := retold(speaker, utterance, 14)) and (
            text := speaker.say("close", yours=yours, **slots)
        ):
            return text
    return speaker.say("close_plain", **slots)


def converse(speaker: Speaker) -> Plan:
    """A turn of somebody who is spoken to: answers, and does not ask back."""
    scene = speaker.scene
    plan = Plan(words=max(44, speaker.voice.words))
    heard = [one for one in scene.heard if one.new]
    if not heard:
        return plan
    last = next((one for one in reversed(heard) if scene.to_me(one)), heard[-1])
    called = speaker.name(last.person)
    plan.target = plan.attention = last.person
    if not scene.mine and len(scene.others) == 1:
        slots: dict[str, Any] = {"other": called, "me": scene.me.first, "daytime": daytime(speaker)}
        plan.add(6, speaker.say("greet_back", **slots))
    if any(one.topic for one in questions_in(last.text)):
        for question in questions_in(last.text)[-2:]:
            about = scene.mine[-1].text if scene.mine else ""
            parts = answer(speaker, question, 2, about) or [unknown(speaker, question.text, called)]
            plan.add(8, *parts)
    else:
        reply(speaker, plan, last, called)
    if not plan.parts:
        act = "close_plain" if _BYE.search(last.text) else "comment"
        plan.add(5, speaker.say(act, other=called, daytime=daytime(speaker)))
    plan.think("think_answer", other=called)
    return plan
