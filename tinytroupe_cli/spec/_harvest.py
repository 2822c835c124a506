"""What is taken out of a run: extractions by a model, reductions by arithmetic."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tinytroupe_cli.spec._base import Spec
from tinytroupe_cli.spec._model import ModelSettings


class ExtractSpec(Spec):
    """One extraction: a question put to a model about what happened."""

    objective: str
    """What to find out."""
    source: Literal["world", "people"] = Field(default="world", alias="from")
    """`world`: one result from the whole transcript; `people`: one result for each person."""
    situation: str | None = None
    """What a reader has to know to understand the conversation."""
    fields: dict[str, str] | None = None
    """Field names and types: text, number, integer, boolean, person, date, `[a, b]`,
    `optional T`, `list of T`."""
    list: dict[str, str] | None = None
    """Like fields, for a list of such records."""
    json_schema: dict[str, Any] | None = Field(default=None, alias="schema")
    """Any JSON Schema; in YAML inline or the path of a file."""
    model: ModelSettings | None = None
    """Another model for this extraction."""

    # The JSON Schema of the result, whatever the short form: see `result_schema` in _fields.py.


class NormalizeSpec(Spec):
    """Free answers put into categories by a model; stands under `extract`."""

    normalize: str
    """A column of texts, one a person: a question such as `why`, its reasons (`vote.reason`), or a
    field of an extraction `from: people`."""
    into: int | tuple[str, ...] = 6
    """At most how many categories a model makes of the answers, or which there are. What fits none
    is `Other`."""
    max_length: int | None = Field(default=None, ge=3)
    """How many characters the name of a category that a model makes may have."""
    objective: str = ""
    """What the answers are about; left out, the question that they answer."""


AnyExtract = ExtractSpec | NormalizeSpec
"""What can stand under `extract`."""


class Marginal(Spec):
    """How often each value of one fact is to be."""

    fact: str
    """A persona field, such as `gender` or `occupation.title`."""
    shares: dict[str, float]
    """Value -> share; they add up to 1. A label such as `18-29` or `65+` stands for the numbers in
    it."""


class Weights(Spec):
    """How much each person counts: raked to known shares, or by a number that each brings along."""

    population: str | None = None
    """A population, whose shares are those that the weighted people will have."""
    on: tuple[str, ...] = ()
    """Which of its attributes; all when left out."""
    marginals: tuple[Marginal, ...] = ()
    """The shares themselves; in YAML a mapping of persona fields, such as
    `{gender: {female: 51%, male: 49%}}`."""
    column: str | None = None
    """A persona field that holds each person's weight, such as a column of a CSV of respondents."""


class ReduceSpec(Spec):
    """One reduction: exactly one of its verbs, count to table."""

    count: str | None = None
    """An action or stimulus type (`TALK`), an event kind, an extraction's or a question's name."""
    share: str | None = None
    """A column whose values' shares are wanted: a question such as `vote`, or a field of an
    extraction such as `vote.choice`."""
    mean: str | None = None
    """A numeric column, such as `likelihood` or `vote.score`."""
    sum: str | None = None
    """A numeric column."""
    top_box: str | None = None
    """A question with a scale: the shares of its highest point, and of its two highest."""
    borda: str | None = None
    """A ranking: the points of each option, from none for the last place up to one less than there
    are options for the first."""
    first_choice: str | None = None
    """A ranking: the shares of the options in first place."""
    table: tuple[str, ...] | None = None
    """Columns to list row by row: of events, an extraction or a question."""
    source: str | None = Field(default=None, alias="from")
    """`events`, an extraction's or a question's name; guessed from the column when left out."""
    by: tuple[str, ...] = ()
    """Group by these: columns, other questions, or persona fields such as `gender` or
    `occupation.title`. `{age: [18, 30, 45, 60]}` groups a number by bands that begin there."""
    bands: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Column -> the bands that its numbers are put into, such as `[18-29, 30-44, 45+]`, or where
    they begin, `[18, 30, 45]`."""
    where: dict[str, Any] = Field(default_factory=dict)
    """Only rows whose columns have these values, or compare so: `{age: ">= 40", vote: "!= A"}`."""
    weights: Weights | None = None
    """How much each person counts: a persona field, `{population, on}`, or `{marginals}`."""
    level: float = Field(default=0.95, gt=0, lt=1)
    """How sure the intervals are."""

    @property
    def measured(self) -> tuple[str, str]:
        """What is wanted of which column; of a table, which has several, the first."""
        for verb in MEASURED:
            column = getattr(self, verb)
            if column is not None:
                return verb, column
        return "table", (self.table or ("",))[0]


MEASURED = ("count", "share", "mean", "sum", "top_box", "borda", "first_choice")
"""The reductions of one column."""
WEIGHED = frozenset({"share", "mean", "top_box", "borda", "first_choice"})
"""Those that weights can go with."""
