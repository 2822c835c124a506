"""The scenario: who, where, what happens, and what is taken out of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tinytroupe_cli.spec._base import Spec
from tinytroupe_cli.spec._harvest import AnyExtract, ReduceSpec
from tinytroupe_cli.spec._model import BudgetSpec, ModelSettings
from tinytroupe_cli.spec._steps import Step
from tinytroupe_cli.spec._world import WorldSpec


class PersonEntry(Spec):
    """One entry of `people`: a persona to use, possibly renamed and changed."""

    use: str
    """A persona's name, a path, a folder of personas, or a CSV of facts."""
    name: str | None = Field(default=None, alias="as")
    """The name to go by in this scenario."""
    fragments: tuple[str, ...] = ()
    """Fragments merged onto the persona, in this order."""
    define: dict[str, Any] = Field(default_factory=dict)
    """Facts merged last."""
    model: ModelSettings | None = None
    """A model of this person's own."""


class GenerateEntry(Spec):
    """One entry of `people`: persons who are sampled, and whose lives a model writes."""

    generate: int = Field(ge=1, le=100_000)
    """How many."""
    population: str = ""
    """A population's name or path, from which they are sampled; a CSV of respondents too."""
    country: str = ""
    """Where they live, for their names, when there is no population; else it is read from the
    context, if that names one."""
    context: str = ""
    """Where and among whom they live, for whoever writes the lives; needed without a population."""
    particularities: str = ""
    """What else holds for every one of them."""
    where: dict[str, Any] = Field(default_factory=dict)
    """Only those who meet a condition on sampled facts, such as `age: ">= 65"`."""
    method: Literal["quota", "draw"] | None = None
    """`quota`: shares hold to one person. `draw`: each person is drawn independently. Left out,
    quota from a population, else draw."""
    fragments: tuple[str, ...] = ()
    """Fragments merged onto the sampled facts; their lives are written around these too."""
    define: dict[str, Any] = Field(default_factory=dict)
    """Facts merged last."""
    model: ModelSettings | None = None
    """A model of their own; `generate` in it is the one that writes their lives."""


class Scenario(Spec):
    """A scenario file in its long form."""

    name: str = ""
    """The scenario's name; the file's stem when left out."""
    description: str = ""
    """What the scenario is about, for readers."""
    seed: int = 0
    """Seeds every random choice."""
    model: ModelSettings | None = None
    """Which model speaks."""
    people: tuple[PersonEntry | GenerateEntry, ...] = Field(min_length=1)
    """Who takes part."""
    world: WorldSpec = WorldSpec()
    """Where they are."""
    vars: dict[str, str | int | float | bool] = Field(default_factory=dict)
    """Values for `${name}` in texts."""
    steps: tuple[Step, ...] = Field(min_length=1)
    """What happens, in order."""
    extract: dict[str, AnyExtract] = Field(default_factory=dict)
    """What a model finds out from the run."""
    reduce: dict[str, ReduceSpec] = Field(default_factory=dict)
    """What arithmetic finds out from the run."""
    repeat: int = Field(default=1, ge=1, le=1000)
    """How many independent samples of the scenario are played."""
    budget: BudgetSpec = BudgetSpec()
    """Limits on what the run may pay."""
    outputs: tuple[str, ...] = ()
    """Files to write after the run, beside the scenario; by ending: .json, .jsonl, .csv or .txt."""


NOT_BUILT_YET = frozenset({"vary", "expect", "story", "intervene"})
"""Keys of the file format whose working comes later; refused by name."""
