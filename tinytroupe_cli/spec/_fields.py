"""Field types and the JSON Schema of an extraction's result."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.errors import SpecError, UsageError
from tinytroupe_cli.spec._harvest import AnyExtract, ExtractSpec, NormalizeSpec
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import nearest
from tinytroupe_cli.spec._yaml import parse_yaml

ANSWER = "answer"
"""The one field of an extraction that names neither fields nor list nor schema."""
_SIMPLE: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
TYPE_NAMES = (*_SIMPLE, "person")
"""The words for field types; beside them `[a, b]`, `optional T` and `list of T`."""


def field_schema(written: str, people: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema of a field type such as `optional number` or `list of person`.

    Args:
        written: the type as text.
        people: the names that `person` can be; with none, any text.

    Raises:
        ValueError: not a field type.
    """
    text = written.strip()
    optional = re.fullmatch(r"optional\s+(.+)", text, re.DOTALL)
    if optional:
        return _nullable(field_schema(optional.group(1), people))
    several = re.fullmatch(r"list\s+of\s+(.+)", text, re.DOTALL)
    if several:
        return {"type": "array", "items": field_schema(several.group(1), people)}
    if text.startswith("["):
        return _one_of(text)
    if text == "person":
        return {"type": "string", "enum": [*people]} if people else {"type": "string"}
    if text in _SIMPLE:
        return dict(_SIMPLE[text])
    close = nearest(text, TYPE_NAMES)
    meant = f"; did you mean `{close[0]}`?" if close else ""
    known = ", ".join((*TYPE_NAMES, "[a, b]", "optional T", "list of T"))
    raise ValueError(f"`{text}` is not a field type ({known}){meant}")


def written_type(node: Node) -> str:
    """A field type as text; `[a, b]` in YAML is a list and becomes text that reads the same.

    Raises:
        ValueError: a mapping, nothing, or a list of something else than texts and numbers.
    """
    if node.is_list:
        if not node.items or any(item.text is None for item in node.items):
            raise ValueError("a field that is one of several needs texts or numbers to choose from")
        numbers = all(
            isinstance(item.value, int | float) and not isinstance(item.value, bool)
            for item in node.items
        )
        return json.dumps(
            [item.value if numbers else item.text for item in node.items], ensure_ascii=False
        )
    if node.text is None:
        hint = "; write `schema:` for deeper shapes" if node.is_map else ""
        raise ValueError(f"a field's type is a word such as `text`{hint}")
    return node.text


