"""What the records of a list are about: proposals, people, or sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tinytroupe_cli.llm._providers.offline._place import Place, Reading
from tinytroupe_cli.llm._providers.offline._roles import persona_field, role_of, words_of
from tinytroupe_cli.llm._providers.offline._text import word_set
from tinytroupe_cli.llm._providers.offline._text_answers import texts_for

_BY_SENTENCE = ("problem", "need", "pros", "cons", "question", "quote")
_PER_PERSON = word_set("""
people persons participants respondents speakers votes voters ratings opinions profiles customers
travellers travelers feedback answers judgements judgments
""")


def entries(
    reading: Reading, place: Place, roles: Sequence[str], properties: Mapping[str, Any]
) -> Iterable[Place]:
    """The places of a list's records, one for each thing that the list is about.

    Args:
        reading: what is read.
        place: the list's place.
        roles: what the records' properties ask for.
        properties: the properties themselves.
    """
    about = _about(reading, place, roles, properties)
    siblings = frozenset(roles)
    if about == "idea":
        mine = [one for one in reading.transcript.proposals if place.person in {None, one.person}]
        return [replace(place, proposal=one, siblings=siblings) for one in mine]
    if about == "person":
        one = place.person or reading.context.person
        names = [one] if one else reading.transcript.speakers
        return [replace(place, person=name, siblings=siblings) for name in names]
    wanted = replace(place, siblings=siblings)
    if role_of(place.name) != about:
        named = next(
            (name for name, role in zip(properties, roles, strict=True) if role == about),
            place.name,
        )
        wanted = replace(wanted, name=named)
    return [replace(place, said=one, person=one.person, siblings=siblings)
            for one in texts_for(reading, wanted)]  # fmt: skip


def _about(
    reading: Reading, place: Place, roles: Sequence[str], properties: Mapping[str, Any]
) -> str:
    """`idea`, `person`, or the role of the sentences."""
    list_role = reading.role(place)
    if list_role == "idea" or "idea" in roles:
        return "idea"
    if list_role in _BY_SENTENCE:
        return list_role
    if set(words_of(place.name)) & _PER_PERSON:
        return "person"
    if {"choice", "rating"} & {*roles, list_role}:
        return "person"
    if any(persona_field(name) not in {None, "name"} for name in properties):
        return "person"
    for role in _BY_SENTENCE:
        if role in roles:
            return role
    if "content" in {list_role, *roles}:
        return "person"
    if "title" in roles and reading.transcript.proposals:
        return "idea"
    return "summary"
