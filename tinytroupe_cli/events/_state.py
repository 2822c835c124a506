"""State is a fold: what a world and its people are is a function of the events so far."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tinytroupe_cli.events import _events as e

CALM = "Nothing in particular, just calm."


@dataclass(slots=True)
class PersonState:
    """A person at one moment of a run."""

    name: str
    persona: dict[str, Any]
    place: str
    present: bool = True
    history: list[e.Moment] = field(default_factory=list)
    """What the person has lived through and answered to, since the last consolidation."""
    inbox: list[e.Moment] = field(default_factory=list)
    """What the person has perceived and not yet answered."""
    memories: list[str] = field(default_factory=list)
    """What consolidation kept of older history."""
    goals: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    attention: str = ""
    emotions: str = CALM
    access: dict[str, str | None] = field(default_factory=dict)
    """Overrides of who can be reached: name -> relation, or None for not."""
    turns: int = 0


@dataclass(slots=True)
class WorldState:
    """A world at one moment of a run; `apply` moves it on by one event."""

    name: str = ""
    kind: str = "world"
    time: datetime | None = None
    seq: int = 0
    step: int = 0
    round: int | None = None
    people: dict[str, PersonState] = field(default_factory=dict)
    relations: dict[frozenset[str], str] = field(default_factory=dict)
    """Pairs of people and what they are to each other."""

    def present(self) -> list[str]:
        """The names of those who are here, in roster order."""
        return [person.name for person in self.people.values() if person.present]

    def apply(self, event: e.Event) -> None:
        """Move on by one event."""
        self.seq, self.time = event.seq, event.time
        self.step, self.round = event.step, event.round
        handler = _HANDLERS.get(event.kind)
        if handler is not None:
            handler(self, event)


def fold(events: Iterable[e.Event], state: WorldState | None = None) -> WorldState:
    """The state after the events; the state given is left as it was.

    fold(a + b) == fold(b, fold(a)).
    """
    result = WorldState() if state is None else deepcopy(state)
    for event in events:
        result.apply(event)
    return result


def _world(state: WorldState, event: e.WorldOpened) -> None:
    state.name, state.kind = event.name, event.world


def _join(state: WorldState, event: e.Joined) -> None:
    known = state.people.get(event.person)
    if known is None:
        state.people[event.person] = PersonState(event.person, event.persona, state.name)
    else:
        known.present, known.persona = True, event.persona


def _leave(state: WorldState, event: e.Left) -> None:
    state.people[event.person].present = False


def _relation(state: WorldState, event: e.Related) -> None:
    for one in event.between:
        for other in event.between:
            if one != other:
                state.relations[frozenset((one, other))] = event.name


def _access(state: WorldState, event: e.Access) -> None:
    state.people[event.person].access[event.other] = event.relation


def _define(state: WorldState, event: e.Defined) -> None:
    state.people[event.person].persona = event.persona


def _stimulus(state: WorldState, event: e.Stimulus) -> None:
    person = state.people[event.person]
    person.inbox.append(event)
    if event.stimulus == "LOCATION":
        person.place = event.content
    if event.stimulus == "INTERNAL_GOAL_FORMULATION" and event.content not in person.goals:
        person.goals = (*person.goals, event.content)


def _context(state: WorldState, event: e.ContextChanged) -> None:
    state.people[event.person].context = event.context


def _turn(state: WorldState, event: e.Turn) -> None:
    person = state.people[event.person]
    person.history += [moment for moment in person.inbox if moment.seq <= event.perceived]
    person.inbox = [moment for moment in person.inbox if moment.seq > event.perceived]
    person.turns += 1


def _action(state: WorldState, event: e.Action) -> None:
    state.people[event.person].history.append(event)
    for name in event.heard_by:
        state.people[name].inbox.append(event)


def _own(state: WorldState, event: e.Observation | e.Repeated) -> None:
    state.people[event.person].history.append(event)


def _undelivered(state: WorldState, event: e.Undelivered) -> None:
    state.people[event.person].inbox.append(event)


def _state(state: WorldState, event: e.State) -> None:
    person = state.people[event.person]
    person.goals, person.context = event.goals, event.context
    person.attention, person.emotions = event.attention, event.emotions


def _memory(state: WorldState, event: e.Remembered) -> None:
    person = state.people[event.person]
    person.memories += event.memories
    person.history = person.history[event.moments :]


_HANDLERS: dict[str, Any] = {
    "world": _world,
    "join": _join,
    "leave": _leave,
    "relation": _relation,
    "access": _access,
    "define": _define,
    "stimulus": _stimulus,
    "context": _context,
    "turn": _turn,
    "action": _action,
    "observation": _own,
    "undelivered": _undelivered,
    "repetition": _own,
    "state": _state,
    "memory": _memory,
}
