"""The answers to a survey as flat rows: one for each person and question, or for each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tinytroupe_cli.events import Answer, Defined, Event, Joined, Posed
from tinytroupe_cli.harvest._rows import Row, flatten
from tinytroupe_cli.spec import PROVENANCE

FIRST = ("run", "person")
LAST = ("step", "question", "type", "answer", "words", "reason", "option_order", "engine",
        "sample", "status", "problem")  # fmt: skip
ANSWER_COLUMNS = (*FIRST, *LAST)
"""The columns of answers, without facts: what a table of nobody has."""
LONGEST = 40
"""Characters: a longer text that was written about a person is no column to group by."""


def answer_rows(
    events: Iterable[Event], *, run: str = "", engine: str = "", sample: int = 0
) -> list[Row]:
    """One row for each person and question, in the order in which they were answered.

    Columns: `run`, `person`, the person's facts as they were at that moment (numbers, truths and
    short texts of the persona, nested ones with dots), `step`, `question`, `type`, `answer`,
    `words`, `reason`, `option_order`, `engine`, `sample`, `status`, `problem`. A fact that is
    called as one of these is `fact.` and its name. Several labels are a list.
    """
    people = _People()
    types: dict[str, str] = {}
    found: list[tuple[Answer, Row]] = []
    for event in events:
        if isinstance(event, Joined | Defined):
            people.know(event.person, event.persona)
        elif isinstance(event, Posed):
            types[event.question] = event.type
        elif isinstance(event, Answer):
            found.append((event, people.facts(event.person)))
    columns = people.columns(facts for _, facts in found)
    return [
        {"run": run, "person": answer.person}
        | {name: facts.get(key) for key, name in columns.items()}
        | {
            "step": answer.step,
            "question": answer.question,
            "type": types.get(answer.question),
            "answer": answer.answer,
            "words": answer.content or None,
            "reason": answer.reason,
            "option_order": [*answer.order] or None,
            "engine": engine,
            "sample": sample,
            "status": answer.status,
            "problem": answer.problem,
        }
        for answer, facts in found
    ]


def wide_rows(
    events: Sequence[Event], *, run: str = "", engine: str = "", sample: int = 0
) -> list[Row]:
    """One row for each person: facts, then columns for each question.

    `vote` holds the answer, `vote.reason` the reason where one was asked for, and `vote.status`
    why there is none where somebody has none. Of several choices there is a column for each
    option, `likes.A`, that is 1 or 0; of a ranking the place of each, `rank.A`, 1 for the best.
    """
    posed = {each.question: each for each in events if isinstance(each, Posed)}
    lacking = {
        each.question for each in events if isinstance(each, Answer) and each.status != "answered"
    }
    columns = [name for question in posed.values() for name in _columns(question, lacking)]
    own = set(LAST) - {"engine", "sample"}
    rows: dict[str, Row] = {}
    for row in answer_rows(events, run=run, engine=engine, sample=sample):
        person = rows.setdefault(
            row["person"],
            {key: value for key, value in row.items() if key not in {*own, "engine", "sample"}}
            | dict.fromkeys(columns)
            | {"engine": engine, "sample": sample},
        )
        question = posed[row["question"]]
        person |= {name: value for name, value in _cells(question, row).items() if name in columns}
    return [*rows.values()]


def _columns(question: Posed, lacking: set[str]) -> list[str]:
    name = question.question
    own = [name]
    if question.type in {"choices", "ranking"}:
        own = [f"{name}.{label}" for label in question.options]
    if question.reason:
        own.append(f"{name}.reason")
    return [*own, f"{name}.status"] if name in lacking else own


def _cells(question: Posed, row: Row) -> Row:
    name, answer = question.question, row["answer"]
    cells: Row = {f"{name}.reason": row["reason"], f"{name}.status": row["status"]}
    if question.type not in {"choices", "ranking"}:
        return cells | {name: answer}
    if row["status"] != "answered":
        return cells
    if question.type == "ranking":
        return cells | {f"{name}.{label}": place for place, label in enumerate(answer, start=1)}
    return cells | {f"{name}.{label}": int(label in answer) for label in question.options}


class _People:
    """What is known of people at a moment, each persona flattened once."""

    def __init__(self) -> None:
        self._personas: dict[str, Mapping[str, Any]] = {}
        self._flat: dict[str, Row] = {}
        self.given: set[str] = set()
        """Facts that keep their column however long they are: those that were sampled, and those
        of people who are a row of a table, which holds no lists."""

    def know(self, name: str, persona: Mapping[str, Any]) -> None:
        self._personas[name] = persona
        self._flat.pop(name, None)
        self.given.update(persona.get(PROVENANCE, {}).get("sampled", ()))
        flat = flatten({key: value for key, value in persona.items() if key != PROVENANCE})
        if not any(isinstance(value, list | Mapping) for value in flat.values()):
            self.given.update(flat)

    def facts(self, name: str) -> Row:
        if name not in self._flat:
            persona = {
                key: value
                for key, value in self._personas.get(name, {}).items()
                if key not in {"name", PROVENANCE}
            }
            self._flat[name] = {
                key: value
                for key, value in flatten(persona).items()
                if isinstance(value, str | int | float)
            }
        return self._flat[name]

    def columns(self, people: Iterable[Row]) -> dict[str, str]:
        """Fact -> its column: those that were given, and those that are short for most."""
        short: dict[str, int] = {}
        for facts in people:
            for key, value in facts.items():
                fits = not isinstance(value, str) or (len(value) <= LONGEST and "\n" not in value)
                short[key] = short.get(key, 0) + (1 if fits else -1)
        taken = {*ANSWER_COLUMNS}
        return {
            key: f"fact.{key}" if key in taken else key
            for key, more in short.items()
            if more > 0 or key in self.given
        }
