"""Replies that come at the same moment are kept in one transaction, before anybody uses them."""

from __future__ import annotations

from asyncio import Future, get_running_loop
from copy import copy
from typing import Any

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.llm._types import Cache

Kept = tuple[str, dict[str, Any], dict[str, Any]]
"""A key, its request, the reply."""


class Keeping:
    """Keeps replies in groups: those that are there when one pass of the event loop ends.

    Nobody waits for more to come: whoever was first in a pass is kept when the pass has ended,
    sooner than it would be if each took a transaction of its own in turn.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._came: list[tuple[Kept, Future[None]]] = []

    async def keep(self, key: str, request: dict[str, Any], reply: dict[str, Any]) -> None:
        """Return when the reply is kept; it is kept also if its task is cancelled meanwhile.

        Raises:
            StoreError: it cannot be kept.
        """
        loop = get_running_loop()
        if not self._came:
            loop.call_soon(self._commit)
        kept: Future[None] = loop.create_future()
        self._came.append(((key, request, reply), kept))
        await kept

    def _commit(self) -> None:
        came, self._came = self._came, []
        try:
            self._cache.put(*(reply for reply, _ in came))
        except StoreError as failure:
            for _, kept in came:
                _end(kept, copy(failure))
        except Exception:  # noqa: BLE001 - what cannot be written keeps nothing else from it
            for reply, kept in came:
                self._alone(reply, kept)
        else:
            for _, kept in came:
                _end(kept)

    def _alone(self, reply: Kept, kept: Future[None]) -> None:
        try:
            self._cache.put(reply)
        except Exception as failure:  # noqa: BLE001 - raised where it is waited for
            _end(kept, failure)
        else:
            _end(kept)


def _end(kept: Future[None], failure: Exception | None = None) -> None:
    if kept.done():  # cancelled
        return
    if failure is None:
        kept.set_result(None)
    else:
        kept.set_exception(failure)
