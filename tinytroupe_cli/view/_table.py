"""Rows as a table in a terminal, shares as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.view._clean import clean

if TYPE_CHECKING:
    from rich.console import Console

BAR = 20


def table(console: Console, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows (column -> value) as a table; columns in the order of the first row."""
    from rich.table import Table
    from rich.text import Text

    if not rows:
        console.print(f"{clean(title)}: nothing")
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    drawn = Table(title=clean(title), title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        drawn.add_column(clean(column), overflow="fold")
    if "share" in columns:
        drawn.add_column("")
    for row in rows:
        cells = [Text(_cell(row.get(column))) for column in columns]
        if "share" in columns:
            cells.append(Text(bars(row.get("share")), style="cyan"))
        drawn.add_row(*cells)
    console.print(drawn)


def bars(share: Any) -> str:
    """A share between 0 and 1 as a bar."""
    return "█" * round(share * BAR) if isinstance(share, int | float) else ""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list | tuple):
        return ", ".join(_cell(item) for item in value)
    return clean(str(value))
