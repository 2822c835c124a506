"""Where the secret for an endpoint comes from: the environment, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tinytroupe_cli.config import Settings
from tinytroupe_cli.errors import AuthError
from tinytroupe_cli.stage._models import Models

USUAL = "OPENAI_API_KEY"


def key_variable(settings: Settings, env: Mapping[str, str], provider: str) -> str | None:
    """The environment variable that a provider's key comes from; None if there is none."""
    variable = settings.key_variable
    if provider == "azure" and (variable is None or not variable.startswith("AZURE")):
        names = ("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_KEY")
        variable = next((name for name in names if env.get(name)), None)
    return variable


def key_of(settings: Settings, env: Mapping[str, str], provider: str) -> str | None:
    """The secret for a provider, or None."""
    variable = key_variable(settings, env, provider)
    return env.get(variable) if variable else None


def require_key(settings: Settings, models: Models, env: Mapping[str, str]) -> None:
    """Refuse to begin without a key where one is needed and nothing can have been kept.

    With a database there may be kept replies, for which no key is needed.

    Raises:
        AuthError: there is none.
    """
    acting = models.params(None, "act")
    if acting.provider != "openai" or acting.base_url is not None:
        return
    if key_of(settings, env, "openai") is None and not Path(settings.database).exists():
        raise AuthError(
            f"{acting.model!r} wants a key, and {settings.key_variable or USUAL} is not set",
            hint="set it, name another endpoint with --base-url, or use --model offline",
        )
