"""The one retry policy: what may pass is tried again, with growing, jittered pauses."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from tinytroupe_cli.errors import BudgetError, ModelError
from tinytroupe_cli.ids import stream
from tinytroupe_cli.llm._types import LLM, AdaptedError, Attempt, Layer, Reply, Request

_log = logging.getLogger(__name__)

ADAPTATIONS = 10
"""Forms of one request that an endpoint may refuse before it is given up."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how long a call is tried."""

    attempts: int = 6
    """Tries that reached the endpoint or failed to; a form it refused does not count."""
    paid_attempts: int = 3
    """Tries whose replies were paid for and of no use."""
    first_pause_s: float = 1.0
    """Seconds before the second try; doubled before each further one, less up to half by jitter."""
    longest_pause_s: float = 60.0
    """Seconds that a pause grows to; an endpoint may ask for a longer one."""
    total_s: float = 600.0
    """Seconds after which no further try begins."""

    def pause(self, request: Request, tries: int, failure: BaseException | None) -> float:
        """Seconds to wait after so many tries; the same for the same request on every machine."""
        if isinstance(failure, AdaptedError):
            return 0.0
        grown = min(self.first_pause_s * 2.0 ** min(tries - 1, 32), self.longest_pause_s)
        jitter = stream(request.seed, "retry", request.key(), tries)
        asked = getattr(failure, "retry_after", None) or 0.0
        return max(float(asked), grown * jitter.uniform(0.5, 1.0))

    def gives_up(self, request: Request, failures: list[ModelError], seconds: float) -> bool:
        """Whether no further try is to be made after these failures and so many seconds."""
        real = [failure for failure in failures if not isinstance(failure, AdaptedError)]
        paid = [failure for failure in real if failure.reply is not None]
        return (
            len(real) >= self.attempts
            or len(paid) >= self.paid_attempts
            or len(failures) - len(real) >= ADAPTATIONS
            or seconds + self.pause(request, len(failures), failures[-1]) > self.total_s
        )


def retry(
    policy: RetryPolicy,
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]],
) -> Layer:
    """Try again what is marked retryable; a pause the endpoint asks for is honoured."""

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            began, failures, tries = clock(), list[ModelError](), list[Attempt]()
            while True:
                try:
                    reply = await inner(request)
                except (ModelError, BudgetError) as failure:
                    tries.extend(failure.attempts)
                    failure.attempts = tuple(tries)
                    if not isinstance(failure, ModelError) or not failure.retryable:
                        raise
                    failures.append(failure)
                    if policy.gives_up(request, failures, clock() - began):
                        raise
                else:
                    return replace(reply, attempts=(*tries, *reply.attempts)) if tries else reply
                pause = policy.pause(request, len(failures), failures[-1])
                whose = f"{request.purpose} of {request.person or 'the world'}"
                _log.info("%s: %s; once more in %.1f s", whose, failures[-1], pause)
                await sleep(pause)

        return call

    return layer
