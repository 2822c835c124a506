"""A scenario as loaded: every persona resolved, every file read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._merge import Layer, merge_layers
from tinytroupe_cli.spec._model import ModelSettings
from tinytroupe_cli.spec._scenario import Scenario


@dataclass(frozen=True, slots=True)
class LifeOrder:
    """What is told to the model that writes a life around the facts about somebody."""

    context: str = ""
    """Where and among whom the person lives."""
    particularities: str = ""
    """What else holds for everyone of this order."""
    background: Mapping[str, Any] = field(default_factory=dict)
    """What is known of the population as a whole."""


@dataclass(frozen=True, slots=True)
class CastMember:
    """One person of a scenario with the persona that fragments and definitions made."""

    name: str
    persona: Mapping[str, Any]
    layers: tuple[Layer, ...] = ()
    """What the persona was merged from, in order."""
    model: ModelSettings | None = None
    joins_later: bool = False
    """True for somebody who only comes in by a `join` step."""
    life: LifeOrder | None = None
    """For somebody whose persona holds only facts so far: the life around them is to be written."""

    @property
    def origins(self) -> dict[str, str]:
        """Where each value came from: dotted path -> file, `define` or `as`."""
        return merge_layers(self.layers).origins


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """All that a run needs from files; nothing is read from disk afterwards.

    In `scenario.steps` every `who`, `between` and `from` holds full names of the cast (or
    `everyone`); persona conditions are already resolved into names.
    """

    scenario: Scenario
    cast: tuple[CastMember, ...]
    path: Path | None = None
    warnings: tuple[str, ...] = ()
