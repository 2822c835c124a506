"""One line that says who is being waited for, while a model thinks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from tinytroupe_cli import events as e

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live

PER_SECOND = 8


@dataclass(slots=True)
class _Scene:
    """Where a run is."""

    state: e.WorldState = field(default_factory=e.WorldState)
    heard: set[str] = field(default_factory=set)
    """Whose turn of the present round is over."""
    born: set[str] = field(default_factory=set)
    """Whose life was written."""
    asked: int = 0
    """Answers to surveys that came."""
    kept: bool = False
    """Whether all that happened is in the database, so that something else is under way."""

    def where(self) -> str:
        """The step and the round."""
        if not self.state.step:
            return ""
        round_ = f", round {self.state.round}" if self.state.round else ""
        return f"step {self.state.step}{round_}{' done' if self.kept else ''}"

    def due(self) -> list[str]:
        """Those with something new whose turn of this round is still to come."""
        if self.state.round is None or self.kept:
            return []
        people = list(self.state.people.values())
        return [
            person.name
            for person in people
            if person.present and person.inbox and person.name not in self.heard
        ]


class Waiting:
    """The line at the foot of a terminal; a context manager.

    Args:
        console: a terminal on stderr, or None where nobody watches: then nothing is shown.
        task: what is done until the first event.
        clock: seconds from any fixed point.
        lives: how many are to be written for each run.
        answers: how many replies a survey wants of each run at most, where that is known.
    """

    def __init__(
        self,
        console: Console | None,
        task: str = "getting ready",
        clock: Callable[[], float] = time.monotonic,
        *,
        lives: int = 0,
        answers: int = 0,
    ) -> None:
        self._console, self._task, self._clock = console, task, clock
        self._began = clock()
        self._scenes: dict[str, _Scene] = {}
        """Run -> where it is."""
        self._lives, self._asked = lives, answers
        self._answers = 0
        self._live: Live | None = None

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, *_: object) -> None:
        self._hide()

    def see(self, event: e.Event, run: str = "") -> None:
        """Take note of what happened in a run."""
        if self._console is None:
            return
        scene = self._scenes.setdefault(run, _Scene())
        scene.state.apply(event)
        scene.kept = False
        if isinstance(event, e.RoundStarted | e.StepStarted):
            scene.heard.clear()

    def hear(self, call: Mapping[str, Any], run: str = "") -> None:
        """Take note that a call to a model has ended."""
        self._answers += 1
        scene = self._scenes.setdefault(run, _Scene())
        if call["purpose"] == "act":
            scene.heard.add(call["person"] or "")
        elif call["purpose"] == "generate":
            scene.born.add(call["person"] or "")
        elif call["purpose"] == "ask":
            scene.asked += 1

    def keep(self, run: str = "") -> None:
        """Take note that a unit of a run is over."""
        if run in self._scenes:
            self._scenes[run].kept = True

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The line steps aside while something else is written."""
        shown = self._live is not None
        self._hide()
        try:
            yield
        finally:
            if shown:
                self._show()

    def text(self) -> str:
        """What the line says now."""
        scenes = list(self._scenes.values())
        due = [name for scene in scenes for name in scene.due()]
        where, who = self._task, ", ".join(due[:3])
        if len(due) > 3:
            who += f" and {len(due) - 3} more"
        if len(scenes) > 1:
            where, who = f"{len(scenes)} runs", f"{len(due)} people" if due else ""
        elif scenes:
            where = scenes[0].where() or where
        done = f"{told} · " if (told := self._done()) else ""
        seconds = self._clock() - self._began
        return f"{seconds:.0f} s · {done}{where}: waiting for {who or 'the model'}"

    def _done(self) -> str:
        """How many lives or answers there are, and of how many where that is known."""
        scenes = [*self._scenes.values()]
        born, asked = sum(len(each.born) for each in scenes), sum(each.asked for each in scenes)
        if born and not asked and born == self._answers:
            return f"{born:,} of {max(born, self._lives * len(scenes)):,} lives"
        if asked and self._asked:
            return f"{asked:,} of {max(asked, self._asked * len(scenes)):,} answers"
        return f"{self._answers:,} answers" if self._answers else ""

    def _show(self) -> None:
        if self._console is None:
            return
        from rich.live import Live

        # rich would send what others write to stdout through this console, which is stderr.
        self._live = Live(
            get_renderable=self._line, console=self._console, transient=True,
            refresh_per_second=PER_SECOND, redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._live.start()

    def _hide(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _line(self) -> RenderableType:
        from rich.text import Text

        from tinytroupe_cli.view._clean import clean

        turning = "|/-\\"[int(self._clock() * PER_SECOND) % 4]
        return Text(f"{turning} {clean(self.text())}", no_wrap=True, overflow="ellipsis")
