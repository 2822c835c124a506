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


class ReduceSpec(Spec):
    """One reduction: exactly one of count, share, mean, sum, table."""

    count: str | None = None
    """An action or stimulus type (`TALK`), an event kind, or an extraction's name."""
    share: str | None = None
    """A column whose values' shares are wanted, such as `vote.choice` (extraction.field)."""
    mean: str | None = None
    """A numeric column, such as `vote.score`."""
    sum: str | None = None
    """A numeric column."""
    table: tuple[str, ...] | None = None
    """Columns to list row by row: of events or of an extraction."""
    source: str | None = Field(default=None, alias="from")
    """`events` or an extraction's name; guessed from the column when left out."""
    by: tuple[str, ...] = ()
    """Group by these: columns, or persona fields such as `gender` or `occupation.title`."""
    where: dict[str, Any] = Field(default_factory=dict)
    """Only rows whose columns have these values."""
