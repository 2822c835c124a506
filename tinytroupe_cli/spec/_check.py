"""A mapping of a file into one of the models, with every error at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from tinytroupe_cli.spec._node import Node, kind_of, text_node
from tinytroupe_cli.spec._problems import Problems, did_you_mean, nearest

Model = TypeVar("Model", bound=BaseModel)
Reader = Callable[[Node], Any]
"""Turns a node into a value; notes what is wrong and then answers MISSING."""
MISSING: Any = object()
"""Stands for a value that could not be read; the problem is noted already."""

_TRUTHS = frozenset({"yes", "no", "on", "off", "y", "n"})
_WANTED = {
    "int": "a whole number", "float": "a number", "finite": "a number", "dict": "a mapping",
    "mapping": "a mapping", "model_type": "a mapping", "tuple": "a list", "list": "a list",
    "string_type": "a text",
}  # fmt: skip
"""How pydantic's error types begin -> what is wanted."""
_LIMITS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}


def build(
    model: type[Model],
    node: Node,
    problems: Problems,
    *,
    what: str,
    readers: Mapping[str, Reader] | None = None,
    preset: Mapping[str, Any] | None = None,
    not_built: frozenset[str] = frozenset(),
) -> Model | None:
    """Read a mapping into a model.

    Args:
        model: the class to build.
        node: what stands in the file.
        problems: where everything wrong is noted.
        what: what this is, for messages, such as "`model`".
        readers: how to read keys that have short forms.
        preset: values of keys that do not stand in the file, such as `verb`.
        not_built: keys of the format whose working comes later.

    Returns:
        The model, or None when anything is wrong.
    """
    if not node.is_map:
        problems.add(node.place, f"{what} must be a mapping, not {kind_of(node)}")
        return None
    before = len(problems)
    keys = yaml_keys(model, preset or {})
    values = dict(preset or {})
    for key, value in node.entries.items():
        if key not in keys:
            unknown_key(key, keys, node, problems, what=what, not_built=not_built)
        else:
            reader = (readers or {}).get(key) or _plain_reader(model, keys[key], problems)
            read = reader(value)
            if read is not MISSING:
                values[key] = read
    return _validate(model, values, node, problems, before)


def yaml_keys(model: type[BaseModel], preset: Mapping[str, Any]) -> dict[str, str]:
    """The keys a user may write -> the names of the model's fields."""
    return {
        field.alias or name: name
        for name, field in model.model_fields.items()
        if name not in preset
    }


def unknown_key(
    key: str,
    known: Mapping[str, Any],
    node: Node,
    problems: Problems,
    *,
    what: str,
    not_built: frozenset[str] = frozenset(),
) -> None:
    """Note a key that does not belong there, with the nearest that does."""
    if key in not_built:
        problems.add(node.key_place(key), f"`{key}` is not built yet")
        return
    hint = did_you_mean(key, known, limit=20)
    if key in {"api_key", "key", "token"}:
        hint = "keys come from the environment, such as OPENAI_API_KEY, never from a file"
    problems.add(node.key_place(key), f"{what} has no key `{key}`", hint)


def read_text(node: Node, problems: Problems, *, what: str) -> Any:
    """A text; numbers are taken as they are written. Empty is a problem."""
    if node.text is None or not node.text.strip():
        found = "it is empty" if node.value is None or node.text else f"not {kind_of(node)}"
        problems.add(node.place, f"{what} must be a text: {found}")
        return MISSING
    return node.text


def read_texts(node: Node, problems: Problems, *, what: str) -> Any:
    """Several texts, or a single one as a short form."""
    if not node.is_list:
        one = read_text(node, problems, what=what)
        return one if one is MISSING else (one,)
    found = [read_text(item, problems, what=f"each entry of {what}") for item in node.items]
    return MISSING if MISSING in found else tuple(found)


