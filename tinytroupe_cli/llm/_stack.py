"""The layers in their one order, around providers that are built when they are first needed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from tinytroupe_cli.llm._layers import (
    Budget,
    Limits,
    RetryPolicy,
    budget,
    cache,
    limits,
    record,
    retry,
)
from tinytroupe_cli.llm._providers import Providers
from tinytroupe_cli.llm._spending import Spending
from tinytroupe_cli.llm._types import LLM, Cache, Price, Recorder, Reply, Request

LOCAL = frozenset({"offline", "scripted"})


class Stack:
    """Answers requests: record -> cache -> retry -> budget -> limits -> provider.

    Engines without a network skip the three layers that only a network needs.
    """

    def __init__(
        self,
        providers: Providers,
        *,
        price: Price,
        cache_: Cache | None = None,
        recorder: Recorder | None = None,
        budget_: Budget | None = None,
        limits_: Limits | None = None,
        policy: RetryPolicy | None = None,
        read_cache: bool = True,
        cache_only: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.spending = Spending(price)
        self._providers = providers
        limit = budget_ or Budget()
        remote: LLM = self._provide
        for layer in (
            limits(limits_ or Limits()),
            *([budget(limit, price)] if limit else []),
            retry(policy or RetryPolicy(), clock, sleep),
        ):
            remote = layer(remote)

        async def route(request: Request) -> Reply:
            inner = self._provide if request.params.provider in LOCAL else remote
            return await inner(request)

        cached = cache(cache_, providers.version, read=read_cache, only=cache_only)(route)
        self._outermost: LLM = record(recorder, self.spending, clock)(cached)

    async def __call__(self, request: Request) -> Reply:
        """Answer a request.

        Raises:
            ModelError: the model could not be had.
            BudgetError: a limit is reached.
        """
        return await self._outermost(request)

    async def aclose(self) -> None:
        """Close the connections of all providers."""
        await self._providers.aclose()

    async def _provide(self, request: Request) -> Reply:
        return await self._providers(request)
