"""The ledger: every call, what it took and how it ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._texts import to_json

_DEFAULTS: dict[str, Any] = {
    "key": "",
    "purpose": "",
    "person": None,
    "step": None,
    "round": None,
    "provider": "",
    "model": "",
    "cached": False,
    "seconds": 0.0,
    "attempts": [],
    "prompt_tokens": 0,
    "cached_prompt_tokens": 0,
    "completion_tokens": 0,
    "reasoning_tokens": 0,
    "error": None,
}
"""The columns that a call fills; what else it says is kept as JSON in `more`."""

_INSERT = (
    f"INSERT INTO ledger (run, created, more, {', '.join(_DEFAULTS)})"
    f" VALUES (?, ?, ?, {', '.join('?' for _ in _DEFAULTS)})"
)


class Ledger:
    """The table `ledger`."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, run: str | None, call: Mapping[str, Any]) -> None:
        """Append a call, with whatever is written next: a reply, a unit, or the run's end."""
        created = self._clock().isoformat(timespec="milliseconds")
        self._database.soon(lambda connection: insert_call(connection, run, created, call))

    def settle(self) -> None:
        """Write the calls that wait, as far as they can be written now."""
        with suppress(StoreError):
            self._database.catch_up()

    def calls(self, run: str) -> list[dict[str, Any]]:
        """The calls of a run as they were noted."""
        rows = self._database.read("SELECT * FROM ledger WHERE run = ? ORDER BY id", [run])
        return [call_of(row) for row in rows]


class Recorder:
    """Writes the calls of one run, or of none, into the ledger."""

    def __init__(self, ledger: Ledger, run: str | None) -> None:
        self._ledger = ledger
        self._run = run

    def record(self, call: dict[str, Any]) -> None:
        """Note one call; keys that the ledger has no column for are kept too."""
        self._ledger.add(self._run, call)

    def settle(self) -> None:
        """Write the calls that wait for a transaction; where it fails the next one tries again."""
        self._ledger.settle()


def insert_call(
    connection: sqlite3.Connection, run: str | None, created: str, call: Mapping[str, Any]
) -> None:
    """Insert a call; what there is no column for is kept as JSON."""
    values = {name: call.get(name, default) for name, default in _DEFAULTS.items()}
    values["cached"] = int(values["cached"])
    values["attempts"] = to_json(values["attempts"])
    more = {name: value for name, value in call.items() if name not in _DEFAULTS}
    row = [run, created, to_json(more) if more else None, *values.values()]
    connection.execute(_INSERT, row)


def call_of(row: sqlite3.Row) -> dict[str, Any]:
    """A call as it was noted."""
    call = {name: row[name] for name in _DEFAULTS}
    call["cached"] = bool(call["cached"])
    call["attempts"] = json.loads(call["attempts"])
    more: dict[str, Any] = json.loads(row["more"] or "{}")
    return call | more
