"""The log on stderr, as much of it as LOGLEVEL asks for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Teller(logging.Handler):
    """Tells each record as a line."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell a record."""
        self._tell(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def logged(tell: Callable[[str], None]) -> Iterator[None]:
    """Whatever is logged meanwhile is told."""
    log, handler = logging.getLogger("tinytroupe_cli"), _Teller(tell)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
