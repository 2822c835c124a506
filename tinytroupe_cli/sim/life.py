"""The life around sampled facts: one structured call a person; what was sampled stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.ids import plain, stream
from tinytroupe_cli.prompts import life_messages
from tinytroupe_cli.sim.mind import Mind
from tinytroupe_cli.sim.together import together
from tinytroupe_cli.spec import DETAIL, PROVENANCE, LifeOrder

SAMPLE = "0"
"""People belong to a scenario as personas in files do: all its repeats are played by the same."""
CHANCE = (
    "a roof that leaks", "shift work", "a dog", "a letter from a court", "night school",
    "a shop that failed", "a choir", "an allotment", "an accident at work", "a late divorce",
    "a twin", "an inheritance that was disputed", "a boat", "a stutter", "a boxing club",
    "a stepfather", "a bakery", "a lost driving licence", "a second job", "a brother abroad",
    "a piano nobody plays", "a hospital", "a van", "a bet", "a farm", "a strike", "a flood",
    "a neighbour's noise", "a sewing machine", "a hearing aid", "an old camera", "a cellar",
    "a warehouse", "a teacher never forgotten", "a loan among friends", "a fishing rod",
    "a kindergarten", "a false name", "a long commute", "a union", "a church kitchen",
    "a telephone line", "a burglary", "a market stall", "a scholarship", "a quarry", "a hotel",
    "a bus depot", "a foster child", "an archive", "a hairdresser's", "a card debt", "an island",
    "a laundry", "a prize in a raffle", "a harbour", "a laboratory", "a broken engagement",
    "a garage", "a border", "a printing press", "a nursing home", "a motorcycle", "a waiting list",
    "a bridge", "a theatre cloakroom", "a swimming pool", "a tax office", "a greenhouse",
    "a railway", "a fire", "a radio", "a goat", "a canteen", "a museum guard's chair", "a kiosk",
    "a dance class", "a locksmith", "a mobile phone contract", "a snowstorm", "a cemetery",
)  # fmt: skip
"""Everyday things, of which two are drawn for each life. Asked fifty times, models write much the
same life fifty times: what is likeliest. What is drawn here is not theirs to choose."""

WRITTEN = frozenset(
    {"behaviors.routines.evening", "behaviors.routines.morning", "behaviors.routines.weekend",
     "behaviors.routines.workday", "beliefs", "education", "health", "long_term_goals",
     "occupation.description", "occupation.organization", "occupation.title", "other_facts",
     "personality.traits", "preferences.dislikes", "preferences.interests", "preferences.likes",
     "relationships", "skills", "style"}
)  # fmt: skip
"""The facts that a life brings; a test keeps them equal to what is written."""

_AGE = re.compile(r"\b[Yy]ou(?: a|')re (?:now )?(\d{1,3})(?: years old|(?=[,.;]))")


class Unborn(NamedTuple):
    """Somebody of whom only facts are known."""

    name: str
    facts: Mapping[str, Any]
    """The persona so far."""
    order: LifeOrder


async def write_lives(
    people: Iterable[Unborn], mind: Mind, *, step: int = 0
) -> list[dict[str, Any] | TroupeError]:
    """Ask for a life for each of the people, all at once.

    Returns:
        The whole persona of each, in order; where it could not be had, the error.

    Raises:
        StoreError: replies cannot be kept.
    """
    asked = replace(mind, sample=SAMPLE)
    return await together(_life(person, asked, step) for person in people)


async def _life(person: Unborn, mind: Mind, step: int) -> dict[str, Any] | TroupeError:
    order = person.order
    facts = {key: fact for key, fact in person.facts.items() if key not in {"name", PROVENANCE}}
    chance = stream(mind.seed, "life", person.name).sample(CHANCE, 2)
    context = e.LifeContext(
        person.name,
        facts,
        tuple(chance),
        order.context,
        order.particularities,
        order.background,
    )

    def check(life: e.LifeReply) -> e.LifeReply:
        wrong = contradictions(person.name, facts, life)
        if wrong:
            raise ValueError("; ".join(wrong))
        return life

    try:
        asked = await mind.ask(
            "generate",
            context,
            life_messages(context),
            e.LifeReply,
            person=person.name,
            step=step,
            round_=None,
            check=check,
        )
    except StoreError:
        raise
    except TroupeError as failure:
        return failure
    by = mind.params(person.name, "generate").model
    return whole(person.name, person.facts, asked.value, by)


def contradictions(name: str, facts: Mapping[str, Any], life: e.LifeReply) -> list[str]:
    """What in a life cannot be true together with the facts, as far as that is certain."""
    found = []
    age = facts.get("age")
    told = {int(years) for text in _texts(life.model_dump()) for years in _AGE.findall(text)}
    if isinstance(age, int | float) and told - {int(age)}:
        found.append(f"{name} is {age:g} years old, not {min(told - {int(age)})}")
    if any(tie.name.strip().casefold() == name.casefold() for tie in life.relationships):
        found.append(f"relationships: {name} is the person; other people have other names")
    return found


def whole(name: str, facts: Mapping[str, Any], life: e.LifeReply, by: str) -> dict[str, Any]:
    """The persona of facts and the life around them; where both speak, the facts win.

    A fact that is a single value stays alone under its key, as it was counted; what was written
    about it stands beside it: `education`, `education_in_detail`.

    Args:
        name: the full name.
        facts: the persona so far.
        life: what was written.
        by: the model that wrote it.
    """
    persona: dict[str, Any] = plain({"name": name, **facts})
    written: list[str] = []
    for key, text in _as_facts(life).items():
        _put(persona, key, text, (), written)
    source = dict(persona.pop(PROVENANCE, {}))
    return persona | {PROVENANCE: {**source, "written": written, "by": by}}


def may_write(path: str) -> bool:
    """Whether a fact, a dotted path, may still come with a life."""
    known = path.removesuffix(DETAIL)
    return known in WRITTEN or any(each.startswith(f"{path}.") for each in WRITTEN)


def _put(
    at: dict[str, Any], key: str, text: Any, path: tuple[str, ...], written: list[str]
) -> None:
    known = at.get(key)
    if known is None:
        at[key] = text
    elif isinstance(known, dict) and isinstance(text, dict):
        for inner, below in text.items():
            _put(known, inner, below, (*path, key), written)
        return
    elif isinstance(known, list) and isinstance(text, list):
        at[key] = [*known, *(each for each in text if each not in known)]
    else:
        key += DETAIL
        at[key] = text
    written.append(".".join((*path, key)))


def _as_facts(life: e.LifeReply) -> dict[str, Any]:
    """A life by the customary keys of a persona; what is empty is left out."""
    told = life.model_dump(mode="json")
    tastes = {key: told[key] for key in ("interests", "likes", "dislikes")}
    kept = ("education", "occupation", "long_term_goals", "skills", "beliefs", "relationships")
    facts = {key: told[key] for key in kept} | {
        "personality": {"traits": told["traits"]},
        "preferences": tastes,
        "behaviors": {"routines": told["routine"]},
    }
    facts |= {key: told[key] for key in ("health", "other_facts", "style")}
    occupation = {key: text for key, text in told["occupation"].items() if text}
    return {key: fact for key, fact in (facts | {"occupation": occupation}).items() if fact}


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
