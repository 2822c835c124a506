"""Any OpenAI-compatible endpoint, Azure included; the only file that knows the openai package."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tinytroupe_cli import errors
from tinytroupe_cli.errors import need
from tinytroupe_cli.llm._types import Message, ModelParams, Reply, Request, Usage

if TYPE_CHECKING:
    from tinytroupe_cli.llm._providers import Rungs

RUNGS = ("json_schema", "json_schema_loose", "json_object", "text")
"""Ways to ask for JSON, best first."""

_DROPPABLE = ("temperature", "top_p", "reasoning_effort", "seed")


class Endpoint:
    """One address that speaks chat completions."""

    def __init__(
        self,
        params: ModelParams,
        *,
        key: str | None,
        key_variable: str,
        rungs: Rungs | None,
        notices: list[str],
    ) -> None:
        self._client = _client(params, key)
        self._address = params.base_url or params.provider
        self._key_variable = key_variable
        self._rungs = rungs
        self._notices = notices
        self._known: dict[str, str] = {}
        self._learning: dict[str, asyncio.Lock] = {}
        self._refused: dict[str, set[str]] = {}

    async def __call__(self, request: Request) -> Reply:
        """One attempt at a request.

        Raises:
            ModelError: told apart by what the endpoint answered.
        """
        model = request.params.model
        if request.schema is None:
            return await self._post(request, "text")
        rung = self._known.get(model) or self._remembered(model)
        if rung is not None:
            return await self._post(request, rung)
        async with self._learning.setdefault(model, asyncio.Lock()):
            rung = self._known.get(model)
            if rung is not None:
                return await self._post(request, rung)
            return await self._climb_down(request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _remembered(self, model: str) -> str | None:
        rung = self._rungs.rung(self._address, model) if self._rungs else None
        if rung in RUNGS:
            self._known[model] = rung
            return rung
        return None

    async def _climb_down(self, request: Request) -> Reply:
        """Learn which way of asking for JSON the endpoint takes, best first."""
        for rung in RUNGS:
            try:
                reply = await self._post(request, rung)
            except errors.BadRequestError as refused:
                if rung == RUNGS[-1] or not _about_format(str(refused)):
                    raise
                continue
            self._known[request.params.model] = rung
            if self._rungs is not None:
                self._rungs.learn_rung(self._address, request.params.model, rung)
            return reply
        raise AssertionError("the last rung returns or raises")

    async def _post(self, request: Request, rung: str) -> Reply:
        refused = self._refused.setdefault(request.params.model, set())
        for _ in range(len(_DROPPABLE) + 2):
            body = _body(request, rung, refused)
            try:
                answer: Any = await self._client.post(
                    "/chat/completions",
                    cast_to=object,
                    body=body,
                    options={"timeout": request.params.timeout_s},
                )
            except Exception as failure:  # noqa: BLE001 - every kind is told apart below
                named = self._named(failure, request)
                parameter = _unsupported(str(named), body)
                if not isinstance(named, errors.BadRequestError) or parameter is None:
                    raise named from None
                refused.add(parameter)
                self._notices.append(
                    f"{request.params.model!r} does not take {parameter!r}; it is left out"
                )
                continue
            return _reply(answer, request)
        raise errors.BadRequestError(f"{self._address} refuses every form of the request")

    def _named(self, failure: Exception, request: Request) -> errors.TroupeError | Exception:
        import openai

        where = f"{request.params.model!r} at {self._address}"
        if isinstance(failure, openai.APITimeoutError):
            return errors.ConnectionFailedError(
                f"no reply from {where} within {request.params.timeout_s:g} s",
                hint="raise [OpenAI] TIMEOUT in config.ini for a slow endpoint",
            )
        if isinstance(failure, openai.APIConnectionError):
            return errors.ConnectionFailedError(
                f"no connection to {where}: {failure.__cause__ or failure}",
                hint="is the address right, and is the server running?",
            )
        if isinstance(failure, openai.APIStatusError):
            return _by_status(failure, where, self._key_variable)
        return failure


def _client(params: ModelParams, key: str | None) -> Any:
    import openai

    # Retries are a layer of our own; the time-out comes with each request.
    shared: dict[str, Any] = {"max_retries": 0}
    if params.provider == "azure":
        shared |= {"azure_endpoint": params.base_url, "api_version": params.api_version}
        if key:
            return openai.AsyncAzureOpenAI(api_key=key, **shared)
        identity = need("azure.identity", extra="azure")
        provider = identity.get_bearer_token_provider(
            identity.DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default"
        )
        return openai.AsyncAzureOpenAI(azure_ad_token_provider=provider, **shared)
    if key is None and params.base_url is None:
        raise errors.AuthError(
            "no key: the environment variable OPENAI_API_KEY is not set",
            hint="set it, name another endpoint with --base-url, or use --model offline",
        )
    return openai.AsyncOpenAI(
        api_key=key or "none",  # local servers need no key, the client does
        base_url=params.base_url,
        http_client=openai.DefaultAioHttpClient(),
        **shared,
    )


def _body(request: Request, rung: str, refused: set[str]) -> dict[str, Any]:
    params = request.params
    messages = list(request.messages)
    schema = request.schema
    if schema is not None and rung in {"json_object", "text"}:
        told = json.dumps(schema.json, ensure_ascii=False, separators=(",", ":"))
        messages.append(Message("user", f"Your reply must be JSON that fits this schema:\n{told}"))
    limit = "max_tokens" if "max_completion_tokens" in refused else "max_completion_tokens"
    body: dict[str, Any] = {
        "model": params.model,
        "messages": [{"role": role, "content": content} for role, content in messages],
        limit: params.max_tokens,
        "temperature": params.temperature,
        "top_p": params.top_p,
        "reasoning_effort": params.reasoning_effort,
        **params.extra,
    }
    if schema is not None:
        body["response_format"] = _response_format(schema.name, schema.json, rung, schema.strict)
    return {
        name: value for name, value in body.items() if value is not None and name not in refused
    }


def _response_format(name: str, schema: Any, rung: str, strict: bool) -> dict[str, Any] | None:
    if rung == "json_object":
        return {"type": "json_object"}
    if rung == "text":
        return None
    wanted = {"name": name, "schema": schema, "strict": strict and rung == "json_schema"}
    return {"type": "json_schema", "json_schema": wanted}


def _reply(answer: Any, request: Request) -> Reply:
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        reason = choice.get("finish_reason") or "stop"
    except (KeyError, IndexError, TypeError):
        raise errors.ServerError(f"the endpoint's answer has no choice: {answer!r:.200}") from None
    text = message.get("content")
    model = request.params.model
    if reason == "content_filter":
        raise errors.RefusedError(f"a content filter stopped the reply of {model!r}")
    if message.get("refusal"):
        raise errors.RefusedError(f"{model!r} refused: {message['refusal']}")
    if reason == "length":
        raise errors.TruncatedError(
            f"the reply of {model!r} was cut at {request.params.max_tokens} tokens",
            hint="raise [OpenAI] MAX_COMPLETION_TOKENS or the scenario's model.max_tokens",
        )
    if text is None:
        raise errors.ServerError(f"{model!r} answered without content (finish_reason {reason!r})")
    return Reply(text, answer.get("model") or model, _usage(answer.get("usage") or {}), reason)


def _usage(usage: dict[str, Any]) -> Usage:
    prompt = usage.get("prompt_tokens_details") or {}
    completion = usage.get("completion_tokens_details") or {}
    return Usage(
        prompt_tokens=usage.get("prompt_tokens") or 0,
        cached_prompt_tokens=prompt.get("cached_tokens") or 0,
        completion_tokens=usage.get("completion_tokens") or 0,
        reasoning_tokens=completion.get("reasoning_tokens") or 0,
    )


def _by_status(failure: Any, where: str, key_variable: str) -> errors.ModelError:
    status, said = failure.status_code, _said(failure)
    code = str(getattr(failure, "code", "") or "")
    if status in {401, 403}:
        return errors.AuthError(
            f"{where} does not accept the key ({status})",
            hint=f"check the environment variable {key_variable}",
        )
    if status == 404:
        return errors.UnknownModelError(
            f"{where} is not known there (404): {said}", hint="check --model and --base-url"
        )
    if code == "insufficient_quota" or "insufficient_quota" in said:
        return errors.QuotaError("insufficient_quota: this key has no credit left")
    if status == 429:
        return errors.RateLimitError(
            f"too many requests for {where} (429)", retry_after=_retry_after(failure)
        )
    if code == "content_filter" or "content_filter" in said:
        return errors.RefusedError(f"a content filter at {where} refused the request: {said}")
    if status == 408 or status >= 500:
        return errors.ServerError(
            f"{where} failed ({status}): {said}", retry_after=_retry_after(failure)
        )
    return errors.BadRequestError(f"{where} does not take the request ({status}): {said}")


def _said(failure: Any) -> str:
    body = failure.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        if isinstance(inner, dict):
            return " ".join(str(inner[part]) for part in ("message", "code") if inner.get(part))
        return str(inner)
    return str(failure)[:300]


def _retry_after(failure: Any) -> float | None:
    headers = failure.response.headers
    readers: tuple[tuple[str, Callable[[str], float]], ...] = (
        ("retry-after-ms", lambda text: float(text) / 1000),
        ("retry-after", float),
    )
    for name, read in readers:
        try:
            return read(headers[name])
        except (KeyError, ValueError):
            continue
    return None


def _unsupported(message: str, body: dict[str, Any]) -> str | None:
    """The parameter of ours that the endpoint's complaint names."""
    return next(
        (
            name
            for name in ("max_completion_tokens", *_DROPPABLE)
            if name in body and name in message
        ),
        None,
    )


def _about_format(message: str) -> bool:
    return any(word in message for word in ("response_format", "json_schema", "schema", "json"))
