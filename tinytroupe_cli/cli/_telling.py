"""What a run shows while it is played: its story on stdout, who is waited for on stderr."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Self

from tinytroupe_cli.cli._console import console, progress, warn
from tinytroupe_cli.cli._options import Format
from tinytroupe_cli.stage import Watcher
from tinytroupe_cli.view import Transcript, Waiting

if TYPE_CHECKING:
    from tinytroupe_cli.events import Event


class Telling:
    """The watcher of one run; a context manager, which shows the waiting line meanwhile.

    Args:
        chosen: what stdout is made of; with JSON nothing is written to it here.
        quiet: no progress and no colour.
    """

    def __init__(self, chosen: Format, *, quiet: bool) -> None:
        self.facts: dict[str, Any] = {}
        """What is known of the run; empty before it begins."""
        self.stopping = False
        self.watcher = Watcher(
            on_start=self._start,
            on_taken=self._taken,
            on_event=self._event,
            on_unit=self._unit,
            on_warning=self._warn,
            stop=lambda: self.stopping,
        )
        self._chosen = chosen
        self._held: list[Event] = []
        self._waiting = Waiting(progress(quiet=quiet))
        self._transcript = Transcript(console(quiet=quiet)) if chosen is Format.text else None

    def __enter__(self) -> Self:
        self._waiting.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.__exit__()

    def interrupt(self) -> None:
        """Let the run end after the unit that is being played."""
        self.stopping = True
        self._warn("finishing what is in flight; again to stop at once")

    def _start(self, facts: dict[str, Any]) -> None:
        self.facts.update(facts)
        if self._transcript is not None:
            with self._waiting.aside():
                self._transcript.header(facts)
                sys.stdout.flush()

    def _taken(self, taken: Any) -> None:
        """What is not played again, and why the rest is."""
        if taken.run is not None:
            what = "the whole story" if taken.whole else "the beginning"
            why = f"; the rest is new, because {taken.because}" if taken.because else ""
            self._warn(f"{what} is taken over from run {taken.run}{why}")
        elif taken.because:
            self._warn(f"all is played anew, because {taken.because}")

    def _event(self, event: Event) -> None:
        self._held.append(event)
        self._waiting.see(event)

    def _unit(self, _: object) -> None:
        """Everything that stdout shows is in the database already."""
        with self._waiting.aside():
            if self._transcript is not None:
                self._transcript.write(self._held)
            elif self._chosen is Format.jsonl:
                for event in self._held:
                    record = {"run": self.facts["run"]} | event.model_dump(mode="json")
                    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        self._held.clear()

    def _warn(self, text: str) -> None:
        with self._waiting.aside():
            warn(text)
