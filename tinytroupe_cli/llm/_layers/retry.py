"""The one retry policy: what may pass is tried again, with growing, jittered pauses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from tinytroupe_cli.errors import ModelError
from tinytroupe_cli.ids import stream
from tinytroupe_cli.llm._types import LLM, Attempt, Layer, Reply, Request


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how long a call is tried."""

    attempts: int = 6
    first_pause_s: float = 1.0
    longest_pause_s: float = 60.0
    total_s: float = 600.0
    """Seconds after which no further try is begun."""


def retry(
    policy: RetryPolicy,
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]],
) -> Layer:
    """Try again what is marked retryable; a pause the endpoint asks for is honoured."""
    from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            jitter = stream(request.seed, request.person, request.sample, request.messages)
            began, tries = clock(), []

            def pause(state: RetryCallState) -> float:
                failure = state.outcome.exception() if state.outcome else None
                asked = getattr(failure, "retry_after", None)
                grown = policy.first_pause_s * 2.0 ** (state.attempt_number - 1)
                jittered = min(grown, policy.longest_pause_s) * jitter.uniform(0.5, 1.0)
                return max(asked or 0.0, jittered)

            def too_late(state: RetryCallState) -> bool:
                return clock() - began + pause(state) > policy.total_s

            async def attempt() -> Reply:
                started = clock()
                try:
                    reply = await inner(request)
                except ModelError as failure:
                    error = f"{type(failure).__name__}: {failure}"
                    tries.append(Attempt(clock() - started, error))
                    raise
                tries.append(Attempt(clock() - started))
                return reply

            retrying = AsyncRetrying(
                retry=retry_if_exception(lambda error: getattr(error, "retryable", False)),
                stop=stop_after_attempt(policy.attempts) | too_late,  # type: ignore[operator]
                wait=pause,
                sleep=sleep,
                reraise=True,
            )
            try:
                reply: Reply = await retrying(attempt)
            except ModelError as failure:
                failure.attempts = tuple(tries)
                raise
            return replace(reply, attempts=tuple(tries))

        return call

    return layer
