"""A seeded value for any JSON Schema: valid, and as long as there is room for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any

from benchmarks.server.sentences import passage

DEEP = 6
"""Levels below which optional parts are left out, so that recursive schemas end."""
LONGEST_LIST = 3
"""Entries of a list whose schema asks for none in particular."""

_DISTINCT = re.compile(r"(\d+)(?: to (\d+))?, each at most once")
"""How a list of distinct values is described where schemas cannot say it."""
_FORMATS = {
    "date": "2026-03-02",
    "date-time": "2026-03-02T09:00:00Z",
    "time": "09:00:00Z",
    "email": "someone@example.org",
    "uri": "https://example.org/",
    "uuid": "6f2c1d0e-8a55-4f0b-9a37-52a4b2f0c9d1",
}


class Filler:
    """Fills one schema.

    Args:
        schema: the whole schema, in which references lead.
        seed: where the choices come from; they are the same for texts of any length.
        text: the characters of a text that has no bounds.
    """

    def __init__(self, schema: Mapping[str, Any], seed: str, text: int = 80) -> None:
        self._whole, self._text = schema, text
        self._random, self._words = Random(seed), Random(f"{seed} words")

    def fill(self, schema: Any = None, depth: int = 0) -> Any:
        """A value for a part of the schema, by default for the whole."""
        part = self._seen_through(self._whole if schema is None else schema)
        if "const" in part:
            return part["const"]
        if "enum" in part:
            return self._random.choice(part["enum"])
        kind = self._kind(part, depth)
        if kind == "object":
            return self._object(part, depth)
        if kind == "array":
            return self._array(part, depth)
        if kind in {"integer", "number"}:
            return self._number(part, whole=kind == "integer")
        if kind == "boolean":
            return self._random.random() < 0.5
        return None if kind == "null" else self._string(part)

    def _seen_through(self, schema: Any) -> Mapping[str, Any]:
        """The part with references, choices and joined schemas resolved."""
        if not isinstance(schema, Mapping):
            return {}  # true: anything goes
        part: Mapping[str, Any] = schema
        while "$ref" in part:
            found: Any = self._whole
            for step in part["$ref"].removeprefix("#").strip("/").split("/"):
                found = found[step.replace("~1", "/").replace("~0", "~")] if step else found
            part = {**found, **{name: value for name, value in part.items() if name != "$ref"}}
        for choice in ("anyOf", "oneOf"):
            if choice in part:
                rest = {name: value for name, value in part.items() if name != choice}
                return {**rest, **self._seen_through(self._chosen(part[choice]))}
        for other in part.get("allOf", ()):
            part = _joined(part, self._seen_through(other))
        return part

    def _chosen(self, choices: list[Any]) -> Any:
        real = [each for each in choices if not _is_null(each)]
        return self._random.choice(real or choices)

    def _kind(self, part: Mapping[str, Any], depth: int) -> str:
        kinds = part.get("type")
        if isinstance(kinds, list):
            real = [kind for kind in kinds if kind != "null"]
            optional = "null" in kinds and depth > DEEP
            return "null" if optional or not real else self._random.choice(real)
        if isinstance(kinds, str):
            return kinds
        if "properties" in part:
            return "object"
        return "array" if "items" in part else "string"

    def _object(self, part: Mapping[str, Any], depth: int) -> dict[str, Any]:
        properties: Mapping[str, Any] = part.get("properties", {})
        required = list(part.get("required", ()))
        names = required if depth > DEEP else [*properties]
        names = [*names, *(name for name in required if name not in names)]
        value = {name: self.fill(properties.get(name, {}), depth + 1) for name in names}
        more = part.get("additionalProperties")
        for number in range(len(value), part.get("minProperties", 0)):
            value[f"key_{number}"] = self.fill(more or {}, depth + 1)
        return value

    def _array(self, part: Mapping[str, Any], depth: int) -> list[Any]:
        told = _DISTINCT.match(part.get("description", ""))
        if told and "enum" in part.get("items", {}):
            values = list(part["items"]["enum"])
            self._random.shuffle(values)
            return values[: self._random.randint(int(told[1]), int(told[2] or told[1]))]
        fixed = [self.fill(each, depth + 1) for each in part.get("prefixItems", ())]
        least = max(part.get("minItems", 0), len(fixed))
        most = part.get("maxItems", max(least, LONGEST_LIST))
        longest = max(least, min(most, LONGEST_LIST))
        count = least if depth > DEEP else self._random.randint(least, longest)
        if part.get("items") is False:
            count = len(fixed)
        found = fixed
        for _ in range(200):
            if len(found) >= count:
                break
            value = self.fill(part.get("items", {}), depth + 1)
            if not (part.get("uniqueItems") and value in found):
                found.append(value)
        return found

    def _number(self, part: Mapping[str, Any], *, whole: bool) -> float | int:
        grain: float = part.get("multipleOf", 1 if whole else 0.5)
        low: float | None = part.get("minimum")
        high: float | None = part.get("maximum")
        if "exclusiveMinimum" in part:
            low = max(part["exclusiveMinimum"] + grain, low if low is not None else float("-inf"))
        if "exclusiveMaximum" in part:
            high = min(part["exclusiveMaximum"] - grain, high if high is not None else float("inf"))
        if low is None:
            low = 0 if high is None or high >= 0 else high - 100 * grain
        if high is None:
            high = low + 100 * grain
        first = -(-low // grain)
        steps = int(max(0, (high - first * grain) // grain))
        value: float = (first + self._random.randint(0, min(steps, 100))) * grain
        if value > high:  # no multiple fits: the schema was open to anything between
            value = (low + high) / 2
        return round(value) if whole else value

    def _string(self, part: Mapping[str, Any]) -> str:
        if "pattern" in part:
            return _fitting(part["pattern"], self._random)
        if part.get("format") in _FORMATS:
            return _FORMATS[part["format"]]
        least, most = part.get("minLength", 0), part.get("maxLength")
        wanted = max(self._text, least)
        said = passage(self._words, wanted if most is None else min(wanted, most))
        said = said.ljust(least, ".")
        return said if most is None else said[:most]


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """Two schemas that both hold, as far as objects go."""
    both = {**one, **other}
    both["properties"] = {**one.get("properties", {}), **other.get("properties", {})}
    both["required"] = [*one.get("required", ()), *other.get("required", ())]
    both.pop("allOf", None)
    return both


def _is_null(part: Any) -> bool:
    return isinstance(part, Mapping) and part.get("type") == "null"


def _fitting(pattern: str, random: Random) -> str:
    """A text for the patterns that schemas of surveys have: dates, digits, letters."""
    import re

    digits = "".join(str(random.randint(0, 9)) for _ in range(12))
    candidates = ["2026-03-02", "09:30", *(digits[:size] for size in range(1, 13)), "Word", "word"]
    candidates += ["A", "a", "A1", "ABC", "abc-1", "someone@example.org", "1.5", "+491701234567"]
    return next((each for each in candidates if re.search(pattern, each)), "word")
