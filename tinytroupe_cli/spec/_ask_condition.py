"""`if:` of a question: which earlier answers and facts it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tinytroupe_cli.spec._ask import Question
from tinytroupe_cli.spec._check import MISSING
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._persona import Persona
from tinytroupe_cli.spec._problems import Problems, did_you_mean

_TRUE, _FALSE = frozenset({"yes", "true"}), frozenset({"no", "false"})


def read_condition(
    node: Node, asked: Mapping[str, Question], facts: Iterable[str], problems: Problems
) -> Any:
    """A condition in plain values: `{vote: A, age: ">= 18"}`, all of it has to hold.

    Args:
        node: what stands under `if`.
        asked: the earlier questions; where a fact has the same name, the answer is meant.
        facts: the keys of the people's personas.
        problems: where everything wrong is noted.
    """
    if not node.is_map or not node.entries:
        problems.add(
            node.place, f"`if` is a mapping of answers and facts, not {kind_of(node)}",
            '`if: {vote: A}`, or `if: {age: ">= 18"}`',
        )  # fmt: skip
        return MISSING
    known = {*facts, *Persona.model_fields}
    found = {
        path: _wanted(path, inner, node, asked, known, problems)
        for path, inner in node.entries.items()
    }
    return MISSING if MISSING in found.values() else found


def _wanted(
    path: str,
    inner: Node,
    node: Node,
    asked: Mapping[str, Question],
    known: set[str],
    problems: Problems,
) -> Any:
    question = asked.get(path)
    if question is None:
        if path.partition(".")[0] in known:
            return inner.plain()
        problems.add(
            node.key_place(path), f"`if`: there is no earlier question and no fact `{path}`",
            did_you_mean(path, [*asked, *sorted(known)]),
        )  # fmt: skip
        return MISSING
    if question.type == "ranking":
        problems.add(node.key_place(path), f"`if` cannot compare a ranking, as `{path}` is one")
        return MISSING
    values = [_answer(item, question, problems) for item in (inner.items or [inner])]
    if MISSING in values:
        return MISSING
    return values if inner.is_list else values[0]


def _answer(node: Node, question: Question, problems: Problems) -> Any:
    """What an answer is compared with, if there can be such an answer."""
    text = (node.text or "").strip()
    if question.type == "yes_no":
        if text.casefold() in _TRUE | _FALSE:
            return text.casefold() in _TRUE
        problems.add(node.place, f"`{question.name}` is answered by yes or no, not `{text}`")
        return MISSING
    compares = text[:1] in {">", "<", "=", "!"}
    labels = {label.casefold() for label in question.among}
    if labels and not compares and text.casefold() not in labels:
        hint = f"there is: {'; '.join(question.among)}"
        problems.add(node.place, f"`{question.name}` has no answer `{text}`", hint)
        return MISSING
    return node.value if node.value is not None else MISSING
