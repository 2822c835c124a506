"""Walking a JSON Schema: references, unions, kinds, and values that are valid when nothing is known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

Json = Any
Node = Mapping[str, Any]


class _Missing:
    """Nothing was found: not null, but no value at all."""

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = _Missing()


@dataclass(frozen=True, slots=True)
class Shapes:
    """The schema at one place, with its references followed and its unions taken apart."""

    nullable: bool
    branches: tuple[Node, ...]
    """What a value can be other than null."""


def shapes(schema: Json, root: Node) -> Shapes:
    """Take a schema apart at its own level.

    Args:
        schema: the schema at a place; true and false are schemas too.
        root: the whole schema, for `$ref`s within it.
    """
    branches = list(_branches(schema, root, frozenset()))
    real = tuple(branch for branch in branches if _kinds(branch) != {"null"} or "enum" in branch)
    real = tuple(branch for branch in real if branch.get("enum", [0]) != [None])
    nullable = any(_takes_null(branch) for branch in branches)
    return Shapes(nullable, real)


def _branches(schema: Json, root: Node, seen: frozenset[str]) -> Iterable[dict[str, Any]]:
    if not isinstance(schema, Mapping):
        if schema is not False:
            yield {}
        return
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in seen:
            return
        target = resolve(reference, root)
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        for branch in _branches(target, root, seen | {reference}):
            yield merged(branch, rest)
        return
    plain = {key: value for key, value in schema.items() if key not in {"anyOf", "oneOf", "allOf"}}
    for part in schema.get("allOf", ()):
        parts = list(_branches(part, root, seen))
        plain = merged(plain, parts[0]) if parts else plain
    unions = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    if not unions:
        yield from _by_kind(plain)
    for union in unions:
        for branch in _branches(union, root, seen):
            yield from _by_kind(merged(plain, branch))


def _by_kind(schema: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """One branch for each type of a schema that names several."""
    kinds = schema.get("type")
    if isinstance(kinds, list) and "enum" not in schema and "const" not in schema:
        for kind in kinds:
            yield {**schema, "type": kind}
    else:
        yield schema


def resolve(reference: str, root: Node) -> Json:
    """What a `$ref` within the document points to; an unknown one takes anything."""
    if not reference.startswith("#"):
        return {}
    place: Any = root
    for part in reference[1:].strip("/").split("/") if reference not in {"#", "#/"} else []:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(place, Mapping) and key in place:
            place = place[key]
        elif isinstance(place, list) and key.isdigit() and int(key) < len(place):
            place = place[int(key)]
        else:
            return {}
    return place


def merged(one: Node, other: Node) -> dict[str, Any]:
    """Two schemas that both have to hold, as one: the tighter of each constraint."""
    result = dict(one)
    for key, value in other.items():
        mine = result.get(key)
        if key not in result:
            result[key] = value
        elif key in {"properties", "$defs"} and isinstance(mine, Mapping):
            both = {name: merged(mine[name], value[name]) for name in mine if name in value
                    and isinstance(mine[name], Mapping) and isinstance(value[name], Mapping)}  # fmt: skip
            result[key] = {**mine, **value, **both}
        elif key == "required":
            result[key] = list(dict.fromkeys([*(mine or ()), *value]))
        elif key == "enum":
            result[key] = [item for item in (mine or ()) if item in value]
        elif key.lower().startswith(("min", "exclusivemin")):
            result[key] = max(mine, value)
        elif key.lower().startswith(("max", "exclusivemax")):
            result[key] = min(mine, value)
        elif key == "type":
            result[key] = _both_types(mine, value)
        else:
            result[key] = value
    return result


def _both_types(one: Json, other: Json) -> Json:
    left = one if isinstance(one, list) else [one]
    right = other if isinstance(other, list) else [other]
    both = [kind for kind in left if kind in right or (kind == "integer" and "number" in right)]
    both += [kind for kind in right if kind == "integer" and "number" in left and kind not in both]
    return both[0] if len(both) == 1 else both


def _kinds(schema: Node) -> set[str]:
    kinds = schema.get("type")
    return {kinds} if isinstance(kinds, str) else set(kinds or ())


def _takes_null(schema: Node) -> bool:
    if "const" in schema:
        return schema["const"] is None
    if "enum" in schema:
        return None in schema["enum"] and (not _kinds(schema) or "null" in _kinds(schema))
    return "null" in _kinds(schema)


def kind_of(schema: Node) -> str:
    """The kind of value a branch takes: const, enum, or a JSON type; guessed when not written."""
    if "const" in schema:
        return "const"
    if "enum" in schema:
        return "enum"
    kinds = _kinds(schema)
    if kinds:
        return min(kinds)
    keys = {key.lower() for key in schema}
    if keys & {"properties", "required", "additionalproperties", "minproperties"}:
        return "object"
    if keys & {"items", "prefixitems", "minitems", "maxitems", "uniqueitems", "contains"}:
        return "array"
    if keys & {"minimum", "maximum", "multipleof", "exclusiveminimum", "exclusivemaximum"}:
        return "number"
    return "string"


def fits_number(value: float, schema: Node) -> bool:
    """Whether a number keeps a schema's bounds and steps."""
    low, high = bounds(schema)
    step = schema.get("multipleOf")
    if kind_of(schema) == "integer" and value != int(value):
        return False
    if step and abs(value / step - round(value / step)) > 1e-9:
        return False
    exclusive_low = schema.get("exclusiveMinimum")
    exclusive_high = schema.get("exclusiveMaximum")
    if exclusive_low is not None and value <= exclusive_low:
        return False
    if exclusive_high is not None and value >= exclusive_high:
        return False
    return low <= value <= high


