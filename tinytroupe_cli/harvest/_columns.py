"""Which columns the answers to a JSON Schema have, and what can stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DEPTH = 8
"""How deep nested records and references are followed; a recursive schema ends here."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an extraction's rows."""

    options: dict[str, list[Any] | None]
    """Column -> the values it can have, None where they are open; empty when unknown."""
    listed: bool
    """Whether an answer is a list of records, so that an empty one is no record."""


def columns_of(name: str, schema: Mapping[str, Any]) -> Columns:
    """The columns of the answers to a schema; a scalar stands in a column called `name`."""
    inner, listed = _resolved(schema, schema), False
    if inner.get("type") == "array":
        inner, listed = _resolved(inner.get("items"), schema), True
    elif len(inner.get("properties", {})) == 1:
        only = _resolved(next(iter(inner["properties"].values())), schema)
        items = _resolved(only.get("items"), schema)
        if only.get("type") == "array" and "properties" in items:
            inner, listed = items, True
    if "properties" in inner:
        return Columns(_fields(inner, schema), listed)
    open_object = inner.get("type") == "object" or not inner
    return Columns({} if open_object else {name: _options(inner, schema)}, listed)


def _fields(
    record: Mapping[str, Any], root: Mapping[str, Any], prefix: str = "", depth: int = 0
) -> dict[str, list[Any] | None]:
    found: dict[str, list[Any] | None] = {}
    for key, written in record["properties"].items():
        field = _resolved(written, root)
        if field.get("properties") and depth < DEPTH:
            found |= _fields(field, root, f"{prefix}{key}.", depth + 1)
        else:
            found[f"{prefix}{key}"] = _options(field, root)
    return found


def _options(field: Mapping[str, Any], root: Mapping[str, Any]) -> list[Any] | None:
    if field.get("type") == "array":
        field = _resolved(field.get("items"), root)
    if "enum" in field:
        return [value for value in field["enum"] if value is not None]
    return [True, False] if field.get("type") == "boolean" else None


def _resolved(schema: Any, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with references followed and `or null` left out."""
    for _ in range(DEPTH):
        if not isinstance(schema, Mapping):
            return {}
        choices = schema.get("anyOf", schema.get("oneOf", ()))
        real = [each for each in choices if each != {"type": "null"}]
        kinds = schema.get("type")
        if isinstance(schema.get("$ref"), str):
            schema = _target(schema["$ref"], root)
        elif len(real) == 1:
            schema = real[0]
        elif isinstance(kinds, list):
            named = [kind for kind in kinds if kind != "null"]
            return {**schema, "type": named[0] if len(named) == 1 else None}
        else:
            return schema
    return {}


def _target(ref: str, root: Mapping[str, Any]) -> Any:
    found: Any = root
    for part in ref.removeprefix("#").strip("/").split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        found = found.get(key) if key and isinstance(found, Mapping) else found
    return found
