"""The outermost layer: every call enters the ledger and the spending, hits included."""

from __future__ import annotations

import logging
from asyncio import get_running_loop
from collections.abc import Callable, Sequence
from typing import Any

from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.llm._spending import Spending
from tinytroupe_cli.llm._types import LLM, Attempt, Layer, Recorder, Reply, Request, Usage

_log = logging.getLogger(__name__)


def record(
    recorder: Recorder | None,
    spending: Spending,
    version: Callable[[str], str | None],
    clock: Callable[[], float],
) -> Layer:
    """Note each call: who asked what for, what it took, what it cost, how it ended.

    Args:
        recorder: the ledger.
        spending: the totals of this invocation.
        version: the version of a provider that answers from contexts, else None.
        clock: seconds from any fixed point.
    """
    notes = None if recorder is None else _Notes(recorder)

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            began = clock()
            try:
                reply = await inner(request)
            except TroupeError as failure:
                tries: Sequence[Attempt] = getattr(failure, "attempts", ())
                spending.add(request, tries, failed=True)
                if notes is not None:
                    row = {
                        "key": request.key(version(request.params.provider)),
                        "cached": False,
                        "error": f"{type(failure).__name__}: {failure}",
                    }
                    notes.add(_row(request, tries, clock() - began) | row)
                raise
            spending.add(request, reply.attempts, cached=reply.usage if reply.cached else None)
            whose, how = request.person or "the world", "kept" if reply.cached else "answered"
            _log.debug("%s of %s: %s by %s", request.purpose, whose, how, reply.model)
            if notes is not None:
                row = {"key": reply.key, "cached": reply.cached, "error": None}
                tries = () if reply.cached else reply.attempts
                notes.add(_row(request, tries, clock() - began) | row)
            return reply

        return call

    return layer


class _Notes:
    """Calls that end at the same moment are written together, right after it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._settling = False

    def add(self, row: dict[str, Any]) -> None:
        self._recorder.record(row)
        if not self._settling:
            self._settling = True
            get_running_loop().call_soon(self._settle)

    def _settle(self) -> None:
        self._settling = False
        self._recorder.settle()


def _row(request: Request, tries: Sequence[Attempt], seconds: float) -> dict[str, Any]:
    usage = sum((each.usage for each in tries), Usage())
    return {
        "purpose": request.purpose,
        "person": request.person,
        "step": request.step,
        "round": request.round,
        "provider": request.params.provider,
        "model": request.params.model,
        "seconds": seconds,
        "attempts": [{"seconds": each.seconds, "error": each.error} for each in tries],
        "prompt_tokens": usage.prompt_tokens,
        "cached_prompt_tokens": usage.cached_prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "reasoning_tokens": usage.reasoning_tokens,
    }
