"""Who answers: each provider is built when the first request for it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from tinytroupe_cli.llm._types import LLM, Reply, Request


class Rungs(Protocol):
    """What is known of an endpoint's structured output; implemented by the store."""

    def rung(self, endpoint: str, model: str) -> str | None:
        """The rung that worked before."""

    def learn_rung(self, endpoint: str, model: str, rung: str) -> None:
        """Remember the rung that works."""


@dataclass(slots=True)
class Providers:
    """All providers of one session.

    Args:
        key: gives the secret for a provider, or None; called when its client is built.
        key_variable: the name of the variable the secret comes from, for messages.
        rungs: remembers which structured output an endpoint takes.
        scripted: answers for the provider `scripted`, in tests.
    """

    key: Callable[[str], str | None] = lambda _provider: None
    key_variable: str = "OPENAI_API_KEY"
    rungs: Rungs | None = None
    scripted: LLM | None = None
    notices: list[str] = field(default_factory=list)
    _built: dict[Any, Any] = field(default_factory=dict)

    def version(self, provider: str) -> str | None:
        """The version of an engine that answers from contexts; None for the others."""
        if provider != "offline":
            return None
        from tinytroupe_cli.llm._providers.offline import version

        known: str = version()
        return known

    async def __call__(self, request: Request) -> Reply:
        """Answer by the provider that the request names."""
        params = request.params
        if params.provider == "scripted":
            if self.scripted is None:
                raise ValueError("the provider 'scripted' needs a script")
            return await self.scripted(request)
        if params.provider == "offline":
            from tinytroupe_cli.llm._providers.offline import answer

            spoken: Reply = answer(request)
            return spoken
        address = (params.provider, params.base_url, params.api_version)
        if address not in self._built:
            from tinytroupe_cli.llm._providers.openai import Endpoint

            self._built[address] = Endpoint(
                params,
                key=self.key(params.provider),
                key_variable=self.key_variable,
                rungs=self.rungs,
                notices=self.notices,
            )
        reply: Reply = await self._built[address](request)
        return reply

    async def aclose(self) -> None:
        """Close all connections."""
        for endpoint in self._built.values():
            await endpoint.aclose()
