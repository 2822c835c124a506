"""Who can reach whom, and how they are related."""

from __future__ import annotations

from collections.abc import Mapping

from tinytroupe_cli.events import Acquaintance, PersonState, WorldState
from tinytroupe_cli.ids import match_name


def reachable(world: WorldState, person: PersonState) -> tuple[Acquaintance, ...]:
    """Everyone the person can talk to now, in roster order.

    Being made reachable or unreachable by name comes first; then, with relations given or in a
    social network, only those related reach each other; else everyone present does.
    """
    if not person.present:
        return ()
    return tuple(
        Acquaintance(other.name, relation_to(world, person, other.name))
        for other in world.people.values()
        if other.present and other.name != person.name and _reaches(world, person, other.name)
    )


def relation_to(world: WorldState, person: PersonState, other: str) -> str:
    """What the other is to the person: as the world says, else as the persona says, else ''."""
    said = person.access.get(other) or world.relations.get(frozenset((person.name, other)))
    return said or _from_persona(person.persona, other)


def _reaches(world: WorldState, person: PersonState, other: str) -> bool:
    if other in person.access:
        return person.access[other] is not None
    if world.kind == "social_network" or world.relations:
        return frozenset((person.name, other)) in world.relations
    return True


def _from_persona(persona: Mapping[str, object], other: str) -> str:
    relationships = persona.get("relationships")
    if not isinstance(relationships, list):
        return ""
    for entry in relationships:
        if not isinstance(entry, Mapping):
            continue
        facts = {str(key).lower(): str(value) for key, value in entry.items()}
        if match_name(facts.get("name", ""), [other]):
            return facts.get("description", "")
    return ""
