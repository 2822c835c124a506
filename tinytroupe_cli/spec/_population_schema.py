"""The JSON Schema of a population file of ours."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_SHARE: Json = {
    "description": 'A share: "49.2%", or 0.492.',
    "anyOf": [
        {"type": "string", "pattern": r"^\s*\+?(\d+(\.\d*)?|\.\d+)\s*%\s*$"},
        {"type": "number", "minimum": 0, "maximum": 100},
    ],
}
_SHARES: Json = {"type": "object", "minProperties": 1, "additionalProperties": _SHARE}
_TABLE: Json = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {"anyOf": [_SHARE, {"$ref": "#/$defs/table"}]},
}
_NAMES: Json = {"type": "array", "minItems": 1, "items": {"type": ["string", "number", "boolean"]}}
_TRAITS = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")


def population_schema() -> tuple[Json, Json]:
    """The schema of the root, and its definitions."""
    table = {"$ref": "#/$defs/table"}
    properties: Json = {
        "name": _text("What the population is called."),
        "description": _text("Who these people are."),
        "source": _text("Where the figures come from."),
        "country": _text("Where people live; decides on their names."),
        "attributes": {
            "description": "Attribute -> value -> share; the shares of each add up to 100%.",
            "type": "object",
            "additionalProperties": _SHARES,
        },
        "joint": {
            "description": "`a and b` -> a table of shares of all people.",
            "type": "object",
            "additionalProperties": table,
        },
        "conditional": {
            "description": "`x by a` -> a row of shares of x for each value of a.",
            "type": "object",
            "additionalProperties": table,
        },
        "big_five": {
            "description": "Trait -> word -> share, where it is known.",
            "type": "object",
            "properties": dict.fromkeys(_TRAITS, _SHARES),
            "additionalProperties": False,
        },
        "names": {
            "description": "Names to use instead of the country's.",
            "type": "object",
            "properties": dict.fromkeys(("female", "male", "family"), _NAMES),
            "required": ["female", "male", "family"],
            "additionalProperties": False,
        },
        "facts": {
            "description": "What holds for everybody.",
            "type": "object",
            "not": {"required": ["name"]},
        },
        "background": {
            "description": "Told to whoever writes the lives.",
            "type": "object",
        },
        "respondents": {
            "description": "Real people to take instead, raked to the attributes if there are any.",
            "type": "object",
            "properties": {
                "file": _text("A CSV, beside this file or in the project."),
                "weight": _text("The column that says how many people a row stands for."),
                "columns": {
                    "description": "Fact -> column; only these are taken.",
                    "type": "object",
                    "minProperties": 1,
                },
            },
            "required": ["file"],
            "additionalProperties": False,
        },
    }
    root = {"type": "object", "properties": properties, "additionalProperties": False}
    return root, {"table": _TABLE}


def _text(description: str) -> Json:
    return {"description": description, "type": ["string", "number", "boolean"]}
