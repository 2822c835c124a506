"""Full-text search over what people remember (FTS5, BM25), in memory, one index for a run."""

from __future__ import annotations

import re
import sqlite3

_WORD = re.compile(r"\w+")
MOST_WORDS = 40


class RecallIndex:
    """Everybody's memories; nobody finds another's."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE memories USING fts5(text, person UNINDEXED, tokenize='porter')"
        )

    def add(self, person: str, text: str) -> None:
        """Remember a text for a person."""
        self._database.execute("INSERT INTO memories VALUES (?, ?)", (text, person))

    def search(self, person: str, query: str, limit: int) -> list[str]:
        """The person's memories that fit the query best, best first, older before newer.

        The query is plain words; nothing in it is search syntax.
        """
        words = list(dict.fromkeys(_WORD.findall(query.casefold())))[:MOST_WORDS]
        if not words:
            return []
        wanted = " OR ".join(f'"{word}"' for word in words)
        rows = self._database.execute(
            "SELECT DISTINCT text FROM (SELECT text FROM memories WHERE memories MATCH ?"
            " AND person = ? ORDER BY bm25(memories), rowid LIMIT ?)",
            (wanted, person, limit),
        )
        return [row[0] for row in rows]
