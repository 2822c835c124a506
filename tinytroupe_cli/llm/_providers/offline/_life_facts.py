"""What facts about somebody mean for how they live, read from facts of any shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps
from typing import Any

from tinytroupe_cli.events import LifeContext
from tinytroupe_cli.ids import plain
from tinytroupe_cli.llm._providers.offline._persona import portrait

_STATUS = {
    "retired": ("free", r"retired|retirement|pensioner"),
    "student": ("study", r"students?|pupils?|in school|trainees?|apprentices?|studying"),
    "jobless": ("free", r"unemployed|jobless|out of work|unable to work|inactive"
                        r"|homemaker|housewife|looking after|not in (?:the )?labou?r force"),
    "employed": ("works", r"employed|employee|self-employed|full[- ]time|part[- ]time|works?"
                          r"|working|farmer|worker|business owner"),
}  # fmt: skip
_LOW = re.compile(r"\bprimary|elementary|no (?:formal|school|vocational|qualification)|none"
                  r"|less than|illiterate|incomplete", re.IGNORECASE)  # fmt: skip
_HIGH = re.compile(r"universit|bachelor|master'?s|doctora|phd|tertiary|higher education"
                   r"|college degree|graduate degree|postgraduate", re.IGNORECASE)  # fmt: skip
_EDUCATION = ("education", "schooling", "qualification", "degree")
_WORK = ("employment", "occupation", "work", "labor", "labour", "status", "activity")
_REGION = re.compile(
    r"(?:North|South|East|West|Mid|Central)(?:-?(?:east|west|ern|ern \w+))?(?: Coast)?"
    r"|United (?:States|Kingdom)(?: of America)?|Netherlands|Philippines",
    re.IGNORECASE,
)
_PARTNER = r"\b(?:married|partner(?:ed|ship)?|cohabit\w*|couple)\b"
_ALONE = r"\b(?:never married|not married|unmarried|divorced|widow\w*|separated|single|without (?:a )?partner)\b"
_CHILD = r"\b(?:children|child|parent|kids?|mother|father)\b"
_CHILDLESS = r"\b(?:no|without|0) (?:children|child|kids)\b|childless"


_SCHOOL, _CHILDREN, _ADULTS = 6, 15, 18
"""The ages from which one goes to school, may work, and is grown up."""


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where somebody stands in life."""

    name: str
    age: int
    """In years; 40 where the facts do not say."""
    status: str
    """works, study, free, or child."""
    level: str
    """What school led to: low, mid or high."""
    occupation: str
    """As the facts have it, or empty."""
    female: bool | None
    home: str
    """The place or region, as the facts have it, or empty."""
    text: str
    """All facts and the context as one text."""
    words: frozenset[str]
    """The words of the context and of what is said of work, small, also without plurals."""
    tags: frozenset[str]
    """What lines may ask for: young, works, a-, partner, ..."""
    strength: Mapping[str, int]
    """Tag of a trait -> 1 or 2."""


def bearings(context: LifeContext) -> Bearings:
    """Read the facts of an order."""
    facts = plain(dict(context.facts))
    me = portrait(context.person, dumps({"name": context.person, **facts}))
    told = " ".join(_leaves(facts))
    asked = f"{context.context} {context.particularities}"
    work = " ".join(text for key, text in _entries(facts) if any(one in key for one in _WORK))
    words = frozenset(
        form
        for word in re.findall(r"[a-z]+", f"{asked} {work}".casefold())
        for form in (word, word.removesuffix("s"), word.removesuffix("er"))
    )
    age = max(1, me.age) if me.age is not None else 40
    status, why = _status(facts, context, age)
    strength = {
        f"{trait[0]}{'+' if level > 0 else '-'}": abs(level)
        for trait, level in me.temper.items()
        if level
    }
    if age < _CHILDREN or (age < _ADULTS and status == "study"):
        status = "child"
    tags = {"young" if age < 35 else "middle" if age < 62 else "old", status, *strength}
    tags |= {"small" if age < _SCHOOL else "school"} if status == "child" else set()
    if re.search(_PARTNER, told, re.IGNORECASE) and not re.search(_ALONE, told, re.IGNORECASE):
        tags.add("partner")
    if re.search(_CHILD, told, re.IGNORECASE) and not re.search(_CHILDLESS, told, re.IGNORECASE):
        tags.add("child")
    return Bearings(
        name=context.person,
        age=age,
        status=status,
        level=_level(facts),
        occupation=_plain(me.title),
        female=_female(facts.get("gender", facts.get("sex"))),
        home=_placed(me.residence or _first(facts, ("region", "state", "city", "country"))),
        text=f"{told} {asked}",
        words=words | {why},
        tags=frozenset(tags),
        strength=strength,
    )


def _plain(title: str) -> str:
    """An occupation without what would be read as a slot; what is only a status is none."""
    if re.search(_any_status(), title, re.IGNORECASE):
        return ""
    return re.sub(r"[{}]", "", title)


def _any_status() -> str:
    return "|".join(
        rf"\b(?:{signs})\b" for name, (_, signs) in _STATUS.items() if name != "employed"
    )


def _status(facts: Mapping[str, Any], context: LifeContext, age: int) -> tuple[str, str]:
    """How somebody's days are filled, and the word for why."""
    said = " ".join(text for key, text in _entries(facts) if any(one in key for one in _WORK))
    for told in (said, f"{context.context} {context.particularities}"):
        for why, (status, signs) in _STATUS.items():
            if re.search(rf"\b(?:{signs})\b", told, re.IGNORECASE) and not (
                why == "employed" and "unemployed" in told.casefold()
            ):
                return status, why
    if age < 19:
        return "study", "student"
    return ("free", "retired") if age >= 67 else ("works", "employed")


def _level(facts: Mapping[str, Any]) -> str:
    said = " ".join(text for key, text in _entries(facts) if any(one in key for one in _EDUCATION))
    if _LOW.search(said):
        return "low"
    return "high" if _HIGH.search(said) else "mid"


def _female(gender: Any) -> bool | None:
    first = str(gender or "").strip().casefold()[:1]
    return {"f": True, "w": True, "m": False}.get(first)


def _placed(home: str) -> str:
    """A place as it stands behind `in`: `the South`, `Bavaria`."""
    place = home.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0].strip()
    return f"the {place}" if _REGION.fullmatch(place) else place


def _first(facts: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(facts[key]) for key in keys if isinstance(facts.get(key), str)), "")


def _entries(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key, small, and text of all values."""
    for key, value in facts.items():
        path = f"{above}.{key}".casefold()
        if isinstance(value, Mapping):
            yield from _entries(value, path)
        else:
            yield path, " ".join(_leaves(value))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{key}:" if not isinstance(inner, Mapping) else ""
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)
