"""A scenario becomes units: what is committed at once, each with the hash of all before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.ids import digest, plain
from tinytroupe_cli.spec import CastMember, FragmentStep, JoinStep, LoadedScenario, RoundsStep, Step

FORMAT = 1
"""Goes up when the same file would mean something else than before."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One round of a `rounds` step, or one other step."""

    number: int
    """From 1; 0 is the opening of the world."""
    step: int
    """The step, from 1."""
    spec: Step | None
    """The step's specification; None for the opening."""
    round: int | None
    """The round within the step, from 1."""
    prefix_hash: str
    """The identity of the run up to and with this unit."""


@dataclass(frozen=True, slots=True)
class Past:
    """The story of another run up to where a scenario goes on from it."""

    step: int
    """The first step of the scenario that is played."""
    digest: str
    """The identity of all events before."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All units of a scenario, in order; the first is the opening."""

    loaded: LoadedScenario
    units: tuple[Unit, ...]


def plan(
    loaded: LoadedScenario, means: Mapping[str, Any], *, repeat: int = 0, past: Past | None = None
) -> Plan:
    """The units of a scenario.

    Args:
        loaded: the scenario with every persona resolved.
        means: all that alters the story beside the scenario, as JSON: models, engines, prompts.
        repeat: which independent sample of the scenario this is.
        past: the story that goes before, when the scenario goes on from another run's.
    """
    scenario, first = loaded.scenario, 1 if past is None else past.step
    cast = [identity(member) for member in loaded.cast if not member.joins_later]
    opening = digest(
        FORMAT,
        scenario.world.model_dump(mode="json"),
        cast,
        means,
        scenario.seed,
        repeat,
        None if past is None else (past.step, past.digest),
    )
    units = [Unit(0, first - 1, None, None, opening)]
    for number, step in enumerate(scenario.steps[first - 1 :], start=first):
        meaning = _meaning(step, loaded)
        for round_ in _rounds(step):
            before = units[-1].prefix_hash
            units.append(Unit(len(units), number, step, round_, digest(before, meaning, round_)))
    return Plan(loaded, tuple(units))


def identity(member: CastMember) -> list[Any]:
    """What makes somebody who they are: the name, the persona, and how the rest is asked for."""
    order = [] if member.life is None else [plain(member.life)]
    return [member.name, dict(member.persona), *order]


def _rounds(step: Step) -> Sequence[int | None]:
    return range(1, step.max + 1) if isinstance(step, RoundsStep) else (None,)


def _meaning(step: Step, loaded: LoadedScenario) -> Any:
    """What of a step makes a difference to the story."""
    exclude: set[str] = set()
    if isinstance(step, RoundsStep):
        # How many rounds are still to come is not part of a round that is played; so `rounds: 3`
        # made `rounds: 5` can reuse three of them.
        exclude = {"max"}
    if isinstance(step, FragmentStep):
        exclude = {"use"}  # where the facts come from; the facts themselves stay
    meaning = step.model_dump(mode="json", exclude=exclude, exclude_defaults=True)
    if isinstance(step, JoinStep):
        # Whoever comes later belongs to the step they come in by, not to the opening: a new guest
        # at the end does not play the beginning again.
        meaning["personas"] = [
            identity(member)[1:]
            for member in loaded.cast
            if member.joins_later and member.name in step.who
        ]
    return meaning | {"verb": step.verb}
