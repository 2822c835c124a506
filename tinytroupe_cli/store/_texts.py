"""Texts as the file keeps them: JSON that reads well, and long texts once each."""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256
from typing import Any

from tinytroupe_cli.ids import plain


def to_json(value: Any) -> str:
    """The JSON text of a value, in its own order; readable, and always fit for UTF-8."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half an emoji, as models sometimes write
        return json.dumps(plain(value), separators=(",", ":"))
    return text


def intern(connection: sqlite3.Connection, text: str) -> int:
    """The id of a text in the table `texts`, which keeps each text once."""
    # What UTF-8 cannot hold is written as an escape; such a text is evidence, never an answer.
    data = text.encode("utf-8", "backslashreplace")
    digest = sha256(data).digest()
    row = connection.execute("SELECT id FROM texts WHERE sha256 = ?", [digest]).fetchone()
    if row is None:
        row = connection.execute(
            "INSERT INTO texts (sha256, text) VALUES (?, ?) RETURNING id", [digest, data.decode()]
        ).fetchone()
    number: int = row[0]
    return number
