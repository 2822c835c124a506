"""Where values come from: the file, the environment, the command line, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinytroupe_cli.config._file import read_file
from tinytroupe_cli.config._found import Found
from tinytroupe_cli.config._settings import Settings

FILE = "config.ini"
OLLAMA = "http://localhost:11434/v1"
"""Where Ollama serves its OpenAI-compatible endpoint."""

ROOM_TO_REASON = {"low": 3_000, "medium": 6_000, "high": 12_000, "xhigh": 24_000}
"""Completion limits by reasoning effort: what a model thinks counts as completion too."""

_ENVIRONMENT = {
    "OPENAI_BASE_URL": "base_url",
    "AZURE_OPENAI_ENDPOINT": "azure_endpoint",
    "OPENAI_API_VERSION": "azure_api_version",
    "AZURE_OPENAI_API_VERSION": "azure_api_version",
    "TROUPE_MODEL": "model",
    "TROUPE_DB": "database",
}
_KEYS_OF = {
    "openai": ("OPENAI_API_KEY",),
    "azure": ("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_KEY"),
}


def load_settings(
    start: Path, *, env: Mapping[str, str], flags: Mapping[str, Any] | None = None
) -> Settings:
    """The settings that hold for a command.

    Args:
        start: the folder where the search for config.ini begins; it goes on upward.
        env: the environment.
        flags: settings given on the command line; None values are not given.

    Raises:
        ConfigError: a value is unusable.
    """
    found = Found()
    path = find_config(start)
    if path is not None:
        read_file(path, found)
    for variable, setting in _ENVIRONMENT.items():
        if env.get(variable):
            found.take(setting, env[variable], f"${variable}")
    for setting, value in (flags or {}).items():
        if value is not None:
            found.take(setting, value, "command line")
    _settle_provider(env, found)
    _settle_key(env, found)
    _settle_room(found)
    return Settings(
        **found.values,
        project=path.parent if path else None,
        notices=tuple(found.notices),
        origins=found.origins,
    )


def find_config(start: Path) -> Path | None:
    """The nearest config.ini, from a folder upward."""
    folder = start.resolve()
    candidates = (each / FILE for each in (folder, *folder.parents))
    return next((each for each in candidates if each.is_file()), None)


def _settle_provider(env: Mapping[str, str], found: Found) -> None:
    """Ollama is an OpenAI-compatible endpoint; an environment made for Azure means Azure."""
    values = found.values
    if values.get("api_type") == "ollama":
        found.put("api_type", "openai", found.origins["api_type"])
        if "base_url" not in values:
            found.put("base_url", OLLAMA, found.origins["api_type"])
    if "api_type" not in values and "azure_endpoint" in values:
        others = ("OPENAI_API_KEY", "OPENAI_BASE_URL")
        if "base_url" not in values and not any(env.get(name) for name in others):
            found.put("api_type", "azure", found.origins["azure_endpoint"])
    azure = values.get("api_type") == "azure"
    if azure and "azure_endpoint" not in values and "base_url" in values:
        found.put("azure_endpoint", values["base_url"], found.origins["base_url"])


def _settle_key(env: Mapping[str, str], found: Found) -> None:
    """The key is in the variable that is named, else in the provider's usual one."""
    if "key_variable" not in found.values:
        usual = _KEYS_OF[found.values.get("api_type", "openai")]
        variable = next((name for name in usual if env.get(name)), None)
        if variable is not None:
            found.put("key_variable", variable, f"${variable}")


def _settle_room(found: Found) -> None:
    """A model that is told to think longer needs more room, or its replies are cut."""
    effort = str(found.values.get("reasoning_effort", "")).lower()
    if effort in ROOM_TO_REASON and "max_completion_tokens" not in found.values:
        origin = f"default with a reasoning effort of {effort}"
        found.put("max_completion_tokens", ROOM_TO_REASON[effort], origin)
