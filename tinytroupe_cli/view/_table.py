"""Rows as a table in a terminal, or as records where a table does not fit; shares as bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.view._clean import clean
from tinytroupe_cli.view._lines import paragraph, unpadded

if TYPE_CHECKING:
    from rich.console import Console

BAR = 20
NARROWEST = 20
"""Columns that a longer text needs in a table to be read at ease."""
EMPTY = "-"
MEANS = frozenset({"mean", "mean_low", "mean_high", "sd"})
"""Columns in one unit."""
PARTS = ("share", "top_box", "top_two")
"""How the columns of shares begin."""


def table(console: Console, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows (column -> value) as a table; columns in the order they first come up.

    Where the terminal is too narrow for that, each row is a record of `column: value` lines.
    """
    if not rows:
        paragraph(console, f"{title}: nothing found")
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    places = _places(columns, rows)
    cells = [
        {column: _drawn(column, row.get(column), places.get(column)) for column in columns}
        for row in rows
    ]
    if "share" in columns:
        for row, drawn in zip(rows, cells, strict=True):
            drawn[""] = bars(row.get("share"))
    paragraph(console, title, style="bold")
    if fits(console.width, cells):
        grid(console, cells, numbers={name for name in columns if _all_numbers(rows, name)})
    else:
        own = [
            {name: text for name, text in drawn.items() if not name or name in row}
            for row, drawn in zip(rows, cells, strict=True)
        ]
        _records(console, own)


def bars(share: Any) -> str:
    """A share between 0 and 1 as a bar."""
    return "█" * round(share * BAR) if isinstance(share, int | float) else ""


def _places(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Column -> its decimals; a mean, its interval and its deviation have the same."""
    families: dict[str, list[str]] = {}
    for column in columns:
        if _all_numbers(rows, column) and any(isinstance(row.get(column), float) for row in rows):
            families.setdefault("mean" if column in MEANS else column, []).append(column)
    places: dict[str, int] = {}
    for name, family in families.items():
        values = [row.get(column) for row in rows for column in family]
        every = [decimals([value]) for value in values]
        places |= dict.fromkeys(family, decimals(values) if name == "mean" else max(every))
    return places


def decimals(values: Iterable[Any]) -> int:
    """How many decimals numbers of one unit have, by the largest; whole numbers need none."""
    sizes = [abs(value) for value in values if isinstance(value, int | float) and value % 1]
    size = max(sizes, default=None)
    if size is None or size >= 1000:
        return 0
    return 3 if size < 1 else 2 if size < 10 else 1


def _drawn(column: str, value: Any, places: int | None = None) -> str:
    """A cell; shares as percentages, which are read at a glance."""
    if places is not None and isinstance(value, int | float) and not column.startswith(PARTS):
        return f"{value:.{places}f}"
    part = column.startswith(PARTS) and not column.endswith("_count")
    if part and isinstance(value, int | float):
        return f"{value:.1%}"
    return cell(value)


def cell(value: Any) -> str:
    """A value as people write it."""
    if value is None or value in ("", [], {}):
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{clean(str(key))}: {cell(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        items = [cell(item) for item in value]
        return ("; " if any("," in item for item in items) else ", ").join(items)
    return clean(str(value))


def size(count: float) -> str:
    """A number of bytes as people write it."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:,.1f} GB"


def fits(width: int, cells: Sequence[Mapping[str, str]]) -> bool:
    """Whether a table of these cells can be read at ease at this width."""
    from rich.cells import cell_len

    needed = 0
    for name in cells[0]:
        longest = max(cell_len(row[name]) for row in cells)
        needed += max(cell_len(name), min(longest, NARROWEST)) + 3
    return needed - 3 <= width


def grid(console: Console, cells: Sequence[Mapping[str, str]], *, numbers: set[str]) -> None:
    """Print cells as a table.

    Args:
        console: where to.
        cells: column -> text, of each row.
        numbers: the columns that stand to the right.
    """
    from rich.table import Table
    from rich.text import Text

    drawn = Table(show_edge=False, pad_edge=False)
    for name in cells[0]:
        justify: Any = "right" if name in numbers else "left"
        drawn.add_column(Text(clean(name)), overflow="fold", justify=justify)
    for row in cells:
        drawn.add_row(*(Text(text) for text in row.values()))
    unpadded(console, drawn)


def _records(console: Console, cells: Sequence[Mapping[str, str]]) -> None:
    for number, row in enumerate(cells):
        if number:
            console.print()
        for name, text in row.items():
            if name:
                paragraph(console, f"{name}: {text}", indent=2, hanging=2)
            elif text:
                paragraph(console, text, indent=4)


def _all_numbers(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    known = [row[name] for row in rows if row.get(name) is not None]
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in known)
