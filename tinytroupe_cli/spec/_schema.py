"""JSON Schemas of the files that users write, for editors: short forms and long forms.

Types, limits and descriptions come from the models; what the loader accepts beside them (short
forms, numbers as texts, `${vars}`) is added here, and a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec._fields import TYPE_NAMES
from tinytroupe_cli.spec._harvest import ExtractSpec, NormalizeSpec, ReduceSpec
from tinytroupe_cli.spec._harvest_file import SHAPES
from tinytroupe_cli.spec._load import OUTPUT_ENDINGS
from tinytroupe_cli.spec._model import BudgetSpec, ModelSettings
from tinytroupe_cli.spec._persona import Persona
from tinytroupe_cli.spec._population_schema import population_schema
from tinytroupe_cli.spec._problems import did_you_mean
from tinytroupe_cli.spec._reduce_file import REDUCTIONS
from tinytroupe_cli.spec._scenario import GenerateEntry, PersonEntry, Scenario
from tinytroupe_cli.spec._step_schema import FACTS, TEXT, TEXTS, VARIABLE, relation, step
from tinytroupe_cli.spec._world import WorldSpec

Json = dict[str, Any]
SCHEMA_NAMES = ("scenario", "persona", "fragment", "population", "world", "rules")
"""The kinds of files that have a schema; `rules` is a file with extract or reduce alone."""
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NAME = r"^(?!events$)\w[\w -]*$"


def json_schema(name: str) -> Json:
    """The JSON Schema (draft 2020-12) of a kind of file, as users write it.

    Args:
        name: one of SCHEMA_NAMES.

    Raises:
        UsageError: there is no such kind.
    """
    if name == "persona":
        return _document(_persona("TinyPerson"), "A troupe persona", {})
    if name == "fragment":
        return _document(_persona("Fragment"), "A troupe fragment", {})
    if name == "population":
        root, definitions = population_schema()
        return _document(root, "A troupe population", definitions)
    if name == "world":
        return _document({"anyOf": [_world(), _only("world")]}, "A troupe world", {})
    if name == "scenario":
        return _document(_scenario(), "A troupe scenario", _definitions())
    if name == "rules":
        rules = {key: {"$ref": f"#/$defs/{key}"} for key in ("extract", "reduce")}
        root = {"type": "object", "properties": rules, "minProperties": 1}
        return _document({**root, "additionalProperties": False}, "troupe rules", _definitions())
    raise UsageError(f"there is no schema of `{name}`", hint=did_you_mean(name, SCHEMA_NAMES))


def _document(root: Json, title: str, definitions: Json) -> Json:
    shared = {"$defs": definitions} if definitions else {}
    return {"$schema": _DRAFT, "title": title, **root, **shared}


def closed(model: type[BaseModel], overrides: Mapping[str, Json]) -> Json:
    """A model's schema: its keys and no others, with short forms put in for some of them."""
    source = model.model_json_schema(by_alias=True)
    source = source.get("$defs", {}).get(model.__name__, source) if "$ref" in source else source
    properties: Json = {}
    for key, plain in source["properties"].items():
        shape = overrides[key] if key in overrides else _lenient(plain)
        described = {"description": plain["description"]} if "description" in plain else {}
        properties[key] = {**shape, **described}
    required = {"required": source["required"]} if "required" in source else {}
    return {
        "type": "object",
        "description": source.get("description", ""),
        "properties": properties,
        **required,
        "additionalProperties": False,
    }


def _lenient(plain: Json) -> Json:
    """A scalar's schema that also takes a number where a text stands, and a variable elsewhere."""
    shapes = [shape for shape in plain.get("anyOf", [plain]) if shape.get("type") != "null"]
    nullable = len(shapes) < len(plain.get("anyOf", [plain]))
    kept = [
        TEXT if shape.get("type") == "string" and "enum" not in shape and "const" not in shape
        else {key: value for key, value in shape.items() if key not in {"title", "default"}}
        for shape in shapes
    ]  # fmt: skip
    if TEXT not in kept:
        kept.append(VARIABLE)
    if nullable:
        kept.append({"type": "null"})
    kept = [{**shape} for shape in kept if shape]
    return kept[0] if len(kept) == 1 else {"anyOf": kept}


def _persona(kind: str) -> Json:
    described = Persona.model_json_schema()
    properties = {
        key: {"description": value["description"]} for key, value in described["properties"].items()
    }
    name = {**properties["name"], "type": "string", "pattern": r"\S"}
    inner: Json = {"type": "object", "properties": {**properties, "name": name}}
    if kind == "TinyPerson":
        inner["required"] = ["name"]
    else:
        inner["properties"] = {key: properties[key] for key in properties if key != "name"}
    wrapper = {
        "type": "object",
        "description": "The form of TinyTroupe's files.",
        "properties": {"type": {"const": kind}, "persona": inner},
        "required": ["type", "persona"],
    }
    flat = {**inner, "description": described["description"], "not": {"required": ["persona"]}}
    return {"anyOf": [flat, wrapper]}


