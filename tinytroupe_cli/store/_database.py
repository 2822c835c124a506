"""The connection: how the file is opened, written and read, and what can go wrong."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store._failures import as_store_errors, damage
from tinytroupe_cli.store._migrations import migrate, pending, require_ours
from tinytroupe_cli.store._places import address, address_to_read, read_only, require_place
from tinytroupe_cli.store._texts import Texts

MEMORY = ":memory:"
WAITING = 500
"""Rows that wait for a transaction at the most."""


def wall_clock() -> datetime:
    """The time of day, with its zone."""
    return datetime.fromtimestamp(time.time(), tz=UTC)


class Database:
    """One connection, shared by the threads of one process."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.path = path
        self.texts = Texts()
        """What is known of the texts that this connection keeps."""
        self._connection = connection
        self._lock = RLock()
        self._waiting: list[Callable[[sqlite3.Connection], None]] = []

    @classmethod
    def open(
        cls, path: Path | str, *, must_exist: bool, patience_s: float, to_read: bool = False
    ) -> Database:
        """Open a file; nothing of it changes before it is known to be ours.

        Args:
            path: the file, or `:memory:`.
            must_exist: whether a missing one is an error.
            patience_s: seconds to wait for others.
            to_read: nothing will be written, so that a file in a read-only place will do.
        """
        where = str(path)
        if where != MEMORY:
            require_place(Path(path), must_exist=must_exist)
            if to_read and read_only(Path(path)) is not None:
                return cls(_look_at(Path(path), patience_s), where)
        with as_store_errors(where):
            connection = _connect(where, patience_s)
            try:
                require_ours(connection, where)
                _set_up(connection, patience_s)
                if pending(connection):
                    migrate(connection, where)
            except BaseException:
                connection.close()
                raise
        return cls(connection, where)

    def close(self) -> None:
        """Write what still waits, and close the connection."""
        with self._lock:
            try:
                self.catch_up()
            finally:
                self._waiting.clear()
                self._connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its beginning: all of it or nothing.

        A deferred transaction would read first and then fail with "database is locked" when
        another process wrote in between; an immediate one waits its turn.
        """
        with self._lock, as_store_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._insert_waiting()
                yield self._connection
                self._connection.execute("COMMIT")
                self._waiting.clear()
            except BaseException:
                self.texts.forget()
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def soon(self, row: Callable[[sqlite3.Connection], None]) -> None:
        """Insert a row with the next transaction: for what may be lost when the process is killed.

        Whoever reads or closes finds it written.
        """
        with self._lock:
            self._waiting.append(row)
            if len(self._waiting) >= WAITING:
                self.catch_up()

    def _insert_waiting(self) -> None:
        for row in list(self._waiting):
            try:
                row(self._connection)
            except BaseException:
                self._waiting.remove(row)  # what cannot be written keeps nothing else from it
                raise

    def catch_up(self) -> None:
        """Write the rows that wait for a transaction."""
        with self._lock:
            if self._waiting:
                with self.write():
                    pass

    def read(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows of a SELECT."""
        with self._lock:
            self.catch_up()
            return self.glance(query, values)

    def glance(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows of a SELECT that does not look at what waits for a transaction."""
        with self._lock, as_store_errors(self.path):
            return self._connection.execute(query, values).fetchall()

    def shrink(self) -> bool:
        """Give the room of what was removed back to the disk; False if that cannot be done now.

        What was removed is then in none of the files any more, the search index included.
        """
        try:
            with self.write() as connection:
                connection.execute("INSERT INTO said_words (said_words) VALUES ('optimize')")
            with self._lock, as_store_errors(self.path):
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        except StoreError:  # others are at work, or there is no room for a second copy
            return False
        return True

    def check(self) -> None:
        """Compare the file with itself."""
        with self._lock, as_store_errors(self.path):
            found = damage(self._connection, self.path)
        if found is not None:
            raise found


def _connect(where: str, patience_s: float) -> sqlite3.Connection:
    return _connect_to(where if where == MEMORY else address(Path(where)), patience_s)


def _connect_to(target: str, patience_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        target,
        timeout=patience_s,
        isolation_level=None,  # transactions are begun by hand, as IMMEDIATE
        check_same_thread=False,  # the lock of Database keeps threads apart
        uri=target != MEMORY,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _look_at(path: Path, patience_s: float) -> sqlite3.Connection:
    """A connection that only reads; to a copy in memory where the tables are of an older version.

    Raises:
        StoreError: the file cannot be read.
    """
    with as_store_errors(str(path)):
        connection = _connect_to(address_to_read(path), patience_s)
        try:
            require_ours(connection, str(path))
            if not pending(connection):
                return connection
            copy = _connect(MEMORY, patience_s)
            connection.backup(copy)
            migrate(copy, str(path))
        except BaseException:
            connection.close()
            raise
        connection.close()
        return copy


def _set_up(connection: sqlite3.Connection, patience_s: float) -> None:
    mode = _switch_to_wal(connection, patience_s)
    # In WAL mode NORMAL survives the death of the process; without WAL it takes FULL.
    connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
    connection.execute("PRAGMA foreign_keys = ON")
    # Texts and keys come in no order, so that each transaction touches pages all over the file:
    # four times what SQLite keeps at hand, and collects before it writes them into the file.
    connection.execute("PRAGMA cache_size = -8000")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")


def _switch_to_wal(connection: sqlite3.Connection, patience_s: float) -> str:
    # SQLite does not wait for others with this one statement, whatever the timeout says.
    mode: str
    deadline = time.monotonic() + patience_s
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as busy:
            if busy.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.005)
        else:
            return mode
