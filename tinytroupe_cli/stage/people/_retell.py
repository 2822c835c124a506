"""Moving house: what somebody is, knows and went through becomes events of the world they join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.sim import World, persona_json
from tinytroupe_cli.stage.people._memories import Memories


def retell(world: World, person: e.PersonState, memories_of: Memories) -> None:
    """Let somebody come into a world with all they bring.

    A world's state is the fold of its events, so nothing is carried over beside them: persona,
    memories, history, unanswered perceptions, whom they can reach and the cognitive state are told
    again as events of this world, at its clock. What others said elsewhere comes as a stimulus with
    its source, since those others may not be here.
    """
    name = person.name
    known = world.state.people.get(name)
    memories = [text for text in person.memories if known is None or text not in known.memories]
    if known is not None:
        with memories_of.closed():
            _forget(world, known)
    world.emit(e.Joined, person=name, persona=persona_json(person.persona))
    for other, relation in person.access.items():
        world.emit(e.Access, person=name, other=other, relation=relation)
    if memories:
        world.emit(e.Remembered, person=name, memories=tuple(memories), moments=0)
    _lived(world, name, person.history)
    for moment in person.inbox:
        _tell(world, name, moment)
    world.emit(
        e.State,
        person=name,
        goals=person.goals,
        attention=person.attention,
        emotions=person.emotions,
        context=person.context,
    )


def relive(world: World, name: str, history: Sequence[e.Moment], memories_of: Memories) -> None:
    """Let somebody have lived through nothing but this; what is unanswered stays so."""
    known = world.state.people[name]
    waiting = [*known.inbox]
    with memories_of.closed():
        _forget(world, known)
    _lived(world, name, history)
    for moment in waiting:
        _tell(world, name, moment)


def _forget(world: World, known: e.PersonState) -> None:
    """Empty what is left from an earlier stay: whoever comes back brings all of it along."""
    if known.inbox:
        world.emit(e.Turn, person=known.name, perceived=world.state.seq)
    if known.history:
        world.emit(e.Remembered, person=known.name, memories=(), moments=len(known.history))


def _lived(world: World, name: str, history: Sequence[e.Moment]) -> None:
    """Perceptions and deeds in their order: what came before a deed was perceived by then."""
    waiting = False
    for moment in history:
        perceived = moment.person != name or isinstance(moment, e.Stimulus | e.Undelivered)
        if waiting and not perceived:
            world.emit(e.Turn, person=name, perceived=world.state.seq)
        _tell(world, name, moment)
        waiting = perceived
    if waiting:
        world.emit(e.Turn, person=name, perceived=world.state.seq)


def _tell(world: World, name: str, moment: e.Moment) -> None:
    kind, facts = _told(name, moment)
    world.emit(kind, person=name, **facts)


def _told(name: str, moment: e.Moment) -> tuple[type[e.BaseEvent], dict[str, Any]]:
    """A moment as an event about this person alone."""
    if isinstance(moment, e.Action) and moment.person != name:
        stimulus = {"stimulus": "CONVERSATION", "source": moment.person}
        return e.Stimulus, stimulus | {"content": moment.content}
    facts = moment.model_dump(exclude={"seq", "step", "round", "time", "kind", "person"})
    if isinstance(moment, e.Action):
        facts["heard_by"] = ()
    return type(moment), facts
