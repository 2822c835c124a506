"""Reading a persona of any shape: facts in the first person, tastes, temper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._text import word_set
from tinytroupe_cli.llm._providers.offline._verbs import is_third_person


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a person can tell about themselves."""

    text: str
    """A whole sentence in the first person."""
    field: str
    """Where it comes from: work, trouble, story, family, routine, goal, belief, habit, ..."""

    @property
    def figures(self) -> int:
        """How many figures it names."""
        return len(_FIGURE.findall(self.text))


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A persona as the offline engine reads it; whatever is missing is empty."""

    name: str
    first: str
    """The name to be called by."""
    age: int | None
    title: str
    """The occupation, such as `data scientist`."""
    organization: str
    residence: str
    nationality: str
    style: str
    facts: tuple[Fact, ...]
    interests: tuple[str, ...]
    likes: tuple[str, ...]
    dislikes: tuple[str, ...]
    temper: dict[str, int]
    """The big five: -2 (very low) to 2 (very high)."""

    def of(self, *fields: str) -> list[Fact]:
        """The facts of some fields, in the persona's order."""
        return [fact for field in fields for fact in self.facts if fact.field == field]


_FIGURE = re.compile(
    r"\d[\d.,]*|\b(?:half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen)\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:los(?:e|es|ing)|lost|wast\w+|wait\w*|chas(?:e|es|ing)|cannot|can't|never find|fail\w*|break"
    r"s?|unpaid|missing|wrong|contradict\w*|retype|repair\w*|fight\w*|stuck|redo|struggl\w*|headache"
    r"|crash\w*|freez\w+|drops?|rejected|blocked|twice|hard to|difficult\w*|slow|unclear|dread|burn"
    r"|circle|shorted|short|same (?:\w+ ){1,4}(?:into|again|from|in (?:three|two|four))|ignored|error\w*|late|double-book|rework|by hand|queued"
    r"|could not|lack\w*|trade-offs?|ambiguous|deadlines?|manual\w*|overwhelmed|again)\b",
    re.IGNORECASE,
)
_PLAIN_TROUBLE = re.compile(
    r"\b(?:never find|cannot|can't|freezes|crashes|unpaid|chase|retype|double-book|headache|lose"
    r"|missed|circle|shorted|fight|redo|relabel\w*|struggle|difficulties)\b"
)
_STRONG = re.compile(
    r"\b(?:hours?|minutes|days|weeks?|weekends?|evenings?|months?|every|each|because)\b",
    re.IGNORECASE,
)
_LEVELS = {"very low": -2, "low": -1, "medium": 0, "moderate": 0, "high": 1, "very high": 2}
_TITLES = word_set("""
dr dr. mr mr. mrs mrs. ms ms. old dona alhaji professor prof sir lady don
""")


@lru_cache(maxsize=512)
def portrait(name: str, persona_json: str) -> Portrait:
    """Read a persona.

    Args:
        name: the name in the run's roster.
        persona_json: the persona as JSON text (a text, so that readings can be kept).
    """
    persona = json.loads(persona_json)
    preferences = persona.get("preferences")
    preferences = preferences if isinstance(preferences, dict) else {}
    occupation = persona.get("occupation")
    job = occupation if isinstance(occupation, dict) else {"title": occupation}
    tastes = {
        key: _phrases(preferences.get(key, persona.get(key)))
        for key in ("interests", "likes", "dislikes")
    }
    age = persona.get("age")
    return Portrait(
        name=name,
        first=first_name(name),
        age=age if isinstance(age, int) and not isinstance(age, bool) else None,
        title=_text(job.get("title")),
        organization=_text(job.get("organization") or job.get("organisation")),
        residence=_text(persona.get("residence")),
        nationality=_text(persona.get("nationality")),
        style=_text(persona.get("style")),
        facts=tuple(_unique(_facts(name, persona, job))),
        temper=_temper(persona),
        **tastes,
    )


def first_name(name: str) -> str:
    """What somebody is called by: the first name, or all of it when it opens with a title."""
    words = name.split()
    if not words:
        return name
    return name if words[0].casefold() in _TITLES or "," in name else words[0]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ", ".join(leaf for leaf in _leaves(value)) if value else ""


def _leaves(value: Any) -> Iterator[str]:
    """All texts in a value of any shape."""
    if isinstance(value, str):
        if value.strip():
            yield " ".join(value.split())
    elif isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)


def _phrases(value: Any) -> tuple[str, ...]:
    """Likes and the like as noun phrases, with small first letters."""
    found = [g.bare(re.sub(r"\s*\([^)]*\)", "", leaf)) for leaf in _leaves(value)]
    found = [g.to_first_person(phrase) for phrase in found if 0 < len(phrase) < 90]
    capital = sum(phrase[0].isupper() for phrase in found)
    if capital * 2 > len(found):
        found = [_lowered(phrase) for phrase in found]
    return tuple(dict.fromkeys(found))


def _lowered(phrase: str) -> str:
    first = phrase.split(maxsplit=1)[0]
    lowered = g.lower_first(first)
    return lowered + phrase[len(first) :]


def _temper(persona: dict[str, Any]) -> dict[str, int]:
    personality = persona.get("personality")
    big_five = personality.get("big_five") if isinstance(personality, dict) else None
    if not isinstance(big_five, dict):
        return {}
    result = {}
    for trait, value in big_five.items():
        found = re.match(r"\W*(very )?(low|medium|moderate|high)", str(value), re.IGNORECASE)
        if found:
            key = ("very " if found[1] else "") + found[2].casefold()
            result[str(trait).casefold()] = _LEVELS.get(key, 0)
        elif isinstance(value, int | float):
            share = value / 100 if value > 1 else value
            result[str(trait).casefold()] = 1 if share > 0.65 else -1 if share < 0.35 else 0
    return result


