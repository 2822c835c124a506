"""Values while they are gathered: the later source wins, and none is taken that does not fit."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli.config._keys import HONOURED, Kind
from tinytroupe_cli.errors import ConfigError

_KINDS = dict(HONOURED.values())


class Found:
    """What has been found so far."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, str] = {}
        self.notices: list[str] = []

    def take(self, setting: str, value: Any, origin: str, said: str | None = None) -> None:
        """Take a value over, if it fits.

        Args:
            setting: a field of Settings that people can set.
            value: the value, read already.
            origin: where it came from, for `Settings.origin`.
            said: where it stands, for a message; the origin if that says enough.

        Raises:
            ConfigError: the value does not fit.
        """
        kind = _KINDS[setting]
        if not kind.fits(value):
            flag = f"--{setting.replace('_', '-')}" if origin == "command line" else origin
            raise unusable(said or flag, value, kind)
        self.put(setting, value, origin)

    def put(self, setting: str, value: Any, origin: str) -> None:
        """Set a value that is known to fit."""
        self.values[setting], self.origins[setting] = value, origin


def read(kind: Kind, text: str, said: str) -> Any:
    """The value that a text stands for.

    Raises:
        ConfigError: it stands for none.
    """
    try:
        return kind.read(text)
    except (ValueError, KeyError):
        raise unusable(said, text, kind) from None


def unusable(said: str, value: Any, kind: Kind) -> ConfigError:
    """The error for a value that cannot be used; what may be a secret is not shown."""
    shown = "what stands there" if kind.secret else repr(value)
    return ConfigError(f"{said}: {shown} cannot be used", hint=f"it must be {kind.words}")
