"""A structured question: ask, parse, mend what can be mended, ask again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from tinytroupe_cli.errors import BadReplyError
from tinytroupe_cli.llm._types import LLM, Cache, Message, Reply, Request, Usage

T = TypeVar("T")
TRIES = 3

_FENCE = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """A valid answer and the replies that led to it."""

    value: T
    replies: tuple[Reply, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the calls, in order."""
        return tuple(reply.key for reply in self.replies)

    @property
    def usage(self) -> Usage:
        """The tokens of all replies together."""
        return sum((reply.usage for reply in self.replies), Usage())


async def ask(
    llm: LLM,
    request: Request,
    shape: type[BaseModel] | Callable[[Any], T],
    *,
    cache: Cache | None = None,
) -> Asked[Any]:
    """Ask until the answer fits its shape, at most three times.

    Args:
        llm: whoever answers.
        request: the question.
        shape: a model, or a callable that takes the parsed JSON and returns the value or raises
            ValueError saying what is wrong.
        cache: told which kept replies led nowhere.

    Raises:
        BadReplyError: the last answer does not fit either.
        ModelError: the model could not be had.
    """
    replies: list[Reply] = []
    asked = request
    for _ in range(TRIES):
        reply = await llm(asked)
        replies.append(reply)
        try:
            value = _fit(parse(reply.text), shape)
        except ValueError as wrong:
            complaint = _complaint(wrong)
            asked = asked.with_messages(
                Message("assistant", reply.text),
                Message("user", f"That reply does not fit: {complaint}\nReply again, JSON only."),
            )
            continue
        return Asked(value, tuple(replies))
    if cache is not None:
        for reply in replies:
            cache.reject(reply.key)
    raise BadReplyError(
        f"{request.params.model!r} did not answer in the form asked for, {TRIES} times in a row: "
        f"{complaint}",
        hint="a model that follows JSON Schema does better; the replies are kept in the store",
    )


def parse(text: str) -> Any:
    """The JSON value of a reply; code fences and small slips are mended.

    Raises:
        ValueError: there is no JSON in it.
    """
    fenced = _FENCE.match(text)
    bare = fenced[1] if fenced else text
    try:
        return json.loads(bare)
    except json.JSONDecodeError as wrong:
        from json_repair import loads

        mended = loads(bare)
        if isinstance(mended, dict | list) and mended:
            return mended
        raise ValueError(f"not JSON: {wrong}") from None


def _fit(value: Any, shape: Any) -> Any:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return shape.model_validate(value)
    return shape(value)


def _complaint(wrong: ValueError) -> str:
    if isinstance(wrong, ValidationError):
        parts = [
            f"{'.'.join(str(part) for part in error['loc']) or 'reply'}: {error['msg']}"
            for error in wrong.errors()[:5]
        ]
        return "; ".join(parts)
    return str(wrong)
