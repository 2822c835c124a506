"""A scenario as loaded: every persona resolved, every file read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._model import ModelSettings
from tinytroupe_cli.spec._scenario import Scenario


@dataclass(frozen=True, slots=True)
class CastMember:
    """One person of a scenario with the persona that fragments and definitions made."""

    name: str
    persona: Mapping[str, Any]
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each value came from: dotted path -> file or `define`."""
    model: ModelSettings | None = None
    joins_later: bool = False
    """True for somebody who only comes in by a `join` step."""


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
