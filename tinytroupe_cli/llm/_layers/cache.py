"""Kept replies: nothing is paid twice, and equal requests in flight are one request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tinytroupe_cli.errors import CacheMissError, ModelError
from tinytroupe_cli.ids import plain
from tinytroupe_cli.llm._again import again
from tinytroupe_cli.llm._types import LLM, Cache, Layer, Reply, Request, Usage


def cache(
    kept: Cache | None,
    version: Callable[[str], str | None],
    *,
    read: bool = True,
    only: bool = False,
) -> Layer:
    """Answer from kept replies; keep each new reply before anybody uses it.

    Args:
        kept: the store of replies; None keeps nothing beyond requests in flight.
        version: the version of a provider that answers from contexts, else None.
        read: False uses no reply of an earlier invocation, and keeps the new ones.
        only: True asks nobody; a reply that is not kept is a CacheMissError.
    """

    def layer(inner: LLM) -> LLM:
        flights: dict[str, _Flight] = {}
        fresh: set[str] = set()

        async def fetch(key: str, request: Request) -> Reply:
            try:
                reply = replace(await inner(request), key=key)
            except ModelError as failure:
                if kept is not None and failure.reply is not None:
                    kept.put(key, _asked(request), _answered(failure.reply))
                    kept.reject(key)
                raise
            if kept is not None:
                kept.put(key, _asked(request), _answered(reply))
                fresh.add(key)
            return reply

        async def call(request: Request) -> Reply:
            key = request.key(version(request.params.provider))
            if kept is not None and (read or key in fresh):
                found = kept.get(key)
                if found is not None:
                    return _reply(found, key)
            if only:
                raise _missing(request)
            flight = flights.get(key)
            first = flight is None
            if flight is None:
                flight = flights[key] = _Flight(asyncio.create_task(fetch(key, request)))
            try:
                reply = await flight.landed()
            except ModelError as failure:
                if first:
                    raise
                raise again(failure) from None
            finally:
                if not flight.aboard and flights.get(key) is flight:
                    del flights[key]
            return reply if first else replace(reply, cached=True)

        return call

    return layer


@dataclass(slots=True)
class _Flight:
    """A request under way; it ends early only when nobody waits for it any more."""

    task: asyncio.Task[Reply]
    aboard: int = 0

    async def landed(self) -> Reply:
        """The reply, once it is here."""
        self.aboard += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self.aboard -= 1
            if not self.aboard:
                self.task.cancel()  # does nothing to a task that is done


def _missing(request: Request) -> CacheMissError:
    return CacheMissError(
        f"no reply is kept for {request.purpose!r} of {request.person or 'the world'} "
        f"(step {request.step}), and only kept replies may be used",
        hint="leave out --cache-only to ask the model",
    )


def _asked(request: Request) -> dict[str, Any]:
    return {
        "purpose": request.purpose,
        "params": plain(request.params),
        "messages": [{"role": role, "content": content} for role, content in request.messages],
        "schema": plain(dict(request.schema.json)) if request.schema else None,
        "seed": request.seed,
        "person": request.person,
        "sample": request.sample,
    }


def _answered(reply: Reply) -> dict[str, Any]:
    return {
        "text": reply.text,
        "model": reply.model,
        "usage": plain(reply.usage),
        "finish_reason": reply.finish_reason,
    }


def _reply(found: dict[str, Any], key: str) -> Reply:
    return Reply(
        text=found["text"],
        model=found["model"],
        usage=Usage(**found["usage"]),
        finish_reason=found["finish_reason"],
        key=key,
        cached=True,
    )
