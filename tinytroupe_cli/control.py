"""Simulations that can be taken up again. Not built yet: every entry says so."""

from __future__ import annotations

from typing import Any, NoReturn

from tinytroupe_cli.errors import UsageError

__all__ = ["begin", "cache_hits", "cache_misses", "checkpoint", "end", "reset", "transactional"]


def begin(*_args: Any, **_how: Any) -> NoReturn:
    """Begin a simulation."""
    _not_built("begin")


def checkpoint(*_args: Any, **_how: Any) -> NoReturn:
    """Keep where a simulation is."""
    _not_built("checkpoint")


def end(*_args: Any, **_how: Any) -> NoReturn:
    """End a simulation."""
    _not_built("end")


def reset(*_args: Any, **_how: Any) -> NoReturn:
    """Begin anew with nothing."""
    _not_built("reset")


def transactional(*_args: Any, **_how: Any) -> NoReturn:
    """Make a function one step of a simulation."""
    _not_built("transactional")


def cache_hits(*_args: Any, **_how: Any) -> NoReturn:
    """How many steps were taken up again."""
    _not_built("cache_hits")


def cache_misses(*_args: Any, **_how: Any) -> NoReturn:
    """How many steps were played."""
    _not_built("cache_misses")


def _not_built(name: str) -> NoReturn:
    raise UsageError(
        f"control.{name} is not built yet",
        hint="replies are kept: with db= or TROUPE_DB a second run asks no model again",
    )
