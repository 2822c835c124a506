"""Answering: what a question asks for, and the facts of one's own life that answer it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._identity import home_of, job_sentence
from tinytroupe_cli.llm._providers.offline._leaning import closeness
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._subject import is_on, subject_words
from tinytroupe_cli.llm._providers.offline._words import sentences, stems

_ASKED = {
    "age": r"how old are you|your age\b",
    "income": r"\bearn\b|salary|\bincome\b|wages?\b|get paid",
    "amount": r"how long|how (?:often|many|much)|a number on|figures?\b|in a week\b",
    "cost": r"\bcosts?\b(?! (?:you|your team)?(?: the)? (?:most )?time)|in money|worth|\bprice",
    "trust": r"new (?:software|tools?)|a program did|trust a new|would they use|accept new",
    "limit": r"must (?:it|such|never)|never (?:do|touch)|limits|person to decide|switch it off",
    "success": r"suppose it works|how do we know|measure success|do with the time|bring nearer",
    "who": r"\bwho(?:m)? (?:does|do|suffers|is affected)|\bconcern you|concern besides",
    "trouble": r"troubl\w*|lose your time|annoy\w*|difficult\w*|problem\w*|struggl\w*|weighs on|most time"
               r"|grumble|slows? you|gladly give away|goes wrong|week hard|chores?\b|give away|hand (?:over )?to|frustrat\w*|pain points?|what else",
    "dislike": r"dislike|\bhate\b|can['’]t (?:you )?stand|cannot (?:you )?stand|bothers you|on your nerves|leave a room",
    "family": r"famil\w+|people closest|dear to you|waiting for you|married|children|partner|parents|put up with"
              r"|wife|husband|kids",
    "origin": r"grow up|grew up|come from|childhood|brought up|answer for you|\bborn\b",
    "goal": r"\bdream\w*|\bgoals?\b|in ten years|still want|wish for|\bplans\b|hoping for|out of all this|future",
    "leisure": r"hobb\w+|free (?:time|day|weekend|hours)|for fun|work is done|outside work|leisure|interests\b"
               r"|weekends?|spare time",
    "home": r"where do you live|\bhome\b|reside|flat\b|apartment|neighbourhood|how do you live",
    "like": r"\blikes?\b|\blove\b|favou?rite|\benjoy\b|fond of|please you",
    "routine": r"morning|typical day|normal day|usual day|day begin|start the day|routine|early bird|day usually",
    "opinion": r"believe|opinion|conviction|change in the world|matters to you|people get wrong|values?\b",
    "food": r"\bfood|\beat\b|\bcook|dishes?\b|restaurant|drink",
    "health": r"\bhealth|how do you feel|how are you",
    "skill": r"skills?\b|good at|able to",
    "money": r"\bmoney\b|salary|\bearn\b|afford|savings?\b",
    "travel": r"travel|holiday|vacation|\btrip\b|journey",
    "learning": r"\bstud(?:y|ied)\b|education|school|university|degree",
    "work": r"for a living|\bwork\b|\bjob\b|profession|occupation|pay you for|do you do",
    "life": r"your life|yourself|who are you|about you\b",
}  # fmt: skip
"""Topic -> how a question asks for it; the first that matches is meant."""
_RETURN = re.compile(
    r"^(?:\w+, )?(?:and you\b|what about you|how about you|how is (?:that|it) with you|you\?|now you"
    r"|may i return)|how is it with you", re.IGNORECASE
)  # fmt: skip
_ABOUT = {
    "income": r"\b(?:earn\w*|salary|wages?|income|paid (?:by|for|\d)|pension|a shift)\b",
    "origin": r"\b(?:grew up|was born|childhood|come from|came to|raised|lived above|moved to)\b",
    "home": r"\b(?:flat|house|rent a|apartment|terrace\w*|live in|cottage|farm)\b",
    "money": r"\b(?:dollars?|euros?|pounds?|yen|rupees|naira|dirhams?|kroner|reais|francs?|savings?|loan|debt)\b",
    "food": r"\b(?:cook|eat|bake|bread|soup|breakfast|dinner|lunch|market|coffee|tea|fish|rice)\b",
    "travel": r"\b(?:travel|train to|holiday|flown|flight|trip|beach|abroad|ferry)\b",
    "learning": r"\b(?:university|school|degree|studied|studying|diploma|course|exam)\b",
    "trust": r"\b(?:software|computers?|new tool|apps?|automate|programs?|screens?)\b",
}
_MONEY = r"\b(?:dollars?|euros?|pounds?|yen|rupees|naira|dirhams?|kroner|reais|francs?)\b"
_WORKED = (
    r"\b(?:my team|our team|a case|costs?|one \w+ hour|an hour"
    r"|(?:files|cases|patients|pupils|orders|meals) a (?:week|day))\b"
)
_PEOPLE = (
    r"\b(?:lead|team|analysts|customers?|colleagues?|employees?|deputy|manager|patients|pupils)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked."""

    text: str
    topic: str
    """A key of the table above, `return` for a question given back, or `open`."""


