"""What a scenario shows while it is played: stories on stdout, who is waited for on stderr."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from tinytroupe_cli.cli._console import console, progress, warn
from tinytroupe_cli.cli._options import Format
from tinytroupe_cli.cli._results import print_results
from tinytroupe_cli.stage import Run, Taken, Watcher
from tinytroupe_cli.view import Transcript, Waiting

if TYPE_CHECKING:
    from tinytroupe_cli.events import Event


@dataclass(slots=True)
class _Story:
    """What is known of one run, and of its events those that stdout has not shown yet."""

    facts: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


class Telling:
    """The watchers of a scenario's runs; a context manager, which shows the waiting line meanwhile.

    As text one run is told as it happens, and several one after another in the end.

    Args:
        chosen: what stdout is made of; with JSON nothing is written to it here.
        quiet: no progress and no colour.
        story: whether texts tell what happened, or only what came of it.
        lives: how many lives are written for each run.
        answers: how many replies its surveys want.
    """

    def __init__(
        self, chosen: Format, *, quiet: bool, story: bool = True, lives: int = 0, answers: int = 0
    ) -> None:
        self.stopping = False
        self._chosen, self._quiet, self._tells = chosen, quiet, story
        self._stories: list[_Story] = []
        self._waiting = Waiting(progress(quiet=quiet), lives=lives, answers=answers)

    def __enter__(self) -> Self:
        self._waiting.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.__exit__()

    @property
    def begun(self) -> list[dict[str, Any]]:
        """The facts of all runs that have begun."""
        return [story.facts for story in self._stories if story.facts]

    def interrupt(self) -> None:
        """Let the runs end after the units that are being played."""
        self.stopping = True
        self.warn("finishing what is in flight; again to stop at once")

    def watch(self, _repeat: int) -> Watcher:
        """The watcher of one more run."""
        story = _Story()
        self._stories.append(story)

        def start(facts: dict[str, Any]) -> None:
            story.facts.update(facts)
            if self._tells_at_once:
                with self._waiting.aside():
                    self._transcript.header(facts)
                    sys.stdout.flush()

        def see(event: Event) -> None:
            story.events.append(event)
            self._waiting.see(event, run=story.facts["run"])

        return Watcher(
            on_start=start,
            on_taken=self._taken,
            on_event=see,
            on_call=lambda call: self._waiting.hear(call, run=story.facts["run"]),
            on_unit=lambda _: self._unit(story),
            on_warning=self.warn,
            stop=lambda: self.stopping,
        )

    def results(self, runs: list[Run]) -> None:
        """What the runs came to, as text."""
        if self._chosen is not Format.text:
            return
        for run in runs:
            if not self._tells_at_once:
                self._transcript.header(run.document)
            if not self._tells_at_once and self._tells:
                self._transcript.write(run.events)
            print_results(run, quiet=self._quiet)
            if len(runs) > 1:
                sys.stdout.write("\n")

    @cached_property
    def _transcript(self) -> Transcript:
        return Transcript(console(quiet=self._quiet))  # rich is imported where text is wanted

    @property
    def _tells_at_once(self) -> bool:
        return self._tells and self._chosen is Format.text and len(self._stories) == 1

    def _taken(self, taken: Taken) -> None:
        """What is not played again, and why the rest is."""
        if taken.run is not None:
            what = "the whole story" if taken.whole else "the beginning"
            why = f"; the rest is new, because {taken.because}" if taken.because else ""
            self.warn(f"{what} is taken over from run {taken.run}{why}")
        elif taken.because and self._tells:
            run = f" (compared with run {taken.unlike})" if taken.unlike else ""
            self.warn(f"all is played anew, because {taken.because}{run}")
        if taken.beside:
            self.warn(f"run {taken.beside} plays the same now; what both ask at once is paid twice")

    def _unit(self, story: _Story) -> None:
        """Everything that stdout shows is in the database already."""
        with self._waiting.aside():
            if self._tells_at_once:
                self._transcript.write(story.events)
            elif self._tells and self._chosen is Format.jsonl:
                for event in story.events:
                    record = {"run": story.facts["run"]} | event.model_dump(mode="json")
                    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        story.events.clear()
        self._waiting.keep(story.facts["run"])

    def warn(self, text: str) -> None:
        """Say something to the human, above the waiting line."""
        with self._waiting.aside():
            warn(text)
