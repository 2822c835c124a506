"""Conditions on facts as a command line has them: `age >= 18`, `gender = female`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec._node import Node, Place
from tinytroupe_cli.spec._problems import nearest
from tinytroupe_cli.spec._roster import fact, holds
from tinytroupe_cli.spec._scalars import resolve_cell
from tinytroupe_cli.spec.population._paths import leaves
from tinytroupe_cli.spec.population._population import Population
from tinytroupe_cli.spec.population._sample import sample

_CONDITION = re.compile(r"\s*([\w.]+)\s*(>=|<=|!=|==|>|<|=|:)\s*([^\s<>=!:].*?)\s*", re.DOTALL)


def conditions(
    texts: Sequence[str], population: Population | None = None
) -> Callable[[Mapping[str, Any]], bool] | None:
    """Whether facts meet all of these conditions; None when there are none.

    Args:
        texts: conditions, each as `FACT OPERATOR VALUE`.
        population: whose facts they are about; without it any name passes.

    Raises:
        UsageError: one is not of that form, or no one in the population has such a fact.
    """
    wanted = [_condition(text) for text in texts]
    if not wanted:
        return None
    for path, _ in wanted:
        hint = None if population is None else unknown_fact(path, population)
        if hint is not None:
            raise UsageError(f"--where: no attribute `{path}`", hint=hint)
    return lambda facts: all(holds(fact(facts, path), node) for path, node in wanted)


def unknown_fact(path: str, population: Population) -> str | None:
    """What to say of a fact that nobody can have; None for one that somebody may have."""
    people = population.respondents.rows if population.respondents is not None else ()
    known = {
        *(one.name for one in population.attributes),
        *(key for key, _ in leaves(population.facts)),
        *(key for row in people for key in row),
        *(key for one in sample(population, 1, seed=0) for key in (*one.facts, *one.sampled)),
    }
    if any(one == path or one.startswith(f"{path}.") for one in known):
        return None
    close = nearest(path, known)
    mark = f"did you mean `{close[0]}`? " if close else ""
    shown = {re.sub(r"^(personality\.\w+)\..*", r"\1.*", one) for one in known}
    return f"{mark}known: {', '.join(sorted(shown - {'name', 'personality'}))}"


def _condition(text: str) -> tuple[str, Node]:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UsageError(
            f"--where {text!r} is not a condition",
            hint="a fact, >= <= > < != or =, and a value: --where 'age >= 18'",
        )
    path, sign, value = found.groups()
    plain = sign in {"=", "==", ":"}
    written = value if plain else f"{sign} {value}"
    return path, Node(resolve_cell(value) if plain else written, Place("--where"), written)