def bounds(schema: Node) -> tuple[float, float]:
    """The least and the greatest value, infinite where open."""
    lows = [schema[key] for key in ("minimum", "exclusiveMinimum") if _is_number(schema.get(key))]
    highs = [schema[key] for key in ("maximum", "exclusiveMaximum") if _is_number(schema.get(key))]
    return max(lows, default=-math.inf), min(highs, default=math.inf)


def number_near(value: float, schema: Node) -> float:
    """The number a schema takes that is nearest to a value, as far as that can be found."""
    low, high = bounds(schema)
    value = min(max(value, low), high)
    whole = kind_of(schema) == "integer"
    step = schema.get("multipleOf") or (1 if whole else 0)
    tries = [value]
    if step:
        tries = [
            round(value / step) * step,
            math.floor(value / step) * step,
            math.ceil(value / step) * step,
        ]
        tries += [tries[0] + step, tries[0] - step]
    elif math.isfinite(low) and math.isfinite(high):
        tries += [(low + high) / 2]
    span = step or 1
    tries += [value + span, value - span, value + span / 2, value - span / 2]
    return next((one for one in tries if fits_number(one, schema)), value)


def as_kind(value: float) -> float | int:
    """A number as the schema writes it: an int where it is whole."""
    return int(value) if value == int(value) else value


def fit_text(text: str, schema: Node) -> str | _Missing:
    """A text within a schema's length and pattern, shortened at a word's end if it has to be."""
    most = schema.get("maxLength")
    if most is not None and len(text) > most:
        cut = text[: most + 1].rsplit(maxsplit=1)[0] if " " in text[: most + 1] else text[:most]
        text = cut[:most].rstrip(" ,;:-")
    if len(text) < schema.get("minLength", 0):
        return MISSING
    pattern = schema.get("pattern")
    if pattern is not None and not _search(pattern, text):
        return MISSING
    return text


def found_by_pattern(texts: Iterable[str], schema: Node) -> str | _Missing:
    """The first stretch of the texts that a schema's pattern takes."""
    inner = str(schema.get("pattern", "")).removeprefix("^").removesuffix("$")
    try:
        pattern = re.compile(inner)
    except re.error:
        return MISSING
    for text in texts:
        for match in pattern.finditer(text):
            fitted = fit_text(match[0], schema) if match[0] else MISSING
            if fitted is not MISSING:
                return fitted
    return MISSING


def _search(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True  # no pattern of this language: nothing to hold a text against


def empty_text(schema: Node) -> str:
    """A text that says nothing, as long as a schema asks for."""
    least = schema.get("minLength", 0)
    for say in ("", "none", "0", "a", "A", "none of this was said"):
        if fit_text(say, schema) == say:
            return say
    return ("not said " * (least // 9 + 1))[:least].replace(" ", "-") if least else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def allowed(schema: Node) -> list[Any]:
    """The values of an enum that its type takes too."""
    kinds = schema.get("type")
    names = {kinds} if isinstance(kinds, str) else set(kinds or ())
    values = [value for value in schema["enum"] if not names or _json_type(value) & names]
    return values or list(schema["enum"])


def _json_type(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int):
        return {"integer", "number"}
    if isinstance(value, float):
        return {"number", "integer"} if value.is_integer() else {"number"}
    names: dict[type, str] = {str: "string", list: "array", dict: "object"}
    return {names.get(type(value), "null")}