@lru_cache(maxsize=4096)
def questions_in(text: str) -> tuple[Question, ...]:
    """The questions of an utterance, and what they are about."""
    asks = r"(?:tell me|describe|walk me)\b|.*\bI would (?:love|like) to (?:know|hear)\b"
    return tuple(
        Question(one, topic_of(one)) for one in sentences(text)
        if (one.rstrip("\"”') ").endswith("?") and (" " in one or one.casefold().startswith("you"))) or re.match(asks, one, re.IGNORECASE)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def topic_of(question: str) -> str:
    """What a question is about."""
    if _RETURN.search(question):
        return "return"
    found = (topic for topic, how in _ASKED.items() if re.search(how, question, re.IGNORECASE))
    return next(found, "open")


def facts_for(speaker: Speaker, topic: str, question: str, about: str = "") -> list[Fact]:
    """The untold facts that answer a question, the best first.

    Args:
        speaker: who answers.
        topic: what is asked for.
        question: the question's words.
        about: what the speaker said before, for questions that ask for more of it.
    """
    near = _near(about)
    found = _FACTS[topic](speaker, near) if topic in _FACTS else speaker.scene.me.of(topic)
    if subject := subject_words(question, speaker.scene.crowd):
        found = [one for one in found if is_on(one.text, subject)]
        return speaker.fresh(found or _related(speaker, subject))
    if topic == "opinion":
        close = sorted(
            (one for one in found if closeness(one.text, question) >= 1), key=_near(question)
        )
        found = close or found
    if topic == "open" and about:
        found = found + [one for one in speaker.scene.me.facts if closeness(one.text, about) >= 1]
    if topic in {"open", "like", "money", "travel", "food"}:
        far = [
            one
            for one in speaker.scene.me.facts
            if closeness(one.text, question) >= 1 and one not in found
        ]
        found = found + sorted(far, key=lambda one: -closeness(one.text, question))
    return speaker.fresh(found)


def _related(speaker: Speaker, subject: frozenset[str]) -> list[Fact]:
    """Anything of one's own that has to do with a subject, what names it most first."""
    told = [one for one in speaker.scene.me.facts if one.field not in {"trait", "skill", "family"}]
    found = [one for one in told if is_on(one.text, subject)]
    return sorted(found, key=lambda one: (-len(subject & stems(one.text)), speaker.lot(one.text)))


def _near(text: str) -> Callable[[Fact], float]:
    return lambda fact: -closeness(fact.text, text)


def _figured(speaker: Speaker, near: Callable[[Fact], float], sign: str) -> list[Fact]:
    """Facts with figures that have to do with what was said before, or with the daily work."""
    told = [one for one in speaker.scene.me.of("work", "trouble", "story") if one.figures]
    found = [
        one
        for one in told
        if re.search(sign, one.text) and (near(one) <= -1 or re.search(_WORKED, one.text))
    ]
    return sorted(found, key=lambda one: (near(one), -one.figures))


def _drawn(field: str) -> Callable[[Speaker, Callable[[Fact], float]], list[Fact]]:
    def drawn(speaker: Speaker, _near: Callable[[Fact], float]) -> list[Fact]:
        return sorted(speaker.scene.me.of(field), key=lambda one: speaker.lot(field, one.text))

    return drawn


def _of(topic: str, *fields: str) -> Callable[[Speaker, Callable[[Fact], float]], list[Fact]]:
    def matching(speaker: Speaker, _near: Callable[[Fact], float]) -> list[Fact]:
        return [one for one in speaker.scene.me.of(*fields) if re.search(_ABOUT[topic], one.text)]

    return matching


def _troubles(speaker: Speaker, _near: Callable[[Fact], float]) -> list[Fact]:
    hours = r"\b(?:hours?|minutes|days|every|each|week)\b"
    return sorted(
        speaker.scene.me.of("trouble"),
        key=lambda one: (-bool(re.search(hours, one.text)), -one.figures, speaker.lot(one.text)),
    )


def _concerned(speaker: Speaker, near: Callable[[Fact], float]) -> list[Fact]:
    told = speaker.scene.me.of("work", "trouble", "story")
    return sorted(
        [one for one in told if re.search(_PEOPLE, one.text) and near(one) <= -1], key=near
    )


def _limits(speaker: Speaker, _near: Callable[[Fact], float]) -> list[Fact]:
    key = "decision machine computer software customer person rule privacy sign automate"
    return sorted(speaker.scene.me.of("belief"), key=lambda one: -closeness(one.text, key))


def _life(speaker: Speaker, _near: Callable[[Fact], float]) -> list[Fact]:
    """From where, doing what, with whom, wanting what."""
    me = speaker.scene.me
    stories = sorted(me.of("story"), key=lambda one: speaker.lot("life", one.text))
    origins = [one for one in me.of("story") if re.search(_ABOUT["origin"], one.text)]
    rest = [one for one in stories if one not in origins]
    parts = [origins[:1], me.of("work")[:1], me.of("trouble")[:1], me.of("family")[:1], rest[:2],
             me.of("goal")[:1], me.of("weekend")[:1], rest[2:]]  # fmt: skip
    return [fact for part in parts for fact in part]


_FACTS: dict[str, Callable[[Speaker, Callable[[Fact], float]], list[Fact]]] = {
    "amount": lambda speaker, near: _figured(
        speaker, near, r"\b(?:week|day|month|of 100|files|cases)\b"
    ),
    "cost": lambda speaker, near: _figured(speaker, near, _MONEY),
    "food": _of("food", "weekend", "story", "habit"),
    "goal": lambda speaker, _: speaker.scene.me.of("goal"),
    "home": _of("home", "story", "trouble"),
    "learning": _of("learning", "story"),
    "leisure": _drawn("weekend"),
    "life": _life,
    "like": lambda _s, _n: [],
    "dislike": lambda _s, _n: [],
    "limit": _limits,
    "money": _of("money", "story", "trouble", "habit"),
    "opinion": _drawn("belief"),
    "origin": _of("origin", "story"),
    "success": lambda speaker, _: speaker.scene.me.of("goal"),
    "travel": _of("travel", "story", "habit"),
    "trouble": _troubles,
    "trust": _of("trust", "trait", "habit", "belief", "story"),
    "who": _concerned,
    "age": lambda _s, _n: [],
    "income": _of("income", "story", "work", "trouble", "habit"),
}


# -- saying it -------------------------------------------------------------------------------


def answer(speaker: Speaker, question: Question, most: int, about: str = "") -> list[str]:
    """Sentences that answer a question with the speaker's own facts; at most so many."""
    topic = question.topic
    subject = subject_words(question.text, speaker.scene.crowd)
    if act := _manner(question.text):
        told_ = [
            told(speaker, one, "answer") for one in facts_for(speaker, "open", question.text)[:1]
        ]
        return told_ or [one for one in [speaker.say(act)] if one]
    parts = _opening(speaker, topic, subject)
    found = facts_for(speaker, topic, question.text, about)
    if parts and topic in {"work", "life"}:
        head = job_sentence(speaker).split()[:4]
        found = [one for one in found if one.text.split()[:4] != head]
    for fact in found[: max(most - len(parts), 0)]:
        if about and topic in {"amount", "cost"} and parts:
            break
        parts.append(told(speaker, fact, "more" if parts else "answer"))
    return parts


def _manner(question: str) -> str | None:
    """The act that answers when, where or how often one would do a thing; None for other questions."""
    if re.match(r"\W*(?:and |but )?why\b|\W*has it always been", question, re.IGNORECASE):
        return "answer_why"
    asked = re.search(
        r"\b(when|where|how often) (?:would|could|might|will|do|should) you\b(?! (?:live|come|grow))",
        question,
        re.IGNORECASE,
    )
    return f"answer_{asked[1].casefold().replace(' ', '_')}" if asked else None


def _opening(speaker: Speaker, topic: str, subject: frozenset[str]) -> list[str]:
    me, scene = speaker.scene.me, speaker.scene
    if topic == "age":
        return [speaker.say("answer_age", age=me.age)] if me.age else []
    if subject and topic not in {"like", "dislike", "leisure"}:
        return []
    if (
        topic in {"work", "life"}
        and (job := job_sentence(speaker))
        and not scene.told(g.bare(job)[:24])
    ):
        return [speaker.tell(job)]
    home = home_of(speaker)
    if topic == "home" and home and not scene.told(f"live in {home}"):
        return [speaker.tell(f"I live in {home}.")]
    acts = {"leisure": ("answer_list", me.interests), "like": ("answer_likes", me.likes),
            "dislike": ("answer_dislikes", me.dislikes)}  # fmt: skip
    if topic in acts:
        act, pool = acts[topic]
        near = [one for one in pool if speaker.untold(one) and (not subject or is_on(one, subject))]
        items = sorted(near, key=lambda item: speaker.lot(topic, item))[:3]
        speaker.mark(*items)
        text = speaker.say(act, list=g.listed(items)) if items else ""
        return [text] if text else []
    return []


def told(speaker: Speaker, fact: Fact, act: str) -> str:
    """A fact as it is, or sometimes in a frame."""
    framed = ""
    if len(fact.text.split()) < 24 and speaker.lot("framed", fact.text) < 0.3:
        framed = speaker.say(act, fact=fact.text, clause=g.clause(fact.text))
    sentence = speaker.tell(fact.text)
    return framed or sentence
