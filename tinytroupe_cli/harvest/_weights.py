"""How much each person counts: raked to known shares, or by a number that they bring along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import PersonState
from tinytroupe_cli.harvest._rows import dig
from tinytroupe_cli.harvest._values import number
from tinytroupe_cli.spec import Weights, label_of

SHOWN = 5


def weigh(spec: Weights, people: Sequence[PersonState]) -> dict[str, float]:
    """Person -> weight; the mean of all weights is 1.

    Args:
        spec: where weights come from.
        people: everybody who was asked, whether they answered or not.

    Raises:
        UsageError: somebody has no weight, or the shares cannot be had from these people.
    """
    names = [each.name for each in people]
    if spec.column is not None:
        weights = [_own(each, spec.column) for each in people]
        total = sum(weights)
        if people and not total:
            raise UsageError(f"all weights in {spec.column!r} are 0")
        return dict(zip(names, (each * len(weights) / total for each in weights), strict=True))
    return dict(zip(names, _raked(spec, people), strict=True))


def _own(person: PersonState, column: str) -> float:
    value = dig(person.persona, column)
    weight = number(value)
    if weight is None or isinstance(value, bool) or weight < 0:
        said = "no" if value is None else f"the weight {value!r}, and no number from 0 on, as their"
        raise UsageError(f"{person.name} has {said} {column!r}, by which people are weighted")
    return float(weight)


def _raked(spec: Weights, people: Sequence[PersonState]) -> Sequence[float]:
    from tinytroupe_cli.spec.population import rake

    targets: dict[str | tuple[str, ...], Mapping[Any, float]] = {
        each.fact: each.shares for each in spec.marginals
    }
    rows = [
        {each.fact: _placed(one, each.fact, each.shares) for each in spec.marginals}
        for one in people
    ]
    found = rake(rows, targets)
    if not found.converged:
        raise UsageError(
            f"no weights give these {len(people)} people the shares of "
            f"{', '.join(each.fact for each in spec.marginals)} at once: the best that was found "
            f"misses one by {found.gap:.2%}",
            hint="rake to fewer of them, or join groups in which there is hardly anybody",
        )
    return found.weights


def _placed(person: PersonState, fact: str, shares: Mapping[str, float]) -> str:
    value = dig(person.persona, fact)
    label = label_of(value, shares)
    if label is None:
        known = ", ".join([*shares][:SHOWN]) + (", ..." if len(shares) > SHOWN else "")
        said = f"no {fact!r}" if value is None else f"the {fact} {value!r}"
        raise UsageError(
            f"{person.name} has {said}, for which no share is given",
            hint=f"there are shares for: {known}; add one, or do not weight by it",
        )
    return label
