"""Settings: defaults < config.ini < environment < flags, and where each value came from.

The keys of config.ini and their sections are TinyTroupe's where they mean the same; docs/config.md
tells for each whether it is honoured.
"""

from __future__ import annotations

import configparser
import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import ConfigError

FILE = "config.ini"


def _number(text: str) -> float:
    return float(text)


def _count(text: str) -> int:
    return int(text)


def _switch(text: str) -> bool:
    known = {"true": True, "false": False}
    return known[text.casefold()]


def _level(text: str) -> str:
    if text.upper() not in {"NONE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ValueError(text)
    return text.upper()


HONOURED: Mapping[tuple[str, str], tuple[str, Callable[[str], Any]]] = {
    ("openai", "model"): ("model", str),
    ("openai", "api_type"): ("api_type", str.lower),
    ("openai", "base_url"): ("base_url", str),
    ("openai", "azure_api_version"): ("azure_api_version", str),
    ("openai", "temperature"): ("temperature", _number),
    ("openai", "top_p"): ("top_p", _number),
    ("openai", "reasoning_effort"): ("reasoning_effort", str),
    ("openai", "max_completion_tokens"): ("max_completion_tokens", _count),
    ("openai", "timeout"): ("timeout_s", _number),
    ("openai", "max_attempts"): ("max_attempts", _count),
    ("openai", "concurrency"): ("concurrency", _count),
    ("openai", "cache_api_calls"): ("cache_api_calls", _switch),
    ("simulation", "rai_harmful_content_prevention"): ("guard_harmful_content", _switch),
    ("simulation", "rai_copyright_infringement_prevention"): ("guard_copyright", _switch),
    ("cognition", "enable_memory_consolidation"): ("consolidate", _switch),
    ("cognition", "memory_window"): ("memory_window", _count),
    ("cognition", "memories_recalled"): ("memories_recalled", _count),
    ("budget", "max_cost"): ("max_cost", _number),
    ("budget", "max_calls"): ("max_calls", _count),
    ("budget", "max_tokens"): ("max_tokens", _count),
    ("store", "database"): ("database", str),
    ("logging", "loglevel"): ("log_level", _level),
}

NOT_OBEYED: Mapping[tuple[str, str], str] = {
    ("openai", "max_concurrent_model_calls"): "calls find their own level; CONCURRENCY fixes it",
    ("openai", "waiting_time"): "no call waits before it is sent",
    ("openai", "exponential_backoff_factor"): "pauses between tries double, with jitter",
    ("openai", "cache_file_name"): "replies are kept in the database",
}
"""Keys of TinyTroupe that would only slow or cripple."""

UNUSED = frozenset(
    {
        ("openai", name)
        for name in (
            "reasoning_model", "embedding_model", "azure_embedding_model_api_version",
            "freq_penalty", "presence_penalty", "num_ctx", "max_content_display_length",
        )
    }
    | {
        ("simulation", name)
        for name in ("parallel_agent_generation", "parallel_agent_actions")
    }
    | {
        ("cognition", name)
        for name in (
            "enable_continuous_contextual_semantic_memory_retrieval", "min_episode_length",
            "max_episode_length", "episodic_memory_fixed_prefix_length",
            "episodic_memory_lookback_length",
        )
    }
    | {("logging", name) for name in ("loglevel_console", "loglevel_file", "log_include_thread_id")}
)  # fmt: skip
"""Keys of TinyTroupe without a meaning here: accepted in silence, listed in docs/config.md."""

HUGE_COMPLETION = 32_000


@dataclass(frozen=True)
class Settings:
    """Everything that can be set outside of a scenario."""

    model: str | None = None
    """The model; None where nothing names one."""
    api_type: str = "openai"
    """`openai` or `azure`."""
    base_url: str | None = None
    """The address of an OpenAI-compatible endpoint."""
    azure_endpoint: str | None = None
    """The address of an Azure OpenAI resource."""
    azure_api_version: str = "2024-12-01-preview"
    key_variable: str | None = None
    """The environment variable that holds the key; the key itself is never here."""
    temperature: float | None = None
    top_p: float | None = None
    reasoning_effort: str | None = None
    max_completion_tokens: int = 1500
    """The completion limit of one reply."""
    timeout_s: float = 120.0
    """Seconds to wait for one reply."""
    max_attempts: int = 6
    """How often one call is tried."""
    concurrency: int | None = None
    """Calls in flight; None finds its own level."""
    cache_api_calls: bool = True
    """Whether kept replies are used."""
    guard_harmful_content: bool = True
    guard_copyright: bool = True
    consolidate: bool = True
    """Whether old history becomes memories."""
    memory_window: int = 8_000
    """Characters of history that stay verbatim in a prompt."""
    memories_recalled: int = 6
    """Memories that come back in a turn."""
    max_cost: float | None = None
    """US dollars one invocation may pay."""
    max_calls: int | None = None
    max_tokens: int | None = None
    database: str = "troupe.db"
    """The database, relative to the working directory."""
    log_level: str = "ERROR"
    prices: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """Model -> US dollars per million input, cached input and output tokens."""
    project: Path | None = None
    """The folder of the config.ini that was read."""
    notices: tuple[str, ...] = ()
    """What the user should know about the configuration."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Setting -> where its value came from, for those that are not defaults."""

    def origin(self, name: str) -> str:
        """Where a setting's value came from."""
        return self.origins.get(name, "default")

    @property
    def names_a_model(self) -> bool:
        """Whether anything anywhere names a model, a key or an address."""
        return any((self.model, self.base_url, self.azure_endpoint, self.key_variable))


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
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    notices: list[str] = []
    path = _find(start)
    if path is not None:
        _from_file(path, values, origins, notices)
        values["project"] = path.parent
    _from_environment(env, values, origins)
    known = {each.name for each in fields(Settings)}
    for name, value in (flags or {}).items():
        if value is not None and name in known:
            values[name], origins[name] = value, "command line"
    return Settings(**values, notices=tuple(notices), origins=origins)


def _find(start: Path) -> Path | None:
    folder = start.resolve()
    return next(
        (each / FILE for each in (folder, *folder.parents) if (each / FILE).is_file()), None
    )


def _from_file(
    path: Path, values: dict[str, Any], origins: dict[str, str], notices: list[str]
) -> None:
    parser = configparser.ConfigParser(interpolation=None, inline_comment_prefixes=None)
    try:
        parser.read_string(path.read_text(encoding="utf-8-sig"), source=str(path))
    except (configparser.Error, UnicodeDecodeError) as wrong:
        raise ConfigError(
            f"{path}: {wrong}", hint="sections in [brackets], then KEY=value"
        ) from None
    for section in parser.sections():
        for key, text in parser.items(section):
            where = f"{path} [{section}] {key.upper()}"
            if section.casefold() == "prices":
                values.setdefault("prices", {})[key] = _rates(text, where)
            elif text.strip() and text.strip().upper() != "NONE":
                _one(section.casefold(), key, text.strip(), where, values, origins, notices)


def _one(
    section: str,
    key: str,
    text: str,
    where: str,
    values: dict[str, Any],
    origins: dict[str, str],
    notices: list[str],
) -> None:
    place = (section, key)
    if place in NOT_OBEYED:
        notices.append(f"{where} is not obeyed: {NOT_OBEYED[place]}")
    elif place in HONOURED:
        name, read = HONOURED[place]
        try:
            value = read(text)
        except (ValueError, KeyError):
            raise ConfigError(
                f"{where}: {text!r} is not usable here",
                hint=f"it must be a {_kind(read)}",
            ) from None
        if name == "max_completion_tokens" and value > HUGE_COMPLETION:
            notices.append(f"{where}={value} is not obeyed: every call would reserve that much")
            return
        values[name], origins[name] = value, where
    elif place not in UNUSED and section != "actiongenerator":
        near = difflib.get_close_matches(key, [name for _, name in HONOURED], n=1)
        hint = f"; did you mean {near[0].upper()}?" if near else ""
        notices.append(f"{where} is not known{hint}")


def _kind(read: Callable[[str], Any]) -> str:
    kinds: dict[Any, str] = {
        _number: "number",
        _count: "whole number",
        _switch: "True or False",
        _level: "log level",
    }
    return kinds.get(read, "text")


def _rates(text: str, where: str) -> tuple[float, float, float]:
    try:
        fresh, cached, output = (float(part) for part in text.split(","))
    except ValueError:
        raise ConfigError(
            f"{where}: {text!r} is no price",
            hint="dollars per million input, cached input and output tokens: 0.25, 0.025, 2",
        ) from None
    return fresh, cached, output


def _from_environment(
    env: Mapping[str, str], values: dict[str, Any], origins: dict[str, str]
) -> None:
    for variable, name in (
        ("OPENAI_BASE_URL", "base_url"),
        ("AZURE_OPENAI_ENDPOINT", "azure_endpoint"),
        ("TROUPE_MODEL", "model"),
        ("TROUPE_DB", "database"),
    ):
        if env.get(variable):
            values[name], origins[name] = env[variable], f"${variable}"
    azure = values.get("api_type") == "azure"
    keys = ("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_KEY") if azure else ("OPENAI_API_KEY",)
    for variable in keys:
        if env.get(variable):
            values["key_variable"], origins["key_variable"] = variable, f"${variable}"
            break
