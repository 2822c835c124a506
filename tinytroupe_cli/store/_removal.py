"""Removing runs, so that those that go on from them keep their whole story."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._lineage import BELONGS, LINEAGE
from tinytroupe_cli.store._replies import USED
from tinytroupe_cli.store._texts import forget_texts, to_json


def remove_runs(database: Database, runs: Sequence[str], *, replies: bool) -> int:
    """Remove runs with all that hangs on them, all or none; how many replies went with them.

    What children lent from a removed run becomes theirs: the child that goes on from the latest
    event inherits events, calls and checkpoints up to there, and the others go on from it.
    """
    with database.write() as connection:
        keys: list[str] = []
        if replies:
            query = f"SELECT DISTINCT key FROM ledger WHERE run IN ({LINEAGE})"
            keys = [row[0] for row in connection.execute(query, [to_json(runs)])]
        for run in runs:
            _hand_over(connection, run)
            connection.execute("DELETE FROM events WHERE run = ?", [run])
            connection.execute("DELETE FROM runs WHERE id = ?", [run])
        removed = connection.execute(
            "DELETE FROM llm_cache WHERE key IN (SELECT value FROM json_each(?))"
            f" AND key NOT IN ({USED})",
            [to_json(keys)],
        ).rowcount
        forget_texts(connection)
        database.texts.forget()
    return removed


def _hand_over(connection: sqlite3.Connection, run: str) -> None:
    parent, parent_seq = connection.execute(
        "SELECT parent, parent_seq FROM runs WHERE id = ?", [run]
    ).fetchone()
    # Whoever left the story before this run began its own part goes on from its parent.
    connection.execute(
        "UPDATE runs SET parent = ?2 WHERE parent = ?1 AND parent_seq <= ?3",
        [run, parent, parent_seq],
    )
    heir = connection.execute(
        "SELECT id, parent_seq FROM runs WHERE parent = ? ORDER BY parent_seq DESC, number LIMIT 1",
        [run],
    ).fetchone()
    if heir is None:
        return
    values = [run, *heir]
    connection.execute(
        f"UPDATE ledger SET run = ?2 WHERE run = ?1 AND {BELONGS.format(run='?1', upto='?3')}",
        values,
    )
    connection.execute(
        "INSERT OR IGNORE INTO checkpoints (prefix_hash, run, seq, unit)"
        " SELECT prefix_hash, ?2, seq, unit FROM checkpoints WHERE run = ?1 AND seq <= ?3",
        values,
    )
    connection.execute(
        "INSERT INTO events (run, seq, data)"
        " SELECT ?2, seq, data FROM events WHERE run = ?1 AND seq <= ?3 ORDER BY seq",
        values,
    )
    connection.execute(
        "UPDATE runs SET parent = ?2 WHERE parent = ?1 AND id <> ?2", [run, heir["id"]]
    )
    connection.execute(
        "UPDATE runs SET parent = ?2, parent_seq = ?3 WHERE id = ?1",
        [heir["id"], parent, parent_seq],
    )
