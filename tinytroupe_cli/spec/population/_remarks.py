"""What somebody ought to know of a sample before they use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.spec.population._population import Population

CHILD = 15
"""Younger people seldom are meant where people are asked for their opinions."""


def remarks(population: Population, personas: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Sentences about a sample: respondents who stand for several people, children.

    Args:
        population: from which it was taken.
        personas: the people, with `provenance`.
    """
    found = []
    if population.respondents is not None:
        rows = {persona.get("provenance", {}).get("row") for persona in personas}
        if len(rows) < len(personas):
            found.append(
                f"{len(rows)} respondents stand behind {len(personas)} people: some come more than "
                "once, under other names, and are no further evidence"
            )
    ages = [age for one in personas if isinstance(age := one.get("age"), int | float)]
    children = sum(age < CHILD for age in ages)
    if children:
        found.append(
            f"{children} of {len(personas)} people are under {CHILD}, as the population has them; "
            "a condition such as age >= 18 leaves them out"
        )
    return tuple(found)
