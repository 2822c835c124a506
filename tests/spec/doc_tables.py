"""The tables of docs/file-format.md, made from the docstrings of the models.

`python tests/spec/doc_tables.py` writes them anew; a test compares.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tinytroupe_cli import spec

PAGE = Path(__file__).parents[2] / "docs" / "file-format.md"
_BLOCK = re.compile(r"<!-- fields: (\w+) -->\n.*?<!-- end -->", re.DOTALL)


def table(model: type[BaseModel]) -> str:
    """The keys of a model with their defaults and what they are."""
    rows = ["| key | default | what it is |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        if name == "verb":
            continue
        meaning = " ".join((field.description or "").split()).replace("|", "\\|")
        rows.append(f"| `{field.alias or name}` | {_default(field)} | {meaning}{_choices(field)} |")
    return "\n".join(rows)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    value: Any = field.get_default(call_default_factory=True)
    if value is None or value in ("", (), {}) or isinstance(value, BaseModel):
        return ""
    if isinstance(value, timedelta):
        return f"`{value // timedelta(minutes=1)} minutes`"
    return f"`{value:%Y-%m-%d %H:%M}`" if isinstance(value, datetime) else f"`{value}`"


def _choices(field: FieldInfo) -> str:
    for kind in (field.annotation, *get_args(field.annotation)):
        if get_origin(kind) is Literal and len(get_args(kind)) > 1:
            words = [f"`{word}`" for word in get_args(kind)]
            if not all(word in (field.description or "") for word in words):
                return f" One of {', '.join(words)}."
    return ""


def written_anew(text: str) -> str:
    """The page with every table made from its model."""
    return _BLOCK.sub(
        lambda found: (
            f"<!-- fields: {found[1]} -->\n{table(getattr(spec, found[1]))}\n<!-- end -->"
        ),
        text,
    )


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
