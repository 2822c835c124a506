"""What each kind of request is rendered from.

They are typed so that templates and the offline engine read the same facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tinytroupe_cli.events._crowd import Acquaintance
from tinytroupe_cli.events._events import Moment
from tinytroupe_cli.events._survey import QuestionType


@dataclass(frozen=True, slots=True)
class ActionKind:
    """One thing that a person can do in a turn."""

    name: str
    description: str
    """What it does, what target and content mean; read by the model."""
    observes: bool = False
    """True when its result comes back within the turn, so that it ends the reply."""
    lasting: bool = True
    """False for what can be done only now and then: it is told with what is new, not as a rule."""


@dataclass(frozen=True, slots=True)
class TurnContext:
    """All that a person knows when their turn comes."""

    person: str
    persona: Mapping[str, Any]
    clock: datetime
    place: str
    others: Sequence[Acquaintance]
    """Who can be talked to, in roster order."""
    goals: tuple[str, ...]
    context: tuple[str, ...]
    attention: str
    emotions: str
    memories: tuple[str, ...]
    """Older memories that matter now, recalled by full-text search."""
    history: tuple[Moment, ...]
    """What was lived through and answered, oldest first."""
    inbox: tuple[Moment, ...]
    """Every unanswered stimulus, oldest first."""
    observed: tuple[Moment, ...]
    """What the person did and found out earlier in this same turn."""
    actions: tuple[ActionKind, ...]
    turn: int
    """How many turns the person has taken before."""
    rounds_left: int | None
    """How many rounds come after this one; None outside of rounds."""
    parallel: bool = False
    """True where people act on the same moment, so that lines may cross each other."""
    guards: tuple[str, ...] = ("harmful_content", "copyright")
    """Which of the optional rules are on."""
    missed: tuple[str, ...] = ()
    """Who else spoke meanwhile, too many to be taken in at once."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of a survey, as it is shown to one person."""

    name: str
    type: QuestionType
    text: str
    options: Mapping[str, str] = field(default_factory=dict)
    """Label -> what it stands for, in the order in which they are shown."""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    choose: tuple[int, int] | None = None
    """How many options at least and at the most; of a ranking, how many places."""
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """Something that is shown with questions: a text or an image."""

    name: str
    """What it is called in the request."""
    text: str = ""
    media: str = ""
    """The media type of an image, such as image/png."""
    digest: str = ""
    """The identity of an image; its bytes go beside the messages."""


@dataclass(frozen=True, slots=True)
class AskContext:
    """All that a person knows when questions are put to them, and the questions."""

    person: str
    persona: Mapping[str, Any]
    clock: datetime
    place: str
    context: tuple[str, ...]
    attention: str
    emotions: str
    memories: tuple[str, ...]
    """Older memories that matter for the questions, recalled by full-text search."""
    history: tuple[Moment, ...]
    """What was lived through, answered or not, oldest first."""
    material: tuple[Material, ...]
    """What everyone who is asked gets to see."""
    questions: tuple[Asking, ...]
    guards: tuple[str, ...] = ("harmful_content", "copyright")
    """Which of the optional rules are on."""


@dataclass(frozen=True, slots=True)
class ConsolidateContext:
    """The oldest block of a person's history, to be turned into memories."""

    person: str
    persona: Mapping[str, Any]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class JudgeContext:
    """A condition to be judged on what happened."""

    condition: str
    people: Mapping[str, Mapping[str, Any]]
    """Name -> persona, of everyone who takes part."""
    moments: tuple[Moment, ...]
    """What was said and done, each utterance once, oldest first."""


@dataclass(frozen=True, slots=True)
class ExtractContext:
    """A question about what happened, to be answered by a JSON Schema."""

    objective: str
    situation: str | None
    person: str | None
    """Whose answers are wanted; None: of the whole world."""
    people: Mapping[str, Mapping[str, Any]]
    """Name -> persona, of everyone who took part."""
    moments: tuple[Moment, ...]
    """The transcript: each utterance once, oldest first."""
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MinibioContext:
    """A persona to be introduced in a few sentences."""

    person: str
    persona: Mapping[str, Any]
    requirements: str | None = None


@dataclass(frozen=True, slots=True)
class LifeContext:
    """Facts about somebody, around which a life is to be written."""

    person: str
    facts: Mapping[str, Any]
    """What is fixed: sampled, or given; without the name."""
    chance: tuple[str, ...] = ()
    """Things drawn by lot that get a place in the life, so that no two lives are the likeliest."""
    context: str = ""
    """Where and among whom the person lives, in the user's words."""
    particularities: str = ""
    """What else holds for everyone of this order, in the user's words."""
    background: Mapping[str, Any] = field(default_factory=dict)
    """What is known of the population as a whole; no facts about this person."""


@dataclass(frozen=True, slots=True)
class CategoriesContext:
    """Free answers, for which categories are to be found."""

    elements: tuple[str, ...]
    """The answers, each once; of very many a sample."""
    limit: int
    """How many categories at the most."""
    about: str = ""
    """What they answer, in the user's words."""
    max_length: int | None = None
    """How many characters the name of a category may have."""


@dataclass(frozen=True, slots=True)
class SortContext:
    """Free answers, each to be put into one of the categories that there are."""

    elements: tuple[str, ...]
    categories: Mapping[str, str]
    """Name -> what belongs to it; the last is for what fits nowhere."""
    about: str = ""


Context = (
    TurnContext
    | AskContext
    | ConsolidateContext
    | JudgeContext
    | ExtractContext
    | MinibioContext
    | LifeContext
    | CategoriesContext
    | SortContext
)
