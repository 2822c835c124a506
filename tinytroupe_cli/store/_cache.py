"""Kept replies: nothing is paid twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tinytroupe_cli.store._database import Database
from tinytroupe_cli.store._texts import Texts, to_json

LONG = 200
"""Characters of JSON from which a part of a request is kept as a text of its own."""

ESCAPED = 8
"""Characters that one takes in JSON, and more."""

ALIKE = 30
"""Requests that are looked through for one like another."""


class ReplyCache:
    """The table `llm_cache`: what was asked and answered, by the request's key.

    A key may have several replies: one asked anew replaces the older as the hit, and one whose
    ask ended in a failure is no hit any more; all are kept as evidence.

    Args:
        database: where it is.
        clock: the wall's time.
        since: older replies are no hits, by the wall's time as ISO 8601 in UTC.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime], since: str = "") -> None:
        self._database = database
        self._clock = clock
        self._since = since

    def no_older_than(self, moment: str) -> ReplyCache:
        """The same replies, of which those from before a moment are no hits."""
        return ReplyCache(self._database, self._clock, moment)

    def get(self, key: str) -> dict[str, Any] | None:
        """The newest reply kept for a key, unless its ask ended in a failure."""
        rows = self._database.glance(
            "SELECT reply FROM llm_cache WHERE key = ? AND NOT rejected AND created >= ?"
            " ORDER BY id DESC LIMIT 1",
            [key, self._since],
        )
        if not rows:
            return None
        reply: dict[str, Any] = json.loads(rows[0][0])
        return reply

    def put(self, *replies: tuple[str, Mapping[str, Any], Mapping[str, Any]]) -> None:
        """Keep replies, each as key, request, reply: at once, and all of them or none."""
        created = self._clock().isoformat(timespec="milliseconds")
        rows = [(key, created, request, reply) for key, request, reply in replies]
        with self._database.write() as connection:
            insert_replies(self._database.texts, connection, rows)

    def reject(self, key: str) -> None:
        """Mark the reply that is the hit now as one whose ask ended in a failure."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE llm_cache SET rejected = 1 WHERE id ="
                " (SELECT max(id) FROM llm_cache WHERE key = ? AND NOT rejected)",
                [key],
            )

    def request(self, key: str) -> dict[str, Any] | None:
        """The request behind a key as it was put, put together again."""
        rows = self._database.read(
            "SELECT id, request FROM llm_cache WHERE key = ? ORDER BY rejected, id DESC LIMIT 1",
            [key],
        )
        return put_together(self._database, *rows[0]) if rows else None

    def alike(self, purpose: str, person: str | None) -> list[dict[str, Any]]:
        """The newest requests for a purpose of a person whose replies are hits."""
        rows = self._database.read(
            "SELECT id, request FROM llm_cache WHERE purpose = ? AND person IS ? AND NOT rejected"
            " ORDER BY id DESC LIMIT ?",
            [purpose, person, ALIKE],
        )
        return [put_together(self._database, *row) for row in rows]


Row = tuple[str, str, Mapping[str, Any], Mapping[str, Any]]
"""A key, when the reply came (ISO 8601), the request, the reply."""


def insert_replies(texts: Texts, connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Insert replies; the texts of their requests are kept once, however often asked."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM llm_cache").fetchone()
    replies, parts = [], []
    for number, (key, created, request, reply) in enumerate(rows, start=int(last) + 1):
        messages, long, short = _taken_apart(texts, request)
        replies.append((number, key, created, to_json(short), to_json(reply)))
        parts += [
            (number, position, role, text)
            for position, (role, text) in enumerate([*messages, *long])
        ]
    ids = texts.intern_all(connection, [text for *_, text in parts])
    connection.executemany(
        "INSERT INTO llm_cache (id, key, created, request, reply) VALUES (?, ?, ?, ?, ?)", replies
    )
    connection.executemany(
        "INSERT INTO request_parts (reply, position, role, text) VALUES (?, ?, ?, ?)",
        [(number, position, role, ids[text]) for number, position, role, text in parts],
    )


def put_together(database: Database, number: int, short: str) -> dict[str, Any]:
    """A request as it was, from what stands in its row and its parts."""
    request: dict[str, Any] = json.loads(short)
    parts = database.read(
        "SELECT role, text FROM requests WHERE reply = ? ORDER BY position", [number]
    )
    messages: list[dict[str, str]] = []
    for role, text in parts:
        if role.startswith("$"):
            request[role[1:]] = json.loads(text)
        else:
            messages.append({"role": role, "content": text})
    return {"messages": messages, **request} if messages else request


def _taken_apart(
    texts: Texts, request: Mapping[str, Any]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], dict[str, Any]]:
    """The messages as (role, text), other long parts as ($name, JSON), and the rest."""
    rest = dict(request)
    messages: list[tuple[str, str]] = []
    if _are_messages(rest.get("messages")):
        messages = [(each["role"], each["content"]) for each in rest.pop("messages")]
    long = []
    for name, value in list(rest.items()):
        if not isinstance(value, dict | list | str) or name == "params":
            continue
        if isinstance(value, str) and len(value) < LONG // ESCAPED:
            continue
        text = texts.json_of(value)
        if len(text) > LONG:
            long.append((f"${name}", text))
            del rest[name]
    return messages, long, rest


def _are_messages(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and each.keys() == {"role", "content"}
        and isinstance(each["content"], str)
        for each in value
    )
