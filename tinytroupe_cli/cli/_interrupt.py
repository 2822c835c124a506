"""Ctrl-C once ends a run after what is in flight; twice ends it at once."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

from tinytroupe_cli.cli._console import warn
from tinytroupe_cli.stage import Watcher

T = TypeVar("T")


def interruptible(work: Coroutine[Any, Any, T], watcher: Watcher) -> T:
    """Run to the end, or to the next unit after an interrupt."""
    return asyncio.run(_guarded(work, watcher))


async def _guarded(work: Coroutine[Any, Any, T], watcher: Watcher) -> T:
    asked = 0

    def interrupt() -> None:
        nonlocal asked
        asked += 1
        if asked > 1:
            raise KeyboardInterrupt
        warn("finishing what is in flight; again to stop at once")

    watcher.stop = lambda: asked > 0
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, interrupt)
        except (NotImplementedError, RuntimeError):  # Windows, or not the main thread
            break
    return await work
