"""Requests and tokens a minute, for endpoints whose plan is known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tinytroupe_cli.llm._layers.limits import Limits
from tinytroupe_cli.llm._sizes import estimate
from tinytroupe_cli.llm._types import LLM, Layer, Reply, Request

BURST_S = 6.0
"""Seconds' worth of the rate that may be sent at once; endpoints count in short windows."""


def pace(
    bounds: Limits, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]
) -> Layer:
    """Hold a call back until its requests and tokens fit the rates."""
    requests = _Rate(bounds.rpm) if bounds.rpm else None
    tokens = _Rate(bounds.tpm) if bounds.tpm else None

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            likely = estimate(request)
            pause = requests.take(1, clock()) if requests else 0.0
            if tokens:
                pause = max(pause, tokens.take(likely, clock()))
            if pause > 0:
                await sleep(pause)
            reply = await inner(request)
            used = reply.usage.prompt_tokens + reply.usage.completion_tokens
            if tokens and used:
                tokens.correct(used - likely)
            return reply

        return call

    return layer


@dataclass(slots=True)
class _Rate:
    """The generic cell rate algorithm (ITU-T I.371): one number keeps the queue."""

    a_minute: float
    spoken_for: float = float("-inf")
    """Until when the rate is used up, on the clock."""

    def take(self, amount: float, now: float) -> float:
        """Use up so much; tells how many seconds to wait first."""
        begins = max(now, self.spoken_for)
        self.spoken_for = begins + amount * 60 / self.a_minute
        return max(0.0, begins - BURST_S - now)

    def correct(self, amount: float) -> None:
        """Use up so much more than was taken, or less."""
        self.spoken_for += amount * 60 / self.a_minute
