"""Rows as JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from tinytroupe_cli.harvest._rows import Row, flatten

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: Any) -> str:
    """One JSON document, readable, with a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_jsonl(values: Iterable[Any]) -> str:
    """One JSON value a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def as_csv(rows: Sequence[Row]) -> str:
    """CSV (RFC 4180, a header) with the columns of all rows.

    A text that a spreadsheet would take for a formula gets a quote mark in front (OWASP, CSV
    injection); lists are joined by `; `.
    """
    flat = [flatten(row) for row in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in flat:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(
            item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
            for item in value
        )
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
