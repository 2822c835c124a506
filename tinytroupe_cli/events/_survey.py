"""Events of a survey: what is asked, and what each person answered or why not."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tinytroupe_cli.events._base import BaseEvent

QuestionType = Literal["choice", "choices", "likert", "ranking", "number", "yes_no", "text"]


class Posed(BaseEvent):
    """A question of a survey is put to people: what all of them are asked."""

    kind: Literal["question"] = "question"
    question: str
    """Its name; columns of results are called so."""
    type: QuestionType
    text: str
    """As written, with the places where earlier answers go in."""
    options: dict[str, str] = Field(default_factory=dict)
    """Label -> what it stands for, in the order of the file; the points of a likert scale too."""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    """What a number counts."""
    choose: tuple[int, int] | None = None
    """How many options at least and at the most; of a ranking, how many places."""
    reason: bool = False
    """Whether a reason is asked for."""
    material: tuple[str, ...] = ()
    """The documents and images that are shown with it."""


class Answer(BaseEvent):
    """What one person answered to one question, or why there is no answer."""

    kind: Literal["answer"] = "answer"
    person: str
    question: str
    text: str = ""
    """The question as this person was asked it."""
    answer: Any = None
    """A label; labels, best first for a ranking; the number of a likert point; a number; true or
    false; a text. None where there is no answer."""
    content: str = ""
    """The answer in words."""
    reason: str | None = None
    order: tuple[str, ...] = ()
    """The labels of the options in the order in which they were shown."""
    status: Literal["answered", "skipped", "invalid", "failed"] = "answered"
    """`skipped`: a condition left it out; `invalid`: the replies held no answer to it, `failed`:
    there was no reply."""
    problem: str | None = None
    """Why there is no answer."""
    calls: tuple[str, ...] = ()
    """The keys of the calls behind it, in the ledger."""
    remembered: bool = False
    """Whether the person will know of it; nobody else ever does."""
