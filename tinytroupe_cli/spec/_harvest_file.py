"""`extract:` of a scenario, or of a file of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._check import MISSING, build, read_text, read_texts
from tinytroupe_cli.spec._fields import field_schema, written_type
from tinytroupe_cli.spec._given_schema import check_given
from tinytroupe_cli.spec._harvest import AnyExtract, ExtractSpec, NormalizeSpec
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._model_file import read_model
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec._source import shown
from tinytroupe_cli.spec._yaml import read_file

SHAPES = ("fields", "list", "schema")


def read_extractions(
    node: Node, people: Iterable[str], library: Library, problems: Problems
) -> dict[str, AnyExtract]:
    """The extractions by name."""
    names = [*people]

    def one(inner: Node, what: str) -> AnyExtract | None:
        if not inner.is_map and inner.text:
            return ExtractSpec(objective=inner.text)
        if "normalize" in inner.entries:
            return _normalization(inner, problems, what)
        readers = {
            "fields": lambda at: _types(at, names, problems, what="`fields`"),
            "list": lambda at: _types(at, names, problems, what="`list`"),
            "schema": lambda at: _schema(at, library, problems),
            "model": lambda at: read_model(at, problems),
        }
        shapes = [key for key in SHAPES if key in inner.entries]
        if len(shapes) > 1:
            place = inner.key_place(shapes[1])
            problems.add(place, f"{what} has `{shapes[0]}` and `{shapes[1]}`: one is enough")
        return build(ExtractSpec, inner, problems, what=what, readers=readers)

    return read_named(node, "extract", one, problems)


def check_normalized(
    node: Node, found: Mapping[str, AnyExtract], questions: Iterable[str], problems: Problems
) -> None:
    """Note names that mean two things, and what is to be sorted and is no answer of each person."""
    asked = {
        name
        for name, spec in found.items()
        if isinstance(spec, ExtractSpec) and spec.source == "people"
    }
    questions = [*questions]
    known = [*questions, *sorted(asked)]
    for name, spec in found.items():
        if name in questions:
            problems.add(
                node.key_place(name), f"`{name}` is a question already",
                "give the extraction another name: reductions could mean either",
            )  # fmt: skip
        if isinstance(spec, NormalizeSpec) and spec.normalize.split(".")[0] not in known:
            problems.add(
                node.entries[name].entries["normalize"].place,
                f"`{spec.normalize}` is no question and no extraction `from: people`",
                did_you_mean(spec.normalize, known),
            )


def _normalization(node: Node, problems: Problems, what: str) -> NormalizeSpec | None:
    """Free answers into categories."""

    def into(at: Node) -> Any:
        if at.is_list:
            names = read_texts(at, problems, what="`into`")
            if names is not MISSING and len({*map(str.casefold, names), "other"}) <= len(names):
                problems.add(at.place, "`into` has a name twice, or `Other`, which is always there")
                return MISSING
            return names or MISSING
        if isinstance(at.value, int) and not isinstance(at.value, bool) and 1 <= at.value <= 100:
            return at.value
        problems.add(
            at.place, "`into` is a number of categories, 1 to 100, or a list of their names"
        )
        return MISSING

    return build(NormalizeSpec, node, problems, what=what, readers={"into": into})


def read_named(
    node: Node, key: str, read: Callable[[Node, str], Any], problems: Problems
) -> dict[str, Any]:
    if not node.is_map:
        if node.value is not None:
            problems.add(node.place, f"`{key}` is a mapping of names, not {kind_of(node)}")
        return {}
    found: dict[str, Any] = {}
    for name, inner in node.entries.items():
        if not re.fullmatch(r"\w[\w -]*", name) or name == "events":
            problems.add(
                node.key_place(name), f"`{name}` cannot be a name under `{key}`",
                "letters, digits, `_` and `-`, and not `events`",
            )  # fmt: skip
        spec = read(inner, f"`{key}.{name}`")
        if spec is not None:
            found[name] = spec
    return found


def _types(node: Node, people: list[str], problems: Problems, *, what: str) -> Any:
    """Field names and types as texts."""
    if not node.is_map or not node.entries:
        problems.add(node.place, f"{what} is a mapping of names and types, not {kind_of(node)}")
        return MISSING
    found: dict[str, str] = {}
    before = len(problems)
    for name, inner in node.entries.items():
        try:
            found[name] = written_type(inner)
            field_schema(found[name], people)
        except ValueError as error:
            problems.add(inner.place, str(error))
        if "." in name:
            problems.add(node.key_place(name), f"a field's name has no dot: `{name}`")
    return found if len(problems) == before else MISSING


def _schema(node: Node, library: Library, problems: Problems) -> Any:
    """A JSON Schema, inline or in a file."""
    if node.is_map:
        return check_given(node, problems)
    ref = read_text(node, problems, what="`schema`")
    if ref is MISSING:
        return MISSING
    try:
        path = library.find(ref, "schema")
    except NotFound as error:
        problems.add(node.place, str(error), error.hint)
        return MISSING
    return read_schema_file(path, problems)


def read_schema_file(path: Path, problems: Problems) -> Any:
    """The JSON Schema in a JSON or YAML file; MISSING when it is none."""
    try:
        root = problems.open(read_file(path, shown(path)))
    except SpecError as error:
        problems.take(error)
        return MISSING
    return check_given(root, problems)
