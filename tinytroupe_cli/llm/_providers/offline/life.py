"""The life around sampled facts: put together by what the facts say, told in the second person."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from tinytroupe_cli.events import LifeContext, LifeReply
from tinytroupe_cli.llm._providers.offline._childhood import days_of, schooling_of
from tinytroupe_cli.llm._providers.offline._life_facts import Bearings, bearings
from tinytroupe_cli.llm._providers.offline._life_slots import Slots, clean
from tinytroupe_cli.llm._providers.offline._tables import Line, life_lines

_FEW_TAGGED = 2
"""Of opinions and the like, how many may follow from the temper; the others are anybody's."""


def answer(context: LifeContext, rng: Random) -> LifeReply:
    """A life in which the facts show; the same for equal facts and seeds.

    Temper decides on behaviour, style and some opinions, age and work on how the days go, school on
    the work; where the facts name an occupation, that one is described. Children live as children do.
    """
    here = bearings(context)
    slots = Slots(here, rng)
    child = here.status == "child"
    job = (
        {}
        if child
        else {key: clean(text.format_map(slots)) for key, text in _job(here, rng).items()}
    )
    slots.update(job)
    dealt = _Dealer(here, rng, slots)
    interests = dealt.lines("interest", 3)
    slots["interest"] = interests[0]
    return LifeReply.model_validate(
        {
            "occupation": days_of(here) if child else _occupation(here, job, slots),
            "education": schooling_of(here, slots["place"]) if child else _education(here, slots),
            "long_term_goals": dealt.lines("goal", 2, tagged=1),
            "traits": dealt.lines("trait", 3, tagged=3),
            "interests": interests,
            "likes": dealt.lines("like", 3),
            "dislikes": dealt.lines("dislike", 3),
            "beliefs": dealt.lines("belief", 5, tagged=_FEW_TAGGED),
            "skills": dealt.lines("skill", 2),
            "routine": {
                part: dealt.lines(part, 1)[0]
                for part in ("morning", "workday", "evening", "weekend")
            },
            "relationships": _ties(dealt, here),
            "health": dealt.lines("health", 1)[0],
            "other_facts": dealt.lines("fact", 4),
            "style": dealt.lines("style", 1, tagged=1)[0],
        }
    )


class _Dealer:
    """Deals out the lines that hold for somebody, those that follow from their temper first."""

    def __init__(self, here: Bearings, rng: Random, slots: Slots) -> None:
        self._here, self._rng, self._slots = here, rng, slots
        self._table = "childhood" if here.status == "child" else "life"

    def lines(self, section: str, count: int, *, tagged: int = 0) -> list[str]:
        """So many filled lines of a section, no two of one pattern."""
        return [self.filled(line.text) for line in self.chosen(section, count, tagged=tagged)]

    def chosen(self, section: str, count: int, *, tagged: int = 0) -> list[Line]:
        """The lines themselves."""
        known = self._here.tags
        fitting = [line for line in life_lines(section, table=self._table) if line.tags <= known]
        self._rng.shuffle(fitting)
        own = sorted((one for one in fitting if _tempered(one)), key=self._weakness)[:tagged]
        rest = [one for one in fitting if one not in own and not (tagged and _tempered(one))]
        return [*own, *rest][:count]

    def filled(self, text: str) -> str:
        """A line with its slots filled."""
        return clean(text.format_map(self._slots))

    def _weakness(self, line: Line) -> float:
        # the stronger a trait, the earlier it shows; two that meet show before one
        return -sum(self._here.strength.get(tag, 0) for tag in line.tags)


def _tempered(line: Line) -> bool:
    return any(tag[-1] in "+-" for tag in line.tags)


def _job(here: Bearings, rng: Random) -> dict[str, str]:
    """Work for somebody of that school: title, house, and what stands in the way of it."""
    lines = life_lines("job")
    called = [line for line in lines if line.words & here.words]
    fitting = called or [line for line in lines if here.level in line.tags]
    named = {line: len((line.words | line.tags) & here.words) for line in fitting}
    best = max(named.values())
    title, house, task, trouble, things = rng.choice(
        [line for line in fitting if named[line] == best]
    ).text.split("|")
    own = here.occupation or title
    if here.occupation and here.occupation.casefold() not in title.casefold():
        told = f"do what a {_lowered(here.occupation)} does, day after day"
        house, task, trouble = "", told, "nobody wrote down who decides what"
        things = "tools"
    return {
        "title": own, "house": house, "task": task, "trouble": trouble, "things": things,
        "job": _with_article(_lowered(own)),
    }  # fmt: skip


def _occupation(here: Bearings, job: dict[str, str], slots: Slots) -> dict[str, str]:
    title, house, task, trouble = (job[key] for key in ("title", "house", "task", "trouble"))
    if here.status == "works":
        told = f"You {task}. What costs you {slots['hours']} hours a week is that {trouble}."
        return {"title": title, "organization": house, "description": told}
    if here.status == "study":
        told = f"You study {slots['subject']} and are {slots['few']} exams behind."
        return {"title": "Student", "organization": "", "description": told}
    before = f"You were {job['job']} for {slots['years']} years"
    if "retired" in here.words or here.age >= 62:
        told = f"{before}, and what you remember is that {trouble}."
        return {"title": f"Retired {_lowered(title)}", "organization": "", "description": told}
    told = f"{before} and stopped in {slots['month']}. You are asked about it too often."
    return {"title": f"Last {_lowered(title)}", "organization": "", "description": told}


def _education(here: Bearings, slots: Slots) -> str:
    town, year = slots["place"], slots["school_year"]
    if here.level == "high":
        return f"A degree in {slots['subject']}, finished in {year} in {town}, a year late"
    if here.level == "mid":
        return f"Secondary school in {town} until {year}, then training on the job"
    return f"School in {town} until {year}, without anything that hangs on a wall"


def _ties(dealt: _Dealer, here: Bearings) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    lines = dealt.chosen("tie", 99)
    own = [line for line in lines if line.tags & {"partner", "child"}]
    for line in [*own[:2], *(one for one in lines if one not in own)]:
        name, _, told = line.text.partition("|")
        known = dealt.filled(name)
        if known.casefold() != here.name.casefold():
            found.setdefault(known, dealt.filled(told))
    return [{"name": name, "description": told} for name, told in [*found.items()][:3]]


@lru_cache(maxsize=256)
def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() or len(first) < 2 else text[0].lower() + text[1:]


def _with_article(text: str) -> str:
    return (
        text
        if re.match(r"(?:an?|the) ", text)
        else f"{'an' if text[:1] in 'aeiou' else 'a'} {text}"
    )
