"""What a factory is told, checked before anybody is sampled or asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinytroupe_cli.errors import UsageError

_WHY = {
    "enforce_usage_of_all_dimensions": "all dimensions are used always: code samples from them",
    "simulation_id": "simulations are told apart by control.begin(..., id=...)",
}


def refuse(unsupported: Mapping[str, Any]) -> None:
    """Refuse arguments that other factories take; those that ask for nothing do no harm.

    Raises:
        UsageError: there is one.
    """
    for name, value in unsupported.items():
        if value in (None, False):
            continue
        hint = _WHY.get(name, "there are context, total_population_size, country, model, db, seed")
        raise UsageError(f"TinyPersonFactory takes no {name!r}", hint=hint)


def as_size(number: int | None) -> int | None:
    """A number of people.

    Raises:
        UsageError: it is none.
    """
    if number is None:
        return None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise UsageError(f"how many people is a whole number from 1, not {number!r}")
    return number


def as_text(text: Any) -> str:
    """A description.

    Raises:
        UsageError: it is no text.
    """
    if not isinstance(text, str):
        raise UsageError(f"a description is a text, not {text!r}")
    return text.strip()
