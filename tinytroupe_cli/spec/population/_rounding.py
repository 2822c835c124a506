"""Whole numbers instead of parts of people, with row and column sums kept.

Controlled rounding after Cox, "A constructive procedure for unbiased controlled rounding",
Journal of the American Statistical Association 82 (1987): every cell, row and column goes to the
whole number above or below, and each keeps its expectation.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

UNIT = 1 << 40
"""In how many parts one is counted, so that sums are exact."""


def round_rows(rows: Sequence[Sequence[float]], rng: random.Random) -> list[list[int]]:
    """Round a table whose rows add up to whole numbers.

    Row sums stay, each column sum goes to the whole number above or below (and stays where it is
    one), and so does each cell.
    """
    width = len(rows[0]) if rows else 0
    parts = [_units(row) for row in rows]
    below = [(-sum(row[at] for row in parts)) % UNIT for at in range(width)]
    grid = [*parts, below]  # the last row makes the columns whole
    _move(grid, rng)
    return [[cell // UNIT for cell in row] for row in grid[:-1]]


def _units(row: Sequence[float]) -> list[int]:
    """A row in units, with a sum that is a whole number of ones; noise of floats is taken off."""
    cells = [round(value * UNIT) for value in row]
    cells = [_near(cell) for cell in cells]
    excess = sum(cells) - round(sum(row)) * UNIT
    if excess:
        at = max(range(len(cells)), key=lambda i: cells[i] % UNIT)
        cells[at] -= excess
    return cells


def _near(cell: int) -> int:
    """The whole number itself, where a cell is next to it."""
    whole = (cell + UNIT // 2) // UNIT * UNIT
    return whole if abs(cell - whole) < UNIT >> 20 else cell


def _move(grid: list[list[int]], rng: random.Random) -> None:
    """Move parts around cycles of cells that are not whole, until all are."""
    by_row: list[set[int]] = [{at for at, cell in enumerate(row) if cell % UNIT} for row in grid]
    width = len(grid[0]) if grid else 0
    by_column: list[set[int]] = [set() for _ in range(width)]
    for number, columns in enumerate(by_row):
        for at in columns:
            by_column[at].add(number)
    for start in range(len(grid)):
        while by_row[start]:
            cycle = _cycle(start, by_row, by_column)
            up = min(UNIT - grid[r][c] % UNIT for r, c in cycle[::2])
            up = min([up, *(grid[r][c] % UNIT for r, c in cycle[1::2])])
            down = min(grid[r][c] % UNIT for r, c in cycle[::2])
            down = min([down, *(UNIT - grid[r][c] % UNIT for r, c in cycle[1::2])])
            step = up if rng.random() * (up + down) < down else -down
            for number, (r, c) in enumerate(cycle):
                grid[r][c] += step if number % 2 == 0 else -step
                if grid[r][c] % UNIT == 0:
                    by_row[r].discard(c)
                    by_column[c].discard(r)


def _cycle(
    row: int, by_row: Sequence[set[int]], by_column: Sequence[set[int]]
) -> list[tuple[int, int]]:
    """Cells around a cycle, each sharing in turn a row and a column with the next.

    Each row and column that has a part of one has another, so that a walk which never goes back
    the way it came meets itself.
    """
    path: list[tuple[int, int]] = []
    rows = {row: 0}
    columns: dict[int, int] = {}
    came = -1
    while True:
        column = next(at for at in by_row[row] if at != came)
        path.append((row, column))
        if column in columns:
            return path[columns[column] :]
        columns[column] = len(path)
        row = next(at for at in by_column[column] if at != row)
        path.append((row, column))
        if row in rows:
            return path[rows[row] :]
        rows[row] = len(path)
        came = column
