"""State is a fold: what a world and its people are is a function of the events so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import permutations
from typing import Any

from tinytroupe_cli.events import _events as e
from tinytroupe_cli.events._crowd import Crowd
from tinytroupe_cli.events._survey import Answer

CALM = "calm"


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
    given: tuple[str, ...] = ()
    """Goals that came from outside and that the person still has."""
    waits: bool = False
    """True when the last turn did nothing: the person waits for something to happen."""

    missed: bool = False
    """True once others said more than the person could take in."""
    voices: tuple[str, ...] = ()
    """Who spoke to the person from outside of the world and can be answered; '' is unnamed."""

    def is_awake(self) -> bool:
        """Whether there is something to act on: something new, or a goal that was given.

        A goal that the person made up wakes nobody, or else no conversation would ever end;
        neither does one that was given to somebody who chose to wait.
        """
        return bool(self.inbox) or (bool(self.given) and not self.waits)

    def copy(self) -> PersonState:
        """The same state, to be moved on by itself; events and personas never change."""
        return replace(
            self,
            history=list(self.history),
            inbox=list(self.inbox),
            memories=list(self.memories),
            access=dict(self.access),
        )


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
    ties: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)
    """Pairs of people and what they are to each other, by every name that was given."""
    closed: bool = False
    """True when only those who are related reach each other."""
    _here: Crowd | None = field(default=None, compare=False, repr=False)

    @property
    def here(self) -> Crowd:
        """The names of those who are here, in roster order; another one when that changes."""
        # Made when it is asked for: thousands who come in a row would each make another.
        if self._here is None:
            self._here = Crowd(person.name for person in self.people.values() if person.present)
        return self._here

    def present(self) -> list[str]:
        """The names of those who are here, in roster order."""
        return list(self.here)

    def apply(self, event: e.Event) -> None:
        """Move on by one event."""
        self.seq, self.time = event.seq, event.time
        self.step, self.round = event.step, event.round
        handler = _HANDLERS.get(event.kind)
        if handler is not None:
            handler(self, event)

    def copy(self) -> WorldState:
        """The same state, to be moved on by itself."""
        people = {name: person.copy() for name, person in self.people.items()}
        return replace(self, people=people, ties=dict(self.ties))


def fold(events: Iterable[e.Event], state: WorldState | None = None) -> WorldState:
    """The state after the events; the state given is left as it was.

    fold(a + b) == fold(b, fold(a)).
    """
    result = WorldState() if state is None else state.copy()
    for event in events:
        result.apply(event)
    return result


def _world(state: WorldState, event: e.WorldOpened) -> None:
    state.name, state.kind = event.name, event.world
    state.closed = event.world == "social_network"


def _join(state: WorldState, event: e.Joined) -> None:
    known = state.people.get(event.person)
    if known is None:
        state.people[event.person] = PersonState(event.person, event.persona, state.name)
    else:
        known.present, known.persona = True, event.persona
    state._here = None  # noqa: SLF001 - the state's own fold


def _leave(state: WorldState, event: e.Left) -> None:
    state.people[event.person].present = False
    state._here = None  # noqa: SLF001 - the state's own fold


def _relation(state: WorldState, event: e.Related) -> None:
    # A world that opens with relations is meant to be walked along them. People who get to know
    # each other later lose nobody by it.
    state.closed = state.closed or event.step == 0
    for one, other in permutations(dict.fromkeys(event.between), 2):
        pair = frozenset((one, other))
        state.ties[pair] = _with(state.ties.get(pair, ()), event.name)


def _access(state: WorldState, event: e.Access) -> None:
    state.people[event.person].access[event.other] = event.relation


def _define(state: WorldState, event: e.Defined) -> None:
    state.people[event.person].persona = event.persona


def _stimulus(state: WorldState, event: e.Stimulus) -> None:
    person = state.people[event.person]
    person.inbox.append(event)
    if event.stimulus == "CONVERSATION" and event.source not in state.people:
        person.voices = _with(person.voices, event.source or "")
    if event.stimulus == "LOCATION":
        person.place = event.content
    if event.stimulus == "INTERNAL_GOAL_FORMULATION":
        person.goals = _with(person.goals, event.content)
        person.given = _with(person.given, event.content)


def _with(texts: tuple[str, ...], text: str) -> tuple[str, ...]:
    return texts if text in texts else (*texts, text)


def _context(state: WorldState, event: e.ContextChanged) -> None:
    state.people[event.person].context = event.context


def _turn(state: WorldState, event: e.Turn) -> None:
    person = state.people[event.person]
    missed = frozenset(event.missed)
    person.history += [
        moment
        for moment in person.inbox
        if moment.seq <= event.perceived and moment.seq not in missed
    ]
    person.missed = person.missed or bool(missed)
    person.inbox = [moment for moment in person.inbox if moment.seq > event.perceived]
    person.turns += 1
    person.waits = True


def _action(state: WorldState, event: e.Action) -> None:
    person = state.people[event.person]
    person.history.append(event)
    if event.action not in {"THINK", "DONE"}:
        person.waits = False
    for name in event.heard_by:
        state.people[name].inbox.append(event)


def _own(state: WorldState, event: e.Observation | e.Repeated) -> None:
    state.people[event.person].history.append(event)


def _answer(state: WorldState, event: Answer) -> None:
    if event.remembered and event.status == "answered":
        # Behind what is not answered yet, so that what was lived through stays in order.
        person = state.people[event.person]
        (person.inbox or person.history).append(event)


def _undelivered(state: WorldState, event: e.Undelivered) -> None:
    state.people[event.person].inbox.append(event)


def _state(state: WorldState, event: e.State) -> None:
    person = state.people[event.person]
    person.goals, person.context = event.goals, event.context
    person.attention, person.emotions = event.attention, event.emotions
    for moment in person.inbox:
        # A goal that came after the person had made up their mind is not forgotten by it.
        if isinstance(moment, e.Stimulus) and moment.stimulus == "INTERNAL_GOAL_FORMULATION":
            person.goals = _with(person.goals, moment.content)
    person.given = tuple(goal for goal in person.given if goal in person.goals)


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
    "answer": _answer,
    "observation": _own,
    "undelivered": _undelivered,
    "repetition": _own,
    "state": _state,
    "memory": _memory,
}
