"""Scripts for the chat server: people whose replies depend on nothing but the request."""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import Any


def talker(asked: dict[str, Any]) -> Any:
    """A turn with a sentence of its own for each request; all else by its schema."""
    schema = asked["response_format"]["json_schema"]["schema"]
    mark = sha256(dumps(asked["messages"]).encode()).hexdigest()[:8]
    if "thought" not in schema["properties"]:
        return filled(schema, schema.get("$defs", {}), mark)
    return {
        "thought": f"So {mark}.",
        "actions": [{"action": "TALK", "target": "", "content": f"I say {mark}."}],
        "state": {"goals": [], "context": [], "attention": "", "emotions": "calm"},
    }


def filled(schema: dict[str, Any], defs: dict[str, Any], word: str) -> Any:
    """A value that follows a JSON Schema."""
    if "$ref" in schema:
        return filled(defs[schema["$ref"].rpartition("/")[2]], defs, word)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: filled(inner, defs, word) for name, inner in schema["properties"].items()}
    if kind == "array":
        return [filled(schema["items"], defs, word)]
    return {"string": word, "boolean": False, "integer": 1, "number": 1.5}.get(kind)
