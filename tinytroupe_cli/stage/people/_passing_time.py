"""How time passes in a TinyWorld: rounds in which people act, or time skipped."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage.people._looking_back import action_dict
from tinytroupe_cli.stage.people._place import Place

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK, MONTH, YEAR = timedelta(weeks=1), timedelta(days=30), timedelta(days=365)
"""A month has 30 days and a year 365: lengths of time, not dates of a calendar."""


class PassingTime:
    """`run_minutes(5)` is five rounds of a minute each; `skip_minutes(5)` is time and nothing else.

    The methods that run return the world, or with `return_actions=True` one dict for each round,
    name -> list of actions `{"type", "target", "content"}`. They raise ModelError or BudgetError
    when somebody's model could not be had; the rounds after that are not played.
    """

    _place: Place

    def run(
        self,
        steps: int,
        timedelta_per_step: timedelta | None = None,
        *,
        return_actions: bool = False,
    ) -> Any:
        """Play rounds; whoever perceived something new takes a turn in each."""
        return wait_for(self._run(steps, timedelta_per_step, return_actions))

    async def arun(
        self,
        steps: int,
        timedelta_per_step: timedelta | None = None,
        *,
        return_actions: bool = False,
    ) -> Any:
        """`run` for async callers."""
        return await wait_for_async(self._run(steps, timedelta_per_step, return_actions))

    def run_minutes(self, minutes: int, **how: Any) -> Any:
        """Rounds of a minute."""
        return self.run(minutes, MINUTE, **how)

    def run_hours(self, hours: int, **how: Any) -> Any:
        """Rounds of an hour."""
        return self.run(hours, HOUR, **how)

    def run_days(self, days: int, **how: Any) -> Any:
        """Rounds of a day."""
        return self.run(days, DAY, **how)

    def run_weeks(self, weeks: int, **how: Any) -> Any:
        """Rounds of a week."""
        return self.run(weeks, WEEK, **how)

    def run_months(self, months: int, **how: Any) -> Any:
        """Rounds of 30 days."""
        return self.run(months, MONTH, **how)

    def run_years(self, years: int, **how: Any) -> Any:
        """Rounds of 365 days."""
        return self.run(years, YEAR, **how)

    def skip(self, steps: int, timedelta_per_step: timedelta | None = None) -> Self:
        """Let the time of some rounds pass with nobody acting."""
        _check(steps, timedelta_per_step)
        world = self._place.world
        assert world.state.time is not None  # every place is opened with a clock
        each = world.step if timedelta_per_step is None else timedelta_per_step
        world.emit(e.ClockMoved, time=world.state.time + each * steps)
        return self

    def skip_minutes(self, minutes: int) -> Self:
        """Let minutes pass."""
        return self.skip(minutes, MINUTE)

    def skip_hours(self, hours: int) -> Self:
        """Let hours pass."""
        return self.skip(hours, HOUR)

    def skip_days(self, days: int) -> Self:
        """Let days pass."""
        return self.skip(days, DAY)

    def skip_weeks(self, weeks: int) -> Self:
        """Let weeks pass."""
        return self.skip(weeks, WEEK)

    def skip_months(self, months: int) -> Self:
        """Let times of 30 days pass."""
        return self.skip(months, MONTH)

    def skip_years(self, years: int) -> Self:
        """Let times of 365 days pass."""
        return self.skip(years, YEAR)

    async def _run(self, steps: int, each: timedelta | None, return_actions: bool) -> Any:
        _check(steps, each)
        story = self._place.world.story
        before = len(story)
        await self._place.rounds(steps, each)
        if not return_actions:
            return self
        rounds: list[dict[str, list[dict[str, Any]]]] = []
        for event in story[before:]:
            if isinstance(event, e.RoundStarted):
                rounds.append({name: [] for name in self._place.world.state.present()})
            elif isinstance(event, e.Action):
                rounds[-1].setdefault(event.person, []).append(action_dict(event))
        return rounds


def _check(steps: int, each: timedelta | None) -> None:
    if not isinstance(each, timedelta | None):
        raise UsageError(f"the time of a step is a timedelta, not {each!r}")
    if not isinstance(steps, int) or isinstance(steps, bool):
        raise UsageError(f"steps are counted in whole numbers, not {steps!r}")
    if steps < 0:
        raise UsageError(f"time does not run backwards: {steps} steps")
