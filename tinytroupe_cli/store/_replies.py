"""Kept replies as a collection: to be counted, carried to another database, and thrown away."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.store._cache import insert_replies, put_together
from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._lineage import LINEAGE
from tinytroupe_cli.store._texts import Texts, forget_texts, to_json

_HITS = "SELECT max(id) FROM llm_cache WHERE NOT rejected GROUP BY key"
"""The replies that answer when their question comes again."""

USED = "SELECT key FROM ledger WHERE run IS NOT NULL"
"""The keys of all calls that runs made."""


@dataclass(frozen=True, slots=True)
class Use:
    """One kept reply, and how often it answered instead of a model."""

    purpose: str
    params: Mapping[str, Any]
    usage: Mapping[str, int]
    """Tokens of the one time that it was paid."""
    times: int


class Replies:
    """The table `llm_cache` and what hangs on it, all of it at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hits(self, runs: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """The replies that are in use, as `key, created, request, reply`, by key.

        Args:
            runs: only those that these runs and their parents asked for; None for all.
        """
        asked = f"?1 IS NULL OR key IN (SELECT key FROM ledger WHERE run IN ({LINEAGE}))"
        numbers = self._database.read(
            f"SELECT id FROM llm_cache WHERE id IN ({_HITS}) AND ({asked}) ORDER BY key",
            [None if runs is None else to_json(runs)],
        )
        for (number,) in numbers:
            row = self._database.read(
                "SELECT key, created, request, reply FROM llm_cache WHERE id = ?", [number]
            )[0]
            yield {
                "key": row["key"],
                "created": row["created"],
                "request": put_together(self._database, number, row["request"]),
                "reply": json.loads(row["reply"]),
            }

    def add(self, replies: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
        """Keep replies from elsewhere, all or none; how many were new, and how many here already.

        What is kept here already stays as it is, also where another reply comes for its key.
        """
        with self._database.write() as connection:
            return add_replies(self._database.texts, connection, replies)

    def uses(self) -> list[Use]:
        """What is in use, and how often it answered."""
        rows = self._database.read(
            f"""
            SELECT c.purpose, json_extract(c.request, '$.params') AS params,
                   json_extract(c.reply, '$.usage') AS usage, coalesce(used.times, 0) AS times
            FROM llm_cache AS c LEFT JOIN
                 (SELECT key, count(*) AS times FROM ledger WHERE cached GROUP BY key) AS used
                 ON used.key = c.key
            WHERE c.id IN ({_HITS})
            """
        )
        return [
            Use(row["purpose"], json.loads(row["params"]), json.loads(row["usage"]), row["times"])
            for row in rows
        ]

    def size(self) -> int:
        """How many replies are kept, those that are no hits any more included."""
        return int(self._database.read("SELECT count(*) FROM llm_cache")[0][0])

    def remove(self, *, before: str | None = None, unused: bool = False) -> int:
        """Throw replies away: all, or those to which all that is said applies; how many.

        Args:
            before: only those that came before this moment, ISO 8601 in UTC.
            unused: only those that no run asked for.
        """
        with self._database.write() as connection:
            removed = connection.execute(
                "DELETE FROM llm_cache WHERE (?1 IS NULL OR created < ?1)"
                f" AND (NOT ?2 OR key NOT IN ({USED}))",
                [before, unused],
            ).rowcount
            forget_texts(connection)
            self._database.texts.forget()
        return removed


def add_replies(
    texts: Texts, connection: sqlite3.Connection, replies: Iterable[Mapping[str, Any]]
) -> tuple[int, int]:
    """Keep replies within a transaction; how many were new, and how many here already."""
    new = here = 0
    for each in replies:
        hit = connection.execute(
            "SELECT 1 FROM llm_cache WHERE key = ? AND NOT rejected", [each["key"]]
        ).fetchone()
        if hit:
            here += 1
            continue
        row = (each["key"], each["created"], each["request"], each["reply"])
        insert_replies(texts, connection, [row])
        new += 1
    return new, here
