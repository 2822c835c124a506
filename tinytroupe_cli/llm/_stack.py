"""The layers in their one order, around providers that are built when they are first needed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from copy import copy

from tinytroupe_cli.llm._layers import (
    Budget,
    Limits,
    RetryPolicy,
    attempt,
    budget,
    cache,
    limits,
    pace,
    record,
    retry,
)
from tinytroupe_cli.llm._providers import Providers
from tinytroupe_cli.llm._spending import Spending
from tinytroupe_cli.llm._types import LLM, Cache, Price, Recorder, Reply, Request

LOCAL = frozenset({"offline"})
"""Engines that need no network, and so neither patience nor a pace; limits on calls hold."""


class Stack:
    """Answers requests: record -> cache -> retry -> budget -> limits -> provider.

    One stack serves all models of a session; each request names its own.

    Args:
        providers: who answers in the end.
        price: the cost of usage, for the budget and the totals.
        cache_: kept replies; None keeps nothing.
        recorder: the ledger; None notes nothing.
        budget_: the most that may be paid; None is no limit.
        limits_: concurrency and rates.
        policy: how often and how long a call is tried.
        read_cache: False uses no reply of an earlier invocation.
        cache_only: True asks nobody.
        clock: seconds from any fixed point.
        sleep: waits so many seconds.
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
        self._providers, self._price, self._clock = providers, price, clock
        bounds = limits_ or Limits()
        tried = attempt(clock)(providers)
        paced = pace(bounds, clock, sleep)(tried) if bounds.rpm or bounds.tpm else tried
        remote = limits(bounds, sleep)(paced)
        local = tried
        if budget_:
            hold = budget(budget_, price)
            remote, local = hold(remote), hold(local)
        remote = retry(policy or RetryPolicy(), clock, sleep)(remote)

        async def route(request: Request) -> Reply:
            inner = local if request.params.provider in LOCAL else remote
            return await inner(request)

        self._kept = cache(cache_, providers.version, read=read_cache, only=cache_only)(route)
        self._note(recorder)

    def beside(self, recorder: Recorder | None) -> Stack:
        """A stack with a ledger and totals of its own, and with limits and replies in common."""
        other = copy(self)
        other._note(recorder)  # noqa: SLF001 - one of its own kind
        return other

    def _note(self, recorder: Recorder | None) -> None:
        self.spending = Spending(self._price)
        """What this stack has paid so far."""
        ledger = record(recorder, self.spending, self._providers.version, self._clock)
        self._outermost: LLM = ledger(self._kept)

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
