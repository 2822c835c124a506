"""The transcript: who said what to whom, a rule for each round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tinytroupe_cli import events as e
from tinytroupe_cli.view._clean import clean
from tinytroupe_cli.view._lines import WIDEST, paragraph

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 4
# Colour is an accent on the kind of thing that happens. Words keep the terminal's own colour, and
# neither yellow nor white nor dim is used: each of them vanishes on a dark or a light ground.
STYLES = {
    "CONVERSATION": "cyan",
    "THOUGHT": "magenta",
    "INTERNAL_GOAL_FORMULATION": "magenta",
    "TALK": "green",
    "THINK": "magenta",
    "REACH_OUT": "green",
}
OFFLINE = (
    "The offline engine speaks here, not a language model: good for first looks and tests, "
    "no evidence of what people think."
)


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
        self._headline(f"{first.source or 'USER'} -> {whom}:", first.stimulus)
        paragraph(self._console, first.content, indent=INDENT)
        self._same = []

    def header(self, facts: Mapping[str, Any]) -> None:
        """What is read here: the scenario, the run, and loudly which engine spoke.

        Args:
            facts: `scenario` and `engine`; of `run`, `model`, `seed` and `status` what is known.
        """
        self._rule(str(facts["scenario"]))
        named = [
            f"{name} {facts[name]}"
            for name in ("run", "engine", "model", "seed", "status")
            if facts.get(name) is not None
        ]
        paragraph(self._console, " · ".join(named))
        if facts["engine"] == "offline":
            paragraph(self._console, OFFLINE, style="bold")

    def _rule(self, title: str) -> None:
        from rich.text import Text

        width = min(self._console.width, WIDEST)
        shown = Text(f" {clean(title)} ")
        shown.truncate(width, overflow="ellipsis")
        left = (width - shown.cell_len) // 2
        line = Text("─" * left) + shown + Text("─" * (width - shown.cell_len - left))
        self._console.print(line, soft_wrap=True)

    def _headline(self, before: str, kind: str, *, bold: bool = False) -> None:
        """Who does what; the kind in brackets, in its colour."""
        from rich.text import Text

        line = Text(f"{clean(before)} [{clean(kind)}]", style="bold" if bold else "")
        line.stylize(STYLES.get(kind, ""), len(clean(before)) + 1)
        self._console.print(line)

    def _line(self, text: str, style: str = "", indent: int = 0) -> None:
        paragraph(self._console, text, indent=indent, hanging=INDENT - indent, style=style)

    def world(self, event: e.WorldOpened) -> None:
        """The opening."""
        self._rule(f"{event.name} · {event.time:%A %Y-%m-%d %H:%M}")

    def round(self, event: e.RoundStarted) -> None:
        """A round begins."""
        self._rule(f"step {event.step} · round {event.round} · {event.time:%Y-%m-%d %H:%M}")

    def action(self, event: e.Action) -> None:
        """Somebody does something."""
        if event.action == "DONE" or (event.action == "THINK" and not self._thoughts):
            return
        whom = f" -> {event.target}" if event.target else ""
        spoken = event.action == "TALK"
        self._headline(f"{event.person}{whom} acts:", event.action, bold=spoken)
        paragraph(self._console, event.content, indent=INDENT)

    def question(self, event: e.Posed) -> None:
        """What people are asked, and among what they choose."""
        self._headline(f"asked {event.question}:", event.type)
        paragraph(self._console, event.text, indent=INDENT)
        told = [
            f"{label}: {text}" if text not in {"", label} else label
            for label, text in event.options.items()
        ]
        for line in [" · ".join(told)] if event.type == "likert" else told:
            self._line(line, indent=INDENT)

    def answer(self, event: e.Answer) -> None:
        """What somebody answered, or why they did not."""
        if event.status == "answered":
            because = f" ({event.reason})" if event.reason else ""
            self._line(f"{event.person}, {event.question}: {event.content}{because}")
        else:
            why = f": {event.problem}" if event.problem else ""
            style = "" if event.status == "skipped" else "red"
            self._line(f"{event.person}, {event.question}: {event.status}{why}", style)

    def told(self, event: e.Undelivered) -> None:
        """Somebody learns why an action failed."""
        self._line(f"{event.person} is told: {event.content}", "red")

    def repeated(self, event: e.Repeated) -> None:
        """Something left unsaid."""
        self._line(f"{event.person} kept from repeating: {event.content}")

    def observation(self, event: e.Observation) -> None:
        """What came to mind."""
        self._line(f"{event.person} recalls:")
        paragraph(self._console, event.content, indent=INDENT)

    def remark(self, event: Any) -> None:
        """Whatever needs one line."""
        texts: dict[str, Callable[[], str]] = {
            "leave": lambda: f"{event.person} leaves",
            "relation": lambda: f"{_names(event.between)}: {event.name}",
            "define": lambda: f"{event.person} changes: {', '.join(event.changed)}",
            "context": lambda: f"{event.person} is in: {' '.join(event.context)}",
            "memory": lambda: f"{event.person} keeps {_counted(len(event.memories))}",
            "idle": lambda: f"nothing new for {_names(event.people)}",
            "clock": lambda: f"time passes: {event.time:%A %Y-%m-%d %H:%M}",
            "note": lambda: event.content,
            "bound": lambda: f"{event.person}: {event.reason}",
            "judgement": lambda: (
                f"{'reached' if event.met else 'not yet'}: {event.condition} ({event.reason})"
            ),
        }
        self._line(f"· {texts[event.kind]()}", indent=2)

    def failure(self, event: e.Failure) -> None:
        """A call that failed for good."""
        whose = event.person or "the world"
        told = f"{whose} FAILED ({event.error}, {event.purpose}): {event.reason}"
        self._line(told, "bold red")


_REMARKS = ("leave", "relation", "define", "context", "memory", "idle", "clock", "note", "bound",
            "judgement")  # fmt: skip
_WRITERS: dict[str, Callable[..., None]] = {
    "world": Transcript.world,
    "round": Transcript.round,
    "action": Transcript.action,
    "question": Transcript.question,
    "answer": Transcript.answer,
    "undelivered": Transcript.told,
    "repetition": Transcript.repeated,
    "observation": Transcript.observation,
    "failure": Transcript.failure,
    **dict.fromkeys(_REMARKS, Transcript.remark),
}


def _same(one: e.Stimulus, other: e.Stimulus) -> bool:
    return (one.stimulus, one.source, one.content) == (other.stimulus, other.source, other.content)


def _names(names: Iterable[str], most: int = 6) -> str:
    known = list(names)
    more = len(known) - most
    return ", ".join(known[:most]) + (f" and {more} more" if more > 0 else "")


def _counted(memories: int) -> str:
    return (
        "no memory of it"
        if not memories
        else "1 memory"
        if memories == 1
        else f"{memories} memories"
    )
