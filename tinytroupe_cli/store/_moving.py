"""Taking a run in that was played elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.events import Event
from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._ledger import insert_call
from tinytroupe_cli.store._replies import add_replies
from tinytroupe_cli.store._runs import RunRecord
from tinytroupe_cli.store._texts import event_json, to_json


@dataclass(frozen=True, slots=True)
class WholeRun:
    """A run with all that belongs to it, free of other runs."""

    record: RunRecord
    """Without a parent: the events are the whole story."""
    events: Sequence[Event] = ()
    calls: Sequence[Mapping[str, Any]] = ()
    """As the ledger notes them, with `created`."""
    checkpoints: Sequence[Mapping[str, Any]] = ()
    """`prefix_hash`, `seq`, `unit`."""
    extractions: Sequence[Mapping[str, Any]] = ()
    """`name`, `digest`, `engine`, `created`, `result`."""


def insert_run(
    database: Database, whole: WholeRun, replies: Iterable[Mapping[str, Any]]
) -> tuple[int, int]:
    """Insert a run and replies, all or nothing; how many replies were new, and how many here."""
    record = whole.record
    with database.write() as connection:
        spec = database.texts.intern(connection, to_json(record.spec))
        connection.execute(
            "INSERT INTO runs (id, scenario, engine, model, seed, repeat, status, exit_code,"
            " created, finished, spec, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                record.id, record.scenario, record.engine, record.model, record.seed,
                record.repeat, record.status, record.exit_code, record.created, record.finished,
                spec, to_json(record.summary) if record.summary else None,
            ],
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO events (run, seq, data) VALUES (?, ?, ?)",
            [(record.id, event.seq, event_json(event)) for event in whole.events],
        )
        for call in whole.calls:
            rest = {name: value for name, value in call.items() if name != "created"}
            insert_call(connection, record.id, call["created"], rest)
        connection.executemany(
            "INSERT INTO checkpoints (prefix_hash, run, seq, unit) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (prefix_hash, run) DO NOTHING",
            [(c["prefix_hash"], record.id, c["seq"], c["unit"]) for c in whole.checkpoints],
        )
        connection.executemany(
            "INSERT INTO extractions (run, name, digest, engine, created, result)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (record.id, x["name"], x["digest"], x["engine"], x["created"], to_json(x["result"]))
                for x in whole.extractions
            ],
        )
        return add_replies(database.texts, connection, replies)
