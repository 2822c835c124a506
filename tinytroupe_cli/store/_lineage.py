"""A run and those it comes from: whose events, calls and checkpoints make up its story."""

from __future__ import annotations

import json
from typing import Any

from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._ledger import call_of

LINEAGE = """
    WITH RECURSIVE line (source) AS (
        SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?1))
        UNION
        SELECT child.parent FROM line JOIN runs AS child ON child.id = line.source
        WHERE child.parent IS NOT NULL
    )
    SELECT source FROM line
"""
"""The ids of runs, given as a JSON list, and of all they come from."""

LINE = """
    WITH RECURSIVE line (source, upto) AS (
        VALUES (?1, 9223372036854775807)
        UNION ALL
        SELECT child.parent, min(line.upto, child.parent_seq)
        FROM line JOIN runs AS child ON child.id = line.source
        WHERE child.parent IS NOT NULL
    )
"""
"""The same for one run, with the last event that each lends to it, as a beginning of a query."""

BELONGS = """
    purpose <> 'extract' AND (step, coalesce(round, 0)) <=
    (SELECT step, coalesce(round, 0) FROM events WHERE run = {run} AND seq = {upto})
"""
"""Whether a call of a run was made for its story up to an event."""


class Lineage:
    """What a run's story was made with, wherever it stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def calls(self, run: str) -> list[dict[str, Any]]:
        """The calls behind a run's story, its parents' first, with when they were noted."""
        belongs = BELONGS.format(run="line.source", upto="line.upto")
        rows = self._database.read(
            f"{LINE} SELECT l.* FROM line JOIN ledger AS l ON l.run = line.source"
            f" WHERE line.source = ?1 OR ({belongs}) ORDER BY l.id",
            [run],
        )
        return [{"created": row["created"]} | call_of(row) for row in rows]

    def checkpoints(self, run: str) -> list[dict[str, Any]]:
        """The checkpoints along a run's story, in its order."""
        rows = self._database.read(
            f"{LINE} SELECT c.prefix_hash, c.seq, c.unit FROM line JOIN checkpoints AS c"
            " ON c.run = line.source AND c.seq <= line.upto ORDER BY c.unit, c.seq",
            [run],
        )
        return [dict(row) for row in rows]

    def units(self, run: str) -> int:
        """How many units of a run's story its parents played, as their checkpoints say."""
        rows = self._database.read(
            f"{LINE} SELECT coalesce(max(c.unit) + 1, 0) FROM line JOIN checkpoints AS c"
            " ON c.run = line.source AND c.seq <= line.upto WHERE line.source <> ?1",
            [run],
        )
        return int(rows[0][0])

    def extractions(self, run: str) -> list[dict[str, Any]]:
        """All that was ever extracted from a run, oldest first."""
        rows = self._database.read(
            "SELECT name, digest, engine, created, result FROM extractions WHERE run = ?"
            " ORDER BY id",
            [run],
        )
        return [dict(row) | {"result": json.loads(row["result"])} for row in rows]
