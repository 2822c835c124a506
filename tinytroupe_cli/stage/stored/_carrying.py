"""A run as one file, and back: for archives, colleagues, and machines that go on with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import Event, parse_event
from tinytroupe_cli.ids import plain
from tinytroupe_cli.llm import fault
from tinytroupe_cli.stage._session import Options, settings_for
from tinytroupe_cli.stage.stored._foreign import (
    FORMAT,
    Call,
    CheckpointLine,
    End,
    ExtractionLine,
    Head,
)
from tinytroupe_cli.stage.stored._keeping import Incoming, Outgoing
from tinytroupe_cli.stage.stored._lines import Source, at_hand, read_lines, refuse
from tinytroupe_cli.store import RunRecord, Store, WholeRun

KINDS: dict[str, type[BaseModel]] = {
    "call": Call,
    "checkpoint": CheckpointLine,
    "extraction": ExtractionLine,
}
PLURALS = {"event": "events", **{kind: f"{kind}s" for kind in KINDS}, "reply": "replies"}
FURTHEST = 10**9
"""The number of a step or a round at the most."""
ADDRESSES = frozenset({"base_url", "azure_endpoint"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    run: str
    new: bool
    """False when the run was here already, so that nothing was done."""
    events: int
    replies: int
    """How many of its replies were new here."""


def run_lines(store: Store, record: RunRecord) -> Iterator[dict[str, Any]]:
    """A run with its whole story and all that belongs to it, as lines with one key each.

    The key is what the line is: `run` first, then `event`, `call`, `checkpoint`, `extraction`,
    `reply`, and `end` with how many there were.
    """
    whole = store.whole_run(record.id)
    kept = {name: value for name, value in plain(whole.record).items() if "parent" not in name}
    yield {"run": {"format": FORMAT} | kept}
    counts = dict.fromkeys(PLURALS.values(), 0)
    parts: dict[str, Any] = {
        "event": (event.model_dump(mode="json") for event in whole.events),
        "call": whole.calls,
        "checkpoint": whole.checkpoints,
        "extraction": whole.extractions,
        "reply": Outgoing(store, [record.id]),
    }
    for kind, values in parts.items():
        for value in values:
            counts[PLURALS[kind]] += 1
            yield {kind: value}
    yield {"end": counts}


def import_run(path: Path, options: Options) -> Imported:
    """Take a run in from its file, all of it or nothing.

    Addresses of endpoints are left out: whoever asks about the run later does so at their own.

    Raises:
        SpecError: a line is not as it should be; nothing was imported.
        UsageError: the file cannot be read, or another run has its id.
        StoreError: the database cannot be used.
    """
    with at_hand(path) as source:
        whole, replies = _File(source).read()
    with Store.open(settings_for(options, Path.cwd()).database) as store:
        run = whole.record.id
        here = [each for each in store.runs() if each.id == run]
        if here:
            if list(store.events(run)) != list(whole.events):
                raise UsageError(
                    f"{source.name!r} holds the run {run}, but another run of that id is here",
                    hint=f"nothing was imported; `troupe rm {run}` removes the one here",
                )
            return Imported(run, new=False, events=len(whole.events), replies=0)
        summary = whole.record.summary
        if summary:
            whole = replace(
                whole, record=replace(whole.record, summary=summary | {"db": store.path})
            )
        new, _ = store.add_run(whole, replies)
    return Imported(run, new=True, events=len(whole.events), replies=new)


class _File:
    """A run's file while it is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._events: list[Event] = []
        self._replies = Incoming()
        self._values: dict[str, list[dict[str, Any]]] = {kind: [] for kind in (*KINDS, "reply")}

    def read(self) -> tuple[WholeRun, list[dict[str, Any]]]:
        """The run and its replies."""
        lines = read_lines(self._source)
        number, first = next(lines, (1, {}))
        if first.keys() != {"run"}:
            what = "a run's file begins with the run itself"
            if "key" in first:
                what += "; this looks like kept replies: `troupe cache import` takes them"
            refuse(self._source, number, what)
        record = self._record(number, first["run"])
        ended = False
        for number, line in lines:
            if ended or len(line) != 1:
                refuse(self._source, number, "after the end" if ended else "one key is wanted here")
            ((kind, value),) = line.items()
            ended = kind == "end"
            self._take(number, kind, value)
        if not ended:
            refuse(self._source, number, "the file breaks off: the line `end` is missing")
        values = self._values
        whole = WholeRun(
            record, self._events, values["call"], values["checkpoint"], values["extraction"]
        )
        return whole, values["reply"]

    def _record(self, number: int, value: Any) -> RunRecord:
        if isinstance(value, dict) and value.get("format", FORMAT) != FORMAT:
            refuse(self._source, number, f"the format {value['format']!r} is not known here")
        self._check(number, Head, value, "run")
        facts = {name: value[name] for name in Head.model_fields if name != "format"}
        facts["spec"] = _without_addresses(facts["spec"])
        return RunRecord(**facts, parent=None, parent_seq=0)

    def _take(self, number: int, kind: str, value: Any) -> None:
        if kind == "event":
            self._events.append(self._event(number, value))
        elif kind in KINDS:
            self._check(number, KINDS[kind], value, kind)
            if kind == "checkpoint" and value["seq"] > len(self._events):
                refuse(self._source, number, "checkpoint.seq: there is no such event")
            self._values[kind].append(value)
        elif kind == "reply":
            try:
                self._values[kind].append(self._replies.require(number, value))
            except ValueError as wrong:
                refuse(self._source, number, f"reply.{wrong}")
        elif kind == "end":
            self._check(number, End, value, kind)
            found = {PLURALS[name]: len(values) for name, values in self._values.items()}
            if value != found | {"events": len(self._events)}:
                refuse(self._source, number, "lines are missing: there are fewer than stand here")
        else:
            refuse(self._source, number, f"{kind!r} is not known here")

    def _event(self, number: int, value: Any) -> Event:
        try:
            event = parse_event(value)
        except ValidationError as wrong:
            refuse(self._source, number, f"event.{fault(wrong)}")
        if not (0 <= event.step <= FURTHEST and 0 <= (event.round or 0) <= FURTHEST):
            refuse(self._source, number, "event: no run has so many steps or rounds")
        if event.seq != len(self._events) + 1:
            what = f"event.seq: {event.seq} does not follow {len(self._events)}"
            refuse(self._source, number, what)
        return event

    def _check(self, number: int, shape: type[BaseModel], value: Any, kind: str) -> None:
        try:
            shape.model_validate(value)
        except ValidationError as wrong:
            refuse(self._source, number, f"{kind}.{fault(wrong)}")


def _without_addresses(value: Any) -> Any:
    """A value in which no address of an endpoint stands: a key must not be sent to a stranger."""
    if isinstance(value, dict):
        return {
            name: None if name in ADDRESSES else _without_addresses(item)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_without_addresses(item) for item in value]
    return value
