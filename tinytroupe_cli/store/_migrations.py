"""How the tables came to be: named steps, each applied once, all of them in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store import _schema, _schema_lines, _schema_surveys

if TYPE_CHECKING:
    from sqlite_utils import Database

NAME = "troupe"
"""The name of our set of migrations; a database that has it is ours."""

OLDEST_SQLITE = (3, 37, 0)
"""The first version with STRICT tables."""


def m001_first(db: Database) -> None:
    """Runs, events, ledger, checkpoints, replies, extractions, rungs, search and views."""
    for statement in _schema.FIRST:
        db.execute(statement)


def m002_lines(db: Database) -> None:
    """Long texts are kept as the ids of their lines; those that are there stay as they are."""
    for statement in _schema_lines.SECOND:
        db.execute(statement)


def m003_surveys(db: Database) -> None:
    """Answers to surveys stand in views of their own, and among answers and in transcripts."""
    for statement in _schema_surveys.third(_schema.ANSWERS):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m001_first,
    m002_lines,
    m003_surveys,
)
"""In order; what was released once is never edited, only followed by another."""


def require_ours(connection: sqlite3.Connection, path: str) -> None:
    """Look whether a file is empty or ours and not newer than this program; only reads.

    Raises:
        StoreError: it is somebody else's, or a newer version's.
    """
    tables = _names(connection)
    names = applied(connection)
    if tables and not names:
        shown = ", ".join(sorted(tables)[:3])
        raise StoreError(
            f"{path!r} is a database, but not one of troupe (it has the tables: {shown})",
            hint="name another file with --db; nothing was changed in this one",
        )
    unknown = [name for name in names if name not in _known()]
    if unknown:
        raise StoreError(
            f"the database {path!r} was made by a newer version of troupe (it has {unknown[0]!r})",
            hint="pip install --upgrade tinytroupe-cli, or name another file with --db",
        )


def pending(connection: sqlite3.Connection) -> bool:
    """Whether migrations wait to be applied."""
    return len(applied(connection)) < len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Apply what waits. Of several processes one does it and the others find it done."""
    from sqlite_utils import Database, Migrations

    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            f"this Python comes with SQLite {sqlite3.sqlite_version}, which is too old",
            hint="use a Python with SQLite 3.37 or newer",
        )
    migrations = Migrations(NAME)
    for step in MIGRATIONS:
        migrations(name=step.__name__)(step)
    connection.execute("BEGIN IMMEDIATE")
    try:
        require_ours(connection, path)
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _known() -> set[str]:
    return {step.__name__ for step in MIGRATIONS}


def _names(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row[0] for row in rows}


def applied(connection: sqlite3.Connection) -> list[str]:
    """The names of the migrations that a file has had, oldest first."""
    if "_sqlite_migrations" not in _names(connection):
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [NAME]
    )
    return [row[0] for row in rows]
