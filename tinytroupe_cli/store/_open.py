"""Opening the database: made ready for several processes, brought up to date, or refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store._migrations import migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_MS = 30_000


@contextmanager
def named(path: str) -> Iterator[None]:
    """Turn what SQLite says into one clear error.

    Raises:
        StoreError: the database is locked, full, read-only, corrupt or not a database.
    """
    try:
        yield
    except sqlite3.Error as failure:
        said = str(failure)
        hints = {
            "locked": "another process holds it; try again when it has finished",
            "full": "free some space, then run the same command again",
            "readonly": "make the file and its folder writable, or name another with --db",
            "unable to open": "does the folder exist, and may you write there?",
            "not a database": "name another file with --db",
            "malformed": "restore it from a copy, or name another file with --db",
        }
        hint = next((hint for word, hint in hints.items() if word in said), None)
        raise StoreError(f"the database {path!r} cannot be used: {said}", hint=hint) from failure


def connect(path: str) -> Database:
    """A database with the newest shape.

    Raises:
        StoreError: it cannot be used, or a newer version of troupe wrote it.
    """
    from sqlite_utils import Database

    with named(path):
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, check_same_thread=False)
        database = Database(connection, execute_plugins=False)
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA foreign_keys=ON")
        if path != ":memory:" and not _is_current(database):
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        if not _is_current(database):
            _refuse_newer(database, path)
            with transaction(database):
                migrations().apply(database)
    return database


@contextmanager
def transaction(database: Any) -> Iterator[None]:
    """A write that takes its lock at the start, so that several processes never deadlock."""
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.conn.execute("ROLLBACK")
        raise
    database.conn.execute("COMMIT")


def _is_current(database: Any) -> bool:
    return "_sqlite_migrations" in database.table_names() and not migrations().pending(database)


def _refuse_newer(database: Any, path: str) -> None:
    if "_sqlite_migrations" not in database.table_names():
        return
    known = {migration.name for migration in migrations().pending(database)}
    known |= {"m001_initial"}
    rows = database.query("SELECT name FROM _sqlite_migrations WHERE migration_set = 'troupe'")
    newer = [row["name"] for row in rows if row["name"] not in known]
    if newer:
        raise StoreError(
            f"the database {path!r} was written by a newer troupe ({newer[-1]})",
            hint="update troupe, or name another file with --db",
        )


def check_folder(path: str) -> None:
    """Refuse a path whose folder does not exist.

    Raises:
        StoreError: there is no such folder.
    """
    folder = Path(path).parent
    if path != ":memory:" and not folder.is_dir():
        raise StoreError(
            f"there is no folder {str(folder)!r} for the database", hint="make it, or use --db"
        )
