"""Answers of humans as if they had been played, so that the same arithmetic counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tinytroupe_cli.events import Answer, Event, Joined, Posed
from tinytroupe_cli.harvest._measures import TAKEN
from tinytroupe_cli.harvest._reduce import reduce
from tinytroupe_cli.harvest._rows import Row
from tinytroupe_cli.harvest._sources import Material
from tinytroupe_cli.sim import Reading, in_words, posed_of
from tinytroupe_cli.spec import Question, ReduceSpec, Respondents

_WHEN = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - a world's clock has no zone
_APART = frozenset({"interval", "note", "text"})
"""Columns of a reduction that are no measure of a side: they hold for the row."""


def human_events(respondents: Respondents, questions: Sequence[Question]) -> list[Event]:
    """Who answered, what they were asked, what they answered; an empty cell is a skipped question.

    What stands in a cell is read as a model's answer is; what is no answer is `invalid`.
    """
    where: dict[str, Any] = {"step": 1, "time": _WHEN}
    found: list[Event] = []

    def add(kind: Any, **facts: Any) -> None:
        found.append(kind(seq=len(found) + 1, **where, **facts))

    for member in respondents.people:
        add(Joined, person=member.name, persona=dict(member.persona))
    for question in questions:
        add(Posed, **posed_of(question))
    for member, row in zip(respondents.people, respondents.cells, strict=True):
        for question in questions:
            add(Answer, person=member.name, **_answer(question, row, respondents))
    return found


def _answer(question: Question, row: Mapping[str, str], respondents: Respondents) -> dict[str, Any]:
    at = respondents.columns[question.name]
    facts: dict[str, Any] = {"question": question.name, "text": question.text}
    cell = row.get(at.column, "")
    if not cell:
        return facts | {"status": "skipped", "problem": "the cell is empty"}
    given = (at.values or {}).get(cell, cell)
    several = question.type in {"choices", "ranking"}
    value: Any = [part.strip() for part in given.split(";")] if several else given
    # A reason may be missing in a file; that makes no answer worse.
    posed = Posed(seq=1, step=1, time=_WHEN, **posed_of(question) | {"reason": False})
    try:
        answer, _ = Reading([posed])({question.name: value}).answers[question.name]
    except ValueError as wrong:
        return facts | {"status": "invalid", "problem": f"{cell!r}: {wrong}"}
    reason = row.get(at.reason_column or "") or None
    return facts | {"answer": answer, "content": in_words(posed, answer), "reason": reason}


def unreadable(respondents: Respondents, events: Sequence[Event]) -> list[Row]:
    """The cells that hold something and no answer: line, column, question, value, problem.

    Args:
        respondents: as read.
        events: what `human_events` made of them.
    """
    at = {
        member.name: (line, row)
        for member, line, row in zip(
            respondents.people, respondents.lines, respondents.cells, strict=True
        )
    }
    found = []
    for event in events:
        if isinstance(event, Answer) and event.status == "invalid":
            line, row = at[event.person]
            column = respondents.columns[event.question].column
            found.append(
                {"line": line, "column": column, "question": event.question,
                 "value": row[column], "problem": event.problem}
            )  # fmt: skip
    return sorted(found, key=lambda cell: cell["line"])


def beside(
    human: Sequence[Event], simulated: Sequence[Event], rules: Mapping[str, ReduceSpec]
) -> dict[str, list[Row]]:
    """The same reductions over both, in one table each: `share_human` beside `share_simulated`."""
    found: dict[str, list[Row]] = {}
    for name, rule in rules.items():
        rows: dict[str, Row] = {}
        sides = (("human", human, rule), ("simulated", simulated, _plain(rule)))
        for side, events, own in sides:
            for row in reduce(own, Material(events, {})):
                place = {key: value for key, value in row.items() if key not in TAKEN - {"text"}}
                told = {f"{key}_{side}": row[key] for key in row if key in TAKEN - _APART}
                rows.setdefault(repr([*place.values()]), place).update(told)
        found[name] = [*rows.values()]
    return found


def _plain(rule: ReduceSpec) -> ReduceSpec:
    """The rule for those who were made and not drawn: each counts once."""
    return rule.model_copy(update={"weights": None})
