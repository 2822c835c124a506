"""Writing files whole or not at all, and never in the place of a device or a pipe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OF_THE_SYSTEM = ("/dev", "/proc")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write what `path` shall hold: beside it, until all of it is there.

    A link stays one: what it leads to is written. A pipe or a device is written into directly.

    Raises:
        OSError: it cannot be written; what was there before is as it was.
    """
    if _is_special(path):
        yield path
        return
    target = path.resolve()
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield aside
        aside.replace(target)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _is_special(path: Path) -> bool:
    if any(path.absolute().is_relative_to(place) for place in _OF_THE_SYSTEM):
        return True
    return path.exists() and not path.is_file()
