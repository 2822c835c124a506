"""Requests and replies as they are kept: their JSON, and whether a foreign one can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from tinytroupe_cli.ids import digest, plain
from tinytroupe_cli.llm._types import MEANING, Image, Message, Reply, Request, Usage, identity

COUNTED = tuple(each.name for each in fields(Usage))
"""What of a reply's usage is kept."""

FROM_CONTEXT = frozenset({"offline"})
"""Engines that answer from the context of a request, which is not kept."""

Tokens = Annotated[int, Field(ge=0, le=10**12)]
Moment = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$")
]


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Params(_Exact):
    provider: Literal["openai", "azure", "offline", "scripted"]
    model: str
    base_url: str | None
    api_version: str | None
    temperature: float | None
    top_p: float | None
    max_tokens: int
    reasoning_effort: str | None
    timeout_s: float
    extra: dict[str, Any]


class _Image(_Exact):
    media: str
    digest: str


class _Message(_Exact):
    role: Literal["system", "user", "assistant"]
    content: str
    images: list[_Image] = []


class _Request(_Exact):
    purpose: str
    person: str | None
    params: _Params
    messages: Annotated[list[_Message], Field(min_length=1)]
    # A field must not be called `schema`: pydantic's own classes have one of that name.
    json_schema: dict[str, Any] | None = Field(alias="schema")
    seed: int
    sample: str


class _Usage(_Exact):
    prompt_tokens: Tokens
    cached_prompt_tokens: Tokens
    completion_tokens: Tokens
    reasoning_tokens: Tokens


class _Reply(_Exact):
    text: str
    model: str
    usage: _Usage
    finish_reason: str


class _Kept(_Exact):
    key: str
    created: Moment
    request: _Request
    reply: _Reply


def asked(request: Request) -> dict[str, Any]:
    """A request as JSON; what it was rendered from is left out."""
    return {
        "purpose": request.purpose,
        "person": request.person,
        "params": plain(request.params),
        "messages": [_message(message) for message in request.messages],
        "schema": request.schema.json if request.schema else None,
        "seed": request.seed,
        "sample": request.sample,
    }


def _message(message: Message) -> dict[str, Any]:
    """A message as JSON; of images only which they are, for the bytes are the user's files."""
    said: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.images:
        said["images"] = [
            {"media": image.media, "digest": image.digest} for image in message.images
        ]
    return said


def answered(reply: Reply) -> dict[str, Any]:
    """A reply as JSON; how it was come by is left out."""
    return {
        "text": reply.text,
        "model": reply.model,
        "usage": {name: getattr(reply.usage, name) for name in COUNTED},
        "finish_reason": reply.finish_reason,
    }


def reply_of(found: Mapping[str, Any], key: str) -> Reply:
    """The reply that a kept one stands for."""
    return Reply(
        text=found["text"],
        model=found["model"],
        usage=Usage(**found["usage"]),
        finish_reason=found["finish_reason"],
        key=key,
        cached=True,
    )


def key_of(request: Mapping[str, Any]) -> str | None:
    """The key of a request in its JSON; None where the engine answers from more than is in it."""
    params = request["params"]
    if params["provider"] in FROM_CONTEXT:
        return None
    return identity(
        [
            Message(
                each["role"],
                each["content"],
                tuple(Image(**image) for image in each.get("images", ())),
            )
            for each in request["messages"]
        ],
        {name: params[name] for name in MEANING},
        None if request["schema"] is None else digest(request["schema"]),
        request["seed"],
        request["person"],
        request["sample"],
        None,
    )


def require_kept(value: Any) -> dict[str, Any]:
    """A kept reply from an untrusted source, if it is one and its key is that of its request.

    Args:
        value: any JSON value.

    Returns:
        The value: `key`, `created`, `request`, `reply`.

    Raises:
        ValueError: it is none; says what is wrong.
    """
    try:
        _Kept.model_validate(value)
    except ValidationError as wrong:
        raise ValueError(fault(wrong)) from None
    try:
        key = key_of(value["request"])
    except UnicodeEncodeError:
        raise ValueError("request: a text in it holds half a character") from None
    if key is None:
        raise ValueError(
            f"request.params.provider: replies of {value['request']['params']['provider']!r} "
            "are not carried over, for their keys cannot be checked"
        )
    if key != value["key"]:
        raise ValueError("key: it belongs to another request than the one beside it")
    kept: dict[str, Any] = value
    return kept


def fault(wrong: ValidationError) -> str:
    """The first thing that a validation found wrong: where, and what."""
    first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    what = {
        "extra_forbidden": "no such field is known",
        "missing": "this field is missing",
        "string_pattern_mismatch": "this has another form than it should have",
    }.get(first["type"], first["msg"])
    return f"{where}: {what}" if where else what