def _only(key: str) -> Json:
    return {
        "type": "object",
        "properties": {key: _world()},
        "required": [key],
        "additionalProperties": False,
    }


def _world() -> Json:
    duration = {"anyOf": [TEXT]}
    return closed(
        WorldSpec,
        {
            "start": TEXT,
            "step": duration,
            "relations": {"anyOf": [relation(), {"type": "array", "items": relation()}]},
        },
    )


def _definitions() -> Json:
    """The shapes that several places share."""
    model = {"$ref": "#/$defs/model"}
    settings = closed(
        ModelSettings,
        {"extract": model, "judge": model, "generate": model, "extra": {"type": "object"}},
    )
    types = {"type": "object", "minProperties": 1, "additionalProperties": _field_type()}
    extraction = closed(
        ExtractSpec,
        {
            "fields": types,
            "list": types,
            "schema": {"anyOf": [TEXT, {"type": "object", "minProperties": 1}]},
            "model": model,
        },
    )
    pairs = [{"required": [one, two]} for one in SHAPES for two in SHAPES if one < two]
    extraction["not"] = {"anyOf": pairs}
    names = {"type": "array", "items": TEXT, "minItems": 1}
    count = {"type": "integer", "minimum": 1, "maximum": 100}
    normalization = closed(NormalizeSpec, {"into": {"anyOf": [count, VARIABLE, names]}})
    edges = {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 1}
    banded = {"type": "object", "minProperties": 1, "additionalProperties": edges}
    grouped = {"anyOf": [TEXT, banded]}
    reduction = closed(
        ReduceSpec,
        {
            "by": {"anyOf": [*grouped["anyOf"], {"type": "array", "items": grouped}]},
            "bands": banded,
            "table": TEXTS,
            "where": {"type": "object"},
            "weights": {"anyOf": [TEXT, {"type": "object", "minProperties": 1}]},
        },
    )
    reduction["oneOf"] = [{"required": [key]} for key in REDUCTIONS]
    return {
        "model": {"anyOf": [TEXT, settings]},
        "extract": _named({"anyOf": [TEXT, extraction, normalization]}),
        "reduce": _named(reduction),
    }


def _named(shape: Json) -> Json:
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": _NAME},
        "additionalProperties": shape,
    }


def _field_type() -> Json:
    words = "|".join(TYPE_NAMES)
    choices = {"type": ["string", "number", "boolean"]}
    return {
        "description": f"{', '.join(TYPE_NAMES)}, [a, b], `optional T` or `list of T`",
        "anyOf": [
            {"enum": [*TYPE_NAMES, *(f"optional {name}" for name in TYPE_NAMES)]},
            {
                "type": "string",
                "pattern": rf"^\s*((optional|list\s+of)\s+)*({words}|\[.*\])\s*$",
            },
            {"type": "array", "items": choices, "minItems": 1},
            VARIABLE,
        ],
    }


def _scenario() -> Json:
    entry = closed(
        PersonEntry,
        {"fragments": TEXTS, "define": FACTS, "model": {"$ref": "#/$defs/model"}},
    )
    generate = closed(
        GenerateEntry,
        {
            "fragments": TEXTS,
            "define": FACTS,
            "where": {"type": "object", "minProperties": 1},
            "model": {"$ref": "#/$defs/model"},
        },
    )
    generate["anyOf"] = [{"required": ["population"]}, {"required": ["context"]}]
    generate["not"] = {"required": ["population", "country"]}
    person = {"anyOf": [TEXT, entry, generate]}
    endings = "|".join(ending.removeprefix(".") for ending in OUTPUT_ENDINGS)
    output = {"type": "string", "pattern": rf"\.({endings})$|\$\{{"}
    return closed(
        Scenario,
        {
            "model": {"$ref": "#/$defs/model"},
            "people": {"anyOf": [person, {"type": "array", "items": person, "minItems": 1}]},
            "world": {"anyOf": [TEXT, _world()]},
            "vars": {
                "type": ["object", "null"],
                "additionalProperties": {"type": ["string", "number", "boolean"]},
            },
            "steps": {"type": "array", "items": step(person), "minItems": 1},
            "extract": {"$ref": "#/$defs/extract"},
            "reduce": {"$ref": "#/$defs/reduce"},
            "budget": closed(BudgetSpec, {}),
            "outputs": {"anyOf": [output, {"type": "array", "items": output}]},
        },
    )
