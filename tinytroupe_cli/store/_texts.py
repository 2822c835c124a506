"""Texts as the file keeps them: JSON that reads well, and long texts once each, line by line."""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256
from typing import Any

from pydantic_core import PydanticSerializationError

from tinytroupe_cli.events import Event
from tinytroupe_cli.ids import plain


def to_json(value: Any) -> str:
    """The JSON text of a value, in its own order; readable, and always fit for UTF-8."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half an emoji, as models sometimes write
        return json.dumps(plain(value), separators=(",", ":"))
    return text


def event_json(event: Event) -> str:
    """The JSON text of an event; the same as that of any value, and sooner done."""
    try:
        return event.model_dump_json()
    except PydanticSerializationError:  # half an emoji, as models sometimes write
        return to_json(event)


LONG = 1_000
"""Characters from which a text of several lines is kept as its lines."""

MOST_KNOWN = 50_000
"""Lines whose ids are remembered."""


class Texts:
    """The table `texts`, written through one connection; it keeps each text once.

    What somebody says stands in the prompts of all who hear it, and a history in each prompt that
    comes after. So a long text is kept as the ids of its lines, and a crowd's prompts take room
    for what was said and not for how many heard it.
    """

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._version = -1

    def forget(self) -> None:
        """Forget the ids of lines: some of them may be gone, or never have come to be."""
        self._known.clear()

    def intern(self, connection: sqlite3.Connection, text: str) -> int:
        """The id of a text."""
        digest = sha256(_bytes(text)).digest()
        row = connection.execute("SELECT id FROM texts WHERE sha256 = ?", [digest]).fetchone()
        if row is not None:
            return int(row[0])
        lines = None
        if len(text) >= LONG and "\n" in text:
            self._look(connection)
            lines = [self._line(connection, line) for line in text.split("\n")]
        return _insert(connection, digest, text, lines)

    def _look(self, connection: sqlite3.Connection) -> None:
        """Forget what is known once another connection has written: it may have removed lines."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version or len(self._known) > MOST_KNOWN:
            self.forget()
        self._version = version

    def _line(self, connection: sqlite3.Connection, line: str) -> int:
        number = self._known.get(line)
        if number is None:
            digest = sha256(_bytes(line)).digest()
            row = connection.execute("SELECT id FROM texts WHERE sha256 = ?", [digest]).fetchone()
            number = int(row[0]) if row else _insert(connection, digest, line, None)
            self._known[line] = number
        return number


def _bytes(text: str) -> bytes:
    # What UTF-8 cannot hold is written as an escape; such a text is evidence, never an answer.
    return text.encode("utf-8", "backslashreplace")


def _insert(
    connection: sqlite3.Connection, digest: bytes, text: str, lines: list[int] | None
) -> int:
    kept = "" if lines else _bytes(text).decode()
    row = connection.execute(
        "INSERT INTO texts (sha256, text, lines) VALUES (?, ?, ?) RETURNING id",
        [digest, kept, to_json(lines) if lines else None],
    ).fetchone()
    return int(row[0])


def forget_texts(connection: sqlite3.Connection) -> None:
    """Throw away the texts that nothing refers to any more, and then such lines."""
    alone = (
        "NOT EXISTS (SELECT 1 FROM request_parts WHERE text = texts.id)"
        " AND NOT EXISTS (SELECT 1 FROM runs WHERE spec = texts.id)"
    )
    connection.execute(f"DELETE FROM texts WHERE lines IS NOT NULL AND {alone}")
    connection.execute(
        f"DELETE FROM texts WHERE {alone} AND id NOT IN"
        " (SELECT line.value FROM texts AS whole, json_each(whole.lines) AS line)"
    )
