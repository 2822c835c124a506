"""Shares of groups side by side: answers down, groups across, how many each column is of below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.view._lines import paragraph
from tinytroupe_cli.view._table import cell, fits, grid

if TYPE_CHECKING:
    from rich.console import Console

MISSING = ("missing", "skipped", "invalid", "failed")


def crosstab(console: Console, title: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Print shares by groups as a cross table; False, and nothing printed, where it does not fit.

    Args:
        console: where to.
        title: stands above.
        rows: of one reduction: the groups' columns, then the answer's, then `count`, `share`, `n`.
    """
    columns = [name for name in _before_count(rows) if name != "text"]
    if len(columns) < 2:
        return False
    *groups, answer = columns
    across: dict[str, list[Mapping[str, Any]]] = {}
    down: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        across.setdefault(" / ".join(cell(row[name]) for name in groups), []).append(row)
        down.setdefault(cell(row[answer]), row)
    cells = []
    for value, row in down.items():
        text = row.get("text")
        drawn = {answer: f"{value}  {cell(text)}" if text else value}
        for name, own in across.items():
            found = next((each for each in own if cell(each[answer]) == value), None)
            drawn[name] = _share(found)
        cells.append(drawn)
    cells.append({answer: "n"} | {name: str(own[0]["n"]) for name, own in across.items()})
    if "n_effective" in rows[0]:
        left = {name: cell(own[0]["n_effective"]) for name, own in across.items()}
        cells.append({answer: "n_effective"} | left)
    for mark in MISSING:
        if any(row.get(mark) for row in rows):
            lost = {name: str(own[0].get(mark, 0)) for name, own in across.items()}
            cells.append({answer: mark} | lost)
    if answer in across or not fits(console.width, cells):
        return False
    paragraph(console, f"{title}: {answer} by {', '.join(groups)}", style="bold")
    grid(console, cells, numbers={*across})
    return True


def _before_count(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if not rows or not {"count", "share", "n"} <= rows[0].keys():
        return []
    columns = [*rows[0]]
    return columns[: columns.index("count")]


def _share(row: Mapping[str, Any] | None) -> str:
    if row is None or row["share"] is None:
        return "-"
    return f"{row['share']:.1%} ({row['count']})"
