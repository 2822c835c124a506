"""A population as it was read: who there is, in shares, or the respondents themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.spec._node import Place

if TYPE_CHECKING:
    from tinytroupe_cli.spec.population._model import Model


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing by which people differ, with the share of each of its values."""

    name: str
    """The key of the persona that it becomes; dots go deeper."""
    shares: Mapping[str, float]
    """Value -> share; they add up to 1."""
    place: Place
    """Where it stands."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The values, in the order of the file."""
        return tuple(self.shares)


@dataclass(frozen=True, slots=True)
class Table:
    """How several attributes go together."""

    attributes: tuple[str, ...]
    shares: Mapping[tuple[str, ...], float]
    """One value of each attribute -> share; they add up to 1. What is not named is nobody."""
    place: Place
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """Real people, to be taken whole."""

    rows: tuple[Mapping[str, Any], ...]
    """The facts of each."""
    numbers: tuple[int, ...]
    """The line of the file in which each stands."""
    weights: tuple[float, ...] | None = None
    """How many people each stands for, if the file says so."""


@dataclass(frozen=True, eq=False)
class Population:
    """Who can be sampled."""

    name: str
    """What it is called, such as `usa`: the file's stem."""
    description: str = ""
    source: str = ""
    """Where the figures come from."""
    country: str | None = None
    """Where the people live; decides on their names."""
    attributes: tuple[Attribute, ...] = ()
    tables: tuple[Table, ...] = ()
    big_five: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Trait -> word -> share, for the traits whose shares are known."""
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """`female`, `male` and `family`: names to use instead of the country's."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What holds for everybody."""
    background: Mapping[str, Any] = field(default_factory=dict)
    """Figures that cannot be sampled from, for whoever writes the lives."""
    respondents: Respondents | None = None
    left_out: tuple[str, ...] = ()
    """Parts of the file that cannot be sampled, each with why."""

    @cached_property
    def model(self) -> Model:
        """The joint distribution of the attributes."""
        from tinytroupe_cli.spec.population._chain import build_model

        return build_model(self)

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name, if there is one."""
        return next((one for one in self.attributes if one.name == name), None)


@dataclass(frozen=True, slots=True)
class SampledPerson:
    """Somebody who was sampled: a name and facts, no life yet."""

    name: str
    facts: Mapping[str, Any]
    """Keys of a persona, such as age, gender, residence, personality."""
    sampled: tuple[str, ...]
    """The dotted paths of the facts that were sampled (or come from the population's file)."""
    number: int
    """Which of the sample this is, counted from 1."""
    row: int | None = None
    """The line of the respondent who stands behind this person, if there is one."""
