"""The joint distribution of a population's attributes, as a chain of conditional tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tinytroupe_cli.spec._node import Place

AGE = "age"
PART = "age, in parts"
"""What the bands of the age are cut into; no fact of a persona."""
Label = str | None
"""A value; None where the attribute does not apply, such as a child's political party."""


@dataclass(frozen=True, slots=True)
class Family:
    """One attribute, given those on which it depends."""

    name: str
    parents: tuple[str, ...]
    """Earlier attributes."""
    labels: tuple[Label, ...]
    chances: Mapping[tuple[Label, ...], tuple[float, ...]]
    """Values of the parents -> the chance of each label; they add up to 1."""
    shares: Mapping[Label, float]
    """The share of each label among all."""


@dataclass(frozen=True, slots=True)
class Model:
    """All attributes in an order in which each depends on earlier ones only."""

    families: tuple[Family, ...]
    warnings: tuple[tuple[Place, str], ...] = ()
    errors: tuple[tuple[Place, str, str], ...] = ()
