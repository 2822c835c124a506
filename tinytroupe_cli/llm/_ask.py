"""A structured question: ask, parse, ask again with what was wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from pydantic import BaseModel, ValidationError

from tinytroupe_cli.errors import BadReplyError, CacheMissError, TruncatedError
from tinytroupe_cli.llm._missing import unfit
from tinytroupe_cli.llm._parse import parse
from tinytroupe_cli.llm._types import LLM, Cache, Message, Reply, Request, Usage

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
TRIES = 3
FAULTS = 5
"""What is wrong with a reply, as many points as are told at once."""


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


@overload
async def ask(
    llm: LLM, request: Request, shape: type[M], *, cache: Cache | None = None
) -> Asked[M]: ...
@overload
async def ask(
    llm: LLM, request: Request, shape: Callable[[Any], T], *, cache: Cache | None = None
) -> Asked[T]: ...
async def ask(
    llm: LLM,
    request: Request,
    shape: type[BaseModel] | Callable[[Any], Any],
    *,
    cache: Cache | None = None,
) -> Asked[Any]:
    """Ask until the answer fits its shape, at most three times; each time is an ordinary call.

    Args:
        llm: whoever answers.
        request: the question.
        shape: a model, or a callable that takes the parsed JSON and returns the value or raises
            ValueError saying what is wrong.
        cache: told which kept replies led nowhere.

    Raises:
        BadReplyError: the last answer does not fit either.
        TruncatedError: an answer was cut; a cut answer is never mended.
        CacheMissError: only kept replies may be used, and there is none, or none that fits.
        ModelError: the model could not be had.
    """
    replies: list[Reply] = []
    asked, wrong = request, ""
    for _ in range(TRIES):
        try:
            reply = await llm(asked)
        except CacheMissError:
            if not replies:
                raise
            raise unfit(request, wrong) from None
        replies.append(reply)
        if reply.finish_reason == "length":
            _reject(cache, replies)
            raise TruncatedError(
                f"the reply of {request.params.model!r} was cut at its completion limit",
                hint="raise the limit: `max_tokens` of the scenario's model",
            )
        try:
            return Asked(_fit(parse(reply.text), shape), tuple(replies))
        except ValueError as failure:
            wrong = _faults(failure)
        asked = asked.with_messages(*_complaint(reply, wrong, request))
    _reject(cache, replies)
    raise BadReplyError(
        f"{request.params.model!r} did not answer in the form asked for, {TRIES} times in a row; "
        f"at last: {wrong}",
        hint="a model that follows JSON Schema does better; its replies are kept in the database",
    )


def _fit(value: Any, shape: Any) -> Any:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return shape.model_validate(value)
    return shape(value)


def _faults(failure: ValueError) -> str:
    if not isinstance(failure, ValidationError):
        return str(failure)
    faults = failure.errors(include_url=False, include_context=False)
    told = [
        f"{'.'.join(str(part) for part in fault['loc']) or 'the reply'}: {fault['msg']}"
        for fault in faults[:FAULTS]
    ]
    if len(faults) > FAULTS:
        told.append(f"and {len(faults) - FAULTS} more")
    return "; ".join(told)


def _complaint(reply: Reply, wrong: str, request: Request) -> list[Message]:
    said = f"That reply does not fit: {wrong}\nReply again with JSON alone."
    if request.schema is not None:
        # Some endpoints accept a schema and never show it to the model.
        schema = json.dumps(request.schema.json, ensure_ascii=False, separators=(",", ":"))
        said += f" It has to fit this JSON Schema:\n{schema}"
    spoken = [Message("assistant", reply.text)] if reply.text.strip() else []
    return [*spoken, Message("user", said)]


def _reject(cache: Cache | None, replies: list[Reply]) -> None:
    if cache is not None:
        for reply in replies:
            cache.reject(reply.key)
