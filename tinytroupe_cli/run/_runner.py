"""The runner: plays the units of a plan one after another and commits each with its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Literal

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import BudgetError, TroupeError
from tinytroupe_cli.run._plan import Plan, Unit
from tinytroupe_cli.run._verbs import open_world, perform, who_acts
from tinytroupe_cli.sim import World, is_heard
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
        await _play_unit(plan, world, unit, start, keep_going=keep_going)
        failures = world.failures[before:]
        failed = failed or bool(failures)
        events = world.story[seen:]
        fatal = _first_fatal(failures, keep_going=keep_going)
        commit(unit, events, None if failed else unit.prefix_hash)
        if fatal is not None:
            status: Status = "budget" if isinstance(fatal, BudgetError) else "failed"
            return Played(status, unit.number, fatal)
    return Played("finished", len(plan.units))


async def _play_unit(
    plan: Plan, world: World, unit: Unit, start: datetime, *, keep_going: bool
) -> None:
    """Let a unit happen, and meanwhile fold what has grown too long into memories.

    Whether `until` holds is asked when the next round begins, and memories are made of what is too
    long by then: so three rounds are the same three rounds whether or not others come after.
    """
    spec, before = unit.spec, len(world.failures)
    if spec is None:
        await open_world(world, plan.loaded, start)
        return
    if unit.round is None or unit.round == 1:
        world.emit(e.StepStarted, step=unit.step, round=None, verb=spec.verb)
    if not isinstance(spec, RoundsStep):
        await world.consolidate(who_acts(spec, world), during=perform(spec, world, plan.loaded))
        return
    if await _is_over(world, unit, spec):
        return
    if _first_fatal(world.failures[before:], keep_going=keep_going) is None:
        assert unit.round is not None
        left = spec.max - unit.round
        playing = world.run_round(unit.round, rounds_left=left, turns=spec.turns)
        await world.consolidate(who_acts(spec, world), during=playing)


async def _is_over(world: World, unit: Unit, spec: RoundsStep) -> bool:
    """Whether nobody took a turn in the round before, or the condition is met by now."""
    if unit.round == 1:
        return False
    # The events of the round before, and a verdict behind it; a story may be long by now.
    before = [
        *takewhile(lambda event: not isinstance(event, e.RoundStarted), reversed(world.story))
    ]
    if any(isinstance(event, e.Judged) and event.met for event in before):
        return True
    if not any(isinstance(event, e.Turn | e.Failure) for event in before):
        return True
    if spec.until is None or not any(map(is_heard, before)):
        return False  # where nobody spoke, the verdict before still holds
    return await world.judge(spec.until)


def _first_fatal(failures: Sequence[TroupeError], *, keep_going: bool) -> TroupeError | None:
    for failure in failures:
        if isinstance(failure, BudgetError) or not keep_going:
            return failure
    return None
