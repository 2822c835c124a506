"""Making people from descriptions. Not built yet: every entry says so."""

from __future__ import annotations

from typing import Any, NoReturn

from tinytroupe_cli.errors import UsageError

__all__ = ["TinyPersonFactory"]


class TinyPersonFactory:
    """Makes people that fit a description, or a population's marginals."""

    def __init__(self, *_context: Any, **_how: Any) -> None:
        _not_built("TinyPersonFactory")

    @classmethod
    def create_factory_from_demography(cls, *_description: Any, **_how: Any) -> NoReturn:
        """A factory of a population."""
        _not_built("TinyPersonFactory.create_factory_from_demography")


def _not_built(name: str) -> NoReturn:
    raise UsageError(
        f"{name} is not built yet",
        hint="write personas as files, or take those of tinytroupe_cli.examples",
    )