_TOLD = {
    "name", "age", "gender", "nationality", "residence", "style", "occupation", "preferences",
    "relationships", "long_term_goals", "beliefs", "behaviors", "behaviours", "skills", "health",
    "education", "personality", "other_facts", "provenance", "interests", "likes", "dislikes", "minibio",
}  # fmt: skip


def _facts(name: str, persona: dict[str, Any], job: dict[str, Any]) -> Iterator[Fact]:
    for text in _leaves(job.get("description")):
        yield from _told(text, name, "work", trouble=True)
    for text in _leaves(persona.get("other_facts")):
        yield from _told(text, name, "story", trouble=True)
    for text in _leaves(persona.get("long_term_goals")):
        yield from _told(text, name, "goal", wish=True)
    yield from _relations(persona.get("relationships"))
    behaviours = persona.get("behaviors") or persona.get("behaviours")
    if isinstance(behaviours, dict):
        for key, value in behaviours.items():
            if key == "routines" and isinstance(value, dict):
                for part, lines in value.items():
                    field = "weekend" if part in {"weekend", "evening"} else "routine"
                    for text in _leaves(lines):
                        yield from _told(text, name, field)
            else:
                for text in _leaves(value):
                    yield from _told(text, name, "habit")
    else:
        for text in _leaves(behaviours):
            yield from _told(text, name, "habit")
    for text in _leaves(persona.get("beliefs")):
        for sentence in g.sentences(text):
            if not re.match(r"(?:You|Your)\b", sentence):
                yield Fact(g.close(g.to_first_person(sentence)), "belief")
            else:
                yield Fact(g.own_sentence(sentence, name), "belief")
    for text in _leaves(persona.get("skills")):
        yield from _told(text, name, "skill")
    personality = persona.get("personality")
    if isinstance(personality, dict):
        for text in _leaves(personality.get("traits")):
            yield from _told(text, name, "trait")
    for text in _leaves(persona.get("health")):
        yield from _told(text, name, "health")
    for key, value in persona.items():
        if key not in _TOLD:
            for text in _leaves(value):
                if len(text.split()) > 4:
                    yield from _told(text, name, "story", trouble=True)


def _told(
    text: str, name: str, field: str, *, wish: bool = False, trouble: bool = False
) -> Iterator[Fact]:
    for sentence in g.sentences(text):
        own = g.own_sentence(sentence, name, wish=wish)
        if not _tellable(own, field):
            continue
        hard = trouble and is_trouble(own)
        yield Fact(own, "trouble" if hard else field)


def is_trouble(text: str) -> bool:
    """Whether a fact tells of a difficulty that comes again and again."""
    if re.search(r"\b(?:grew up|was born|childhood|degree|once|in (?:19|20)\d\d)\b", text):
        return False
    if _PLAIN_TROUBLE.search(text):
        return True
    return bool(_TROUBLE.search(text)) and bool(
        _STRONG.search(text) or len(_TROUBLE.findall(text)) > 1 or "difficult" in text
    )


def _tellable(text: str, field: str) -> bool:
    words = text.split()
    if not 3 <= len(words) <= 45 or re.match(r"(?:This|That|These|Those|It|They|Such)\b", text):
        return False
    if re.search(r"\b(?:she|he|her|his)\b", text) and field in {"habit", "routine", "trait"}:
        return False
    if field in {"story", "work"}:
        return bool(re.search(r"\b(?:I|I'm|my|My|me)\b", text))
    return bool(re.match(r"(?:\w+,? ){0,6}I\b|My\b", text))


def _relations(value: Any) -> Iterator[Fact]:
    entries = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    for entry in entries:
        if isinstance(entry, str):
            yield from _told(entry, "", "family")
        if not isinstance(entry, dict):
            continue
        name, description = _text(entry.get("name")), _text(entry.get("description"))
        if name and description:
            yield Fact(_relation(name, g.sentences(description)[0]), "family")


def _relation(name: str, description: str) -> str:
    """`Your son, eleven, who ...` -> `There is my son Joscha, eleven, who ...`."""
    text = g.bare(g.to_first_person(description))
    text = text.partition(";")[0]
    match = re.match(r"[Mm]y ((?:[\w-]+ ){0,5}?[\w-]+)(,| who| whom|$)", text)
    if not match or len(text) > 220:
        return g.close(f"There is {name}, {g.lower_first(text)}")
    kin, tail = match[1], text[match.end() - len(match[2]) :]
    odd = (
        " and " in name
        or "," in name
        or len(name.split()) > 2
        or len(name.split(maxsplit=1)[0]) < 3
    )
    called = name if odd else first_name(name)
    if pronoun := re.match(r", (?:he|she) (is [^,]*)$", tail):
        return g.close(f"My {kin} {called} {pronoun[1]}")
    if verb := re.match(r", (?=\w+s\b)(?!always|plus|perhaps)", tail):
        tail = f", who {tail[verb.end() :]}" if is_third_person(tail[2:].split()[0]) else tail
    if re.search(r" (?:of|at|in|since|on|from|for) ", kin):
        return g.close(f"There is {called}, my {kin}{tail}")
    article = re.match(r", (?:an? |the |owner )", tail)
    if article and not re.search(r"[,;] (?!and)", tail[2:]) and " and " not in called:
        return g.close(f"My {kin} {called} is {tail[2:]}")
    return g.close(f"There is my {kin} {called}{tail}")


def _unique(facts: Iterator[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.text.casefold(), fact)
    return list(seen.values())
