"""Answers of humans in a CSV, and the mapping that says which column is what."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._cast import CastMember
from tinytroupe_cli.spec._load import open_root
from tinytroupe_cli.spec._node import Node, Place, kind_of, map_node
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec._scalars import resolve_cell
from tinytroupe_cli.spec._source import read_text, shown

KEYS = ("person", "facts", "weight", "questions")
OF_THE_FILE = ("column", "reason_column", "values")
"""What a question of a mapping has beside what it has under `ask:`."""
WEIGHT = "weight"
"""The fact that holds what a row counts."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the answers to a question stand."""

    column: str
    reason_column: str | None = None
    values: Mapping[str, str] | None = None
    """What stands in the file -> the label that it means."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """A survey that humans answered."""

    path: Path
    asked: Node
    """The questions, as they would stand under `ask:`."""
    columns: Mapping[str, Column]
    """Question -> where its answers are."""
    people: tuple[CastMember, ...]
    """Who answered, with their facts."""
    cells: tuple[Mapping[str, str], ...]
    """Their rows, column -> what stands there."""
    lines: tuple[int, ...]
    """The line on which each row begins, counted from 1."""
    weighted: bool = False


def load_respondents(path: Path, mapping: Path) -> Respondents:
    """Answers of humans, as a mapping says.

    Args:
        path: the CSV: a row of columns, then one for each person.
        mapping: YAML with `questions`, each with its `column`, and what of `facts`, `person` and
            `weight` there is.

    Raises:
        SpecError: with everything that is wrong in either.
    """
    problems = Problems()
    header, rows, at = _table(path)
    root = open_root(mapping, problems)
    for key in root.entries:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            problems.add(root.key_place(key), f"a mapping has no key `{key}`", hint)
    if not root.is_map or "questions" not in root.entries:
        problems.add(root.place, "the mapping says nothing under `questions`")
    reader = _Reader(header, shown(path), problems)
    questions = root.entries.get("questions", Node(None, root.place))
    columns, asked = reader.questions(questions)
    facts = reader.facts(root.entries.get("facts"))
    person, weight = (reader.optional(root.entries.get(key)) for key in ("person", WEIGHT))
    problems.raise_if_any()
    if weight is not None:
        facts = {**facts, WEIGHT: weight}
    people = [_member(number, row, facts, person) for number, row in enumerate(rows, start=1)]
    return Respondents(path, asked, columns, tuple(people), tuple(rows), at, weight is not None)


def _table(path: Path) -> tuple[list[str], list[dict[str, str]], tuple[int, ...]]:
    """The columns, the rows that hold something, and the line on which each begins."""
    text = read_text(path, shown(path))
    first = text.split("\n", 1)[0]
    separator = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [name.strip() for name in next(reader, [])]
    found: list[dict[str, str]] = []
    lines: list[int] = []
    begin = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append({n: cell.strip() for n, cell in zip(header, cells, strict=False)})
            lines.append(begin)
        begin = reader.line_num + 1
    problems = Problems()
    if not found:
        problems.add(
            Place(shown(path)), "the file holds no answers", "a row of columns comes first"
        )
        problems.raise_if_any()
    return header, found, tuple(lines)


class _Reader:
    """Reads what a mapping says of columns."""

    def __init__(self, header: Sequence[str], file: str, problems: Problems) -> None:
        self._header, self._file, self._problems = header, file, problems

    def optional(self, node: Node | None) -> str | None:
        """The column that a text names."""
        if node is None:
            return None
        if node.text not in self._header:
            self._problems.add(
                node.place, f"{self._file} has no column `{node.text}`",
                did_you_mean(node.text or "", self._header),
            )  # fmt: skip
            return None
        return node.text

    def facts(self, node: Node | None) -> dict[str, str]:
        """Fact -> its column."""
        if node is None:
            return {}
        found = {name: self.optional(inner) for name, inner in node.entries.items()}
        if not node.is_map:
            self._problems.add(node.place, f"`facts` is a mapping, not {kind_of(node)}")
        return {name: column for name, column in found.items() if column is not None}

    def questions(self, node: Node) -> tuple[dict[str, Column], Node]:
        """Where the answers are, and the questions alone."""
        columns: dict[str, Column] = {}
        asked: dict[str, Node] = {}
        for name, inner in node.entries.items():
            rest = {key: at for key, at in inner.entries.items() if key not in OF_THE_FILE}
            column = self.optional(inner.entries.get("column", Node(name, inner.place, name)))
            reason = self.optional(inner.entries.get("reason_column"))
            values = inner.entries.get("values")
            told = {key: at.text or "" for key, at in values.entries.items()} if values else None
            if column is not None:
                columns[name] = Column(column, reason, told)
            asked[name] = map_node(rest, inner.keys, inner.place)
        return columns, map_node(asked, node.keys, node.place)


def _member(
    number: int, row: Mapping[str, str], facts: Mapping[str, str], person: str | None
) -> CastMember:
    called = (person and row.get(person)) or str(number)
    name = called if called.replace(" ", "").isalpha() else f"Respondent {called}"
    persona: dict[str, Any] = {"name": name}
    for fact, column in facts.items():
        if row.get(column):
            persona[fact] = resolve_cell(row[column])
    return CastMember(name, persona)
