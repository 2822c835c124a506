"""Whether an answer is what its JSON Schema asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.errors import UsageError

if TYPE_CHECKING:
    from jsonschema import FormatChecker

FAULTS = 5
"""How many faults of one answer are told at once."""


def checker(schema: dict[str, Any], given: Mapping[str, Any] | None = None) -> Callable[[Any], Any]:
    """A function that returns a value which fits the schema, formats included.

    It raises ValueError for one that does not, saying what is wrong. Nothing is ever fetched.

    Args:
        schema: what the answer has to fit.
        given: the schema as the user wrote it, whose `$schema` says which draft it is.

    Raises:
        UsageError: it is no JSON Schema, or refers to something outside of it.
    """
    from jsonschema import Draft202012Validator, SchemaError
    from jsonschema.validators import validator_for
    from referencing import Registry

    kind = validator_for(given or {}, default=Draft202012Validator)
    try:
        kind.check_schema(schema)
    except SchemaError as wrong:
        raise UsageError(f"this is not a JSON Schema: {wrong.message[:200]}") from None
    _check_references(schema)
    validator = kind(schema, registry=Registry(), format_checker=_formats(kind.FORMAT_CHECKER))

    def check(value: Any) -> Any:
        wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
        if wrong:
            more = f"; and {len(wrong) - FAULTS} more" if len(wrong) > FAULTS else ""
            raise ValueError("; ".join(wrong[:FAULTS]) + more)
        return value

    return check


def _formats(known: FormatChecker) -> FormatChecker:
    """The formats of a draft, and with them the two that the library leaves to other packages."""
    from jsonschema import FormatChecker

    formats = FormatChecker(())
    formats.checkers = {**known.checkers}
    formats.checks("date-time", ValueError)(lambda value: _is_moment(value, datetime))
    formats.checks("time", ValueError)(lambda value: _is_moment(value, time))
    return formats


def _is_moment(value: object, kind: type[datetime | time]) -> bool:
    if isinstance(value, str):
        kind.fromisoformat(value)
        return kind is time or len(value) > len("2026-01-05")
    return True


def _check_references(schema: Mapping[str, Any]) -> None:
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    root = Registry().with_resource("", DRAFT202012.create_resource(schema)).resolver()
    for ref in _references(schema):
        try:
            root.lookup(ref)
        except Unresolvable:
            raise UsageError(
                f"`$ref: {ref}` leads nowhere in this JSON Schema",
                hint="only references such as `#/$defs/name` are followed",
            ) from None


def _references(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [ref for each in schema for ref in _references(each)]
    if not isinstance(schema, Mapping):
        return []
    own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
    return own + [ref for each in schema.values() for ref in _references(each)]
