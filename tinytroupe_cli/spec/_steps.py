"""The steps of a scenario: each is one verb."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from tinytroupe_cli.spec._ask import AskStep
from tinytroupe_cli.spec._base import Spec
from tinytroupe_cli.spec._who import Who


class Said(Spec):
    """One text for somebody: `{Lisa: Hello}` or `{who: [Lisa, Oscar], text: Hello, from: Ana}`."""

    who: Who
    """Whom it reaches."""
    text: str = Field(min_length=1)
    """What they perceive."""
    source: str | None = Field(default=None, alias="from")
    """Who or what it comes from."""


class SayStep(Spec):
    """People perceive something: speech, an event, a sight, a thought, a goal, a place."""

    verb: Literal["listen", "think", "see", "socialize", "goal", "move", "listen_and_act"]
    said: tuple[Said, ...] = Field(min_length=1)
    """Who perceives what."""


class BroadcastStep(Spec):
    """Everyone in the world hears something."""

    verb: Literal["broadcast"]
    text: str = Field(min_length=1)
    """What is said to everyone."""
    source: str | None = Field(default=None, alias="from")
    """Who says it."""


class ContextStep(Spec):
    """The circumstances that people are in from now on; replaces what was there before."""

    verb: Literal["context"]
    who: Who = "everyone"
    """Whose circumstances change."""
    context: tuple[str, ...]
    """The new circumstances, one sentence each."""


class ActStep(Spec):
    """People take one turn each."""

    verb: Literal["act"]
    who: Who
    """Who acts."""


class RoundsStep(Spec):
    """Everyone takes turns, several times over: `rounds: 3` or `{max: 8, until: "..."}`."""

    verb: Literal["rounds"]
    max: int = Field(ge=1, le=100_000)
    """How many rounds at the most."""
    until: str | None = None
    """A condition in plain words; the model is asked between rounds whether it holds."""
    turns: Literal["auto", "parallel", "in_order"] | None = None
    """How turns are taken in these rounds, if not as the world says."""


class SkipStep(Spec):
    """Time passes without anybody acting."""

    verb: Literal["skip"]
    duration: timedelta
    """How long, such as `3 days`."""


class JoinStep(Spec):
    """Somebody comes into the world."""

    verb: Literal["join"]
    who: tuple[str, ...]
    """Names of people who left before, or personas to load."""


class LeaveStep(Spec):
    """Somebody leaves the world and is not reached any more."""

    verb: Literal["leave"]
    who: Who
    """Who leaves."""


class RelateStep(Spec):
    """People get to know each other."""

    verb: Literal["relate"]
    between: tuple[str, ...] = Field(min_length=2)
    """The people related from now on."""
    name: str = Field(default="acquaintances", alias="as", min_length=1)
    """What they are to each other."""


class DefineStep(Spec):
    """Facts of a persona change."""

    verb: Literal["define"]
    who: Who
    """Whose persona."""
    facts: dict[str, Any]
    """The facts, merged onto the persona like a fragment; given in YAML as `{Lisa: {age: 40}}`."""


class FragmentStep(Spec):
    """A fragment is merged onto a persona: `fragment: {Lisa: picky_customer}`."""

    verb: Literal["fragment"]
    who: Who
    """Whose persona."""
    use: str
    """The fragment's name or path."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """The fragment's content; filled by the loader."""


class NoteStep(Spec):
    """A remark for the reader of the transcript; nobody in the world perceives it."""

    verb: Literal["note"]
    text: str
    """The remark."""


Step = Annotated[
    SayStep
    | BroadcastStep
    | ContextStep
    | ActStep
    | RoundsStep
    | AskStep
    | SkipStep
    | JoinStep
    | LeaveStep
    | RelateStep
    | DefineStep
    | FragmentStep
    | NoteStep,
    Field(discriminator="verb"),
]
