"""Which model speaks for whom: flags over the person's own, the scenario's, the settings'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from tinytroupe_cli.config import Settings
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.llm import ModelParams, Purpose
from tinytroupe_cli.spec import LoadedScenario, ModelSettings

DEFAULT_MODEL = "gpt-5-mini"
"""Asked when a key or an address is there but no model is named."""

LIFE_TOKENS = 3_000
"""The completion limit of a life, where nobody set one: some 500 words, in any language."""

CHOSEN_OFFLINE = (
    "nothing names a model, a key or an address: the offline engine speaks. It invents nothing "
    "but understands little; it is for first looks and tests"
)


@dataclass(frozen=True, slots=True)
class Models:
    """The parameters of every call of a run."""

    settings: Settings
    scenario: ModelSettings | None = None
    people: Mapping[str, ModelSettings] | None = None
    flag: str | None = None
    """`--model`: overrides every model named in files."""
    chosen_offline: bool = False
    """True when nothing named a model, so that the offline engine speaks by itself."""

    def params(
        self, person: str | None, purpose: Purpose, question: ModelSettings | None = None
    ) -> ModelParams:
        """The model and parameters for a person (None: the world) and a purpose.

        Args:
            person: whose model it is.
            purpose: what for.
            question: what one question has of its own, such as an extraction's `model`.
        """
        own = (self.people or {}).get(person or "")
        chosen = merged(self.scenario, own)
        for name in ("extract", "judge", "generate"):
            if purpose == name and chosen is not None:
                chosen = merged(chosen, getattr(chosen, name))
        if question is not None:
            chosen = merged(chosen, question)
        params = self._params(chosen or ModelSettings())
        named = chosen is not None and chosen.max_tokens is not None
        if purpose != "generate" or named or self._is_limited:
            return params
        return replace(params, max_tokens=max(params.max_tokens, LIFE_TOKENS))

    @property
    def _is_limited(self) -> bool:
        return self.settings.origin("max_completion_tokens") != "default"

    def _params(self, chosen: ModelSettings) -> ModelParams:
        settings = self.settings
        name = self.flag or chosen.name or settings.model
        if name is None:
            name = "offline" if self.chosen_offline else DEFAULT_MODEL
        provider, model = split(name, settings.api_type)
        if provider in {"offline", "scripted"}:
            return ModelParams(provider=provider, model=model)  # type: ignore[arg-type]
        azure = provider == "azure"
        return ModelParams(
            provider=provider,  # type: ignore[arg-type]
            model=model,
            base_url=settings.azure_endpoint if azure else self._address(chosen),
            api_version=(chosen.api_version or settings.azure_api_version) if azure else None,
            temperature=_first(chosen.temperature, settings.temperature),
            top_p=_first(chosen.top_p, settings.top_p),
            max_tokens=_first(chosen.max_tokens, settings.max_completion_tokens),
            reasoning_effort=_first(chosen.reasoning_effort, settings.reasoning_effort),
            timeout_s=_first(chosen.timeout, settings.timeout_s),
            extra={**settings.extra, **chosen.extra},
        )

    def _address(self, chosen: ModelSettings) -> str | None:
        if self.settings.origin("base_url") == "command line":
            return self.settings.base_url
        return chosen.base_url or self.settings.base_url


def choose_models(
    settings: Settings, loaded: LoadedScenario | None, *, flag: str | None, ci: bool
) -> Models:
    """The models of a run.

    Raises:
        UsageError: nothing names a model, and on CI the offline engine has to be asked for; or
            the name is `offline` with a slip in it.
    """
    scenario = loaded.scenario.model if loaded else None
    cast = loaded.cast if loaded else ()
    people = {member.name: member.model for member in cast if member.model is not None}
    named = bool(
        flag
        or settings.names_a_model
        or (scenario and (scenario.name or scenario.base_url))
        or any(model.name or model.base_url for model in people.values())
    )
    names = (flag or "", (scenario and scenario.name) or "")
    for name in names:
        if name != "offline" and get_close_matches(name, ["offline"], cutoff=0.8):
            raise UsageError(f"there is no model {name!r}", hint="did you mean `offline`?")
    if not named and ci:
        raise UsageError(
            "nothing names a model",
            hint="on CI the offline engine must be asked for: --model offline",
        )
    return Models(settings, scenario, people, flag, chosen_offline=not named)


def merged(one: ModelSettings | None, other: ModelSettings | None) -> ModelSettings | None:
    """The settings of both, the later ones first."""
    if one is None or other is None:
        return other or one
    given: dict[str, Any] = {name: getattr(other, name) for name in other.model_fields_set}
    return one.model_copy(update=given)


def split(name: str, api_type: str) -> tuple[str, str]:
    """Provider and model of a name such as `gpt-5-mini`, `offline` or `azure:my-deployment`."""
    provider, colon, model = name.partition(":")
    if colon and provider in {"openai", "azure", "offline", "scripted"}:
        return provider, model
    if name in {"offline", "scripted"}:
        return name, name
    return ("azure" if api_type == "azure" else "openai"), name


def meaning(params: ModelParams) -> Any:
    """What of a model's parameters alters meaning: all but the patience."""
    return replace(params, timeout_s=0)


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)
