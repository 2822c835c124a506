"""People from a table: each row a persona, each column a fact."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tinytroupe_cli.spec._node import Node, Place, map_node
from tinytroupe_cli.spec._persona import PersonaFile, check_name, persona_file
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec._scalars import resolve_cell
from tinytroupe_cli.spec._source import read_text, shown


def read_people(path: Path, problems: Problems) -> list[PersonaFile]:
    """The personas of a CSV file; what is wrong goes to `problems`.

    The first row names the columns; a dot goes deeper (`occupation.title`); `name` is needed. The
    separator is a comma, or a semicolon where the first row holds no comma. Empty cells are left
    out. A cell is a number only when it would be written the same again: `01234` stays a text.
    """
    file = shown(path)
    text = read_text(path, file)
    first = text.split("\n", 1)[0]
    separator = ";" if ";" in first and "," not in first else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1
    found: list[PersonaFile] = []
    columns: list[str] | None = None
    try:
        for row in rows:
            place, begin = Place(file, begin), rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = [cell.strip() for cell in row]
                if not _columns_are_fine(columns, place, problems):
                    return []
            elif person := _person(row, columns, place, problems):
                found.append(persona_file(f"{file}:{place.line}", person, path))
    except csv.Error as error:
        problems.add(Place(file, rows.line_num or 1), f"this is not CSV: {error}")
    if columns is None or not (found or len(problems)):
        problems.add(Place(file), "the file holds no people", "a row of columns, then one a person")
    return found


def _columns_are_fine(columns: list[str], place: Place, problems: Problems) -> bool:
    before = len(problems)
    for number, column in enumerate(columns, start=1):
        if not all(column.split(".")):
            problems.add(place, f"column {number} has no usable name: `{column}`")
        elif column in columns[: number - 1]:
            problems.add(place, f"the column `{column}` stands twice")
        for other in columns:
            if other.startswith(f"{column}."):
                problems.add(place, f"`{column}` cannot be a column beside `{other}`")
    if "name" not in columns:
        problems.add(place, "there is no column `name`", did_you_mean("name", columns))
    return len(problems) == before


def _person(row: list[str], columns: list[str], place: Place, problems: Problems) -> Node | None:
    if len(row) != len(columns):
        problems.add(
            place,
            f"this row has {len(row)} cells, the first row names {len(columns)} columns",
            "put double quotes around cells that hold a separator",
        )
        return None
    tree: dict[str, object] = {}
    for column, cell in zip(columns, row, strict=True):
        if not cell.strip():
            continue
        branch = tree
        *parents, last = column.split(".")
        for parent in parents:
            branch = branch.setdefault(parent, {})  # type: ignore[assignment] # only dicts here
        branch[last] = cell
    node = _node(tree, place)
    return node if check_name(node, problems) else None


def _node(tree: dict[str, object], place: Place) -> Node:
    entries: dict[str, Node] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            entries[key] = _node(value, place)
        else:
            text = str(value)
            entries[key] = Node(text if key == "name" else resolve_cell(text), place, text)
    return map_node(entries, dict.fromkeys(entries, place), place)
