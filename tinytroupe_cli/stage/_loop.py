"""One background loop for sync callers, also inside a running loop such as Jupyter's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

from tinytroupe_cli.errors import UsageError

T = TypeVar("T")
THREAD = "troupe"
"""The name of the loop's thread."""


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on the background loop and return its result.

    Raises:
        UsageError: this is called from what runs on that loop itself, such as a hook.
    """
    if threading.current_thread().name == THREAD:
        work.close()
        raise UsageError(
            "nobody can be asked to act while others are acting",
            hint="in a hook let people perceive something instead; they act in the next round",
        )
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        return future.result()
    except KeyboardInterrupt:
        future.cancel()
        raise


async def wait_for_async(work: Coroutine[Any, Any, T]) -> T:
    """The same for async callers: the work goes to the background loop, theirs stays free.

    Connections belong to the loop they began in, so all work is done on one, whoever asks.
    """
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, _loop()))


_first = threading.Lock()
"""Held while the loop is looked up: of several threads that come first only one makes it."""


def _loop() -> asyncio.AbstractEventLoop:
    with _first:
        return _the_loop()


@cache
def _the_loop() -> asyncio.AbstractEventLoop:
    # One loop for the life of the process: pooled connections belong to the loop they began in.
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name=THREAD, daemon=True).start()
    return loop
