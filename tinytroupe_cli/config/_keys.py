"""The keys of config.ini: what each sets and what its value must be; TinyTroupe's others too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Kind(NamedTuple):
    """What a value must be: how it is read, whether it fits, and how that is said."""

    read: Callable[[str], Any]
    fits: Callable[[Any], bool]
    words: str
    secret: bool = False
    """True where people put secrets by mistake: such a value is never shown."""


def _switch(text: str) -> bool:
    known = {"true": True, "yes": True, "on": True, "1": True}
    known |= {"false": False, "no": False, "off": False, "0": False}
    return known[text.casefold()]


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _is_variable(value: str) -> bool:
    return re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value) is not None


def _between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: low <= value <= high


_APIS = ("openai", "azure", "ollama")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_TEXT = Kind(str, bool, "a text")
_SWITCH = Kind(_switch, lambda _: True, "True or False")
_COUNT = Kind(int, lambda value: value >= 1, "a whole number from 1 on")
_SIZE = Kind(int, lambda value: value >= 0, "a whole number from 0 on")
_AMOUNT = Kind(float, lambda value: 0 < value < float("inf"), "a number above 0")
_SHARE = Kind(float, lambda value: 0 < value <= 1, "a number above 0, 1 at the most")
_WARMTH = Kind(float, _between(0, 2), "a number from 0 to 2")
_PENALTY = Kind(float, _between(-2, 2), "a number from -2 to 2")
_API = Kind(str.lower, _APIS.__contains__, "openai, azure or ollama")
_LEVEL = Kind(str.upper, _LEVELS.__contains__, f"one of {', '.join(_LEVELS)}")
_ADDRESS = Kind(
    str,
    _is_address,
    "an address such as http://localhost:11434/v1, without a password",
    secret=True,
)
_VARIABLE = Kind(
    str, _is_variable, "the name of an environment variable, never the key itself", secret=True
)

SECTIONS: Mapping[str, str] = {
    "openai": "OpenAI",
    "simulation": "Simulation",
    "cognition": "Cognition",
    "actiongenerator": "ActionGenerator",
    "budget": "Budget",
    "prices": "Prices",
    "store": "Store",
    "logging": "Logging",
}
"""The sections as they are looked up, and as they are written."""

HONOURED: Mapping[tuple[str, str], tuple[str, Kind]] = {
    ("openai", "model"): ("model", _TEXT),
    ("openai", "api_type"): ("api_type", _API),
    ("openai", "base_url"): ("base_url", _ADDRESS),
    ("openai", "api_key_variable"): ("key_variable", _VARIABLE),
    ("openai", "azure_endpoint"): ("azure_endpoint", _ADDRESS),
    ("openai", "azure_api_version"): ("azure_api_version", _TEXT),
    ("openai", "temperature"): ("temperature", _WARMTH),
    ("openai", "top_p"): ("top_p", _SHARE),
    ("openai", "freq_penalty"): ("frequency_penalty", _PENALTY),
    ("openai", "presence_penalty"): ("presence_penalty", _PENALTY),
    ("openai", "reasoning_effort"): ("reasoning_effort", _TEXT),
    ("openai", "max_completion_tokens"): ("max_completion_tokens", _COUNT),
    ("openai", "timeout"): ("timeout_s", _AMOUNT),
    ("openai", "max_attempts"): ("max_attempts", _COUNT),
    ("openai", "concurrency"): ("concurrency", _COUNT),
    ("openai", "rpm"): ("rpm", _COUNT),
    ("openai", "tpm"): ("tpm", _COUNT),
    ("openai", "cache_api_calls"): ("cache_api_calls", _SWITCH),
    ("openai", "reasoning_model"): ("reasoning_model", _TEXT),
    ("openai", "embedding_model"): ("embedding_model", _TEXT),
    ("simulation", "rai_harmful_content_prevention"): ("guard_harmful_content", _SWITCH),
    ("simulation", "rai_copyright_infringement_prevention"): ("guard_copyright", _SWITCH),
    ("cognition", "enable_memory_consolidation"): ("consolidate", _SWITCH),
    ("cognition", "memory_window"): ("memory_window", _COUNT),
    ("cognition", "memories_recalled"): ("memories_recalled", _SIZE),
    ("budget", "max_cost"): ("max_cost", _AMOUNT),
    ("budget", "max_calls"): ("max_calls", _COUNT),
    ("budget", "max_tokens"): ("max_tokens", _COUNT),
    ("store", "database"): ("database", _TEXT),
    ("logging", "loglevel"): ("log_level", _LEVEL),
}
"""Keys whose value is taken over as it stands; [Prices] has models' names as keys."""

TRANSLATED: Mapping[tuple[str, str], Kind] = {
    ("openai", "max_concurrent_model_calls"): _SIZE,
    ("cognition", "enable_continuous_contextual_semantic_memory_retrieval"): _SWITCH,
}
"""Keys of TinyTroupe that say something which has another key here."""

NOT_OBEYED: Mapping[tuple[str, str], str] = {
    ("openai", "waiting_time"): "no call waits before it is sent",
    ("openai", "exponential_backoff_factor"): "pauses between tries double, with some jitter",
    ("openai", "cache_file_name"): "replies are kept in the database; a pickle is never read",
    ("openai", "max_content_display_length"): "texts are never cut",
    ("openai", "num_ctx"): "endpoints don't take it with a call; set it where the model is served",
}
"""Keys of TinyTroupe that would only slow or cripple, and what holds instead."""

UNUSED: Mapping[tuple[str, str], str] = {
    ("openai", "azure_embedding_model_api_version"): "2023-05-15",
    ("simulation", "parallel_agent_generation"): "True",
    ("simulation", "parallel_agent_actions"): "True",
    ("cognition", "min_episode_length"): "10",
    ("cognition", "max_episode_length"): "15",
    ("cognition", "episodic_memory_fixed_prefix_length"): "10",
    ("cognition", "episodic_memory_lookback_length"): "20",
    ("actiongenerator", "max_attempts"): "2",
    ("actiongenerator", "enable_quality_checks"): "False",
    ("actiongenerator", "enable_regeneration"): "True",
    ("actiongenerator", "enable_direct_correction"): "False",
    ("actiongenerator", "enable_quality_check_for_persona_adherence"): "True",
    ("actiongenerator", "enable_quality_check_for_selfconsistency"): "False",
    ("actiongenerator", "enable_quality_check_for_fluency"): "False",
    ("actiongenerator", "enable_quality_check_for_suitability"): "False",
    ("actiongenerator", "enable_quality_check_for_similarity"): "False",
    ("actiongenerator", "continue_on_failure"): "True",
    ("actiongenerator", "quality_threshold"): "5",
    ("logging", "loglevel_console"): "INFO",
    ("logging", "loglevel_file"): "DEBUG",
    ("logging", "log_include_thread_id"): "True",
}
"""Keys of TinyTroupe that nothing here corresponds to, and the value it ships.

Another value shows that somebody wanted something, and gets a notice.
"""
