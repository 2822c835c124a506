"""Finding what a question asks for, and the facts that answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._affinity import closeness
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._words import sentences

_ASKED = (
    ("amount", r"how (?:often|many|much time|long)|a number on|figures?\b|in a week"),
    ("cost", r"\bcosts?\b(?! (?:you|your team)?(?: the)? (?:most )?time)|in money|worth|\bprice"),
    ("trust", r"new (?:software|tools?)|a program did|trust a new|would they use|accept new"),
    ("limit", r"must (?:it|such|never)|never (?:do|touch)|limits|person to decide|switch it off"),
    ("success", r"suppose it works|how do we know|measure success|do with the time|bring nearer"),
    ("who", r"\bwho(?:m)? (?:does|do|suffers|has to live|is affected|concern)|\bconcern you|does it\?"),
    ("trouble", r"troubl\w*|lose your time|annoy\w*|difficult\w*|nerves|problem\w*|struggl\w*|swear"
                r"|weighs on|never do again|most time|grumble|slows? you|hurts|gladly give away"
                r"|goes wrong|your week go|week hard|headache|frustrat\w*|pain points?|what else\?"),
    ("family", r"famil\w+|people closest|dear to you|waiting for you|married|children|partner|parents"
               r"|put up with you|wife|husband|kids"),
    ("origin", r"grow up|grew up|come from|childhood|brought up|answer for you|get to where|born"),
    ("goal", r"\bdream\w*|\bgoals?\b|in ten years|still want|wish for|plans?\b|hoping for|out of all this"
             r"|future|left you alone for a year"),
    ("leisure", r"hobb\w+|free (?:time|day|weekend|hours)|for fun|work is done|fond of|leisure|interests?\b"
                r"|outside work|weekends?|spare time|enjoy"),
    ("routine", r"morning|typical day|normal day|usual day|day begin|start the day|routine|early bird"
                r"|day usually|ten in the morning"),
    ("home", r"where do you live|home|reside|flat\b|apartment|house\b|neighbourhood|how do you live"),
    ("opinion", r"believe|opinion|conviction|change your mind|change in the world|matters to you"
                r"|people get wrong|values?"),
    ("food", r"\bfood|\beat|\bcook|dishes?|restaurant|drink"),
    ("dislike", r"dislike|hate|can't stand|cannot stand|bothers you"),
    ("like", r"\blikes?\b|\blove\b|favou?rite"),
    ("health", r"health|how do you feel|how are you"),
    ("skill", r"skills?|good at|able to"),
    ("money", r"money|salary|earn|afford|savings?|\bpay\b|bank"),
    ("travel", r"travel|holiday|vacation|trip|journey"),
    ("learning", r"\bstud(?:y|ied)|education|school|university|degree"),
    ("work", r"for a living|\bwork\b|\bjob\b|profession|occupation|pay you for|earn your bread|do you do"),
    ("life", r"your life|yourself|who are you|about you\b"),
)  # fmt: skip
_RETURN = re.compile(
    r"^(?:and (?:you|on your side)|what about you|how about you|how is that with you|you\?|now you"
    r"|is it the same with you|may i return|but i talk too much)", re.IGNORECASE
)  # fmt: skip
_MONEY = re.compile(
    r"\b(?:dollars?|euros?|pounds?|yen|rupees|naira|dirhams?|kroner|reais|francs?|pa(?:y|id)|owes?|owed"
    r"|costs?|earn(?:ed)?|save|savings|loan|rent)\b", re.IGNORECASE
)  # fmt: skip
_ORIGIN = re.compile(
    r"\b(?:grew up|born|childhood|come from|came to|raised|boyhood|girlhood|lived above)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked."""

    text: str
    topic: str
    """A key of the table above, `return` for a question given back, or `open`."""


def questions_in(text: str) -> list[Question]:
    """The questions of an utterance, and what they are about."""
    found = []
    for sentence in sentences(text):
        asks = sentence.rstrip("\"”') ").endswith("?")
        if asks or re.match(
            r"(?:tell me|describe|walk me)\b|.*\bI would (?:love|like) to know\b",
            sentence,
            re.IGNORECASE,
        ):
            found.append(Question(sentence, topic_of(sentence)))
    return found


