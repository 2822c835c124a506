"""The messages of each kind of request.

Stable parts come first so that providers' prefix caches serve them: the rules (the same bytes
for everyone), the persona (the same for all turns of a person), the history (it only grows at
its end until consolidation), and last what is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from tinytroupe_cli.events import (
    Acquaintance,
    ConsolidateContext,
    ExtractContext,
    JudgeContext,
    MinibioContext,
    TurnContext,
)
from tinytroupe_cli.ids import canonical_json, plain
from tinytroupe_cli.prompts._moments import describe
from tinytroupe_cli.prompts._templates import render

Pair = tuple[str, str]
"""Role and content of a chat message."""


def turn_messages(context: TurnContext) -> tuple[Pair, ...]:
    """The messages that ask a person for their turn."""
    history = "\n".join(describe(moment, context.person) for moment in context.history)
    return (
        ("system", _rules(tuple((kind.name, kind.description) for kind in context.actions),
                          context.guards)),
        ("system", _persona(context.person, canonical_json(context.persona))),
        ("user", f"What you have lived through so far:\n{history or '(nothing yet)'}"),
        ("user", _state(context)),
    )  # fmt: skip


def consolidate_messages(context: ConsolidateContext) -> tuple[Pair, ...]:
    """The messages that turn a block of history into memories."""
    lines = [describe(moment, context.person) for moment in context.moments]
    return (
        ("system", render("consolidate.j2", person=context.person)),
        ("user", "\n".join(lines)),
    )


def judge_messages(context: JudgeContext) -> tuple[Pair, ...]:
    """The messages that put a condition to the model."""
    lines = [describe(moment) for moment in context.moments]
    return (
        ("system", render("judge.j2")),
        ("user", "\n".join(lines)),
        ("user", f"Condition: {context.condition}"),
    )


def extract_messages(context: ExtractContext) -> tuple[Pair, ...]:
    """The messages that ask a question about what happened; each utterance stands once."""
    lines = [describe(moment) for moment in context.moments]
    people = [_introduce(name, persona) for name, persona in context.people.items()]
    return (
        ("system", render("extract.j2")),
        ("user", "Transcript:\n" + "\n".join(lines)),
        ("user", render("extract_question.j2", context=context, people=people)),
    )


def minibio_messages(context: MinibioContext) -> tuple[Pair, ...]:
    """The messages that ask for a short introduction of a person."""
    return (
        ("system", render("minibio.j2", requirements=context.requirements)),
        ("user", _readable(plain(context.persona))),
    )


@lru_cache(maxsize=64)
def _rules(actions: tuple[Pair, ...], guards: tuple[str, ...]) -> str:
    return render("rules.j2", actions=actions, guards=guards)


@lru_cache(maxsize=20_000)
def _persona(person: str, persona: str) -> str:
    # The persona comes as its JSON text so that one rendering serves all turns of a person.
    facts = yaml.safe_load(persona)
    return render("persona.j2", person=person, facts=_readable(facts))


def _state(context: TurnContext) -> str:
    return render(
        "state.j2",
        context=context,
        news=[describe(moment, context.person) for moment in context.inbox],
        observed=[describe(moment, context.person) for moment in context.observed],
        others=_grouped(context.others),
    )


def _grouped(others: tuple[Acquaintance, ...]) -> list[tuple[str, list[str]]]:
    """Names under each relation, so that a crowd of strangers costs one line."""
    groups: dict[str, list[str]] = {}
    for other in others:
        groups.setdefault(other.relation, []).append(other.name)
    return list(groups.items())


def _readable(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    return text.strip()


def _introduce(name: str, persona: Mapping[str, Any]) -> str:
    occupation = persona.get("occupation")
    if isinstance(occupation, Mapping):
        occupation = occupation.get("title")
    facts = [persona.get("age"), persona.get("gender"), persona.get("residence"), occupation]
    return f"{name} ({', '.join(str(fact) for fact in facts if fact)})"
