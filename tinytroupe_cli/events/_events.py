"""What can happen in a world: one frozen model per kind, told apart by `kind`.

The events of a run are its story. They hold the world's time, never the wall's, and refer to
the call behind them by its key.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from tinytroupe_cli.events._base import BaseEvent
from tinytroupe_cli.events._survey import Answer, Posed

StimulusType = Literal[
    "CONVERSATION", "SOCIAL", "LOCATION", "VISUAL", "THOUGHT", "INTERNAL_GOAL_FORMULATION"
]


class WorldOpened(BaseEvent):
    """A world begins."""

    kind: Literal["world"] = "world"
    name: str
    world: Literal["world", "social_network"] = "world"


class StepStarted(BaseEvent):
    """A step of the scenario begins."""

    kind: Literal["step"] = "step"
    verb: str


class RoundStarted(BaseEvent):
    """A round begins; the clock has moved on."""

    kind: Literal["round"] = "round"


class Joined(BaseEvent):
    """Somebody comes in, or comes back."""

    kind: Literal["join"] = "join"
    person: str
    persona: dict[str, Any]
    """The whole persona, as resolved."""


class Left(BaseEvent):
    """Somebody leaves and can't be reached any more."""

    kind: Literal["leave"] = "leave"
    person: str


class Related(BaseEvent):
    """People are related from now on, all of them to each other."""

    kind: Literal["relation"] = "relation"
    between: tuple[str, ...]
    name: str


class Access(BaseEvent):
    """One person can or cannot reach another from now on, in this direction."""

    kind: Literal["access"] = "access"
    person: str
    other: str
    relation: str | None
    """How the person sees the other; None: cannot reach."""


class Defined(BaseEvent):
    """A persona is changed."""

    kind: Literal["define"] = "define"
    person: str
    persona: dict[str, Any]
    """The whole persona after the change."""
    changed: tuple[str, ...] = ()
    """The top-level keys that changed."""


class Stimulus(BaseEvent):
    """Somebody perceives something that no person of the world did."""

    kind: Literal["stimulus"] = "stimulus"
    person: str
    stimulus: StimulusType
    source: str | None = None
    content: str
    to_all: bool = False
    """Whether everybody who is here perceives it with them."""


class ContextChanged(BaseEvent):
    """The circumstances that somebody is in."""

    kind: Literal["context"] = "context"
    person: str
    context: tuple[str, ...]


class Turn(BaseEvent):
    """Somebody's turn begins: what follows was decided on all up to `perceived`."""

    kind: Literal["turn"] = "turn"
    person: str
    perceived: int
    """The seq of the newest event that the person knew of."""
    missed: tuple[int, ...] = ()
    """The seq of what others said meanwhile and was too much to take in; it can be recalled."""
    calls: tuple[str, ...] = ()
    """The keys of the calls behind the turn, in the ledger."""


class Action(BaseEvent):
    """Somebody does something."""

    kind: Literal["action"] = "action"
    person: str
    action: str
    """TALK, THINK, REACH_OUT, DONE, or what a faculty adds."""
    target: str | None = None
    content: str = ""
    heard_by: tuple[str, ...] = ()
    """Who else perceives it."""


class Observation(BaseEvent):
    """What somebody's action brought to light for them: memories, a document, a tool's result."""

    kind: Literal["observation"] = "observation"
    person: str
    action: str
    content: str


class Undelivered(BaseEvent):
    """An action that did not reach its target; the person learns of it."""

    kind: Literal["undelivered"] = "undelivered"
    person: str
    action: str
    target: str
    content: str
    """Why, as told to the person."""


class Repeated(BaseEvent):
    """Something not said because the person had said nearly the same; the person learns of it."""

    kind: Literal["repetition"] = "repetition"
    person: str
    action: str
    content: str


class State(BaseEvent):
    """The cognitive state after a turn."""

    kind: Literal["state"] = "state"
    person: str
    goals: tuple[str, ...] = ()
    attention: str = ""
    emotions: str = ""
    context: tuple[str, ...] = ()


class Remembered(BaseEvent):
    """The oldest block of somebody's history becomes memories."""

    kind: Literal["memory"] = "memory"
    person: str
    memories: tuple[str, ...]
    moments: int
    """How many of the oldest moments of the history these memories replace."""


class Idle(BaseEvent):
    """Those who had nothing new and took no turn in this round."""

    kind: Literal["idle"] = "idle"
    people: tuple[str, ...]


class Judged(BaseEvent):
    """A condition was put to the model."""

    kind: Literal["judgement"] = "judgement"
    condition: str
    met: bool
    reason: str = ""


class ClockMoved(BaseEvent):
    """Time passed with nobody acting; `time` is the clock afterwards."""

    kind: Literal["clock"] = "clock"


class Noted(BaseEvent):
    """A remark for the reader."""

    kind: Literal["note"] = "note"
    content: str


class BoundHit(BaseEvent):
    """A bound stopped something that would have gone on."""

    kind: Literal["bound"] = "bound"
    person: str
    reason: str


class Failure(BaseEvent):
    """A call that failed for good."""

    kind: Literal["failure"] = "failure"
    person: str | None = None
    purpose: str
    error: str
    """The error's class name, such as RefusedError."""
    reason: str


Event = Annotated[
    WorldOpened
    | StepStarted
    | RoundStarted
    | Joined
    | Left
    | Related
    | Access
    | Defined
    | Stimulus
    | ContextChanged
    | Turn
    | Action
    | Observation
    | Undelivered
    | Repeated
    | State
    | Remembered
    | Idle
    | Judged
    | ClockMoved
    | Noted
    | Posed
    | Answer
    | BoundHit
    | Failure,
    Field(discriminator="kind"),
]
"""Any event; `kind` is looked up, so a wrong field gives one error and not one per kind."""

Moment = Stimulus | Action | Observation | Undelivered | Repeated | Answer
"""What stands in a person's history."""

_adapter: TypeAdapter[Event] = TypeAdapter(Event)


def parse_event(data: dict[str, Any]) -> Event:
    """An event from its JSON form.

    Raises:
        pydantic.ValidationError: the data is no event.
    """
    return _adapter.validate_python(data)