def topic_of(question: str) -> str:
    """What a question is about."""
    if _RETURN.search(re.sub(r"^\w+, ", "", question)) or _RETURN.search(question):
        return "return"
    for topic, pattern in _ASKED:
        if re.search(pattern, question, re.IGNORECASE):
            return topic
    return "open"


def facts_for(speaker: Speaker, topic: str, question: str, about: str = "") -> list[Fact]:
    """The untold facts that answer a question, the best first."""
    me = speaker.scene.me
    chosen = _of_topic(speaker, topic, about)
    near = {fact.text: closeness(fact.text, question) for fact in me.facts}
    if topic in {"open", "like", "money", "travel"}:
        known = {fact.text for fact in chosen}
        chosen += [f for f in me.facts if f.text not in known and near[f.text] >= 1.0]
    left = speaker.fresh(chosen)
    order = {fact.text: place for place, fact in enumerate(left)}
    if topic == "open":
        left.sort(key=lambda fact: (-near[fact.text], order[fact.text]))
    return left


def _of_topic(speaker: Speaker, topic: str, about: str) -> list[Fact]:
    me = speaker.scene.me
    stories = me.of("story", "trouble", "work")

    def with_topic(*names: str) -> list[Fact]:
        return [fact for fact in [*stories, *me.of("weekend", "habit")] if fact.topics & set(names)]

    def drawn(facts: list[Fact]) -> list[Fact]:
        return sorted(facts, key=lambda fact: speaker.lot(topic, fact.text))

    if topic == "work":
        return [*me.of("work"), *drawn(me.of("skill"))]
    if topic == "trouble":
        return sorted(me.of("trouble"), key=lambda fact: (-fact.figures, speaker.lot(fact.text)))
    if topic == "amount":
        counted = [fact for fact in stories if fact.figures]
        return sorted(counted, key=lambda f: (-closeness(f.text, about), -f.figures))
    if topic == "cost":
        paid = [fact for fact in stories if _MONEY.search(fact.text)]
        return sorted(paid, key=lambda f: (-closeness(f.text, about), -f.figures))
    if topic == "who":
        people = [
            f
            for f in me.of("work", "trouble", "story", "family")
            if re.search(
                r"\b(?:lead|team|analysts|customers?|colleague|employees?|deputy|manager|patients|my \w+)\b",
                f.text,
            )
        ]
        return sorted(people, key=lambda f: -closeness(f.text, about))
    if topic == "trust":
        key = "new software tool program machine automate app"
        return sorted(
            [f for f in me.of("trait", "belief", "habit", "story") if closeness(f.text, key) >= 1],
            key=lambda f: -closeness(f.text, key),
        )
    if topic == "limit":
        key = about + " decision machine software customer person rule figures"
        return sorted(me.of("belief"), key=lambda f: -closeness(f.text, key))
    if topic in {"success", "goal"}:
        return me.of("goal")
    if topic == "family":
        return me.of("family")
    if topic == "origin":
        return [fact for fact in stories if _ORIGIN.search(fact.text)]
    if topic == "leisure":
        return drawn(me.of("weekend"))
    if topic == "routine":
        return me.of("routine")
    if topic == "home":
        return [
            f for f in stories if re.search(r"\b(?:flat|house|rent|apartment|room|live)\b", f.text)
        ]
    if topic == "opinion":
        return drawn(me.of("belief"))
    if topic == "health":
        return me.of("health")
    if topic == "skill":
        return me.of("skill")
    if topic in {"money", "food", "travel"}:
        return with_topic(topic)
    if topic == "learning":
        return with_topic("education")
    if topic == "life":
        return life(speaker)
    return []


