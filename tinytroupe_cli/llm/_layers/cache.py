"""Kept replies: nothing is paid twice, and equal requests in flight are one request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tinytroupe_cli.errors import CacheMissError
from tinytroupe_cli.ids import plain
from tinytroupe_cli.llm._types import LLM, Attempt, Cache, Layer, Reply, Request, Usage


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
        read: False asks anew, and keeps the new replies.
        only: True asks nobody; a reply that is not kept is a CacheMissError.
    """

    def layer(inner: LLM) -> LLM:
        flying: dict[str, asyncio.Future[Reply]] = {}

        async def call(request: Request) -> Reply:
            key = request.key(version(request.params.provider))
            if kept is not None and read and (found := kept.get(key)) is not None:
                return replace(_reply(found), key=key, cached=True)
            if only:
                raise CacheMissError(
                    f"no kept reply for {request.purpose} of {request.person or 'the world'} "
                    f"(step {request.step}), and --cache-only asks nobody",
                    hint="run once without --cache-only",
                )
            if key in flying:
                return replace(await asyncio.shield(flying[key]), cached=True)
            flying[key] = asyncio.get_running_loop().create_future()
            try:
                reply = replace(await inner(request), key=key)
                if kept is not None:
                    kept.put(key, _request(request), plain(reply))
            except BaseException as failure:
                flying[key].set_exception(failure)
                flying[key].exception()  # nobody may be waiting for it
                raise
            else:
                flying[key].set_result(reply)
                return reply
            finally:
                del flying[key]

        return call

    return layer


def _request(request: Request) -> dict[str, Any]:
    params = plain(request.params)
    return {
        "purpose": request.purpose,
        "params": params,
        "messages": [{"role": role, "content": content} for role, content in request.messages],
        "schema": plain(dict(request.schema.json)) if request.schema else None,
        "seed": request.seed,
        "person": request.person,
        "sample": request.sample,
    }


def _reply(found: dict[str, Any]) -> Reply:
    return Reply(
        text=found["text"],
        model=found["model"],
        usage=Usage(**found["usage"]),
        finish_reason=found["finish_reason"],
        attempts=tuple(Attempt(**each) for each in found.get("attempts", ())),
    )
