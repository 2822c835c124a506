"""Any OpenAI-compatible endpoint, Azure included; the only file that knows the openai package."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic_core import to_json

from tinytroupe_cli.errors import (
    AuthError,
    BadRequestError,
    ConfigError,
    ConnectionFailedError,
    ModelError,
    QuotaError,
    ServerError,
    UnknownModelError,
    need,
)
from tinytroupe_cli.llm._again import again
from tinytroupe_cli.llm._providers._bodies import body, reply
from tinytroupe_cli.llm._providers._forms import Complaint, Form, Forms
from tinytroupe_cli.llm._providers._named import Refusal, named
from tinytroupe_cli.llm._types import AdaptedError, ModelParams, Reply, Request

if TYPE_CHECKING:
    from tinytroupe_cli.llm._providers import Rungs

OPENAI = "https://api.openai.com/v1"
ENTRA_SCOPE = "https://cognitiveservices.azure.com/.default"
SHORTEST_SECRET = 8
"""Characters; local servers are given words such as `x` for a key, which are no secrets."""
CONNECT_S = 20.0
"""Seconds to wait for a connection; the whole try has the request's own time-out."""


class Endpoint:
    """One address that speaks chat completions; a call is one request on the wire.

    Args:
        params: names the address; models may differ from call to call.
        key: the secret, or None.
        key_variable: the variable it comes from, for messages.
        rungs: remembers how the models want to be asked.
        notices: where to say what was left out.
        patience_s: how long the one that learns how to ask is waited for, from when it began.

    Raises:
        AuthError: there is no key where one is needed.
        ConfigError: the address cannot be used.
    """

    def __init__(
        self,
        params: ModelParams,
        *,
        key: str | None,
        key_variable: str,
        rungs: Rungs | None,
        notices: list[str],
        patience_s: float,
    ) -> None:
        self._address = _address(params)
        self._key, self._key_variable = key, key_variable
        self._credential: Any = None
        self._client = self._connect(params)
        self._forms = Forms(self._address, rungs, notices, patience_s)
        self._hopeless: dict[str, ModelError] = {}
        """By model, or `` for all: why nothing more is sent."""

    async def __call__(self, request: Request) -> Reply:
        """One try at a request.

        Raises:
            ModelError: told apart by what the endpoint answered.
        """
        model = request.params.model
        async with self._forms.chosen(request) as form:
            lost = self._hopeless.get("") or self._hopeless.get(model)
            if lost is not None:
                failure = again(lost)
                failure.sent = False
                raise failure
            try:
                came = reply(await self._post(request, form), request)
            except (AuthError, QuotaError) as wrong:
                self._hopeless[""] = wrong
                raise
            except UnknownModelError as wrong:
                self._hopeless[model] = wrong
                raise
            self._forms.took(request, form, came.text)
            return came

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()
        if self._credential is not None:
            await self._credential.close()

    async def _post(self, request: Request, form: Form) -> Any:
        import openai

        where = f"{request.params.model!r} at {self._address}"
        limit = request.params.timeout_s
        self._forms.leave_out(request.params, form)
        try:
            async with asyncio.timeout(limit):
                return await self._client.post(
                    "/chat/completions", cast_to=object, **_written(request, form)
                )
        except TimeoutError:
            raise ConnectionFailedError(
                f"no reply from {where} within {limit:g} s",
                hint="raise [OpenAI] TIMEOUT in config.ini for a slow endpoint",
            ) from None
        except openai.APIStatusError as failure:
            refusal = Refusal(
                failure.status_code, self._hidden(failure.body), failure.response.headers
            )
            raise self._named(refusal, request, form, where) from None
        except openai.APIConnectionError as failure:
            raise _unreached(failure, where) from None
        except (openai.APIResponseValidationError, json.JSONDecodeError, UnicodeDecodeError):
            raise ServerError(f"{where} sent something that is not JSON") from None

    def _named(self, refusal: Refusal, request: Request, form: Form, where: str) -> ModelError:
        failure = named(refusal, where, self._key_variable, keyless=not self._key)
        if type(failure) is BadRequestError:
            complaint = Complaint(f"{refusal.said} {refusal.code}", refusal.parameter)
            if self._forms.refused(request, form, complaint):
                return AdaptedError(str(failure))
        return failure

    def _hidden(self, said: Any) -> Any:
        """An endpoint's words without the key, should it repeat it."""
        if not self._key or len(self._key) < SHORTEST_SECRET:
            return said
        text = json.dumps(said, ensure_ascii=False)
        return json.loads(text.replace(self._key, "[key]")) if self._key in text else said

    def _connect(self, params: ModelParams) -> Any:
        import openai

        # Retries are a layer of their own; the time-out of a try is kept around the whole of it.
        shared: dict[str, Any] = {
            "max_retries": 0,
            "timeout": openai.Timeout(None, connect=CONNECT_S),
            "http_client": openai.DefaultAioHttpClient(),
        }
        if params.provider == "azure":
            return self._azure(params, shared)
        if self._key is None and params.base_url is None:
            missing = AuthError(
                f"{OPENAI} wants a key, and {self._key_variable} is not set",
                hint="set it, name another endpoint with --base-url, or use --model offline",
            )
            missing.sent = False
            raise missing
        # Local servers need no key, but the client wants one.
        return openai.AsyncOpenAI(
            api_key=self._key or "none", base_url=params.base_url or OPENAI, **shared
        )

    def _azure(self, params: ModelParams, shared: dict[str, Any]) -> Any:
        import openai

        if params.base_url is None:
            raise ConfigError(
                "the address of the Azure OpenAI resource is missing",
                hint="set AZURE_OPENAI_ENDPOINT, such as https://NAME.openai.azure.com",
            )
        token = None
        if not self._key:
            identity = need("azure.identity.aio", extra="azure")
            self._credential = identity.DefaultAzureCredential()
            token = identity.get_bearer_token_provider(self._credential, ENTRA_SCOPE)
        if urlsplit(params.base_url).path.rstrip("/").endswith("/v1"):
            return openai.AsyncOpenAI(
                api_key=self._key or token, base_url=params.base_url, **shared
            )
        return openai.AsyncAzureOpenAI(
            azure_endpoint=params.base_url,
            api_version=params.api_version,
            api_key=self._key,
            azure_ad_token_provider=token,
            **shared,
        )