def one_entry(
    node: Node, problems: Problems, verb: str, read_who: Reader
) -> tuple[Any, Node | None]:
    """Who and what of a verb's `{Lisa: ...}`; MISSING and None where it is none."""
    if len(node.entries) != 1:
        several = len(node.entries) > 1
        problems.add(
            node.place,
            f"`{verb}` takes one entry such as `{verb}: {{Lisa: ...}}`",
            "write a step for each, or `who` with a list" if several else None,
        )
        return MISSING, None
    key, value = next(iter(node.entries.items()))
    return read_who(text_node(key, node.key_place(key))), value


def _plain_reader(model: type[BaseModel], name: str, problems: Problems) -> Reader:
    annotation = model.model_fields[name].annotation
    kinds = _kinds(annotation)
    what = f"`{model.model_fields[name].alias or name}`"
    if str in kinds and not kinds & {int, float, bool, dict, tuple}:
        return lambda node: (
            None
            if node.value is None and type(None) in kinds
            else _text_or_empty(node, problems, what)
        )
    if annotation == tuple[str, ...]:
        return lambda node: read_texts(node, problems, what=what)

    def plain(node: Node) -> Any:
        if isinstance(node.value, bool) and bool not in kinds and Any not in kinds:
            problems.add(node.place, f"{what} must not be {node.text}")
            return MISSING
        if isinstance(node.value, str) and str not in kinds and kinds & {int, float}:
            wanted = "a number" if float in kinds else "a whole number"
            problems.add(node.place, f"{what} must be {wanted}, not the text `{node.value}`")
            return MISSING
        return node.plain()

    return plain


def _text_or_empty(node: Node, problems: Problems, what: str) -> Any:
    if node.value == "":
        return ""
    return read_text(node, problems, what=what)


def _kinds(annotation: Any) -> set[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return {kind for part in get_args(annotation) for kind in _kinds(part)}
    return {get_origin(annotation) or annotation}


def _validate(
    model: type[Model], values: dict[str, Any], node: Node, problems: Problems, before: int
) -> Model | None:
    built = None
    try:
        built = model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _explain(detail, node, problems, quiet=len(problems) > before)
    return built if len(problems) == before else None


def _explain(detail: Any, node: Node, problems: Problems, *, quiet: bool) -> None:
    """Note one of pydantic's errors in our words, at the place of the value."""
    place_node, key = node, ""
    missing = detail["type"] == "missing"
    for part in detail["loc"][:-1] if missing else detail["loc"]:
        below = place_node.child(part)
        if below is not None:
            place_node, key = below, str(part) if isinstance(part, str) else key
    if missing:
        name = str(detail["loc"][-1])
        # What was noted as unreadable or as misspelled is not missing as well.
        if name not in place_node.entries and not (quiet and nearest(name, place_node.entries)):
            problems.add(place_node.place, f"`{name}` is missing")
        return
    name = f"`{key}`" if key else "this"
    message, hint = _words(detail, place_node, name)
    problems.add(place_node.place, message, hint)


def _words(detail: Any, node: Node, name: str) -> tuple[str, str | None]:
    kind, context = detail["type"], detail.get("ctx", {})
    written = node.text if node.text is not None else kind_of(node)
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return (
            f"{name} must be one of {', '.join(choices)}, not `{written}`",
            did_you_mean(written, choices) if nearest(written, choices) else None,
        )
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        return f"{name} must be {words} {context[limit]:g}, not `{written}`", None
    if kind.startswith("bool"):
        truth = written.casefold() in _TRUTHS
        hint = f"`{written}` is a text in YAML 1.2" if truth else None
        return f"{name} must be true or false, not `{written}`", hint
    wanted = next((want for begin, want in _WANTED.items() if kind.startswith(begin)), None)
    if wanted:
        return f"{name} must be {wanted}, not `{written}`", None
    if kind == "string_too_short":
        return f"{name} is empty", None
    return f"{name}: {context.get('error', detail['msg'])}", None
