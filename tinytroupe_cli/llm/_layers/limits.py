"""How many calls are in flight at once: a fixed number, or one that finds its own level."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tinytroupe_cli.errors import ConnectionFailedError, RateLimitError
from tinytroupe_cli.llm._types import LLM, Layer, Reply, Request

FIRST, HIGHEST, LOWEST = 32, 1024, 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on concurrency."""

    concurrency: int | None = None
    """A fixed number of calls in flight; None starts at 32 and finds its own level."""


def limits(bounds: Limits) -> Layer:
    """Let so many calls through at once; double while all is well, halve when pushed back."""
    level = bounds.concurrency or FIRST
    flying = well = 0
    freed = asyncio.Condition()

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            nonlocal flying, level, well
            async with freed:
                await freed.wait_for(lambda: flying < level)
                flying += 1
            pushed_back = False
            try:
                return await inner(request)
            except (RateLimitError, ConnectionFailedError):
                pushed_back = True
                raise
            finally:
                async with freed:
                    flying -= 1
                    well = 0 if pushed_back else well + 1
                    if bounds.concurrency is None:
                        if pushed_back:
                            level = max(LOWEST, level // 2)
                        elif well >= level:
                            level, well = min(HIGHEST, level * 2), 0
                    freed.notify_all()

        return call

    return layer
