"""JSON Schemas as endpoints' strict modes want them, in as few bytes as possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_UNSAID = frozenset({"title", "default"})


def reply_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A pydantic model's schema with references written out and every object closed and complete.

    Titles and defaults go, and the descriptions of objects, which are docstrings for readers of
    the code; those of fields stay.
    """
    defs: Mapping[str, Any] = schema.get("$defs", {})
    return _closed({key: value for key, value in schema.items() if key != "$defs"}, defs)


def _closed(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        target = defs[str(schema["$ref"]).rpartition("/")[2]]
        own = {key: value for key, value in schema.items() if key != "$ref"}
        return _closed({**target, "description": None} | own, defs)
    kept = {key: value for key, value in schema.items() if key not in _UNSAID}
    if "properties" in kept:
        kept.pop("description", None)
        fields = {name: _closed(field, defs) for name, field in kept["properties"].items()}
        return kept | {
            "properties": fields,
            "required": [*fields],
            "additionalProperties": False,
        }
    if "items" in kept:
        kept["items"] = _closed(kept["items"], defs)
    if "anyOf" in kept:
        kept["anyOf"] = [_closed(choice, defs) for choice in kept["anyOf"]]
    return {key: value for key, value in kept.items() if value is not None}
