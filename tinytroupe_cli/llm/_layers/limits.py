"""How many calls are in flight at once: a number that finds its own level."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tinytroupe_cli.errors import ConfigError, ConnectionFailedError, RateLimitError
from tinytroupe_cli.llm._types import LLM, Layer, Reply, Request

FIRST = 32
HIGHEST = 1000
"""The places in the pool of the openai package's client; more would wait there unseen."""
GROWS_S = 0.5
"""Seconds after which the level doubles, while some wait and nothing was ever pushed back."""
SPARE_FILES = 64
"""Open files left to everything else."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on how fast an endpoint is asked."""

    concurrency: int | None = None
    """The most calls in flight, and how many at first; None starts at 32 and goes up to 1000."""
    rpm: int | None = None
    """Requests a minute, as the endpoint's plan allows."""
    tpm: int | None = None
    """Tokens a minute, as the endpoint's plan allows."""

    def __post_init__(self) -> None:
        if self.concurrency is not None and not 1 <= self.concurrency <= HIGHEST:
            raise ConfigError(
                f"{self.concurrency} calls at a time cannot be",
                hint=f"--concurrency takes 1 to {HIGHEST}; without it the level finds itself",
            )


def limits(bounds: Limits, sleep: Callable[[float], Awaitable[None]]) -> Layer:
    """Let so many calls through at once, in the order they came.

    While some have to wait, the level doubles every half second until something is pushed back
    (429, time-outs, dropped connections), however long replies take. It also doubles when a whole
    window of calls went well, holds when a few were pushed back, and is halved when a fifth were.

    Args:
        bounds: the highest level, if there is one.
        sleep: waits so many seconds.
    """
    first, most = bounds.concurrency or min(FIRST, _ceiling()), bounds.concurrency or _ceiling()
    gate = _Gate(first, most, sleep)

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            era = await gate.enter()
            well: bool | None = None
            try:
                reply = await inner(request)
                well = True
            except (RateLimitError, ConnectionFailedError):
                well = False
                raise
            finally:
                gate.leave(era, well=well)
            return reply

        return call

    return layer


class _Gate:
    def __init__(self, level: int, ceiling: int, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._level, self._ceiling, self._sleep = level, ceiling, sleep
        self._flying = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._era = 0
        """Counts the changes of level: a call that began before one says nothing about it."""
        self._well = self._pushed = 0
        self._crowded = False
        self._resisted = False
        """Whether anything was ever pushed back."""
        self._growing: asyncio.Task[None] | None = None

    async def enter(self) -> int:
        if self._flying < self._level:
            self._flying += 1
            return self._era
        self._crowded = True
        if self._growing is None and self._may_grow():
            self._growing = asyncio.create_task(self._grow())
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(self._era, well=None)
            raise
        return self._era

    def leave(self, era: int, *, well: bool | None) -> None:
        self._flying -= 1
        self._resisted = self._resisted or well is False
        if era == self._era and well is not None:
            self._learn(well=well)
        self._let_in()
        if not self._waiting and self._growing is not None:
            self._growing.cancel()
            self._growing = None

    def _let_in(self) -> None:
        while self._waiting and self._flying < self._level:
            turn = self._waiting.popleft()
            if not turn.done():
                self._flying += 1
                turn.set_result(None)

    def _may_grow(self) -> bool:
        return self._level < self._ceiling and not self._resisted

    async def _grow(self) -> None:
        while self._may_grow():
            await self._sleep(GROWS_S)
            if not self._waiting or not self._may_grow():
                break
            # The era stays: calls that began on the lower level say as much as those to come.
            self._level = min(self._ceiling, self._level * 2)
            self._let_in()
        self._growing = None

    def _learn(self, *, well: bool) -> None:
        self._well, self._pushed = self._well + well, self._pushed + (not well)
        if self._pushed >= max(2, self._level // 5):
            self._change(max(1, self._level // 2))
        elif self._well + self._pushed >= self._level:
            grow = self._crowded and not self._pushed
            self._change(min(self._ceiling, self._level * 2) if grow else self._level)

    def _change(self, level: int) -> None:
        self._era += level != self._level
        self._level, self._well, self._pushed, self._crowded = level, 0, 0, bool(self._waiting)


def _ceiling() -> int:
    """As many calls as there may be connections: each is an open file."""
    try:
        from resource import RLIMIT_NOFILE, getrlimit
    except ImportError:  # not a POSIX system
        return HIGHEST
    files, _ = getrlimit(RLIMIT_NOFILE)
    return HIGHEST if files < 0 else max(FIRST, min(HIGHEST, files - SPARE_FILES))
