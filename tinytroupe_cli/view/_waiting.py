"""One line that says who is being waited for, while a model thinks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from tinytroupe_cli import events as e

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live

PER_SECOND = 8


class Waiting:
    """The line at the foot of a terminal; a context manager.

    Args:
        console: a terminal on stderr, or None where nobody watches: then nothing is shown.
        task: what is done until the first event.
        clock: seconds from any fixed point.
    """

    def __init__(
        self,
        console: Console | None,
        task: str = "getting ready",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._console, self._task, self._clock = console, task, clock
        self._began = clock()
        self._state = e.WorldState()
        self._heard: set[str] = set()
        """Whose turn of the present round is over."""
        self._answers = 0
        self._live: Live | None = None

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, *_: object) -> None:
        self._hide()

    def see(self, event: e.Event) -> None:
        """Take note of what happened."""
        if self._console is None:
            return
        self._state.apply(event)
        if isinstance(event, e.RoundStarted | e.StepStarted):
            self._heard.clear()
        elif isinstance(event, e.Turn | e.Failure):
            self._answers += 1
            self._heard.add(event.person or "")

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
        state = self._state
        where = self._task
        if state.step:
            where = f"step {state.step}" + (f", round {state.round}" if state.round else "")
        due = self._due()
        who = ", ".join(due[:3]) + (f" and {len(due) - 3} more" if len(due) > 3 else "")
        done = f" · {self._answers} answers" if self._answers else ""
        seconds = self._clock() - self._began
        return f"{where}: waiting for {who or 'the model'}{done} · {seconds:.0f} s"

    def _due(self) -> list[str]:
        """Those with something new whose turn of this round is still to come."""
        if self._state.round is None:
            return []
        people = list(self._state.people.values())
        return [
            person.name
            for person in people
            if person.present and person.inbox and person.name not in self._heard
        ]

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
