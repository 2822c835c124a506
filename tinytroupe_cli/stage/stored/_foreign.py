"""What the lines of a run's file have to look like, whoever wrote them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from tinytroupe_cli.llm import Moment, Tokens, fault
from tinytroupe_cli.spec import ModelSettings, Scenario

FORMAT = 1
"""Goes up when an older program could not read the file rightly."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, lt=2**63)]
Integer = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class Exact(BaseModel):
    """Known fields of the right types, and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Open(BaseModel):
    """Known fields of the right types, and whatever else stands there."""

    model_config = ConfigDict(extra="allow", strict=True)


class Summary(Open):
    """What a run said of itself at its end."""

    usage: dict[str, Any] = Field(default_factory=dict)


class Told(Open):
    """What the command of a run was told."""

    model: str | None
    base_url: str | None
    seed: Integer | None
    sets: dict[str, str]
    repeat: Count | None = None
    keep_going: bool = False
    fork: tuple[str, int] | None = Field(default=None, strict=False)


class Spec(Open):
    """What a run was played from: a scenario's file, or a program, which names its model alone."""

    scenario: dict[str, Any]
    path: str = ""
    means: dict[str, Any] | None = None
    options: Told | None = None

    @model_validator(mode="after")
    def _is_what_was_played(self) -> Spec:
        shape = Scenario if self.means is not None else Program
        try:
            shape.model_validate(self.scenario)
        except ValidationError as wrong:
            raise ValueError(fault(wrong)) from None
        return self


class Program(Exact):
    """What is known of a program in the place of its scenario."""

    model: ModelSettings | None = None


class Head(Exact):
    """The first line: the run itself."""

    format: Literal[1]
    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
    scenario: str
    engine: str
    model: str
    seed: Integer
    repeat: Count
    status: Literal["running", "finished", "failed", "budget", "interrupted"]
    exit_code: Annotated[int, Field(ge=0, le=255)] | None
    created: Moment
    finished: Moment | None
    spec: Spec
    summary: Summary


class Call(Open):
    """A call as the ledger notes it."""

    created: Moment
    key: str
    purpose: str
    person: str | None
    step: Count | None
    round: Count | None
    provider: str
    model: str
    cached: bool
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    attempts: list[dict[str, Any]]
    prompt_tokens: Tokens
    cached_prompt_tokens: Tokens
    completion_tokens: Tokens
    reasoning_tokens: Tokens
    error: str | None


class CheckpointLine(Exact):
    """Where a prefix of the run was completed."""

    prefix_hash: Hash
    seq: Count
    unit: Count


class Answer(Open):
    """One row of an extraction."""

    person: str | None
    value: Any


class Unanswered(Open):
    """Whose answer could not be had."""

    person: str | None
    reason: str


class Found(Open):
    """What an extraction found."""

    rows: list[Answer]
    failures: list[Unanswered]
    source: Literal["world", "people"] = Field(alias="from")
    asked: list[str | None] = Field(default_factory=list)


class ExtractionLine(Exact):
    """An extraction."""

    name: str
    digest: str
    engine: str
    created: Moment
    result: Found


class End(Exact):
    """The last line: how many lines of each kind there were, so that half a file is known."""

    events: Count
    calls: Count
    checkpoints: Count
    extractions: Count
    replies: Count
