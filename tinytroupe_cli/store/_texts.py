"""Texts as the file keeps them: JSON that reads well, and long texts once each, line by line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from pydantic_core import PydanticSerializationError

from tinytroupe_cli.events import Event
from tinytroupe_cli.ids import plain

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain).encode


def to_json(value: Any) -> str:
    """The JSON text of a value, in its own order; readable, and always fit for UTF-8."""
    text = _encode(value)
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
"""Lines whose ids are remembered; beyond that the older half is forgotten."""

MOST_COMMON = 2_000
"""Whole texts whose ids are remembered, likewise: those that came a second time: the rules."""

MOST_JSON = 50
"""Values whose JSON texts are remembered: there are as many as schemas."""

_FIND = "SELECT id FROM texts WHERE sha256 = ?"
_INSERT = (
    "INSERT INTO texts (id, sha256, text, lines) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (sha256) DO NOTHING"
)


class Texts:
    """The table `texts`, written through one connection; it keeps each text once.

    What somebody says stands in the prompts of all who hear it, and a history in each prompt that
    comes after. So a long text is kept as the ids of its lines, and a crowd's prompts take room
    for what was said and not for how many heard it.
    """

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._common: dict[str, int] = {}
        self._json: dict[int, tuple[Any, str]] = {}
        self._version = -1

    def json_of(self, value: Any) -> str:
        """The JSON text of a value that never changes; of one that comes again it is known."""
        seen = self._json.get(id(value))
        if seen is None:
            if len(self._json) >= MOST_JSON:
                self._json.clear()
            seen = self._json[id(value)] = (value, to_json(value))  # kept, so that its id stays its
        return seen[1]

    def forget(self) -> None:
        """Forget the ids of texts: some of them may be gone, or never have come to be."""
        self._lines.clear()
        self._common.clear()

    def intern(self, connection: sqlite3.Connection, text: str) -> int:
        """The id of a text."""
        return self.intern_all(connection, [text])[text]

    def intern_all(self, connection: sqlite3.Connection, texts: Iterable[str]) -> dict[str, int]:
        """The ids of texts, by text; within a transaction that holds the write lock."""
        self._look(connection)
        ids: dict[str, int] = {}
        new: dict[str, bytes] = {}
        for text in texts:
            if text in ids or text in new:
                continue
            number = self._common.get(text)
            if number is None:
                digest = _digest(text)
                number = _find(connection, digest)
                if number is None:
                    new[text] = digest
                    continue
                self._common[text] = number
            ids[text] = number
        apart = {text: text.split("\n") for text in new if len(text) >= LONG and "\n" in text}
        lines = dict.fromkeys(line for each in apart.values() for line in each)
        new_lines = [(line, _digest(line), "") for line in lines if line not in self._lines]
        self._lines |= _insert(connection, new_lines)
        known = self._lines.__getitem__
        ids_of = {text: ",".join(map(str, map(known, each))) for text, each in apart.items()}
        rows = [(text, digest, ids_of.get(text, "")) for text, digest in new.items()]
        return ids | _insert(connection, rows)

    def _look(self, connection: sqlite3.Connection) -> None:
        """Forget what is known once another connection has written: it may have removed texts."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self.forget()
        self._version = version
        _forget_older(self._lines, MOST_KNOWN)
        _forget_older(self._common, MOST_COMMON)


def _forget_older(ids: dict[str, int], most: int) -> None:
    # Half and not all: the newer lines stand in the very next prompts.
    if len(ids) > most:
        for text in list(islice(ids, most // 2)):
            del ids[text]


def _bytes(text: str) -> bytes:
    # What UTF-8 cannot hold is written as an escape; such a text is evidence, never an answer.
    return text.encode("utf-8", "backslashreplace")


def _digest(text: str) -> bytes:
    return sha256(_bytes(text)).digest()


def _find(connection: sqlite3.Connection, digest: bytes) -> int | None:
    row = connection.execute(_FIND, [digest]).fetchone()
    return None if row is None else int(row[0])


def _insert(
    connection: sqlite3.Connection, texts: Sequence[tuple[str, bytes, str]]
) -> dict[str, int]:
    """Insert those of the texts that are not there; the ids of all.

    Args:
        connection: in a transaction, so that nobody else takes the same ids.
        texts: each different, with its digest and the ids of its lines with commas between; empty
            where it is kept as it is.
    """
    if not texts:
        return {}
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM texts").fetchone()
    ids, rows = {}, []
    for number, (text, digest, lines) in enumerate(texts, start=int(last) + 1):
        ids[text] = number
        kept = ("", f"[{lines}]") if lines else (_bytes(text).decode(), None)
        rows.append((number, digest, *kept))
    before = connection.total_changes
    connection.executemany(_INSERT, rows)
    if connection.total_changes - before == len(rows):
        return ids
    return {text: _find(connection, digest) or ids[text] for text, digest, _ in texts}


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
