"""How a database is, told without changing anything in it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store._failures import as_store_errors, damage
from tinytroupe_cli.store._migrations import MIGRATIONS, applied, require_ours
from tinytroupe_cli.store._places import address_to_read, read_only, require_place, size

LITTLE = 50_000_000
"""Bytes of free disk under which a run may not find room."""


@dataclass(slots=True)
class Health:
    """What was found."""

    exists: bool
    size: int = 0
    """Bytes, the write-ahead log included."""
    free: int = 0
    """Bytes that the disk has left."""
    version: str | None = None
    """The newest migration in it."""
    current: bool = True
    """False when the next command that writes will bring it up to date."""
    journal: str | None = None
    """`wal`, unless something prevents it."""
    log: int = 0
    """Bytes in the write-ahead log."""
    sqlite: str = sqlite3.sqlite_version
    """The version of SQLite that this Python has."""
    runs: int = 0
    replies: int = 0
    read_only: Path | None = None
    """The file or its folder, if it cannot be written."""
    wrong: list[StoreError] = field(default_factory=list)
    """What prevents its use."""

    @property
    def tight(self) -> bool:
        """Whether a run may not find room on the disk."""
        return self.free < LITTLE


def examine(path: Path | str) -> Health:
    """Look at a database; the only thing that may appear beside it are SQLite's own locks."""
    place = Path(path)
    health = Health(exists=place.is_file())
    try:
        require_place(place, must_exist=False)
        health.free = shutil.disk_usage(place.absolute().parent).free
        if health.exists:
            health.log = size(place.with_name(f"{place.name}-wal"))
            health.size = size(place) + health.log
            _look_inside(place, health)
        health.read_only = read_only(place)
    except StoreError as failure:
        health.wrong.append(failure)
    return health


def _look_inside(place: Path, health: Health) -> None:
    target = address_to_read(place)
    with (
        as_store_errors(str(place)),
        closing(sqlite3.connect(target, uri=True, timeout=5.0)) as connection,
    ):
        require_ours(connection, str(place))
        names = applied(connection)
        health.version = names[-1] if names else None
        health.current = len(names) == len(MIGRATIONS)
        (health.journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        found = damage(connection, str(place))
        if found is not None:
            health.wrong.append(found)
        elif names:
            (health.runs,) = connection.execute("SELECT count(*) FROM runs").fetchone()
            (health.replies,) = connection.execute("SELECT count(*) FROM llm_cache").fetchone()