def result_schema(spec: ExtractSpec, people: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that a model's answer to an extraction follows.

    The root is always an object, since endpoints ask for one: a `list` stands under the key
    `items`, a given schema of another kind under `value`; `unwrap` takes them out. Objects made
    from `fields` and `list` are closed, every key is required and an optional one may be null, so
    that strict mode takes them. Without `fields`, `list` and `schema` the answer is one text.

    Args:
        spec: the extraction.
        people: the names of the run's people.

    Raises:
        UsageError: a field type that does not exist (never after the loader).
    """
    if spec.json_schema is not None:
        return spec.json_schema if _is_object(spec.json_schema) else _wrapped(spec.json_schema)
    try:
        if spec.list is not None:
            rows = _record(spec.list, people)
            return _closed({"items": {"type": "array", "items": rows}})
        return _record(spec.fields or {ANSWER: "text"}, people)
    except ValueError as error:
        raise UsageError(str(error)) from None


def unwrap(spec: ExtractSpec, value: Mapping[str, Any]) -> Any:
    """The result itself, out of the object that `result_schema` puts around lists and scalars."""
    if spec.json_schema is not None:
        return value if _is_object(spec.json_schema) else value["value"]
    return value["items"] if spec.list is not None else value


def strict_ready(schema: Mapping[str, Any]) -> bool:
    """Whether OpenAI's strict mode is likely to take a schema, so that it is worth trying first.

    Its documented limits: an object at the root that is no union, every object closed with all its
    keys required, no `allOf`, `not`, `if` or `patternProperties`, at most 5000 properties, 1000
    enum values and 10 levels.
    """
    counts = {"properties": 0, "enum": 0}
    return (
        schema.get("type") == "object"
        and "anyOf" not in schema
        and _strict(schema, 0, counts)
        and counts["properties"] <= 5000
        and counts["enum"] <= 1000
    )


def field_names(spec: AnyExtract) -> tuple[str, ...] | None:
    """The columns of an extraction's rows; None when a given schema leaves them open."""
    if isinstance(spec, NormalizeSpec):
        return ("text",)
    if spec.json_schema is None:
        return tuple(spec.list or spec.fields or {ANSWER: "text"})
    schema = spec.json_schema
    if schema.get("type") == "array" and isinstance(schema.get("items"), dict):
        schema = schema["items"]
    properties = schema.get("properties")
    return tuple(properties) if isinstance(properties, dict) else None


_REFUSED = frozenset(
    {"allOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas",
     "patternProperties", "propertyNames", "unevaluatedProperties", "prefixItems", "contains"}
)  # fmt: skip


def _strict(schema: Any, depth: int, counts: dict[str, int]) -> bool:
    if not isinstance(schema, Mapping) or not schema or depth > 10 or _REFUSED & schema.keys():
        return False
    if not schema.keys() & {"type", "enum", "const", "anyOf", "$ref"}:
        return False
    counts["enum"] += len(schema.get("enum", ()))
    kinds = schema.get("type")
    if kinds == "object" or (isinstance(kinds, list) and "object" in kinds):
        properties = schema.get("properties")
        if schema.get("additionalProperties") is not False or not isinstance(properties, Mapping):
            return False
        if {*properties} != {*schema.get("required", ())}:
            return False
        counts["properties"] += len(properties)
    below = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    below += schema.get("$defs", {}).values()
    if kinds == "array" or "items" in schema:
        below.append(schema.get("items"))
    return all(_strict(inner, depth + 1, counts) for inner in below)


def _record(types: Mapping[str, str], people: Sequence[str]) -> dict[str, Any]:
    return _closed({name: field_schema(written, people) for name, written in types.items()})


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema["type"], list):
        return schema
    nullable = {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


def _one_of(text: str) -> dict[str, Any]:
    try:
        parsed = parse_yaml(text, "type")
    except SpecError:
        raise ValueError(f"`{text}` is not a list such as [yes, no]") from None
    choices = json.loads(written_type(parsed.root))
    if len({*choices}) < len(choices):
        raise ValueError(f"`{text}` holds the same choice twice")
    if all(isinstance(choice, int) for choice in choices):
        return {"type": "integer", "enum": choices}
    text_choices = all(isinstance(choice, str) for choice in choices)
    return {"type": "string" if text_choices else "number", "enum": choices}


def _is_object(schema: Mapping[str, Any]) -> bool:
    kind = schema.get("type")
    return kind == "object" or (kind is None and "properties" in schema)


def _wrapped(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema under the key `value`; its definitions stay at the root, where `$ref` finds them."""
    definitions = {key: schema[key] for key in ("$defs", "definitions") if key in schema}
    inner = {key: value for key, value in schema.items() if key not in {*definitions, "$schema"}}
    wrapped = _closed({"value": _repointed(inner)})
    return {**wrapped, **{key: _repointed(value) for key, value in definitions.items()}}


def _repointed(schema: Any) -> Any:
    """References into the old root, pointed to where it stands now."""
    if isinstance(schema, list):
        return [_repointed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    moved = {key: _repointed(value) for key, value in schema.items()}
    ref = schema.get("$ref")
    if isinstance(ref, str) and not ref.startswith(("#/$defs/", "#/definitions/")):
        moved["$ref"] = f"#/properties/value{ref.removeprefix('#')}"
    return moved
