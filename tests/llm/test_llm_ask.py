"""Structured questions: what counts as JSON, what is mended, what is asked again."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llm_samples import Shelf, request, stack
from pydantic import BaseModel

from tinytroupe_cli import errors
from tinytroupe_cli.llm import Asked, Reply, Request, ask, parse, scripted


class Greeting(BaseModel):
    """A shape."""

    text: str
    warmth: int = 0


def put(*said: Any, shape: Any = Greeting, **given: Any) -> tuple[Asked[Any], list[Request]]:
    """Ask somebody who says these things one after the other."""
    heard: list[Request] = []
    left = list(said)

    def script(asked: Request) -> Any:
        heard.append(asked)
        return left.pop(0)

    return asyncio.run(ask(scripted(script), request(), shape, **given)), heard


@pytest.mark.parametrize(
    "reply",
    [
        '{"text": "Hi"}',
        ' \n{"text": "Hi"}\n',
        '```json\n{"text": "Hi"}\n```',
        '```\n{"text": "Hi"}\n```',
        'Here you are:\n```json\n{"text": "Hi"}\n```\nAnything else?',
        'Of course! {"text": "Hi"} I hope that helps.',
        '<think>A brace { in a thought.</think>{"text": "Hi"}',
        '{"text": "Hi",}',
        "{'text': 'Hi'}",
        '{"text": "Hi" // a greeting\n}',
        '\ufeff{"text": "Hi"}',
    ],
)
def test_wrapping_is_taken_off_and_slips_are_mended(reply: str) -> None:
    """Fences, talk, thoughts, trailing commas: the value inside is found."""
    asked, heard = put(reply)
    assert asked.value == Greeting(text="Hi")
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("", "empty"),
        ("Hello!", "not JSON"),
        ('{"text": "Hel', "not JSON"),
        ('{"text": "a", "list": [{"b": 1}', "not JSON"),
        ('{"text": "smile :-}', "not JSON"),
        ('{"warmth": 1}', "text: Field required"),
        ('{"text": "Hi", "warmth": "very"}', "warmth"),
        ('["Hi"]', "the reply"),
        ('{"text": "\\ud83d"}', "surrogate"),
        ('{"text": "Hi", "warmth": NaN}', "NaN"),
        ("[" * 100_000, "nested"),
    ],
)
def test_what_does_not_fit_is_asked_again_with_what_is_wrong(reply: str, said: str) -> None:
    """The second question holds the reply, the complaint and the schema; then all is well."""
    asked, heard = put(reply, {"text": "Hi"})
    assert asked.value == Greeting(text="Hi")
    first, second = heard
    assert second.messages[: len(first.messages)] == first.messages
    complaint = second.messages[-1].content
    assert said in complaint or said == "nested"
    assert '"required":["text"]' in complaint
    assert (second.messages[-2].content == reply) == bool(reply)
    assert first.key() != second.key()


def test_three_misfits_are_a_failure_and_no_hits_afterwards() -> None:
    """The third reply that does not fit ends it, and all three are marked in the cache."""
    shelf = Shelf()
    llm = stack(lambda _: "Hello!", cache_=shelf)
    with pytest.raises(errors.BadReplyError, match="3 times in a row.*not JSON"):
        asyncio.run(ask(llm, request(), Greeting, cache=shelf))
    assert len(shelf.rejected) == 3
    assert shelf.kept == {}
    assert llm.spending.as_json()["calls"] == 3


def test_a_cut_reply_is_never_made_into_an_answer() -> None:
    """Even when what came is whole JSON, a reply that hit the limit is a failure by name."""
    shelf = Shelf()
    with pytest.raises(errors.TruncatedError):
        put(Reply('{"text": "Hi"}', "toy", finish_reason="length", key="k"), cache=shelf)
    assert shelf.rejected == ["k"]


def test_a_callable_may_judge_and_change_the_value() -> None:
    """Its complaint is told to the model; what it returns is the value."""

    def shape(value: Any) -> str:
        if value["text"] != "Hi":
            raise ValueError("greet properly")
        return str(value["text"]).upper()

    asked, heard = put({"text": "Yo"}, {"text": "Hi"}, shape=shape)
    assert asked.value == "HI"
    assert "greet properly" in heard[1].messages[-1].content


def test_an_answer_tells_the_calls_behind_it() -> None:
    """Keys and usage of all replies, the useless ones too."""
    llm = stack(lambda asked: "?" if len(asked.messages) == 2 else {"text": "Hi"})
    asked = asyncio.run(ask(llm, request(), Greeting))
    assert len(set(asked.keys)) == 2
    assert asked.usage.prompt_tokens == sum(r.usage.prompt_tokens for r in asked.replies)


def test_many_faults_are_told_in_few_words() -> None:
    """Five at most, and how many more there are."""
    from pydantic import create_model

    wide: Any = create_model("Wide", **{f"f{n}": (str, ...) for n in range(9)})
    _, heard = put({}, {f"f{n}": "" for n in range(9)}, shape=wide)
    assert heard[1].messages[-1].content.count("Field required") == 5
    assert "and 4 more" in heard[1].messages[-1].content


def test_the_door_to_the_model_may_fail() -> None:
    """Errors of a call pass through as they are."""
    with pytest.raises(errors.RefusedError):
        put(errors.RefusedError("No."))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(value=st.dictionaries(st.text(max_size=5), json_values), data=st.data())
def test_whole_json_is_read_exactly_and_cut_json_never(value: dict[str, Any], data: Any) -> None:
    """Any object comes back unchanged, also fenced; no true beginning of one is an answer."""
    text = json.dumps(value, ensure_ascii=data.draw(st.booleans()))
    assert parse(text) == value
    assert parse(f"```json\n{text}\n```") == value
    cut = text[: data.draw(st.integers(1, len(text) - 1))]
    with pytest.raises(ValueError):  # noqa: PT012 - the value is shown when there is one
        found = parse(cut)
        print(repr(cut), found)  # noqa: T201 - for the report of a failing example
