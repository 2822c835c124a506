"""What happened: events, their folds, and the contexts that prompts are rendered from.

Why this floor exists: everything that a run knows is a function of its events.

object        | role                                     | lifetime
Event         | one fact of the story                    | for ever, in the store
WorldState    | what the events so far amount to         | rebuilt by a fold
Context       | what one request is rendered from        | one request
*Reply        | the shape of what a model answers        | one request
"""

from tinytroupe_cli.events._contexts import (
    Acquaintance,
    ActionKind,
    ConsolidateContext,
    Context,
    ExtractContext,
    JudgeContext,
    MinibioContext,
    TurnContext,
)
from tinytroupe_cli.events._events import (
    Access,
    Action,
    BaseEvent,
    BoundHit,
    ClockMoved,
    ContextChanged,
    Defined,
    Event,
    Failure,
    Idle,
    Joined,
    Judged,
    Left,
    Moment,
    Noted,
    Observation,
    Related,
    Remembered,
    Repeated,
    RoundStarted,
    State,
    StepStarted,
    Stimulus,
    StimulusType,
    Turn,
    Undelivered,
    WorldOpened,
    parse_event,
)
from tinytroupe_cli.events._replies import (
    ActionReply,
    JudgeReply,
    MemoriesReply,
    MinibioReply,
    StateReply,
    TurnReply,
)
from tinytroupe_cli.events._state import CALM, PersonState, WorldState, fold

__all__ = [
    "CALM",
    "Access",
    "Acquaintance",
    "Action",
    "ActionKind",
    "ActionReply",
    "BaseEvent",
    "BoundHit",
    "ClockMoved",
    "ConsolidateContext",
    "Context",
    "ContextChanged",
    "Defined",
    "Event",
    "ExtractContext",
    "Failure",
    "Idle",
    "Joined",
    "JudgeContext",
    "JudgeReply",
    "Judged",
    "Left",
    "MemoriesReply",
    "MinibioContext",
    "MinibioReply",
    "Moment",
    "Noted",
    "Observation",
    "PersonState",
    "Related",
    "Remembered",
    "Repeated",
    "RoundStarted",
    "State",
    "StateReply",
    "StepStarted",
    "Stimulus",
    "StimulusType",
    "Turn",
    "TurnContext",
    "TurnReply",
    "Undelivered",
    "WorldOpened",
    "WorldState",
    "fold",
    "parse_event",
]
