"""A reply that is not kept: the nearest that is, and what differs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_samples import Shelf, request

from tinytroupe_cli.errors import CacheMissError
from tinytroupe_cli.llm import Message, Providers, Reply, Schema, Stack, prices


async def answered(_: Any) -> Reply:
    """Somebody who answers all."""
    return Reply("yes", "toy")


def said(wanted: Any, *kept: Any) -> str:
    """What is said of a miss, with these requests kept."""
    shelf, price = Shelf(), prices({})

    async def play() -> None:
        asking = Stack(Providers(scripted=answered), price=price, cache_=shelf)
        for each in kept:
            await asking(each)
        await Stack(Providers(), price=price, cache_=shelf, cache_only=True)(wanted)

    with pytest.raises(CacheMissError) as missed:
        asyncio.run(play())
    return str(missed.value)


def asked(*texts: str, **other: Any) -> Any:
    """A request with these messages."""
    messages = tuple(Message("user", text) for text in texts)
    return replace(request(), messages=messages, **other)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"seed": 8}, "the seed ('7' is kept, '8' is asked)"),
        ({"sample": "3"}, "the sample ("),
        ({"schema": Schema("x", {"type": "object"})}, "the form that the answer has to have"),
    ],
)
def test_what_differs_is_named(other, words):
    """Seed, sample, schema."""
    assert words in said(asked("hi", **{"seed": 7} | other), asked("hi", seed=7))


def test_the_nearest_is_the_one_that_goes_along_longest():
    """Of several histories the one that parts last."""
    kept = [asked("rules", f"Ada: Hello.\nBo: {word}.\nAda: So.") for word in ("No", "Yes", "Now")]
    text = said(asked("rules", "Ada: Hello.\nBo: Yes.\nAda: Why?"), *kept)
    assert "message 2 (user), where 'Ada: So.' is kept and 'Ada: Why?' is asked" in text


def test_another_number_of_messages():
    """One was asked again, the other not."""
    text = said(asked("rules", "hi"), asked("rules", "hi", "again"))
    assert "how many messages there are (3, now 2)" in text


def test_nothing_kept_at_all():
    """Neither with another person's replies nor with none."""
    assert "none is kept for" in said(asked("hi"))
    assert "none is kept for" in said(asked("hi"), asked("hi", person="Somebody"))


@given(st.text(max_size=200), st.text(max_size=50), st.text(max_size=50))
def test_any_texts_may_differ(same, one, other):
    """Whatever stands in them; what is quoted stays short."""
    if one == other:
        return
    text = said(asked(same + one), asked(same + other))
    assert "message 1 (user), where " in text
    assert len(text) < 600
