"""One background loop for sync callers, also inside a running loop such as Jupyter's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on the background loop and return its result."""
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


@cache
def _loop() -> asyncio.AbstractEventLoop:
    # One loop for the life of the process: pooled connections belong to the loop they began in.
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="troupe", daemon=True).start()
    return loop
