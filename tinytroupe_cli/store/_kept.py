"""Small things that are kept: what was extracted, and what endpoints take."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._texts import to_json


class Extractions:
    """The table `extractions`; a result is never overwritten, the newest of a name counts."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def save(self, run: str, name: str, digest: str, engine: str, result: dict[str, Any]) -> None:
        """Append a result."""
        created = self._clock().isoformat(timespec="milliseconds")
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO extractions (run, name, digest, engine, created, result)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [run, name, digest, engine, created, to_json(result)],
            )

    def newest(self, run: str) -> dict[str, dict[str, Any]]:
        """The newest result of each name, in the order the names first came up."""
        rows = self._database.read(
            "SELECT name, result FROM extractions WHERE run = ? ORDER BY id", [run]
        )
        return {row["name"]: json.loads(row["result"]) for row in rows}

    def find(self, run: str, name: str, digest: str) -> dict[str, Any] | None:
        """The newest result for a question."""
        rows = self._database.read(
            "SELECT result FROM extractions WHERE run = ? AND name = ? AND digest = ?"
            " ORDER BY id DESC LIMIT 1",
            [run, name, digest],
        )
        result: dict[str, Any] | None = json.loads(rows[0][0]) if rows else None
        return result

    def latest(self, name: str, digest: str) -> dict[str, Any] | None:
        """The newest result for a question, of whichever run."""
        rows = self._database.read(
            "SELECT result FROM extractions WHERE name = ? AND digest = ? ORDER BY id DESC LIMIT 1",
            [name, digest],
        )
        result: dict[str, Any] | None = json.loads(rows[0][0]) if rows else None
        return result


class Rungs:
    """The table `rungs`: which way of asking for structured output an endpoint's model takes."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def get(self, endpoint: str, model: str) -> str | None:
        """What was learned, if anything."""
        rows = self._database.read(
            "SELECT rung FROM rungs WHERE endpoint = ? AND model = ?", [endpoint, model]
        )
        return str(rows[0][0]) if rows else None

    def learn(self, endpoint: str, model: str, rung: str) -> None:
        """Remember what worked last."""
        learned = self._clock().isoformat(timespec="milliseconds")
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO rungs (endpoint, model, rung, learned) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (endpoint, model) DO UPDATE SET rung = ?3, learned = ?4",
                [endpoint, model, rung, learned],
            )