def life(speaker: Speaker) -> list[Fact]:
    """What somebody tells of their life: from where, doing what, with whom, wanting what."""
    me = speaker.scene.me
    stories = me.of("story")
    from_ = [fact for fact in stories if _ORIGIN.search(fact.text)]
    rest = [fact for fact in stories if fact not in from_]
    rest.sort(key=lambda fact: speaker.lot("life", fact.text))
    parts = [from_[:1], me.of("work")[:1], me.of("trouble")[:1], me.of("family")[:1], rest[:2]]
    parts += [me.of("goal")[:1], me.of("weekend")[:1], rest[2:]]
    return [fact for part in parts for fact in part]


def job_sentence(speaker: Speaker) -> str:
    """`I'm a data scientist at Folio & Quill.`; empty without an occupation."""
    me = speaker.scene.me
    title = job_title(me.title)
    if not title:
        return ""
    organization = re.split(r"[,;(]", me.organization)[0].strip()
    at = (
        bool(organization)
        and bool(re.match(r"[A-Z]", organization))
        and not re.match(
            r"(?:Self-employed|N/A|None|Formerly|Freelance|Paid|Two|Various|Retired|Unemployed)",
            organization,
        )
    )
    shown = g.lower_first(organization) if organization.startswith(("The ", "A ")) else organization
    return g.close(f"I am {title}" + (f" at {shown}" if at else ""))


def job_title(title: str) -> str:
    """`Data scientist` -> `a data scientist`, `Unemployed` -> `unemployed`."""
    title = re.sub(r"\s*\([^)]*\)", "", title).strip(" .")
    if not title or len(title) > 70:
        return ""
    words = [
        word if word.isupper() or any(c.isdigit() for c in word) else word.lower()
        for word in title.split()
    ]
    text = " ".join(words)
    if re.match(r"(?:unemployed|retired|self-employed)$", text):
        return text
    if re.match(r"(?:an?|the|head|chair|director|owner|chief) ", text):
        return text
    return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"


def home_of(speaker: Speaker) -> str:
    """`Toronto` of `Toronto, Canada`."""
    place = re.split(r"[,(]", speaker.scene.me.residence)[0].strip()
    return {"USA": "the United States", "United States": "the United States",
            "United Kingdom": "the United Kingdom", "UK": "the United Kingdom"}.get(place, place)  # fmt: skip


def answer(speaker: Speaker, question: Question, most: int, about: str = "") -> list[str]:
    """Sentences that answer a question with the speaker's own facts; at most so many facts."""
    me, topic = speaker.scene.me, question.topic
    parts: list[str] = []
    opening = ""
    if (
        topic in {"work", "life"}
        and (job := job_sentence(speaker))
        and not speaker.scene.told(g.bare(job))
    ):
        opening = job
    elif (
        topic == "home" and (home := home_of(speaker)) and not speaker.scene.told(f"live in {home}")
    ):
        opening = f"I live in {home}."
    if opening:
        speaker.mark(opening)
        parts.append(speaker.say("answer", shared=True, fact=opening, clause=g.clause(opening)))
    if topic in {"leisure", "like", "dislike"}:
        act = "answer_dislikes" if topic == "dislike" else "answer_list"
        pool = (
            me.dislikes if topic == "dislike" else me.interests if topic == "leisure" else me.likes
        )
        items = sorted(speaker.unused(pool), key=lambda item: speaker.lot(topic, item))[:3]
        if items:
            for item in items:
                speaker.mark(item)
            parts.append(speaker.say(act, shared=True, list=g.listed(items)))
    for fact in facts_for(speaker, topic, question.text, about)[: most - len(parts)]:
        if about and topic in {"amount", "cost"} and parts:
            break
        parts.append(told(speaker, fact, "more" if parts else "answer"))
    return [part for part in parts if part]


def told(speaker: Speaker, fact: Fact, act: str) -> str:
    """A fact in a frame, or as it is."""
    if len(fact.text.split()) > 30 or speaker.lot("plain", fact.text) < 0.45:
        return speaker.tell(fact)
    text = speaker.say(act, shared=True, fact=fact.text, clause=g.clause(fact.text))
    speaker.tell(fact)
    return text or fact.text
