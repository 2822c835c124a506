"""Who answers: each provider is built when the first request for it comes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.llm._types import LLM, ModelParams, Reply, Request


class Rungs(Protocol):
    """What is known of how a model of an endpoint wants to be asked; implemented by the store."""

    def rung(self, endpoint: str, model: str) -> str | None:
        """What worked before, as it was learned."""

    def learn_rung(self, endpoint: str, model: str, rung: str) -> None:
        """Remember what works."""


class Provider(Protocol):
    """Something that answers requests and holds connections."""

    async def __call__(self, request: Request) -> Reply:
        """Answer a request."""

    async def aclose(self) -> None:
        """Let the connections go."""


@dataclass(slots=True)
class Providers:
    """All providers of one session."""

    key: Callable[[str], str | None] = lambda _: None
    """Gives the secret for a provider, or None; asked when its client is built."""
    key_variable: str = "OPENAI_API_KEY"
    """The name of the variable that the secret comes from, for messages."""
    rungs: Rungs | None = None
    """Remembers how endpoints want to be asked; None forgets with the session."""
    scripted: LLM | None = None
    """Answers for the provider `scripted`, in tests."""
    patience_s: float = 0.5
    """Seconds that calls wait for the first one of a model to learn how to ask it."""
    notices: list[str] = field(default_factory=list)
    """What the user should know: parameters left out, schemas not obeyed."""
    _built: dict[tuple[str | None, ...], Provider] = field(default_factory=dict)

    def version(self, provider: str) -> str | None:
        """The version of an engine that answers from contexts; None for the others."""
        if provider != "offline":
            return None
        from tinytroupe_cli.llm._providers.offline import version

        return version()

    async def __call__(self, request: Request) -> Reply:
        """Answer by the provider that the request names; one try.

        Raises:
            ModelError: the model could not be had.
        """
        return await _REGISTRY[request.params.provider](self, request)

    async def aclose(self) -> None:
        """Close all connections."""
        while self._built:
            _, provider = self._built.popitem()
            await provider.aclose()

    def _endpoint(self, params: ModelParams) -> Provider:
        address = (params.provider, params.base_url, params.api_version)
        if address not in self._built:
            from tinytroupe_cli.llm._providers.openai import Endpoint

            self._built[address] = Endpoint(
                params,
                key=self.key(params.provider),
                key_variable=self.key_variable,
                rungs=self.rungs,
                notices=self.notices,
                patience_s=self.patience_s,
            )
        return self._built[address]


async def _scripted(providers: Providers, request: Request) -> Reply:
    if providers.scripted is None:
        raise UsageError("the provider 'scripted' answers in tests alone, and has no script here")
    return await providers.scripted(request)


async def _offline(_: Providers, request: Request) -> Reply:
    from tinytroupe_cli.llm._providers.offline import answer

    return answer(request)


async def _remote(providers: Providers, request: Request) -> Reply:
    return await providers._endpoint(request.params)(request)  # noqa: SLF001 - its own half


_REGISTRY: dict[str, Callable[[Providers, Request], Awaitable[Reply]]] = {
    "azure": _remote,
    "offline": _offline,
    "openai": _remote,
    "scripted": _scripted,
}
