"""What reductions can count, group and choose by, as far as it is known before a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tinytroupe_cli.spec._fields import field_names
from tinytroupe_cli.spec._harvest import MEASURED, AnyExtract, ExtractSpec, ReduceSpec
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems, did_you_mean, nearest

EVENT_COLUMNS = frozenset(
    {"action", "answer", "attention", "between", "calls", "changed", "choose", "condition",
     "content", "context", "emotions", "error", "goals", "heard_by", "kind", "material", "maximum",
     "memories", "met", "minimum", "missed", "moments", "name", "options", "order", "other",
     "people", "perceived", "person", "persona", "problem", "purpose", "question", "reason",
     "relation", "remembered", "round", "seq", "source", "status", "step", "stimulus", "target",
     "text", "time", "to_all", "type", "unit", "verb", "world"}
)  # fmt: skip
"""The columns that events have; a test keeps them equal to those of the `events` floor."""
KINDS = frozenset(
    {"access", "action", "answer", "bound", "clock", "context", "define", "failure", "idle",
     "join", "judgement", "leave", "memory", "note", "observation", "question", "relation",
     "repetition", "round", "state", "step", "stimulus", "turn", "undelivered", "world"}
)  # fmt: skip
"""The kinds of events; a test keeps them equal to those of the `events` floor."""
DEEDS = frozenset(
    {"CONVERSATION", "DONE", "INTERNAL_GOAL_FORMULATION", "LOCATION", "REACH_OUT", "RECALL",
     "SOCIAL", "TALK", "THINK", "THOUGHT", "VISUAL"}
)  # fmt: skip
"""The actions and stimuli; a test keeps them equal to those of the floors that know them."""
_TRUTHS = frozenset({"yes", "no", "on", "off"})

ANSWER_COLUMNS = frozenset(
    {"answer", "order", "person", "problem", "reason", "status", "step", "text", "words"}
)
"""The columns of a question's answers, beside the one that has its name."""


class Columns:
    """What reductions can count, group and choose by."""

    def __init__(
        self,
        extractions: Mapping[str, AnyExtract],
        questions: Iterable[str],
        facts: Iterable[str],
        problems: Problems,
    ) -> None:
        self._extractions = extractions
        self._questions = frozenset(questions) - extractions.keys()
        self._facts = frozenset(facts)
        self._problems = problems

    @property
    def _named(self) -> list[str]:
        return [*self._extractions, *sorted(self._questions)]

    def check(self, spec: ReduceSpec, node: Node) -> None:
        source = self._source(spec, node)
        if spec.count is not None:
            self._count(spec.count, node.entries["count"])
        for key in MEASURED[1:]:
            if key in node.entries:
                self._column(node.entries[key], source)
        for key in ("by", "table", "bands"):
            for item in _names(node.entries.get(key)):
                self._column(item, source)
        where = node.entries.get("where")
        if where is not None:
            for column, wanted in where.entries.items():
                at = Node(column, where.key_place(column), column)
                self._column(at, source)
                self._truth(column, wanted, source)

    def _source(self, spec: ReduceSpec, node: Node) -> str | None:
        """The extraction or question that plain columns speak of, if one is named."""
        named, known = spec.source, self._named
        if named is not None and named not in {"events", *known}:
            self._problems.add(
                node.entries["from"].place, f"there is no extraction or question `{named}`",
                did_you_mean(named, ["events", *known]),
            )  # fmt: skip
            return None
        heads = [text.split(".")[0] for text in (spec.measured[1], *(spec.table or ()), *spec.by)]
        return named or next((head for head in heads if head in known), None)

    def _count(self, wanted: str, node: Node) -> None:
        head = wanted.split(".", maxsplit=1)[0]
        if wanted in {*DEEDS, *KINDS, "events"}:
            return
        if head in self._named:
            self._column(node, head)
            return
        known = [*self._named, *DEEDS, *sorted(KINDS)]
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
        if head in self._questions:
            if rest and rest not in ANSWER_COLUMNS:
                known = [f"{head}.{name}" for name in sorted(ANSWER_COLUMNS)]
                self._problems.add(
                    node.place, f"a question has no `{rest}`", did_you_mean(column, known)
                )
            return
        spec = self._extractions.get(source) if source else None
        names = field_names(spec) if spec else ()
        if source in self._questions:
            names = tuple(sorted(ANSWER_COLUMNS))
        if names is None or head in {*names, *EVENT_COLUMNS} or head in self._facts:
            return
        if rest and not source:
            hint = (
                did_you_mean(column, self._all_fields())
                if self._named
                else ("name it under `extract`")
            )
            self._problems.add(node.place, f"there is no extraction or question `{head}`", hint)
            return
        known = [*self._all_fields(), *names, *sorted(self._facts), *sorted(EVENT_COLUMNS)]
        self._problems.add(
            node.place, f"there is no column `{column}`", did_you_mean(column, known)
        )

    def _all_fields(self) -> list[str]:
        named = self._extractions.items()
        fields = [f"{name}.{field}" for name, spec in named for field in field_names(spec) or ()]
        return [*fields, *sorted(self._questions)]

    def _truth(self, column: str, wanted: Node, source: str | None) -> None:
        """`yes` where a boolean is wanted would never match."""
        head, _, field = column.partition(".")
        name, field = (head, field) if head in self._extractions else (source or "", column)
        spec = self._extractions.get(name)
        types = (spec.fields or spec.list or {}) if isinstance(spec, ExtractSpec) else {}
        texts = [item.value for item in (wanted.items or [wanted])]
        if types.get(field, "").removeprefix("optional").strip() == "boolean":
            for text in texts:
                if not isinstance(text, bool | None):
                    self._problems.add(
                        wanted.place, f"`{column}` is true or false, not `{text}`",
                        "`yes` and `no` are texts in YAML 1.2" if text in _TRUTHS else None,
                    )  # fmt: skip


def _names(node: Node | None) -> list[Node]:
    """The columns that stand in a value: a text, a list of texts, or the keys of a mapping."""
    if node is None:
        return []
    if node.is_list:
        return [found for item in node.items for found in _names(item)]
    if node.is_map:
        return [Node(key, node.key_place(key), key) for key in node.entries]
    return [node]
