"""Kept replies: nothing is paid twice, and equal requests in flight are one request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from tinytroupe_cli.errors import ModelError
from tinytroupe_cli.llm._again import again
from tinytroupe_cli.llm._kept import answered, asked, reply_of
from tinytroupe_cli.llm._layers._keeping import Keeping
from tinytroupe_cli.llm._missing import missing
from tinytroupe_cli.llm._types import LLM, Cache, Layer, Reply, Request


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
        return _Desk(inner, kept, version, read=read, only=only)

    return layer


class _Desk:
    """Where replies are handed out, and where equal requests meet."""

    def __init__(
        self,
        inner: LLM,
        kept: Cache | None,
        version: Callable[[str], str | None],
        *,
        read: bool,
        only: bool,
    ) -> None:
        self._inner, self._kept, self._version = inner, kept, version
        self._keeping = Keeping(kept) if kept is not None else None
        self._read, self._only = read, only
        self._flights: dict[str, _Flight] = {}
        self._fresh: set[str] = set()
        """Keys of replies that came in this invocation, which may always be used again."""

    async def __call__(self, request: Request) -> Reply:
        key = request.key(self._version(request.params.provider))
        found = self._find(key)
        if found is not None:
            return found
        if self._only:
            raise missing(request, self._kept)
        flight = self._flights.get(key)
        if flight is not None:
            try:
                return replace(await self._landed(key, flight), cached=True)
            except ModelError as failure:
                raise again(failure) from None
        flight = _Flight(asyncio.create_task(self._fetch(key, request)))
        self._flights[key] = flight
        return await self._landed(key, flight)

    def _find(self, key: str) -> Reply | None:
        if self._kept is None or not (self._read or key in self._fresh):
            return None
        found = self._kept.get(key)
        return None if found is None else reply_of(found, key)

    async def _fetch(self, key: str, request: Request) -> Reply:
        try:
            reply = replace(await self._inner(request), key=key)
        except ModelError as failure:
            if self._kept is not None and failure.reply is not None:
                self._kept.put((key, asked(request), answered(failure.reply)))
                self._kept.reject(key)
            raise
        if self._keeping is not None:
            await self._keeping.keep(key, asked(request), answered(reply))
            self._fresh.add(key)
        return reply

    async def _landed(self, key: str, flight: _Flight) -> Reply:
        flight.aboard += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.aboard -= 1
            if not flight.aboard:
                flight.task.cancel()  # does nothing to a task that is done
                if self._flights.get(key) is flight:
                    del self._flights[key]


@dataclass(slots=True)
class _Flight:
    """A request under way; it ends early only when nobody waits for it any more."""

    task: asyncio.Task[Reply]
    aboard: int = 0
