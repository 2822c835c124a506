"""The messages of each kind of request.

Stable parts come first so that providers' prefix caches serve them: the rules (the same bytes
for everyone), the persona (the same for all turns of a person), the history (it only grows at
its end until consolidation), and last what is new. One system and one user message, since some
chat templates take no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from json import dumps
from typing import Any

import yaml

from tinytroupe_cli.events import (
    Acquaintance,
    ConsolidateContext,
    ExtractContext,
    JudgeContext,
    LifeContext,
    MinibioContext,
    Moment,
    TurnContext,
    related,
)
from tinytroupe_cli.ids import plain, stream
from tinytroupe_cli.prompts._moments import chronicle, clock
from tinytroupe_cli.prompts._templates import render
from tinytroupe_cli.spec import DETAIL, PROVENANCE

Pair = tuple[str, str]
"""Role and content of a chat message."""

CUSTOMARY = (
    "name", "age", "gender", "nationality", "residence", "education", "occupation",
    "long_term_goals", "personality", "preferences", "skills", "beliefs", "behaviors", "health",
    "relationships", "other_facts", "style",
)  # fmt: skip
"""The keys of a persona in the order in which they are told."""
CROWD = 30
"""Up to so many people in reach are named, all of them."""
NAMED = 12
"""How many of a larger crowd are; a thousand names would cost more than all the rest."""
LAST = "style"
"""Told last, close to where the person begins to speak."""


def turn_messages(context: TurnContext) -> tuple[Pair, ...]:
    """The messages that ask a person for their turn: what lasts, then what has happened.

    What is new stands at the end of what was lived through, in the words in which it will stand
    there in the next turn too, so that it is read anew only once.
    """
    actions = tuple((kind.name, kind.description) for kind in context.actions if kind.lasting)
    lasting = (
        f"{_rules(actions, context.guards)}\n\n{persona_text(context.person, context.persona)}"
    )
    moments = (*context.history, *context.inbox)
    told = "\n".join(chronicle(moments, context.person))
    now = f"{_scene(context)}\n{told}\n\n{_state(context, moments)}"
    return ("system", lasting), ("user", now)


def consolidate_messages(context: ConsolidateContext) -> tuple[Pair, ...]:
    """The messages that turn a block of history into memories."""
    return (
        ("system", render("consolidate.j2", person=context.person)),
        ("user", "\n".join(chronicle(context.moments, context.person))),
    )


def judge_messages(context: JudgeContext) -> tuple[Pair, ...]:
    """The messages that put a condition to the model."""
    people = _introduced(context.people)
    story = "\n".join(chronicle(context.moments))
    return (
        ("system", render("judge.j2")),
        ("user", f"People: {people}\n\n{story}\n\nCondition: {context.condition}"),
    )


def extract_messages(context: ExtractContext) -> tuple[Pair, ...]:
    """The messages that ask a question about what happened; each utterance stands once."""
    people = _introduced(context.people)
    story = "\n".join(chronicle(context.moments))
    question = render("extract_question.j2", context=context)
    return (
        ("system", render("extract.j2")),
        ("user", f"People: {people}\n\nTranscript:\n{story}\n\n{question}"),
    )


def minibio_messages(context: MinibioContext) -> tuple[Pair, ...]:
    """The messages that ask for a short introduction of a person."""
    return (
        ("system", render("minibio.j2", requirements=context.requirements)),
        ("user", _readable(in_order(context.persona))),
    )


def life_messages(context: LifeContext) -> tuple[Pair, ...]:
    """The messages that ask for the life around facts: what holds for all of an order comes first.

    Everyone of one population and context shares the first message.
    """
    background = _readable(context.background) if context.background else ""
    facts = _readable(in_order(context.facts)) if context.facts else "(none but the name)"
    told = f"The facts about {context.person}:\n\n{facts}\n\nChance: {'; '.join(context.chance)}"
    return ("system", render("life.j2", context=context, background=background)), ("user", told)


@lru_cache(maxsize=64)
def _rules(actions: tuple[Pair, ...], guards: tuple[str, ...]) -> str:
    return render("rules.j2", actions=actions, guards=guards)


def persona_text(person: str, persona: Mapping[str, Any]) -> str:
    """Who somebody is, as all their requests of a run begin."""
    return _known_persona(person, _Keyed(id(persona), persona))


class _Keyed:
    """A value known by a key, so that it can be an argument of what is computed once."""

    __slots__ = ("key", "value")

    def __init__(self, key: object, value: Mapping[str, Any]) -> None:
        self.key, self.value = key, value

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and self.key == other.key


@lru_cache(maxsize=20_000)
def _known_persona(person: str, persona: _Keyed) -> str:
    # Personas never change, so the same one is known without a look into it; it is kept here, so
    # that no other gets its id. Equal ones, as those of several samples, share the text.
    content = sha256(dumps(persona.value, default=plain).encode("utf-8", "surrogatepass")).digest()
    return _rendered_persona(person, _Keyed(content, persona.value))


@lru_cache(maxsize=20_000)
def _rendered_persona(person: str, persona: _Keyed) -> str:
    facts = {key: value for key, value in in_order(plain(persona.value)).items() if key != "name"}
    return render("persona.j2", person=person, facts=_readable(facts))


def _scene(context: TurnContext) -> str:
    listed = _listed(context)
    unnamed = len(context.others) - len(listed)
    return render("scene.j2", context=context, others=_grouped(listed), unnamed=unnamed)


def _state(context: TurnContext, moments: Sequence[Moment]) -> str:
    return render(
        "state.j2",
        context=context,
        actions=[kind for kind in context.actions if not kind.lasting],
        observed=chronicle(context.observed, context.person, now=context.clock),
        clock=clock(context.clock, moments[-1].time if moments else None),
    )


def _listed(context: TurnContext) -> tuple[Acquaintance, ...]:
    """Who is named: of a crowd those who are related, and a sample that stays the same.

    Whoever speaks to the person is named where they speak.
    """
    others = context.others
    if len(others) <= CROWD:
        return tuple(others)
    named = _places(context.person, len(others), tuple(related(others)[:NAMED]))
    return tuple(others[at] for at in named)


@lru_cache(maxsize=20_000)
def _places(person: str, crowd: int, related: tuple[int, ...]) -> tuple[int, ...]:
    """Which of a crowd are named, in order."""
    rest: Sequence[int] = range(crowd)
    if related:
        rest = sorted({*rest} - {*related})
    sample = stream(0, "crowd", person).sample(rest, NAMED - len(related))
    return tuple(sorted((*related, *sample)))


def _grouped(others: tuple[Acquaintance, ...]) -> list[tuple[str, list[str]]]:
    """Names under each relation, so that strangers cost one line."""
    groups: dict[str, list[str]] = {}
    for other in others:
        groups.setdefault(other.relation, []).append(other.name)
    return list(groups.items())


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _readable(value: Mapping[str, Any]) -> str:
    text = _dumped(value, _Dumper)
    # libyaml escapes emoji and the like, which would cost tokens and read badly.
    return _dumped(value, yaml.SafeDumper) if "\\" in text else text


def _dumped(value: Mapping[str, Any], dumper: Any) -> str:
    text: str = yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text.strip()


def in_order(persona: Mapping[str, Any]) -> dict[str, Any]:
    """A persona as it reads best: customary keys first, the way of speaking last.

    Where it comes from is nothing that a model has to know.
    """
    customary = [key for name in CUSTOMARY if name != LAST for key in (name, name + DETAIL)]
    known = [key for key in customary if key in persona]
    rest = [key for key in persona if key not in {*known, LAST, PROVENANCE}]
    return {key: persona[key] for key in (*known, *rest, *([LAST] if LAST in persona else []))}


def _introduced(people: Mapping[str, Mapping[str, Any]]) -> str:
    return "; ".join(_introduce(name, persona) for name, persona in people.items())


def _introduce(name: str, persona: Mapping[str, Any]) -> str:
    occupation = persona.get("occupation")
    if isinstance(occupation, Mapping):
        occupation = occupation.get("title")
    facts = [persona.get("age"), persona.get("gender"), persona.get("residence"), occupation]
    return f"{name} ({', '.join(str(fact) for fact in facts if fact)})"
