"""The innermost layer: how long one try took, what it cost, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tinytroupe_cli.errors import ModelError
from tinytroupe_cli.llm._types import LLM, Attempt, Layer, Reply, Request, Usage


def attempt(clock: Callable[[], float]) -> Layer:
    """Note each try at a call, time in queues left out.

    Args:
        clock: seconds from any fixed point.
    """

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            began = clock()
            try:
                reply = await inner(request)
            except ModelError as failure:
                if not failure.sent:
                    raise
                said = f"{type(failure).__name__}: {failure}"
                usage = Usage() if failure.reply is None else failure.reply.usage
                failure.attempts = (Attempt(clock() - began, said, usage),)
                raise
            return replace(reply, attempts=(Attempt(clock() - began, usage=reply.usage),))

        return call

    return layer
