"""The events of a run, its checkpoints, and the search over what was said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.events import Event, parse_event
from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._lineage import LINE
from tinytroupe_cli.store._texts import event_json


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a prefix of some scenario was completed."""

    run: str
    seq: int
    """The last event of the prefix."""
    unit: int
    """The last unit of the prefix."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something said or perceived, as a search finds it."""

    run: str
    seq: int
    step: int
    round: int | None
    person: str
    """Who said or perceived it."""
    does: str
    """The action or the stimulus, such as TALK."""
    text: str


class Story:
    """The tables `events` and `checkpoints`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def commit(self, run: str, events: Sequence[Event], unit: int, prefix_hash: str | None) -> None:
        """Append events and leave a checkpoint, in one transaction."""
        # One at a time: 10,000 people come in with 50 MB of personas.
        rows = ((run, event.seq, event_json(event)) for event in events)
        with self._database.write() as connection:
            last = _require_follow(connection, run, [event.seq for event in events])
            connection.executemany("INSERT INTO events (run, seq, data) VALUES (?, ?, ?)", rows)
            if prefix_hash is not None:
                connection.execute(
                    "INSERT INTO checkpoints (prefix_hash, run, seq, unit) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (prefix_hash, run) DO NOTHING",
                    [prefix_hash, run, last, unit],
                )

    def events(self, run: str, after: int) -> list[Event]:
        """All events of a run's story after a seq."""
        lines = self._database.read(
            f"""
            {LINE}
            SELECT e.data FROM line JOIN events AS e
            ON e.run = line.source AND e.seq > ?2 AND e.seq <= line.upto
            ORDER BY e.seq
            """,
            [run, after],
        )
        try:
            return [parse_event(json.loads(row[0])) for row in lines]
        except ValidationError as failure:
            raise StoreError(
                f"an event of the run {run!r} in {self._database.path!r} cannot be understood: "
                f"{failure.errors()[0]['msg']}",
                hint="was it written by another version of troupe? pip install --upgrade",
            ) from failure

    def checkpoints(self, prefix_hash: str, since: str, limit: int) -> list[Checkpoint]:
        """The completions of a prefix by runs that began since a moment, newest first."""
        rows = self._database.read(
            "SELECT c.run, c.seq, c.unit FROM checkpoints AS c JOIN runs AS r ON r.id = c.run"
            " WHERE c.prefix_hash = ? AND r.created >= ? ORDER BY r.number DESC LIMIT ?",
            [prefix_hash, since, limit],
        )
        return [Checkpoint(*row) for row in rows]

    def joined(self, run: str) -> list[dict[str, Any]]:
        """The events of a run's story by which somebody came in, as JSON."""
        rows = self._database.read(
            f"{LINE} SELECT e.data FROM line JOIN events AS e"
            " ON e.run = line.source AND e.seq <= line.upto AND e.kind = 'join' ORDER BY e.seq",
            [run],
        )
        return [json.loads(row[0]) for row in rows]

    def search(self, text: str, run: str | None, limit: int) -> list[Said]:
        """What holds all the words, best first; of equals the newest run first.

        With a run its story is searched, also what it has from its parents.
        """
        # Each word is quoted, so that nothing in it is the syntax of a query.
        words = " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
        if not words:
            return []
        rows = self._database.read(
            f"""
            {LINE}
            SELECT coalesce(?1, e.run), e.seq, e.step, e.round, e.person,
                   coalesce(json_extract(e.data, '$.action'), json_extract(e.data, '$.stimulus')),
                   e.content
            FROM said_words AS w JOIN events AS e ON e.id = w.rowid
            WHERE said_words MATCH ?2 AND (?1 IS NULL OR EXISTS
                  (SELECT 1 FROM line WHERE line.source = e.run AND e.seq <= line.upto))
            ORDER BY bm25(said_words), e.id DESC LIMIT ?3
            """,
            [run, words, limit],
        )
        return [Said(*row) for row in rows]


def _require_follow(connection: sqlite3.Connection, run: str, seqs: Sequence[int]) -> int:
    """The seq of the run's last event with these; they must go on without a gap."""
    (last,) = connection.execute(
        "SELECT coalesce((SELECT max(seq) FROM events WHERE run = ?1),"
        " (SELECT parent_seq FROM runs WHERE id = ?1), 0)",
        [run],
    ).fetchone()
    for before, seq in pairwise([int(last), *seqs]):
        if seq != before + 1:
            raise ValueError(f"event {seq} of run {run!r} does not follow event {before}")
    return seqs[-1] if seqs else int(last)
