"""What people answered in their own words: the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.cli._ended import Ended
from tinytroupe_cli.events import Answer
from tinytroupe_cli.spec import AskStep
from tinytroupe_cli.view import paragraph, table

SHOWN = 10


def show_texts(out: Any, ended: Sequence[Ended], step: AskStep) -> None:
    """Print the first answers to each question that is answered with a text, and how to see all."""
    names = [question.name for question in step.questions if question.type == "text"]
    for run in (each.run for each in ended if each.run is not None):
        for name in names:
            every = [
                each for each in run.events if isinstance(each, Answer) and each.question == name
            ]
            own = [each for each in every if each.step == every[-1].step]
            given = [each for each in own if each.status == "answered"]
            title = f"{name}: {min(SHOWN, len(given))} of {len(given)} answers"
            table(
                out, title, [{"person": each.person, name: each.answer} for each in given[:SHOWN]]
            )
            lost = len(own) - len(given)
            missing = f"{lost} without an answer; " if lost else ""
            paragraph(out, f"({missing}all of them: troupe show {run.id} --answers)")
            out.print()
