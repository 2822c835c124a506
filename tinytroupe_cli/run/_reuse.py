"""What of a plan an earlier run has played already, and why the first other unit is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeVar

from tinytroupe_cli.run._changes import changes, listed
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
    "generate": "the model that writes people's lives, or how it is asked",
    "engine": "the version of the offline engine",
    "prompts": "the prompts of troupe",
    "guards": "the rules against misuse",
}
"""What means whose values say nothing to a user are called."""
SEVERAL = 3
"""How many of a kind are told."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a run is played from, for saying how another differs."""

    scenario: Mapping[str, Any]
    """The scenario in its long form, as JSON."""
    means: Mapping[str, Any]
    """Models, engines, prompts and whatever else alters the story, by name."""
    personas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name -> persona of those who came in, at the unit that is asked about."""


class Reason(NamedTuple):
    """Why a unit is new."""

    text: str
    weight: int
    """How many differences there are; the nearest run has the fewest."""


class _Kind(NamedTuple):
    text: str
    weight: int = 1


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


def why_new(unit: Unit, now: Basis, earlier: Basis) -> Reason:
    """Why a unit has to be played although an earlier run got to just before it."""
    if unit.number == 0:
        kinds = [*_opening(now, earlier)]
    elif unit.step > len(earlier.scenario["steps"]):
        kinds = [_Kind(f"step {unit.step} is new")]
    else:
        kinds = [*_people(now, earlier), *_step(unit.step, now, earlier)]
    if unit.number == 0 and not kinds:
        kinds = [*_cast(now, earlier)]
    if kinds:
        return Reason("; ".join(each.text for each in kinds), sum(each.weight for each in kinds))
    if unit.number == 0:
        return Reason("it was played by another version of troupe", 0)
    what = f"step {unit.step}" if unit.round is None else f"round {unit.round} of step {unit.step}"
    return Reason(f"{what} was not played yet", 0)


def _opening(now: Basis, earlier: Basis) -> Iterator[_Kind]:
    """Every kind of difference; what is played differently later stands last."""
    seeds = now.scenario["seed"], earlier.scenario["seed"]
    if seeds[0] != seeds[1]:
        yield _Kind(f"the seed changed from {seeds[1]} to {seeds[0]}")
    people = [*_people(now, earlier)]
    yield from people
    found = [each.path for each in changes(now.scenario["world"], earlier.scenario["world"])]
    if found:
        yield _Kind(f"the world changed: {listed(found)}", len(found))
    means = [*_means(now.means, earlier.means)]
    if means:
        yield _Kind(f"other than before: {listed(means, SEVERAL)}", len(means))
    if not people and [*now.personas] != [*earlier.personas]:
        yield _Kind("its people come in another order")
    both = range(1, 1 + min(len(now.scenario["steps"]), len(earlier.scenario["steps"])))
    steps = [each for number in both for each in _step(number, now, earlier)]
    yield from steps[:SEVERAL]


def _people(now: Basis, earlier: Basis) -> Iterator[_Kind]:
    new = [name for name in now.personas if name not in earlier.personas]
    if new:
        yield _Kind(f"{listed(new)} {'takes' if len(new) == 1 else 'take'} part now", len(new))
    gone = [name for name in earlier.personas if name not in now.personas]
    if gone:
        verb = "takes" if len(gone) == 1 else "take"
        yield _Kind(f"{listed(gone)} {verb} no part any more", len(gone))
    changed = {
        name: [each.path for each in changes(persona, earlier.personas[name])]
        for name, persona in now.personas.items()
        if name in earlier.personas
    }
    changed = {name: paths for name, paths in changed.items() if paths}
    for name, paths in [*changed.items()][:SEVERAL]:
        yield _Kind(f"the persona of {name} changed: {listed(paths)}", len(paths))
    rest = [*changed.values()][SEVERAL:]
    if rest:
        more = f"{len(rest)} more persona{'s' if len(rest) > 1 else ''} changed"
        yield _Kind(more, sum(map(len, rest)))


def _cast(now: Basis, earlier: Basis) -> Iterator[_Kind]:
    """How the list of people differs, where what became of it tells nothing: who is generated."""
    found = [each.key for each in changes(now.scenario["people"], earlier.scenario["people"])]
    if found:
        yield _Kind(f"the people changed: {listed(found)}", len(found))


def _step(number: int, now: Basis, earlier: Basis) -> Iterator[_Kind]:
    step, before = now.scenario["steps"][number - 1], earlier.scenario["steps"][number - 1]
    if step["verb"] != before["verb"]:
        yield _Kind(f"step {number} changed: {before['verb']} became {step['verb']}", 2)
        return
    found = [each.key for each in changes(step, before) if each.key != "max"]
    if found:
        yield _Kind(f"step {number} changed: {listed(found)}", len(found))


def _means(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    """What the models and settings differ in: `temperature 0.7 -> 1.0`."""
    own = [*map(str, changes(now.get("model"), before.get("model")))]
    yield from own
    judged = [*map(str, changes(now.get("judge"), before.get("judge")))]
    yield from (f"{each} (judge)" for each in judged if each not in own)
    for each in changes(now.get("models"), before.get("models")):
        name, _, rest = each.path.partition(".")
        yield f"{each._replace(path=rest)} ({name})" if rest else f"the model of {name}"
    yield from (f"memory {each}" for each in changes(now.get("memory"), before.get("memory")))
    spoken = {"model", "judge", "models", "memory"}
    engines = now.get("engine"), before.get("engine")
    if any("provider " in each for each in own) or not all(engines):
        spoken.add("engine")  # another engine altogether was named already
    for part in dict.fromkeys([*now, *before]):
        if part not in spoken and now.get(part) != before.get(part):
            yield _MEANS.get(part, part)
