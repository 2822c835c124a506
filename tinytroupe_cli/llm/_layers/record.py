"""The outermost layer: every call enters the ledger and the spending, hits included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.llm._spending import Spending
from tinytroupe_cli.llm._types import LLM, Layer, Recorder, Reply, Request


def record(recorder: Recorder | None, spending: Spending, clock: Callable[[], float]) -> Layer:
    """Note each call: who asked what for, what it took, what it cost, how it ended."""

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            began = clock()
            try:
                reply = await inner(request)
            except TroupeError as failure:
                spending.failed(request)
                if recorder is not None:
                    recorder.record(_row(request, None, clock() - began, failure))
                raise
            spending.add(request, reply)
            if recorder is not None:
                recorder.record(_row(request, reply, clock() - began, None))
            return reply

        return call

    return layer


def _row(
    request: Request, reply: Reply | None, seconds: float, failure: TroupeError | None
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": reply.key if reply else "",
        "purpose": request.purpose,
        "person": request.person,
        "step": request.step,
        "round": request.round,
        "provider": request.params.provider,
        "model": request.params.model,
        "cached": bool(reply and reply.cached),
        "seconds": seconds,
        "attempts": [],
        "prompt_tokens": 0,
        "cached_prompt_tokens": 0,
        "completion_tokens": 0,
        "reasoning_tokens": 0,
        "error": f"{type(failure).__name__}: {failure}" if failure else None,
    }
    attempts = reply.attempts if reply else getattr(failure, "attempts", ())
    row["attempts"] = [{"seconds": each.seconds, "error": each.error} for each in attempts]
    if reply is not None:
        for name in ("prompt", "cached_prompt", "completion", "reasoning"):
            row[f"{name}_tokens"] = getattr(reply.usage, f"{name}_tokens")
    return row
