"""Real respondents from a CSV: each row somebody, each column a fact."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._node import Place
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._scalars import resolve_cell
from tinytroupe_cli.spec._source import read_text
from tinytroupe_cli.spec.population._population import Population, Respondents

_WEIGHTS = ("weight", "weights", "wgt", "wt")
_KNOWN = {
    "sex": "gender", "gender_identity": "gender", "age_range": "age", "age_group": "age",
    "racial_or_ethnic_identity": "ethnicity", "race": "ethnicity",
}  # fmt: skip
"""Customary columns -> what a persona calls it."""


def read_respondents(path: Path, file: str, problems: Problems) -> Population | None:
    """Read a CSV whose first row names the columns; what is wrong goes to `problems`."""
    before = len(problems)
    text = read_text(path, file)
    first = text.split("\n", 1)[0]
    separator = next((mark for mark in ",;\t" if mark in first), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin, columns = 1, [""]
    weight: int | None = None
    found: list[dict[str, Any]] = []
    numbers: list[int] = []
    weights: list[float] = []
    header = True
    try:
        for row in rows:
            place, begin = Place(file, begin), rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if header:
                header = False
                columns = _columns(row, place, problems)
                weight = next((columns.index(one) for one in _WEIGHTS if one in columns), None)
            elif len(row) != len(columns):
                problems.add(
                    place,
                    f"this row has {len(row)} cells, the first row names {len(columns)} columns",
                    "put double quotes around cells that hold a separator",
                )
            else:
                if weight is not None:
                    weights.append(_weight(row[weight], place, problems))
                found.append(_facts(row, columns, weight))
                numbers.append(place.line)
    except csv.Error as error:
        problems.add(Place(file, rows.line_num or 1), f"this is not CSV: {error}")
    if len(problems) == before and not found:
        problems.add(
            Place(file), "the file holds no respondents", "a row of columns, then one a respondent"
        )
    if len(problems) == before and weight is not None and sum(weights) <= 0:
        problems.add(Place(file), f"no row has a `{columns[weight]}` above zero")
    if len(problems) > before:
        return None
    people = Respondents(tuple(found), tuple(numbers), tuple(weights) if weights else None)
    return Population(
        name=path.stem,
        description=f"{len(found)} respondents of {path.name}",
        source=path.name,
        country=_common(found, "country"),
        respondents=people,
    )


def _columns(row: list[str], place: Place, problems: Problems) -> list[str]:
    named: list[str] = []
    for number, cell in enumerate(row, start=1):
        parts = [re.sub(r"\W+", "_", part.strip().lower()).strip("_") for part in cell.split(".")]
        name = ".".join(part for part in parts if part)
        name = _KNOWN.get(name, name)
        if not name:
            problems.add(place, f"column {number} has no usable name: `{cell}`")
        elif name in named or name == "provenance":
            problems.add(place, f"the column `{cell}` stands twice (as `{name}`)", "rename one")
        else:
            for other in named:
                if other.startswith(f"{name}.") or name.startswith(f"{other}."):
                    problems.add(place, f"`{name}` cannot be a column beside `{other}`")
        named.append(name)
    return named


def _weight(cell: str, place: Place, problems: Problems) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        problems.add(place, f"the weight `{cell}` is no number of at least 0", "such as 1.25")
        return 0.0
    return value


def _facts(row: list[str], columns: list[str], weight: int | None) -> dict[str, Any]:
    """The cells that are filled, flat: dotted column -> value."""
    return {
        column: cell.strip() if column in {"name", "age"} and not cell.strip().isdigit()
        else resolve_cell(cell.strip())
        for number, (column, cell) in enumerate(zip(columns, row, strict=True))
        if number != weight and cell.strip()
    }  # fmt: skip


def _common(rows: list[dict[str, Any]], column: str) -> str | None:
    """The one value that all rows share, if they do."""
    values = {row.get(column) for row in rows}
    only = values.pop() if len(values) == 1 else None
    return str(only) if only is not None else None