def _address(params: ModelParams) -> str:
    """The address as it may be shown and remembered.

    Raises:
        ConfigError: it is no http address, or has a secret in it.
    """
    if params.base_url is None:
        return OPENAI
    parts = urlsplit(params.base_url)
    if parts.username or parts.password:
        raise ConfigError(
            f"the address of {parts.hostname!r} has a user or password in it",
            hint="secrets belong into environment variables; addresses are kept in the database",
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            f"{params.base_url!r} is no address of an endpoint",
            hint="it starts with http:// or https://, such as http://localhost:11434/v1",
        )
    return params.base_url.rstrip("/")


def _written(request: Request, form: Form) -> dict[str, Any]:
    """A request's body: as bytes, the cheapest way; Azure's client reads the deployment in it."""
    wanted = body(request, form)
    azure = request.params.provider == "azure"
    return {"body": wanted} if azure else {"content": to_json(wanted)}


def _unreached(failure: Exception, where: str) -> ConnectionFailedError:
    cause: BaseException = failure
    while cause.__cause__ is not None:
        cause = cause.__cause__
    if isinstance(cause, TimeoutError):
        wrong = f"no connection within {CONNECT_S:g} s"
    else:
        wrong = str(cause) or type(cause).__name__
    return ConnectionFailedError(
        f"the connection to {where} failed: {wrong}",
        hint="is the address right (--base-url), and is the server running?",
    )
