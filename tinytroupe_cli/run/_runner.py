"""The runner: plays the units of a plan one after another and commits each with its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import BudgetError, TroupeError
from tinytroupe_cli.run._plan import Plan, Unit
from tinytroupe_cli.run._verbs import open_world, perform
from tinytroupe_cli.sim import World
from tinytroupe_cli.spec import RoundsStep

Commit = Callable[[Unit, Sequence[e.Event], str | None], None]
"""Keeps a unit's events; the last argument is its checkpoint's hash, None for no checkpoint."""

Status = Literal["finished", "failed", "budget", "interrupted"]


@dataclass(slots=True)
class Played:
    """How a play ended."""

    status: Status
    units: int
    """How many units were played in full."""
    error: TroupeError | None = None


async def play(
    plan: Plan,
    world: World,
    commit: Commit,
    *,
    start: datetime,
    first: int = 0,
    keep_going: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Played:
    """Play a plan from a unit on.

    Args:
        plan: the scenario's units.
        world: a fresh world, or one restored to the unit before `first`.
        commit: keeps each unit's events as it ends.
        start: the clock at the opening.
        first: the number of the first unit to play.
        keep_going: play on after a failure; from then on no checkpoint is left.
        stop: asked before each unit; True ends the play resumably.
    """
    failed = False
    for unit in plan.units[first:]:
        if stop():
            return Played("interrupted", unit.number)
        seen, before = len(world.story), len(world.failures)
        await _play_unit(plan, world, unit, start)
        failures = world.failures[before:]
        failed = failed or bool(failures)
        events = world.story[seen:]
        fatal = _first_fatal(failures, keep_going=keep_going)
        commit(unit, events, None if failed else unit.prefix_hash)
        if fatal is not None:
            status: Status = "budget" if isinstance(fatal, BudgetError) else "failed"
            return Played(status, unit.number, fatal)
    return Played("finished", len(plan.units))


async def _play_unit(plan: Plan, world: World, unit: Unit, start: datetime) -> None:
    if unit.spec is None:
        open_world(world, plan.loaded, start)
        return
    if isinstance(unit.spec, RoundsStep):
        await _play_round(world, unit, unit.spec)
    else:
        world.emit(e.StepStarted, step=unit.step, round=None, verb=unit.spec.verb)
        await perform(unit.spec, world, plan.loaded)
    await world.consolidate()


async def _play_round(world: World, unit: Unit, spec: RoundsStep) -> None:
    assert unit.round is not None
    if unit.round == 1:
        world.emit(e.StepStarted, step=unit.step, round=None, verb=spec.verb)
    elif _is_over(world.story, unit.step):
        return
    left = spec.max - unit.round
    await world.run_round(unit.round, rounds_left=left, turns=spec.turns)
    if spec.until and left and not world.failures:
        await world.judge(spec.until)


def _is_over(story: Sequence[e.Event], step: int) -> bool:
    """Whether the step's condition was met, or nobody took a turn in its last round."""
    last = [event for event in story if event.step == step]
    if any(isinstance(event, e.Judged) and event.met for event in last):
        return True
    begun = max(event.seq for event in last if isinstance(event, e.RoundStarted))
    return not any(isinstance(event, e.Turn | e.Failure) and event.seq > begun for event in last)


def _first_fatal(failures: Sequence[TroupeError], *, keep_going: bool) -> TroupeError | None:
    for failure in failures:
        if isinstance(failure, BudgetError) or not keep_going:
            return failure
    return None
