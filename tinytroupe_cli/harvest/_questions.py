"""Questions of a survey as sources of reductions: one row for each person who was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from tinytroupe_cli.events import Answer, Event, Posed
from tinytroupe_cli.harvest._rows import FAILURE, Record, Row, State

STATES: Mapping[str, State] = {
    "answered": "answer",
    "skipped": "skipped",
    "invalid": "invalid",
    "failed": "failure",
}
"""Status of an answer -> what a row of it is."""
ALWAYS = frozenset({"person", "status", "problem", "order", "step", "text"})
"""The columns that say something of people who gave no answer, too."""


@dataclass(slots=True)
class Survey:
    """One question of a run, and what came of it."""

    posed: Posed
    options: dict[Any, str] = field(default_factory=dict)
    """Value of an answer -> what it stands for, in the question's own order."""
    answers: list[Answer] = field(default_factory=list)

    def records(self) -> list[Record]:
        """One row for each answer: under the question's name, with all that belongs to it."""
        return [Record(_row(each), STATES[each.status]) for each in self.answers]

    def columns(self) -> dict[str, list[Any] | None]:
        """Column -> the values it can have, None where they are open."""
        values = [*self.options] or None
        statuses = [*get_args(Answer.model_fields["status"].annotation)]
        open_ones = ("reason", "problem", "order", "text", "step", "person")
        return dict.fromkeys(open_ones) | {
            "words": [*self.options.values()] or None,
            "status": statuses,
            "answer": values,
            self.posed.question: values,
        }


def surveys(events: Iterable[Event]) -> dict[str, Survey]:
    """The questions that were put to people, by name."""
    found: dict[str, Survey] = {}
    for event in events:
        if isinstance(event, Posed):
            survey = found.setdefault(event.question, Survey(event))
            survey.options |= _options(event)
        elif isinstance(event, Answer) and event.question in found:
            found[event.question].answers.append(event)
    return found


def _options(posed: Posed) -> dict[Any, str]:
    if posed.type == "yes_no":
        return {True: "yes", False: "no"}
    if posed.type == "likert":
        return {int(point): words for point, words in posed.options.items()}
    return dict(posed.options)


def _row(answer: Answer) -> Row:
    row = {
        "step": answer.step,
        "text": answer.text,
        "answer": answer.answer,
        "words": answer.content,
        "reason": answer.reason,
        "order": [*answer.order],
        "status": answer.status,
        "problem": answer.problem,
        answer.question: answer.answer,
        "person": answer.person,
    }
    if answer.status != "answered":
        row[FAILURE] = f"{answer.status}: {answer.problem}" if answer.problem else answer.status
    return row
