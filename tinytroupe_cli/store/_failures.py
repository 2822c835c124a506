"""What SQLite says, in words that help."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tinytroupe_cli.errors import StoreError

_MEANINGS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "is locked: another program has been writing to it for too long",
        "close whatever holds it (a database browser with unsaved changes?) and try again",
    ),
    sqlite3.SQLITE_LOCKED: ("is locked", "close whatever holds it and try again"),
    sqlite3.SQLITE_READONLY: (
        "cannot be written: the file or its folder is read-only",
        "make both writable, or name another file with --db",
    ),
    sqlite3.SQLITE_PERM: (
        "cannot be opened: no permission",
        "make the file and its folder writable, or name another file with --db",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "check that its folder exists and can be written, or name another file with --db",
    ),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full",
        "free some space and give the same command again; what was kept so far is safe",
    ),
    sqlite3.SQLITE_IOERR: (
        "could not be read or written by the operating system",
        "check the disk (full? unplugged? a network share?) and give the same command again",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        "restore it from a copy, or begin a new one with --db; nothing was changed in it",
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database",
        "name another file with --db; nothing was changed in this one",
    ),
    sqlite3.SQLITE_TOOBIG: ("cannot keep a text that large", "make the text shorter"),
}


@contextmanager
def as_store_errors(path: str) -> Iterator[None]:
    """Turn what SQLite says of the file into StoreError; mistakes in our SQL stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as failure:
        extended = getattr(failure, "sqlite_errorcode", 0)
        if extended == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise StoreError(
                f"a run in the database {path!r} was removed while it was still needed ({failure})",
                hint="what was answered is kept, unless it was removed too",
            ) from failure
        code = extended & 0xFF
        if code not in _MEANINGS:
            raise
        what, hint = _MEANINGS[code]
        raise StoreError(f"the database {path!r} {what} ({failure})", hint=hint) from failure


def damage(connection: sqlite3.Connection, path: str) -> StoreError | None:
    """What is wrong in a file, compared with itself; reads all of it."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if found == ["ok"] and not loose:
        return None
    what = "; ".join(found) if found != ["ok"] else f"{len(loose)} rows refer to nothing"
    return StoreError(
        f"the database {path!r} is damaged: {what}",
        hint="work on with a copy of it, or with a new file: --db FILE",
    )
