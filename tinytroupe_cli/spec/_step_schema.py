"""The JSON Schema of one step, with its short forms."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from tinytroupe_cli.spec._ask import AskStep, Question, QuestionType
from tinytroupe_cli.spec._step_file import SAY_VERBS
from tinytroupe_cli.spec._steps import RoundsStep, Step

Json = dict[str, Any]
TEXT: Json = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""A text; numbers are taken as they are written."""
TEXTS: Json = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
VARIABLE: Json = {"type": "string", "pattern": r"\$\{[^{}]+\}"}
"""A text with a variable in it, which may stand for a value of any type."""
FACTS: Json = {"type": "object", "minProperties": 1, "properties": {"name": False}}
"""Facts of a persona; a name is changed with `as` alone."""
_CONDITION: Json = {
    "type": "object",
    "minProperties": 1,
    "description": 'A condition on persona fields, such as {age: ">= 40", gender: [Female, Male]}.',
}
_WHO: Json = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}, _CONDITION]}
_TRUTH: Json = {"anyOf": [{"type": "boolean"}, VARIABLE]}
_DURATION: Json = {
    "type": "string",
    "pattern": r"^\s*\d|\$\{",
    "examples": ["10 minutes", "2 hours", "1 day 6 hours", "3 weeks"],
}


def relation() -> Json:
    """`{between: [a, b], as: colleagues}` or `[a, b]`."""
    between = {"type": "array", "items": TEXT, "minItems": 2}
    return {"anyOf": [_record({"between": between, "as": TEXT}, ["between"]), between]}


def step(person: Json) -> Json:
    """One step: a mapping with exactly one verb.

    Args:
        person: the schema of an entry of `people`, which `join` takes too.
    """
    described = _descriptions()
    shapes: dict[str, Json] = {
        **{verb: _say() for verb in SAY_VERBS},
        "broadcast": {"anyOf": [TEXT, _record({"text": TEXT, "from": TEXT}, ["text"])]},
        "context": _context(),
        "act": _WHO,
        "rounds": _rounds(),
        "ask": _ask(),
        "skip": {"anyOf": [_DURATION, _record({"duration": _DURATION}, ["duration"])]},
        "join": {"anyOf": [person, {"type": "array", "items": person, "minItems": 1}]},
        "leave": _WHO,
        "relate": relation(),
        "define": _for_whom("facts", FACTS),
        "fragment": _for_whom("use", TEXT),
        "note": TEXT,
    }
    return {
        "type": "object",
        "properties": {
            verb: {**shape, "description": described[verb]} for verb, shape in shapes.items()
        },
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _record(properties: Json, required: list[str]) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _say() -> Json:
    long = _record({"who": _WHO, "text": TEXT, "from": TEXT}, ["who", "text"])
    short = {
        "type": "object",
        "minProperties": 1,
        "properties": {"who": False, "text": False},
        "additionalProperties": TEXT,
    }
    one = {"anyOf": [long, short]}
    return {"anyOf": [long, short, {"type": "array", "items": one, "minItems": 1}]}


def _context() -> Json:
    long = _record({"who": _WHO, "context": TEXTS}, ["context"])
    short = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {"who": False, "context": False},
        "additionalProperties": TEXTS,
    }
    return {"anyOf": [TEXT, {"type": "array", "items": TEXT}, long, short]}


def _for_whom(key: str, shape: Json) -> Json:
    """`{Lisa: ...}` or `{who: ..., key: ...}`."""
    short = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": shape,
    }
    return {"anyOf": [short, _record({"who": _WHO, key: shape}, ["who", key])]}


def _rounds() -> Json:
    described = RoundsStep.model_json_schema()["properties"]
    most: Json = {"type": "integer", "minimum": 1, "maximum": 100_000}
    long = _record(
        {
            "max": {"anyOf": [most, VARIABLE], "description": described["max"]["description"]},
            "until": {**TEXT, "description": described["until"]["description"]},
            "turns": {
                "enum": ["auto", "parallel", "in_order"],
                "description": described["turns"]["description"],
            },
        },
        ["max"],
    )
    return {"anyOf": [most, VARIABLE, long]}


def _ask() -> Json:
    """A text, `{name: question}`, or the long form with `questions`."""
    questions = {"type": "object", "minProperties": 1, "additionalProperties": _question()}
    described = AskStep.model_json_schema()["properties"]
    long = _record(
        {
            "who": _WHO,
            "questions": questions,
            "calls": {"enum": ["block", "question"]},
            "remember": _TRUTH,
            "material": TEXTS,
        },
        ["questions"],
    )
    for key, shape in long["properties"].items():
        long["properties"][key] = {**shape, "description": described[key]["description"]}
    short = {**questions, "properties": dict.fromkeys(long["properties"], False)}
    return {"anyOf": [TEXT, short, long]}


def _question() -> Json:
    described = Question.model_json_schema(by_alias=True)["properties"]
    count: Json = {"type": "integer", "minimum": 0}
    number: Json = {"anyOf": [{"type": "number"}, VARIABLE]}
    words: Json = {"type": "array", "items": TEXT, "minItems": 2}
    labelled: Json = {"type": "object", "minProperties": 1, "additionalProperties": TEXT}
    shapes: dict[str, Json] = {
        "text": TEXT,
        "type": {"enum": list(get_args(QuestionType))},
        "options": {"anyOf": [{**labelled, "minProperties": 2}, words]},
        "scale": {"anyOf": [{**count, "minimum": 2}, labelled, words, VARIABLE]},
        "minimum": number,
        "maximum": number,
        "unit": TEXT,
        "choose": {
            "anyOf": [count, {"type": "array", "items": count, "minItems": 2, "maxItems": 2}]
        },
        "reason": _TRUTH,
        "shuffle": {"enum": [True, False, "reverse"]},
        "if": _CONDITION,
    }
    properties = {
        key: {**shape, "description": described[key]["description"]}
        for key, shape in shapes.items()
    }
    return {"anyOf": [TEXT, _record(properties, ["text"])]}


def _descriptions() -> dict[str, str]:
    """What each verb does, from the docstring of its model."""
    found: dict[str, str] = {}
    models: tuple[type[BaseModel], ...] = get_args(get_args(Step)[0])
    for model in models:
        for verb in get_args(model.model_fields["verb"].annotation):
            found[verb] = (model.__doc__ or "").split("\n\n")[0]
    return found
