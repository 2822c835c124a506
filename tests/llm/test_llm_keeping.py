"""Replies that come at once: kept together, before anybody has them, each with its own fate."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from llm_samples import Shelf, all_of, request, stack

from tinytroupe_cli import errors
from tinytroupe_cli.llm import Request

QUESTIONS = [request(text) for text in ("One.", "Two.", "Three.")]


class Counting(Shelf):
    """A cache that notes how many replies came at a time, and may refuse one of them."""

    def __init__(self, refused: str = "", failure: Exception | None = None) -> None:
        super().__init__()
        self.groups: list[int] = []
        self.refused, self.failure = refused, failure

    def put(self, *replies: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
        if self.failure and any(self.refused in str(asked) for _, asked, _ in replies):
            raise self.failure
        self.groups.append(len(replies))
        super().put(*replies)


def test_replies_of_one_moment_take_one_transaction() -> None:
    """Three replies at once are kept at once; one alone does not wait for others."""
    shelf = Counting()
    asyncio.run(all_of(stack(cache_=shelf), QUESTIONS))
    asyncio.run(all_of(stack(cache_=shelf), [request("Four.")]))
    assert shelf.groups == [3, 1]
    assert len(shelf.kept) == 4


def test_a_reply_that_cannot_be_written_keeps_no_other_from_it() -> None:
    """Of three that came together two are kept and given; the third fails by itself."""
    shelf = Counting("Two.", ValueError("no such text"))
    given = asyncio.run(all_of(stack(cache_=shelf), QUESTIONS))
    assert [isinstance(each, ValueError) for each in given] == [False, True, False]
    assert shelf.groups == [1, 1]


def test_a_store_that_takes_nothing_fails_every_call() -> None:
    """A full disk is told to all who wait, each with an error of its own."""
    shelf = Counting("", errors.StoreError("the disk is full"))
    given = asyncio.run(all_of(stack(cache_=shelf), QUESTIONS))
    assert [str(each) for each in given] == ["the disk is full"] * 3
    assert len({id(each) for each in given}) == 3


@pytest.mark.parametrize("passes", range(1, 10))
def test_a_reply_that_came_is_kept_although_its_call_is_given_up(passes: int) -> None:
    """Whenever a call is cancelled: what was answered until then is paid for, and is kept."""
    shelf, answered = Counting(), []

    def script(asked: Request) -> Any:
        answered.append(asked)
        return {"text": "Hello."}

    async def play() -> None:
        call = asyncio.ensure_future(stack(script, cache_=shelf)(QUESTIONS[0]))
        for _ in range(passes):
            await asyncio.sleep(0)
        call.cancel()
        await asyncio.wait([call])

    asyncio.run(play())
    assert len(shelf.kept) == len(answered)
