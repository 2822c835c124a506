"""What can be set outside of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set outside of a scenario."""

    model: str | None = None
    """The model; None where nothing names one."""
    api_type: str = "openai"
    """`openai`, which is any OpenAI-compatible endpoint, or `azure`."""
    base_url: str | None = None
    """The address of an OpenAI-compatible endpoint."""
    key_variable: str | None = None
    """The environment variable that holds the key; the key itself is never here."""
    azure_endpoint: str | None = None
    """The address of an Azure OpenAI resource."""
    azure_api_version: str = "2024-12-01-preview"
    """The version of Azure's API."""
    temperature: float | None = None
    """How freely the model varies its answers, 0 to 2; None: the endpoint decides."""
    top_p: float | None = None
    """Nucleus sampling, above 0 to 1; None: the endpoint decides."""
    frequency_penalty: float | None = None
    """-2 to 2; None: the endpoint decides."""
    presence_penalty: float | None = None
    """-2 to 2; None: the endpoint decides."""
    reasoning_effort: str | None = None
    """How long a reasoning model thinks, such as `low`; None: the endpoint decides."""
    max_completion_tokens: int = 1_500
    """The completion limit of one reply; more by itself when a reasoning effort is set."""
    timeout_s: float = 120.0
    """Seconds to wait for one reply."""
    max_attempts: int = 6
    """How often one call is tried."""
    concurrency: int | None = None
    """Calls in flight at once; None finds its own level, from 32."""
    rpm: int | None = None
    """Requests a minute at the most."""
    tpm: int | None = None
    """Tokens a minute at the most."""
    cache_api_calls: bool = True
    """Whether kept replies are used; they are kept in any case."""
    reasoning_model: str | None = None
    """A model for detailed analyses; kept for what asks for one."""
    embedding_model: str | None = None
    """A model for embeddings; kept for what asks for one."""
    guard_harmful_content: bool = True
    """Whether people are told not to say harmful things."""
    guard_copyright: bool = True
    """Whether people are told not to recite what is not theirs."""
    consolidate: bool = True
    """Whether old history becomes memories."""
    memory_window: int = 24_000
    """Characters of history that stay verbatim in a prompt at the most."""
    memories_recalled: int = 6
    """Older memories that come back in a turn."""
    max_cost: float | None = None
    """US dollars that one command may pay."""
    max_calls: int | None = None
    """Calls that one command may pay for."""
    max_tokens: int | None = None
    """Tokens, prompt and completion together, that one command may pay for."""
    database: str = "troupe.db"
    """The database; relative to the config.ini that names it, else to the working directory."""
    log_level: str = "ERROR"
    """What is logged on stderr: DEBUG, INFO, WARNING, ERROR or CRITICAL."""
    prices: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """Model -> US dollars per million input, cached input and output tokens."""
    project: Path | None = None
    """The folder of the config.ini that was read."""
    notices: tuple[str, ...] = ()
    """What the user should know about the configuration."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Setting -> where its value came from, for those that are not defaults."""

    def origin(self, name: str) -> str:
        """Where a setting's value came from, such as `config.ini:7`, `$OPENAI_BASE_URL`."""
        return self.origins.get(name, "default")

    @property
    def names_a_model(self) -> bool:
        """Whether anything anywhere names a model, a key or an address."""
        return any((self.model, self.base_url, self.azure_endpoint, self.key_variable))

    @property
    def extra(self) -> dict[str, float]:
        """Further parameters that are sent with every request, by their names there."""
        given = {
            "frequency_penalty": self.frequency_penalty,
            "presence_penalty": self.presence_penalty,
        }
        return {name: value for name, value in given.items() if value is not None}
