"""Which model speaks, and how it is asked."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from tinytroupe_cli.spec._base import Spec


class ModelSettings(Spec):
    """A model with its parameters; what is left out comes from config.ini and the environment."""

    name: str | None = None
    """The model, such as `gpt-5-mini` or `offline`, or with its provider `azure:my-deployment`."""
    base_url: str | None = None
    """The address of any OpenAI-compatible endpoint."""
    api_version: str | None = None
    """The API version, for Azure."""
    temperature: float | None = Field(default=None, ge=0, le=2)
    """How freely the model varies its answers; left out, the endpoint decides."""
    top_p: float | None = Field(default=None, gt=0, le=1)
    """Nucleus sampling; left out, the endpoint decides."""
    reasoning_effort: str | None = None
    """How long a reasoning model thinks, such as `low`."""
    max_tokens: int | None = Field(default=None, ge=1)
    """The completion limit of one reply."""
    timeout: float | None = Field(default=None, gt=0)
    """Seconds to wait for one reply."""
    extra: dict[str, Any] = Field(default_factory=dict)
    """Further parameters, passed to the endpoint as they are."""
    extract: ModelSettings | None = None
    """Another model, or other parameters, for extractions."""
    judge: ModelSettings | None = None
    """Another model, or other parameters, for conditions such as `until`."""
    generate: ModelSettings | None = None
    """Another model, or other parameters, for the lives of people who are generated."""


class BudgetSpec(Spec):
    """Limits on what one invocation may pay."""

    usd: float | None = Field(default=None, gt=0)
    """The highest cost in US dollars."""
    calls: int | None = Field(default=None, ge=1)
    """The highest number of calls that reach the model."""
    tokens: int | None = Field(default=None, ge=1)
    """The highest number of tokens, prompt and completion together."""
