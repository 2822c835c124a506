"""Rows as JSON, JSON Lines and CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from tinytroupe_cli.harvest._rows import Row

_FORMULA = re.compile(
    r"'*[=+\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    r"\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)
_SPECIAL = re.compile(r'[",\r\n]')
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def as_json(value: Any) -> str:
    """One JSON document, readable, with a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_jsonl(values: Iterable[Any]) -> str:
    """One JSON value a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def as_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """CSV with a header, quoted as RFC 4180 says.

    Nothing is lost: lists and maps are written as JSON, truths as `true` and `false`, nothing as
    an empty cell. A text that a spreadsheet would take for a formula gets a quote mark in front
    (OWASP, CSV injection); so does one with quote marks before such a beginning, so that taking
    one off gives back every text.

    Args:
        rows: column -> value.
        columns: those that come first, present in a row or not; the others follow as they come.
    """
    names = list(dict.fromkeys((*columns, *(column for row in rows for column in row))))
    if not names:
        return ""
    lines = [[_guarded(name) for name in names]]
    lines += [[_cell(row.get(name)) for name in names] for row in rows]
    return "".join(_line(cells) for cells in lines)


def _line(cells: list[str]) -> str:
    # csv.writer leaves a lone carriage return unquoted, which readers take for the line's end.
    quoted = [
        f'"{cell.replace(chr(34), chr(34) * 2)}"' if _SPECIAL.search(cell) else cell
        for cell in cells
    ]
    return (",".join(quoted) or '""') + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return _guarded(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _guarded(text: str) -> str:
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
