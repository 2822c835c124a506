"""How many calls are in flight at once: a number that finds its own level."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tinytroupe_cli.errors import ConfigError, ConnectionFailedError, RateLimitError
from tinytroupe_cli.llm._layers._level import CLIMBS, Level
from tinytroupe_cli.llm._types import LLM, Layer, Reply, Request

FIRST = 32
HIGHEST = 1000
"""The places in the pool of the openai package's client; more would wait there unseen."""
FIRST_S = 0.5
"""Seconds before the level climbs, as calls wait for the one that learns how to ask."""
DOUBLES_S = 0.25
"""Seconds in which the level doubles, while some wait and nothing was ever pushed back."""
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

    While some have to wait, the level climbs: after half a second, then doubling every quarter of
    one in small steps, until something is pushed back (429, time-outs, dropped connections),
    however long replies take. What it learns from there is told in `Level`.

    Args:
        bounds: the highest level, if there is one.
        sleep: waits so many seconds.
    """
    first, most = bounds.concurrency or min(FIRST, _ceiling()), bounds.concurrency or _ceiling()
    gate = _Gate(Level(first, most), sleep)

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
    def __init__(self, level: Level, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._level, self._sleep = level, sleep
        self._flying = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._growing: asyncio.Task[None] | None = None

    async def enter(self) -> int:
        if self._flying < self._level.now:
            self._flying += 1
            return self._level.era
        self._level.crowded = True
        if self._growing is None and self._level.may_climb():
            self._growing = asyncio.create_task(self._grow())
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(self._level.era, well=None)
            raise
        return self._level.era

    def leave(self, era: int, *, well: bool | None) -> None:
        self._flying -= 1
        if well is not None:
            waiting = bool(self._waiting)
            self._level.ended(era, well=well, flying=self._flying, waiting=waiting)
        self._let_in()
        if not self._waiting and self._growing is not None:
            self._growing.cancel()
            self._growing = None

    def _let_in(self) -> None:
        while self._waiting and self._flying < self._level.now:
            turn = self._waiting.popleft()
            if not turn.done():
                self._flying += 1
                turn.set_result(None)

    async def _grow(self) -> None:
        pause = FIRST_S
        while self._level.may_climb():
            await self._sleep(pause)
            pause = DOUBLES_S * CLIMBS
            if not self._waiting or not self._level.may_climb():
                break
            self._level.climb()
            self._let_in()
        self._growing = None


def _ceiling() -> int:
    """As many calls as there may be connections: each is an open file."""
    try:
        from resource import RLIMIT_NOFILE, getrlimit
    except ImportError:  # not a POSIX system
        return HIGHEST
    files, _ = getrlimit(RLIMIT_NOFILE)
    return HIGHEST if files < 0 else max(FIRST, min(HIGHEST, files - SPARE_FILES))
