"""Signs of life: which runs are being played at this moment, by whatever process.

A process holds an advisory lock for each run that it plays, on a byte of an empty file beside the
database. The operating system lets go of it when the process ends, however it ends, so nothing has
to be renewed and no clock is compared. Locks also hold between containers, and on network drives
that have them. The last one who lets go removes the file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from tinytroupe_cli.ids import digest

try:
    import fcntl
except ImportError:  # Windows, where runs then look as if they were being played
    fcntl = None  # type: ignore[assignment]

ENDING = "-alive"
FURTHEST = 2**62
"""Where the bytes end; a run's lies where its id says, and the file stays empty all the same."""


@dataclass(slots=True)
class _Held:
    """A file with locks of this process."""

    file: int
    runs: set[str] = field(default_factory=set)


# The one thing that belongs to the whole process, because such locks do: closing a file lets go of
# all that the process holds on it, whoever opened it. So each file is open once.
_HELD: dict[tuple[int, str], _Held] = {}
_GUARD = RLock()


class Lives:
    """The runs of one database that are being played.

    Args:
        path: the database; None for one in memory, about which nothing is known.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = "" if path is None or fcntl is None else f"{os.path.realpath(path)}{ENDING}"
        self._own: set[str] = set()

    def begin(self, run: str) -> None:
        """Show that a run is played, until `end` or the end of the process.

        Where locks cannot be had it shows nothing; the run is played all the same.
        """
        if self._path:
            with _GUARD, suppress(OSError):
                self._hold(run)
                self._own.add(run)

    def end(self, run: str) -> None:
        """Show it no longer."""
        if run in self._own:
            self._own.discard(run)
            with _GUARD, suppress(OSError):
                self._let_go(run)

    def end_all(self) -> None:
        """The same for all that were begun here."""
        for run in [*self._own]:
            self.end(run)

    def is_alive(self, run: str) -> bool | None:
        """Whether some process plays a run; None if that cannot be known."""
        if not self._path:
            return None
        with _GUARD:
            held = _HELD.get(self._key)
            if held is not None:
                return run in held.runs or not _is_free(held.file, run)
            try:
                file = os.open(self._path, os.O_RDONLY)
            except FileNotFoundError:
                return False
            except OSError:
                return None
            try:
                return not _is_free(file, run)
            except OSError:
                return None
            finally:
                os.close(file)

    @property
    def _key(self) -> tuple[int, str]:
        return os.getpid(), self._path  # a forked child has none of its parent's locks

    def _hold(self, run: str) -> None:
        held = _HELD.get(self._key)
        while held is None:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                fcntl.lockf(file, fcntl.LOCK_EX, 1, _place(run))
                if _is_still(file, self._path):
                    held = _HELD[self._key] = _Held(file)
                else:  # whoever used it last has removed it meanwhile
                    os.close(file)
            except BaseException:
                os.close(file)
                raise
        fcntl.lockf(held.file, fcntl.LOCK_EX, 1, _place(run))
        held.runs.add(run)

    def _let_go(self, run: str) -> None:
        held = _HELD[self._key]
        held.runs.discard(run)
        fcntl.lockf(held.file, fcntl.LOCK_UN, 1, _place(run))
        if held.runs:
            return
        del _HELD[self._key]
        try:
            fcntl.lockf(held.file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # all of it: nobody else's either
            Path(self._path).unlink()
        finally:
            os.close(held.file)


def _place(run: str) -> int:
    return int(digest(run)[:16], 16) % FURTHEST


def _is_free(file: int, run: str) -> bool:
    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _place(run))
    except (BlockingIOError, PermissionError):
        return False
    fcntl.lockf(file, fcntl.LOCK_UN, 1, _place(run))
    return True


def _is_still(file: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(file), Path(path).stat())
    except FileNotFoundError:
        return False
