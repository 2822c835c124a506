"""Where a database may lie, and how one is reached that can only be read."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from tinytroupe_cli.errors import StoreError


def require_place(path: Path, *, must_exist: bool) -> None:
    """Look whether a file is or can be where it is named; only looks.

    Raises:
        StoreError: it is a folder, in no folder, or missing and must exist.
    """
    if path.is_dir():
        raise StoreError(
            f"{str(path)!r} is a folder, not a database", hint="name a file: --db FILE"
        )
    if must_exist and not path.exists():
        raise StoreError(
            f"there is no database {str(path)!r}",
            hint="`troupe run` makes one; --db names another file",
        )
    if not path.absolute().parent.is_dir():
        raise StoreError(
            f"the folder of the database {str(path)!r} does not exist",
            hint=f"make the folder {str(path.parent)!r} first, or name another file with --db",
        )


def read_only(path: Path) -> Path | None:
    """The file or its folder, whichever cannot be written; None when both can."""
    for each in (path.absolute().parent, path):
        if each.exists() and not _writable(each):
            return each
    return None


def address(path: Path) -> str:
    """A file as SQLite's URI, to write to."""
    return f"file:{quote(str(path.absolute()))}"


def address_to_read(path: Path) -> str:
    """A file as SQLite's URI, only to be read.

    Where the folder cannot be written no lock can be made either. Without a log beside the file
    nobody is writing, and it is read as what never changes.

    Raises:
        StoreError: there is a log, and it cannot be read for want of a lock.
    """
    log, locks = (path.with_name(f"{path.name}-{ending}") for ending in ("wal", "shm"))
    target = f"{address(path)}?mode=ro"
    if _writable(path.absolute().parent):
        return target
    if not size(log):
        return f"{target}&immutable=1"
    if not locks.exists():
        raise StoreError(
            f"the newest part of the database {str(path)!r} is still in {log.name!r}, which cannot"
            " be read in a read-only folder",
            hint="copy both files into a folder of your own, and name the copy with --db",
        )
    return target


def size(path: Path) -> int:
    """Bytes of a file; 0 if there is none."""
    return path.stat().st_size if path.is_file() else 0


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
