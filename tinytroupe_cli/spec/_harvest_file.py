"""`extract:` and `reduce:` of a scenario, or of a file of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._check import MISSING, build, read_text, yaml_keys
from tinytroupe_cli.spec._fields import field_names, field_schema, written_type
from tinytroupe_cli.spec._given_schema import check_given
from tinytroupe_cli.spec._harvest import ExtractSpec, ReduceSpec
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._model_file import read_model
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems, did_you_mean, nearest
from tinytroupe_cli.spec._source import shown
from tinytroupe_cli.spec._yaml import read_file

SHAPES = ("fields", "list", "schema")
REDUCTIONS = ("count", "share", "mean", "sum", "table")
EVENT_COLUMNS = frozenset(
    {"action", "attention", "between", "calls", "changed", "condition", "content", "context",
     "emotions", "error", "goals", "heard_by", "kind", "memories", "met", "moments", "name",
     "other", "people", "perceived", "person", "persona", "purpose", "reason", "relation", "round",
     "seq", "source", "step", "stimulus", "target", "time", "verb", "world"}
)  # fmt: skip
"""The columns that events have; a test keeps them equal to those of the `events` floor."""
KINDS = frozenset(
    {"access", "action", "bound", "clock", "context", "define", "failure", "idle", "join",
     "judgement", "leave", "memory", "note", "observation", "relation", "repetition", "round",
     "state", "step", "stimulus", "turn", "undelivered", "world"}
)  # fmt: skip
"""The kinds of events; a test keeps them equal to those of the `events` floor."""
DEEDS = frozenset(
    {"CONVERSATION", "DONE", "INTERNAL_GOAL_FORMULATION", "LOCATION", "REACH_OUT", "RECALL",
     "SOCIAL", "TALK", "THINK", "THOUGHT", "VISUAL"}
)  # fmt: skip
"""The actions and stimuli; a test keeps them equal to those of the floors that know them."""
_TRUTHS = frozenset({"yes", "no", "on", "off"})


def read_extractions(
    node: Node, people: Iterable[str], library: Library, problems: Problems
) -> dict[str, ExtractSpec]:
    """The extractions by name."""
    names = [*people]

    def one(inner: Node, what: str) -> ExtractSpec | None:
        if not inner.is_map and inner.text:
            return ExtractSpec(objective=inner.text)
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

    return _named(node, "extract", one, problems)


def read_reductions(
    node: Node,
    extractions: Mapping[str, ExtractSpec] | None,
    facts: Iterable[str],
    problems: Problems,
) -> dict[str, ReduceSpec]:
    """The reductions by name.

    Args:
        node: what stands under `reduce:`.
        extractions: those the columns can speak of; None when they are not known.
        facts: the keys that the people's personas have.
        problems: where everything wrong is noted.
    """
    columns = None if extractions is None else _Columns(extractions, {*facts}, problems)

    def one(inner: Node, what: str) -> ReduceSpec | None:
        verbs = [key for key in REDUCTIONS if key in inner.entries]
        if inner.is_map and len(verbs) != 1:
            unknown = inner.entries.keys() - yaml_keys(ReduceSpec, {})
            found = " and ".join(f"`{verb}`" for verb in verbs) or "none"
            place = inner.key_place(verbs[1]) if verbs else inner.place
            if verbs or not unknown:  # a misspelled verb is noted as an unknown key
                wanted = f"exactly one of {', '.join(REDUCTIONS)}"
                problems.add(place, f"{what} needs {wanted}: it has {found}")
        spec = build(ReduceSpec, inner, problems, what=what)
        if spec is not None and columns is not None:
            columns.check(spec, inner)
        return spec

    return _named(node, "reduce", one, problems)


def _named(
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


class _Columns:
    """What reductions can count, group and choose by."""

    def __init__(
        self, extractions: Mapping[str, ExtractSpec], facts: set[str], problems: Problems
    ) -> None:
        self._extractions = extractions
        self._facts = facts
        self._problems = problems

    def check(self, spec: ReduceSpec, node: Node) -> None:
        source = self._source(spec, node)
        if spec.count is not None:
            self._count(spec.count, node.entries["count"])
        for key in ("share", "mean", "sum"):
            if key in node.entries:
                self._column(node.entries[key], source)
        for key in ("by", "table"):
            inner = node.entries.get(key)
            for item in (inner.items if inner.is_list else [inner]) if inner else []:
                self._column(item, source)
        where = node.entries.get("where")
        if where is not None:
            for column, wanted in where.entries.items():
                at = Node(column, where.key_place(column), column)
                self._column(at, source)
                self._truth(column, wanted, source)

    def _source(self, spec: ReduceSpec, node: Node) -> str | None:
        """The extraction that plain columns speak of, if one is named."""
        named = spec.source
        if named is not None and named != "events" and named not in self._extractions:
            self._problems.add(
                node.entries["from"].place, f"there is no extraction `{named}`",
                did_you_mean(named, ["events", *self._extractions]),
            )  # fmt: skip
            return None
        written = [spec.count, spec.share, spec.mean, spec.sum, *(spec.table or ()), *spec.by]
        heads = [text.split(".")[0] for text in written if text]
        return named or next((head for head in heads if head in self._extractions), None)

    def _count(self, wanted: str, node: Node) -> None:
        head = wanted.split(".", maxsplit=1)[0]
        if wanted in {*DEEDS, *KINDS, "events"}:
            return
        if head in self._extractions:
            self._column(node, head)
            return
        known = [*self._extractions, *DEEDS, *sorted(KINDS)]
        if re.fullmatch(r"[A-Z][A-Z_]*", wanted) and not nearest(wanted, known):
            return  # an action that a tool may bring
        self._problems.add(
            node.place, f"there is nothing called `{wanted}` to count", did_you_mean(wanted, known)
        )

    def _column(self, node: Node, source: str | None) -> None:
        column = node.text or ""
        head, _, rest = column.partition(".")
        if head in self._extractions:
            names = field_names(self._extractions[head])
            if rest and names is not None and rest.split(".")[0] not in names:
                known = [f"{head}.{name}" for name in names]
                self._problems.add(
                    node.place, f"the extraction `{head}` has no field `{rest}`",
                    did_you_mean(column, known),
                )  # fmt: skip
            return
        spec = self._extractions.get(source) if source else None
        names = field_names(spec) if spec else ()
        if names is None or head in {*names, *EVENT_COLUMNS} or head in self._facts:
            return
        if rest and not source:
            hint = (
                did_you_mean(column, self._all_fields())
                if self._extractions
                else ("name it under `extract`")
            )
            self._problems.add(node.place, f"there is no extraction `{head}`", hint)
            return
        known = [*names, *self._all_fields(), *sorted(EVENT_COLUMNS), *sorted(self._facts)]
        self._problems.add(
            node.place, f"there is no column `{column}`", did_you_mean(column, known)
        )

    def _all_fields(self) -> list[str]:
        named = self._extractions.items()
        return [f"{name}.{field}" for name, spec in named for field in field_names(spec) or ()]

    def _truth(self, column: str, wanted: Node, source: str | None) -> None:
        """`yes` where a boolean is wanted would never match."""
        head, _, field = column.partition(".")
        name, field = (head, field) if head in self._extractions else (source or "", column)
        spec = self._extractions.get(name)
        types = (spec.fields or spec.list or {}) if spec else {}
        texts = [item.value for item in (wanted.items or [wanted])]
        if types.get(field, "").removeprefix("optional").strip() == "boolean":
            for text in texts:
                if not isinstance(text, bool | None):
                    self._problems.add(
                        wanted.place, f"`{column}` is true or false, not `{text}`",
                        "`yes` and `no` are texts in YAML 1.2" if text in _TRUTHS else None,
                    )  # fmt: skip
