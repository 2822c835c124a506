"""Real respondents from a CSV: each row somebody, each column a fact."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._node import Node, Place
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec._scalars import resolve_cell
from tinytroupe_cli.spec._source import read_text, shown
from tinytroupe_cli.spec.population._population import Population, Respondents

_WEIGHTS = ("weight", "weights", "wgt", "wt")
_KNOWN = {
    "sex": "gender", "gender_identity": "gender", "age_range": "age", "age_group": "age",
    "racial_or_ethnic_identity": "ethnicity", "race": "ethnicity",
}  # fmt: skip
"""Customary columns -> what a persona calls it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which columns of a table become facts, and which one is the weight."""

    columns: Mapping[str, Node]
    """Fact -> the column's name in the file."""
    weight: Node | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where in a row things stand."""

    facts: tuple[tuple[int, str], ...]
    weight: int | None
    width: int


def read_respondents(path: Path, file: str, problems: Problems) -> Population | None:
    """A population of all rows and columns of a CSV; what is wrong goes to `problems`."""
    people = respondents_in(path, problems, file=file)
    if people is None:
        return None
    countries = {row.get("country") for row in people.rows}
    only = countries.pop() if len(countries) == 1 else None
    return Population(
        name=path.stem,
        description=f"{len(people.rows)} respondents of {path.name}",
        source=path.name,
        country=None if only is None else str(only),
        respondents=people,
    )


def respondents_in(
    path: Path, problems: Problems, *, wanted: Wanted | None = None, file: str | None = None
) -> Respondents | None:
    """The rows of a CSV whose first row names the columns.

    Args:
        path: the file.
        problems: where everything wrong is noted; then the answer is None.
        wanted: which columns count; when left out all do, and one called `weight` is the weight.
        file: what to call the file in messages.
    """
    file = file or shown(path)
    before = len(problems)
    text = read_text(path, file)
    first = text.split("\n", 1)[0]
    separator = next((mark for mark in ",;\t" if mark in first), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1
    layout: _Layout | None = None
    found: list[dict[str, Any]] = []
    numbers: list[int] = []
    weights: list[float] = []
    try:
        for row in rows:
            place, begin = Place(file, begin), rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if layout is None:
                layout = _layout(row, place, wanted, problems)
            elif len(row) != layout.width:
                problems.add(
                    place,
                    f"this row has {len(row)} cells, the first row names {layout.width} columns",
                    "put double quotes around cells that hold a separator",
                )
            else:
                if layout.weight is not None:
                    weights.append(_weight(row[layout.weight], place, problems))
                found.append(_facts(row, layout))
                numbers.append(place.line)
    except csv.Error as error:
        problems.add(Place(file, rows.line_num or 1), f"this is not CSV: {error}")
    if len(problems) == before and not found:
        problems.add(
            Place(file), "the file holds no respondents", "a row of columns, then one a respondent"
        )
    if len(problems) == before and weights and sum(weights) <= 0:
        problems.add(Place(file), "no respondent has a weight above zero")
    if len(problems) > before:
        return None
    return Respondents(tuple(found), tuple(numbers), tuple(weights) if weights else None)


def _layout(row: list[str], place: Place, wanted: Wanted | None, problems: Problems) -> _Layout:
    if wanted is None:
        names = _names(row, place, problems)
        weight = next((names.index(one) for one in _WEIGHTS if one in names), None)
        facts = tuple((at, name) for at, name in enumerate(names) if at != weight)
        return _Layout(facts, weight, len(row))
    titles = [cell.strip() for cell in row]

    def at(node: Node) -> int:
        if node.text is not None and node.text in titles:
            return titles.index(node.text)
        known = did_you_mean(node.text or "", titles)
        problems.add(node.place, f"{place.file} has no column `{node.text or node.plain()}`", known)
        return 0

    facts = tuple((at(node), fact) for fact, node in wanted.columns.items())
    return _Layout(facts, None if wanted.weight is None else at(wanted.weight), len(row))


def _names(row: list[str], place: Place, problems: Problems) -> list[str]:
    """What the columns are called as facts."""
    named: list[str] = []
    for number, cell in enumerate(row, start=1):
        parts = [re.sub(r"\W+", "_", part.strip().lower()).strip("_") for part in cell.split(".")]
        name = ".".join(part for part in parts if part)
        name = _KNOWN.get(name, name)
        if not name:
            problems.add(place, f"column {number} has no usable name: `{cell}`")
        elif name in named or name == "provenance":
            problems.add(place, f"the column `{cell}` stands twice (as `{name}`)", "rename one")
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


def _facts(row: list[str], layout: _Layout) -> dict[str, Any]:
    """The cells that are filled, flat: dotted fact -> value."""
    filled = ((fact, row[at].strip()) for at, fact in layout.facts if row[at].strip())
    return {fact: cell if fact == "name" else resolve_cell(cell) for fact, cell in filled}
