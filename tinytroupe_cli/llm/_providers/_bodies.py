"""Requests and replies in the chat completions format."""

from __future__ import annotations

import json
from typing import Any

from tinytroupe_cli.errors import BadReplyError, ModelError, RefusedError, TruncatedError
from tinytroupe_cli.llm._providers._forms import Form
from tinytroupe_cli.llm._types import Message, Reply, Request, Schema, Usage


def body(request: Request, form: Form) -> dict[str, Any]:
    """What is posted for a request in a form; parameters that nobody set are not in it."""
    params = request.params
    messages = [{"role": one.role, "content": _content(one)} for one in request.messages]
    limit = "max_tokens" if "max_completion_tokens" in form.without else "max_completion_tokens"
    fields: dict[str, Any] = {
        "model": params.model,
        "messages": messages,
        limit: params.max_tokens,
        "temperature": params.temperature,
        "top_p": params.top_p,
        "reasoning_effort": params.reasoning_effort,
        **params.extra,
    }
    if request.schema is not None:
        fields["response_format"] = _response_format(request.schema, form.rung)
        if form.rung in {"json_object", "text"}:
            _tell(messages, request.schema)
    return {
        name: value
        for name, value in fields.items()
        if value is not None and name not in form.without
    }


def _content(message: Message) -> Any:
    """A text, or parts where images go along."""
    if not message.images:
        return message.content
    parts: list[dict[str, Any]] = [
        {
            "type": "image_url",
            "image_url": {"url": f"data:{image.media};base64,{image.data}"},
        }
        for image in message.images
    ]
    return [*parts, {"type": "text", "text": message.content}]


def reply(answer: Any, request: Request) -> Reply:
    """The reply in an answer.

    Raises:
        RefusedError: the model or a content filter refused.
        TruncatedError: the completion limit cut it.
        BadReplyError: it has no content; worth another try.
    """
    model = request.params.model
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        text, refusal = message.get("content"), message.get("refusal")
        reason = choice.get("finish_reason") or "stop"
        usage = _usage(answer.get("usage") or {})
        came = Reply(text or "", answer.get("model") or model, usage, reason)
    except (AttributeError, IndexError, KeyError, TypeError):
        raise _malformed(f"{model!r} answered without a choice: {answer!r:.200}") from None
    if reason == "content_filter":
        raise _with(came, RefusedError(f"a content filter stopped the reply of {model!r}"))
    if refusal:
        raise _with(came, RefusedError(f"{model!r} refused: {refusal}"))
    if reason == "length":
        raise _with(came, _truncated(request, usage))
    if not isinstance(text, str) or not _writable(text):
        raise _with(
            came,
            _malformed(f"{model!r} answered without content (finish_reason {reason!r})"),
        )
    return came


def _response_format(schema: Schema, rung: str) -> dict[str, Any] | None:
    if rung == "text":
        return None
    if rung == "json_object":
        return {"type": "json_object"}
    strict = schema.strict and rung == "json_schema"
    wanted = {"name": schema.name, "schema": schema.json, "strict": strict}
    return {"type": "json_schema", "json_schema": wanted}


def _tell(messages: list[dict[str, Any]], schema: Schema) -> None:
    """Put the schema behind what lasts, where prefix caches serve it."""
    first = messages[0] if messages else None
    if first is not None and first["role"] == "system":
        first["content"] += f"\n\n{_told(schema)}"
    else:
        messages.append({"role": "user", "content": _told(schema)})


def _told(schema: Schema) -> str:
    text = json.dumps(schema.json, ensure_ascii=False, separators=(",", ":"))
    return f"Reply with JSON alone, fitting this JSON Schema:\n{text}"


def _usage(usage: dict[str, Any]) -> Usage:
    prompt = usage.get("prompt_tokens_details") or {}
    completion = usage.get("completion_tokens_details") or {}
    return Usage(
        prompt_tokens=int(usage.get("prompt_tokens") or 0),
        cached_prompt_tokens=int(prompt.get("cached_tokens") or 0),
        completion_tokens=int(usage.get("completion_tokens") or 0),
        reasoning_tokens=int(completion.get("reasoning_tokens") or 0),
    )


def _truncated(request: Request, usage: Usage) -> TruncatedError:
    thought = ""
    if usage.reasoning_tokens:
        thought = f", {usage.reasoning_tokens} of them spent on reasoning"
    return TruncatedError(
        f"the reply of {request.params.model!r} was cut at its completion limit of "
        f"{request.params.max_tokens} tokens{thought}",
        hint="raise `max_tokens` of the scenario's model, or lower `reasoning_effort`",
    )


def _malformed(message: str) -> BadReplyError:
    failure = BadReplyError(message)
    failure.retryable = True
    return failure


def _with(came: Reply, failure: ModelError) -> ModelError:
    failure.reply = came
    return failure


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
