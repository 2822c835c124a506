"""Conditions on facts as a command line has them: `age >= 18`, `gender = female`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec._node import Node, Place
from tinytroupe_cli.spec._roster import fact, holds
from tinytroupe_cli.spec._scalars import resolve_cell

_CONDITION = re.compile(r"\s*([\w.]+)\s*(>=|<=|!=|==|>|<|=|:)\s*(.*\S)\s*", re.DOTALL)


def conditions(texts: Sequence[str]) -> Callable[[Mapping[str, Any]], bool] | None:
    """Whether facts meet all of these conditions; None when there are none.

    Raises:
        UsageError: one is not of the form `FACT OPERATOR VALUE`.
    """
    wanted = [_condition(text) for text in texts]
    if not wanted:
        return None
    return lambda facts: all(holds(fact(facts, path), node) for path, node in wanted)


def _condition(text: str) -> tuple[str, Node]:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UsageError(
            f"--where {text!r} is no condition",
            hint="a fact, >= <= > < != or =, and a value: --where 'age >= 18'",
        )
    path, sign, value = found.groups()
    plain = sign in {"=", "==", ":"}
    written = value if plain else f"{sign} {value}"
    return path, Node(resolve_cell(value) if plain else written, Place("--where"), written)
