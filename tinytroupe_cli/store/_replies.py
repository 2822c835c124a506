"""Kept replies: what a model answered, beside what it was asked; long texts stand once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from tinytroupe_cli.store._open import named, transaction


class ReplyCache:
    """Replies by request key."""

    def __init__(self, database: Any, path: str, now: Callable[[], str]) -> None:
        self._database, self._path, self._now = database, path, now

    def get(self, key: str) -> dict[str, Any] | None:
        """The reply kept for a key, unless its ask ended in a failure."""
        with named(self._path):
            row = self._database.conn.execute(
                "SELECT reply FROM llm_cache WHERE key = ? AND rejected = 0", [key]
            ).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, key: str, request: dict[str, Any], reply: dict[str, Any]) -> None:
        """Keep a reply, at once; the texts of its request stand once in the database."""
        texts, lean = _intern(request)
        connection = self._database.conn
        with named(self._path), transaction(self._database):
            connection.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?)", texts.items())
            connection.execute(
                "INSERT INTO llm_cache (key, request, reply, created) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET reply = excluded.reply, rejected = 0",
                [key, _json(lean), _json(reply), self._now()],
            )

    def reject(self, key: str) -> None:
        """Keep the reply as evidence, but never answer with it again."""
        with named(self._path), transaction(self._database):
            self._database.conn.execute("UPDATE llm_cache SET rejected = 1 WHERE key = ?", [key])

    def request(self, key: str) -> dict[str, Any] | None:
        """What was asked, with its texts."""
        with named(self._path):
            row = self._database.conn.execute(
                "SELECT request FROM llm_cache WHERE key = ?", [key]
            ).fetchone()
            if row is None:
                return None
            request: dict[str, Any] = json.loads(row[0])
            for message in request["messages"]:
                message["content"] = self._text(message["content"])
            if request["schema"]:
                request["schema"] = json.loads(self._text(request["schema"]))
        return request

    def _text(self, digest: str) -> str:
        found: str = self._database.conn.execute(
            "SELECT text FROM texts WHERE digest = ?", [digest]
        ).fetchone()[0]
        return found


def _intern(request: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    texts: dict[str, str] = {}

    def keep(text: str) -> str:
        digest = hashlib.sha256(text.encode()).hexdigest()
        texts[digest] = text
        return digest

    messages = [
        {"role": message["role"], "content": keep(message["content"])}
        for message in request["messages"]
    ]
    schema = request.get("schema")
    return texts, request | {
        "messages": messages,
        "schema": keep(_json(schema)) if schema is not None else None,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
