"""Who can reach whom, and how they are related."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinytroupe_cli.events import Acquaintance, Others, PersonState, Rest, WorldState
from tinytroupe_cli.ids import Names, match_name

_EVERYONE = frozenset({"", "everyone", "everybody", "all"})

_UNNAMED = frozenset({"somebody", "someone", "user", "the user"})


def near(world: WorldState, person: PersonState) -> Sequence[str]:
    """The names of everyone the person can talk to now, in roster order.

    Being made reachable or unreachable by name comes first; then, in a social network or a world
    that opened with relations, only those related reach each other; else everyone present does.
    """
    if not person.present:
        return ()
    if world.closed or person.access:
        return tuple(
            other for other in world.here if other != person.name and _reaches(world, person, other)
        )
    return Rest(world.here, person.name)


def reachable(world: WorldState, person: PersonState) -> Sequence[Acquaintance]:
    """Everyone the person can talk to now and what they are to the person.

    A relation is told as the world says, else as the persona says, else not at all; of several
    names each is told.
    """
    names = near(world, person)
    told = _from_persona(person, names.crowd.known if isinstance(names, Rest) else Names(names))
    if world.ties or person.access:
        told |= _from_world(world, person, names)
    if isinstance(names, Rest):
        return Others(names, told)
    return tuple(Acquaintance(name, told.get(name, "")) for name in names)


def meant(target: str | None, names: Sequence[str]) -> tuple[str, ...]:
    """Which of the names a target means: all of them, one, or none."""
    if to_everyone(target):
        return tuple(names)
    wanted = target or ""
    found = names.match(wanted) if isinstance(names, Rest) else match_name(wanted, names)
    return () if found is None else (found,)


def voice_meant(target: str | None, person: PersonState) -> str | None:
    """Whom of those who spoke to the person from outside a target means; '' is an unnamed voice.

    Who asks from outside, such as the user, is nobody of this world but is not talked to in vain.
    """
    if to_everyone(target) or (target or "").casefold() in _UNNAMED:
        return person.voices[-1] if person.voices else None
    return match_name(target or "", person.voices)


def to_everyone(target: str | None) -> bool:
    """Whether a target means everyone within reach."""
    return (target or "").casefold() in _EVERYONE


def _reaches(world: WorldState, person: PersonState, other: str) -> bool:
    if other in person.access:
        return person.access[other] is not None
    return not world.closed or frozenset((person.name, other)) in world.ties


def _from_world(world: WorldState, person: PersonState, names: Sequence[str]) -> dict[str, str]:
    """Name -> relation, for those of the names that the world says something of."""
    told: dict[str, str] = {}
    for name in names:
        ties = world.ties.get(frozenset((person.name, name)), ())
        relation = ", ".join(filter(None, (person.access.get(name), *ties)))
        if relation:
            told[name] = relation
    return told


def _from_persona(person: PersonState, names: Names) -> dict[str, str]:
    """Name -> relation, for those of the names that the persona has a relationship with."""
    relationships = person.persona.get("relationships")
    told: dict[str, str] = {}
    for entry in relationships if isinstance(relationships, list) else ():
        if not isinstance(entry, Mapping):
            continue
        facts = {str(key).lower(): str(value) for key, value in entry.items()}
        whom = names.match(facts.get("name", ""), besides=person.name)
        if whom is not None:
            told.setdefault(whom, facts.get("description", ""))
    return told
