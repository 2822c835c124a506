"""Shares as people write them: "49.2%", 0.492; whether they add up."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems

POINT = 0.01
"""How far shares may be from 1 together: one percentage point, for rounding."""
_PERCENT = re.compile(r"\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+))\s*%\s*", re.ASCII)


def is_percentage(node: Node) -> bool:
    """Whether this is a text such as "49.2%"."""
    return isinstance(node.value, str) and bool(_PERCENT.fullmatch(node.value))


def looks_like_percentage(node: Node) -> bool:
    """Whether this is meant as a percentage, right or wrong: short, with a `%` at its end."""
    text = node.value
    return isinstance(text, str) and text.strip().endswith("%") and len(text.split()) <= 2


def share(node: Node, name: str, problems: Problems) -> float | None:
    """One share between 0 and 1; what is wrong goes to `problems`, and then the answer is None."""
    text = node.text
    wrong = f"`{name}: {text}`" if text is not None else f"`{name}`"
    found = _PERCENT.fullmatch(text) if isinstance(node.value, str) and text else None
    if found:
        value = float(found.group(1)) / 100
    elif isinstance(node.value, int | float) and not isinstance(node.value, bool):
        value = float(node.value)
    else:
        what = f"{wrong} is no percentage" if text else f"{wrong} is {kind_of(node)}, not a share"
        problems.add(node.place, what, 'write it as "49.2%" or as 0.492')
        return None
    if value < 0:
        problems.add(node.place, f"{wrong} is negative", "a share lies between 0% and 100%")
        return None
    if found and value > 1:
        problems.add(node.place, f"{wrong} is more than 100%", "a share lies between 0% and 100%")
        return None
    return value


def shares(
    node: Node, what: str, problems: Problems, *, rest: float = 1.0
) -> dict[str, float] | None:
    """The shares of a mapping, brought to a sum of 1.

    Args:
        node: value -> share, all as percentages, as parts of 1 or as parts of 100.
        what: what this is, for messages, such as "`gender`".
        problems: where everything wrong is noted.
        rest: what they have to add up to.
    """
    if not node.is_map or not node.entries:
        problems.add(
            node.place,
            f"{what} is {'empty' if node.is_map else kind_of(node)}: a share for each value is "
            "expected",
            "such as {female: 51%, male: 49%}",
        )
        return None
    read = {name: share(entry, name, problems) for name, entry in node.entries.items()}
    found = {name: value for name, value in read.items() if value is not None}
    if len(found) < len(read):
        return None
    numbers = [name for name, entry in node.entries.items() if not is_percentage(entry)]
    if len(numbers) == len(found) and sum(found.values()) > 50 * rest:
        found = {name: value / 100 for name, value in found.items()}
    total = math.fsum(found.values())
    if not adds_up(total, rest):
        problems.add(
            node.place,
            f"{what} adds up to {total:.1%}, not {rest:.0%}: "
            + ", ".join(f"{name} {value:.4g}" for name, value in [*percent(found).items()][:8]),
            "correct the shares, or add one for all the others; up to one point is taken as "
            "rounding",
        )
        return None
    return normalised(found)


def percent(found: Mapping[str, float]) -> dict[str, float]:
    """Shares as percentages."""
    return {name: value * 100 for name, value in found.items()}


def adds_up(total: float, rest: float = 1.0) -> bool:
    """Whether shares that come to this total are all there is, rounding apart."""
    return abs(total - rest) <= POINT + 1e-9 and total > 0


def normalised(found: Mapping[str, float]) -> dict[str, float]:
    """The shares brought to a sum of 1."""
    total = math.fsum(found.values())
    return {name: value / total for name, value in found.items()}
