"""Measures with their counts and intervals in one cell each, so that wide rows stay a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.harvest import Row
from tinytroupe_cli.view import decimals

SIDES = ("", "_human", "_simulated")
MEASURES = {"share": "count", "top_box": "top_box_count", "top_two": "top_two_count",
            "mean": "", "borda_mean": ""}  # fmt: skip
"""What has an interval -> what counts it."""
HEAVY = 3.0
"""A design effect above this is told: so few would say as much if they counted alike."""


def folded(rows: Sequence[Row]) -> list[Row]:
    """Rows whose measures read `40.0% (8) [21.9%, 61.3%]`, where there are two or more of them."""
    keys = dict.fromkeys(key for row in rows for key in row)
    own = [(measure, side) for measure in MEASURES for side in SIDES
           if f"{measure}_low{side}" in keys]  # fmt: skip
    if len(own) < 2:
        return [*rows]
    for measure, side in own:
        low, high = f"{measure}_low{side}", f"{measure}_high{side}"
        count = f"{MEASURES[measure]}{side}" if MEASURES[measure] else ""
        names = (f"{measure}{side}", low, high)
        places = decimals([row.get(name) for row in rows for name in names])
        rows = [_folded(row, names, count, places) for row in rows]
    return [*rows]


def _folded(row: Row, names: tuple[str, str, str], count: str, places: int) -> Row:
    value, low, high = (row.get(name) for name in names)
    many = f" ({row[count]})" if row.get(count) is not None else ""
    ends = (
        f" [{_told(low, count, places)}, {_told(high, count, places)}]" if low is not None else ""
    )
    cell = None if value is None else f"{_told(value, count, places)}{many}{ends}"
    left_out = {names[1], names[2], count}
    return {
        key: cell if key == names[0] else own for key, own in row.items() if key not in left_out
    }


def _told(value: Any, count: str, places: int) -> str:
    return f"{value:.1%}" if count else f"{value:.{places}f}"


def heavy(rows: Sequence[Row]) -> str | None:
    """A word on weights that leave little of the numbers, with the worst of the groups."""
    worst: tuple[float, int, float] | None = None
    for row in rows:
        for side in SIDES:
            n, left = row.get(f"n{side}"), row.get(f"n_effective{side}")
            if n and left and n / left > HEAVY:
                worst = max(worst or (0.0, 0, 0.0), (n / left, n, left))
    if worst is None:
        return None
    return f"the weights are very unequal: {worst[1]} people count as {worst[2]:.3g}"
