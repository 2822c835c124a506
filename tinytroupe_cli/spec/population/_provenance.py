"""Which facts of a persona were sampled, and from where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.spec.population._population import Population, SampledPerson


def persona_of(
    person: SampledPerson,
    population: Population,
    seed: int,
    *,
    written: Sequence[str] = (),
    by: str | None = None,
) -> dict[str, Any]:
    """The persona of somebody who was sampled, with an account of where its facts come from.

    Args:
        person: who it is.
        population: from which they were sampled.
        seed: with which.
        written: the dotted paths of facts that a model wrote; they are not in the result.
        by: the name of that model.
    """
    account: dict[str, Any] = {
        "population": population.name, "seed": seed, "number": person.number,
    }  # fmt: skip
    if person.row is not None:
        account["row"] = person.row
    account |= {"sampled": [*person.sampled], "written": [*written]}
    if by is not None:
        account["by"] = by
    return {"name": person.name, **person.facts, "provenance": account}
