"""The runs: what was asked, how it ended, and which one is meant."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.store._alive import Lives
from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._texts import to_json


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as the store knows it."""

    id: str
    scenario: str
    engine: str
    model: str
    seed: int
    repeat: int
    status: str
    """running, finished, failed, budget, interrupted (also when its process has died)."""
    exit_code: int | None
    created: str
    """The wall's time when it began, ISO 8601 in UTC."""
    finished: str | None
    parent: str | None
    """The run whose story this one goes on from."""
    parent_seq: int
    """The last event of the parent that belongs to this run too."""
    spec: dict[str, Any]
    """The scenario with everything resolved."""
    summary: dict[str, Any]
    """What the run said of itself at its end; empty before."""


class Runs:
    """The table `runs`."""

    def __init__(self, database: Database, clock: Callable[[], datetime], lives: Lives) -> None:
        self._database = database
        self._clock = clock
        self._lives = lives

    def create(
        self, values: Sequence[Any], spec: dict[str, Any], parent: str | None, parent_seq: int
    ) -> None:
        """Insert a run; `values` are id, scenario, engine, model, seed and repeat."""
        created = self._clock().isoformat(timespec="milliseconds")
        self._lives.begin(values[0])
        with self._database.write() as connection:
            self._note_the_dead(connection)
            text = self._database.texts.intern(connection, to_json(spec))
            connection.execute(
                "INSERT INTO runs (id, scenario, engine, model, seed, repeat, created, parent,"
                " parent_seq, spec) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [*values, created, parent, parent_seq, text],
            )

    def finish(self, run: str, status: str, exit_code: int, summary: dict[str, Any]) -> None:
        """Note how a run ended."""
        finished = self._clock().isoformat(timespec="milliseconds")
        with self._database.write() as connection:
            connection.execute(
                "UPDATE runs SET status = ?, exit_code = ?, summary = ?, finished = ? WHERE id = ?",
                [status, exit_code, to_json(summary), finished, run],
            )
        self._lives.end(run)

    def newest(self, limit: int | None) -> list[RunRecord]:
        """The runs, newest first."""
        return self._select(limit=limit)

    def of(self, scenario: str, repeat: int, limit: int) -> list[RunRecord]:
        """The newest runs of one sample of a scenario, newest first."""
        return self._select(scenario=scenario, repeat=repeat, limit=limit)

    def find(self, ref: str) -> RunRecord:
        """The run that a word of the user means."""
        wanted = ref.strip()
        word, _, name = wanted.partition(":")
        if word == "latest":
            found = self._select(scenario=name, limit=1)
        else:
            found = self._select(beginning=wanted)
            found = [record for record in found if record.id == wanted] or found
        if len(found) == 1 and wanted:
            return found[0]
        raise self._not_one(wanted, found)

    def _not_one(self, wanted: str, found: list[RunRecord]) -> UsageError:
        if wanted and found:
            return UsageError(
                f"{wanted!r} begins the ids of {len(found)} runs: {_listed(found)}",
                hint="give more of the id",
            )
        known = self.newest(5)
        if not known:
            return UsageError(
                f"there is no run in {self._database.path!r} yet",
                hint="troupe run SCENARIO makes one; --db names another database",
            )
        what = f"run of the scenario {wanted[7:]!r}" if wanted[:7] == "latest:" else "run"
        return UsageError(
            f"there is no {what} {wanted!r} in {self._database.path!r}",
            hint=f"the newest are: {_listed(known)}; `troupe runs` lists all",
        )

    def _note_the_dead(self, connection: sqlite3.Connection) -> None:
        """Write down which runs were broken off with their process, for readers of the file."""
        running = connection.execute("SELECT id FROM runs WHERE status = 'running'").fetchall()
        dead = [row[0] for row in running if self._lives.is_alive(row[0]) is False]
        connection.executemany(
            "UPDATE runs SET status = 'interrupted' WHERE id = ?", [[run] for run in dead]
        )

    def _select(
        self,
        *,
        scenario: str = "",
        beginning: str = "",
        limit: int | None = None,
        repeat: int | None = None,
    ) -> list[RunRecord]:
        rows = self._database.read(
            """
            SELECT r.*, t.text AS spec_text FROM runs AS r JOIN texts AS t ON t.id = r.spec
            WHERE (?1 = '' OR r.scenario = ?1) AND substr(r.id, 1, length(?2)) = ?2
            AND (?4 IS NULL OR r.repeat = ?4)
            ORDER BY r.number DESC LIMIT ?3
            """,
            [scenario, beginning, -1 if limit is None else limit, repeat],
        )
        return [self._record(row) for row in rows]

    def _record(self, row: sqlite3.Row) -> RunRecord:
        died = row["status"] == "running" and self._lives.is_alive(row["id"]) is False
        return RunRecord(
            id=row["id"],
            scenario=row["scenario"],
            engine=row["engine"],
            model=row["model"],
            seed=row["seed"],
            repeat=row["repeat"],
            status="interrupted" if died else row["status"],
            exit_code=row["exit_code"],
            created=row["created"],
            finished=row["finished"],
            parent=row["parent"],
            parent_seq=row["parent_seq"],
            spec=json.loads(row["spec_text"]),
            summary=json.loads(row["summary"] or "{}"),
        )


def _listed(records: list[RunRecord]) -> str:
    shown = [f"{record.id} ({record.scenario}, {record.created[:16]})" for record in records[:5]]
    return ", ".join(shown) + (", ..." if len(records) > 5 else "")
