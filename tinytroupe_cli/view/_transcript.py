"""The transcript: who said what to whom, a rule for each round."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from tinytroupe_cli import events as e
from tinytroupe_cli.view._clean import clean

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 4
# Named colours follow the terminal's own palette, so they read on dark and on light grounds.
STYLES = {
    "CONVERSATION": "cyan",
    "THOUGHT": "magenta",
    "INTERNAL_GOAL_FORMULATION": "magenta",
    "TALK": "bold green",
    "THINK": "dim",
    "REACH_OUT": "blue",
    "RECALL": "dim",
    "failure": "bold red",
    "told": "red",
}


class Transcript:
    """Writes events to a console as they come; one stimulus for many is written once.

    Args:
        console: where to; its width decides how texts wrap.
        thoughts: whether THINK is shown.
    """

    def __init__(self, console: Console, *, thoughts: bool = True) -> None:
        self._console = console
        self._thoughts = thoughts
        self._same: list[e.Stimulus] = []

    def write(self, events: Iterable[e.Event]) -> None:
        """Write events in order."""
        for event in events:
            self.add(event)
        self.flush()

    def add(self, event: e.Event) -> None:
        """Write one event, or hold it while others may perceive the same."""
        if isinstance(event, e.Stimulus):
            if self._same and not _same(self._same[0], event):
                self.flush()
            self._same.append(event)
            return
        self.flush()
        writer = _WRITERS.get(event.kind)
        if writer is not None:
            writer(self, event)

    def flush(self) -> None:
        """Write what is held."""
        if not self._same:
            return
        first, whom = self._same[0], _names([event.person for event in self._same])
        self._line(f"{first.source or 'USER'} -> {whom}: [{first.stimulus}]", first.stimulus)
        self._text(first.content)
        self._same = []

    def rule(self, title: str) -> None:
        """A rule with a title."""
        self._console.rule(clean(title), style="dim", characters="─")

    def _line(self, text: str, style: str) -> None:
        from rich.text import Text

        self._console.print(Text(clean(text), style=STYLES.get(style, "")), soft_wrap=False)

    def _text(self, text: str) -> None:
        from rich.padding import Padding
        from rich.text import Text

        if text.strip():
            self._console.print(Padding(Text(clean(text)), (0, 0, 0, INDENT), expand=False))

    def world(self, event: e.WorldOpened) -> None:
        """The opening."""
        self.rule(f"{event.name} · {event.time:%A %Y-%m-%d %H:%M}")

    def round(self, event: e.RoundStarted) -> None:
        """A round begins."""
        self.rule(f"step {event.step} · round {event.round} · {event.time:%Y-%m-%d %H:%M}")

    def action(self, event: e.Action) -> None:
        """Somebody does something."""
        if event.action == "DONE" or (event.action == "THINK" and not self._thoughts):
            return
        whom = f" -> {event.target}" if event.target else ""
        self._line(f"{event.person}{whom} acts: [{event.action}]", event.action)
        self._text(event.content)

    def told(self, event: e.Undelivered) -> None:
        """Somebody learns why an action failed."""
        self._line(f"{event.person} is told: {event.content}", "told")

    def repeated(self, event: e.Repeated) -> None:
        """Something left unsaid."""
        self._line(f"{event.person} kept from repeating: {event.content}", "told")

    def observation(self, event: e.Observation) -> None:
        """What came to mind."""
        self._line(f"{event.person} recalls:", "RECALL")
        self._text(event.content)

    def remark(self, event: Any) -> None:
        """Whatever needs one line."""
        texts: dict[str, Callable[[], str]] = {
            "leave": lambda: f"{event.person} leaves",
            "relation": lambda: f"{_names(event.between)}: {event.name}",
            "define": lambda: f"{event.person} changes: {', '.join(event.changed)}",
            "context": lambda: f"{event.person} is in: {' '.join(event.context)}",
            "memory": lambda: f"{event.person} remembers {len(event.memories)} things",
            "idle": lambda: f"nothing new for {_names(event.people)}",
            "clock": lambda: f"time passes: {event.time:%A %Y-%m-%d %H:%M}",
            "note": lambda: event.content,
            "bound": lambda: f"{event.person}: {event.reason}",
            "judgement": lambda: (
                f"{'reached' if event.met else 'not yet'}: {event.condition} ({event.reason})"
            ),
        }
        self._line(f"  · {texts[event.kind]()}", "THINK")

    def failure(self, event: e.Failure) -> None:
        """A call that failed for good."""
        whose = event.person or "the world"
        self._line(f"{whose} FAILED ({event.error}, {event.purpose}): {event.reason}", "failure")


_REMARKS = ("leave", "relation", "define", "context", "memory", "idle", "clock", "note", "bound",
            "judgement")  # fmt: skip
_WRITERS: dict[str, Callable[..., None]] = {
    "world": Transcript.world,
    "round": Transcript.round,
    "action": Transcript.action,
    "undelivered": Transcript.told,
    "repetition": Transcript.repeated,
    "observation": Transcript.observation,
    "failure": Transcript.failure,
    **dict.fromkeys(_REMARKS, Transcript.remark),
}


def _same(one: e.Stimulus, other: e.Stimulus) -> bool:
    return (one.stimulus, one.source, one.content) == (other.stimulus, other.source, other.content)


def _names(names: Iterable[str], most: int = 4) -> str:
    known = list(names)
    more = len(known) - most
    return ", ".join(known[:most]) + (f" and {more} more" if more > 0 else "")
