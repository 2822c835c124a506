"""What of a plan an earlier run has played already, and why the first other unit is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from tinytroupe_cli.run._plan import Plan, Unit


class Completed(Protocol):
    """A place up to which some run was played; the store's checkpoints are such."""

    @property
    def run(self) -> str:
        """The run's id."""

    @property
    def seq(self) -> int:
        """Its last event up to there."""


C = TypeVar("C", bound=Completed)

_MEANS = {
    "model": "the model or its settings",
    "models": "the model of some people",
    "judge": "the model or its settings",
    "generate": "the model that writes people's lives, or how it is asked",
    "engine": "the version of the offline engine",
    "prompts": "the prompts of troupe",
    "memory": "the memory settings",
    "guards": "the rules against misuse",
}
"""What the means of a run are called to its user."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a run is played from, for saying how another differs."""

    scenario: Mapping[str, Any]
    """The scenario in its long form, as JSON."""
    means: Mapping[str, Any]
    """Models, engines, prompts and whatever else alters the story, by name."""
    personas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name -> persona of those who came in."""


def longest_prefix(plan: Plan, find: Callable[[str], C | None]) -> tuple[Unit, C] | None:
    """The last unit of the plan that was ever completed with all before it, and where.

    Args:
        plan: the units.
        find: gives a checkpoint by its prefix hash.
    """
    for unit in reversed(plan.units):
        found = find(unit.prefix_hash)
        if found is not None:
            return unit, found
    return None


def why_new(unit: Unit, now: Basis, earlier: Basis) -> str:
    """Why a unit has to be played although an earlier run got to just before it."""
    if unit.number == 0:
        return _why_all_new(now, earlier)
    steps, old = now.scenario["steps"], earlier.scenario["steps"]
    if unit.step > len(old):
        return f"step {unit.step} is new"
    step, before = steps[unit.step - 1], old[unit.step - 1]
    if step["verb"] != before["verb"]:
        return f"step {unit.step} changed: {before['verb']} became {step['verb']}"
    changed = [key for key in map(_key, differences(step, before)) if key != "max"]
    if changed:
        return f"step {unit.step} changed: {_listed(changed)}"
    if unit.round is not None:
        return f"round {unit.round} of step {unit.step} was not played yet"
    return f"step {unit.step} was not played yet"


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """The dotted paths at which two values differ; entries of lists count from 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys([*one, *other]):
            below = f"{path}.{key}" if path else str(key)
            if key in one and key in other:
                yield from differences(one[key], other[key], below)
            else:
                yield below
    elif _is_list(one) and _is_list(other) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True), start=1):
            yield from differences(left, right, f"{path}.{number}")
    elif one != other:
        yield path


def _why_all_new(now: Basis, earlier: Basis) -> str:
    seeds = now.scenario["seed"], earlier.scenario["seed"]
    if seeds[0] != seeds[1]:
        return f"the seed changed from {seeds[1]} to {seeds[0]}"
    for name, persona in now.personas.items():
        before = earlier.personas.get(name)
        if before is None:
            return f"{name} takes part now"
        changed = list(differences(persona, before))
        if changed:
            return f"the persona of {name} changed: {_listed(changed)}"
    gone = [name for name in earlier.personas if name not in now.personas]
    if gone:
        return f"{gone[0]} takes no part any more"
    changed = list(differences(now.scenario["world"], earlier.scenario["world"]))
    if changed:
        return f"the world changed: {_listed(changed)}"
    parts = [path.partition(".")[0] for path in differences(now.means, earlier.means)]
    changed = [_MEANS.get(part, part) for part in parts]
    if changed:
        return f"other than before: {_listed(changed)}"
    if [*now.personas] != [*earlier.personas]:
        return "its people come in another order"
    return "it was played by another version of troupe"


def _key(path: str) -> str:
    """The key that a user wrote: the last part of a path that is not the number of an entry."""
    return next((part for part in reversed(path.split(".")) if not part.isdecimal()), path)


def _listed(several: Sequence[str], most: int = 3) -> str:
    paths = [*dict.fromkeys(several)]
    more = len(paths) - most
    return ", ".join(paths[:most]) + (f" and {more} more" if more > 0 else "")


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
