"""Surveys: questions, what they may be answered with, and the step that puts them to people."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field

from tinytroupe_cli.spec._base import Spec
from tinytroupe_cli.spec._who import Who

QuestionType = Literal["choice", "choices", "likert", "ranking", "number", "yes_no", "text"]

PIPE = re.compile(r"\{(?P<name>\w[\w-]*)(?P<reason>\.reason)?\}")
"""Where an earlier answer goes into a text: `{vote}`, or its reason: `{vote.reason}`."""


class MaterialFile(Spec):
    """A document or an image that is shown with questions."""

    file: str
    """Its name or path; relative ones begin beside the scenario."""
    digest: str = ""
    """The identity of its content; filled by the loader, as the rest is."""
    text: str = Field(default="", exclude=True)
    """The words of a document."""
    media: str = ""
    """The media type of an image, such as image/png."""
    data: str = Field(default="", exclude=True)
    """The bytes of an image in base64."""


class Question(Spec):
    """One question and what it may be answered with."""

    name: str
    """What its column is called; in YAML the key under which the question stands."""
    text: str = Field(min_length=1)
    """What is asked; `{vote}` stands for the answer to the earlier question `vote` in words."""
    type: QuestionType
    """choice, choices, likert, ranking, number, yes_no or text; where it is left out, options make
    a choice (with `choose` several), a scale a likert, bounds a number, and nothing a text."""
    options: dict[str, str] = Field(default_factory=dict)
    """Label -> what it stands for, or a list of texts that are their own labels."""
    scale: dict[str, str] = Field(default_factory=dict)
    """Likert: the points in order, number -> words; 5 is 1 to 5 without words, a list of words is
    numbered from 1, and of `{1: never, 5: always}` the points between have no words."""
    minimum: float | None = None
    """The least number that is taken."""
    maximum: float | None = None
    """The greatest number that is taken."""
    unit: str = ""
    """What a number counts, such as `dollars a month`."""
    choose: tuple[int, int] | None = None
    """How many options: a number, or [least, most]; of a ranking, how many places."""
    reason: bool = False
    """Whether to ask why, before the answer."""
    shuffle: bool | Literal["reverse"] | None = None
    """Whether the options come in another order for each person; `reverse` turns the order round
    for half of them. Left out: yes for options, no for a scale."""
    condition: dict[str, Any] = Field(default_factory=dict, alias="if")
    """Who is asked: earlier answers and persona facts, such as `{vote: A, age: ">= 18"}`."""

    @property
    def among(self) -> dict[str, str]:
        """What is chosen among: the options, or the points of the scale."""
        return self.options or self.scale

    def needs(self) -> frozenset[str]:
        """The names of other questions that may have to be answered before this one."""
        piped = {found["name"] for found in PIPE.finditer(self.text)}
        return frozenset(piped | {path.removesuffix(".reason") for path in self.condition})


class AskStep(Spec):
    """People answer questions, each alone: `ask: "..."`, or `ask: {vote: {text: ...}}`."""

    verb: Literal["ask"]
    who: Who = "everyone"
    """Who is asked."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """What is asked, in order; in YAML a mapping of names and questions."""
    calls: Literal["block", "question"] = "block"
    """One request a person for all questions that can be asked together, or one for each."""
    remember: bool = True
    """Whether people will know later what they were asked and answered."""
    material: tuple[MaterialFile, ...] = ()
    """Documents (.txt .md .csv .json .pdf .docx) and images (.png .jpg .webp) that are shown."""


def blocks(questions: tuple[Question, ...], calls: str) -> list[tuple[Question, ...]]:
    """The questions that can be put in one request each; all a question needs comes before it."""
    found: list[list[Question]] = []
    for question in questions:
        known = {each.name for each in (found[-1] if found else ())}
        if not found or calls == "question" or question.needs() & known:
            found.append([])
        found[-1].append(question)
    return [tuple(block) for block in found]
