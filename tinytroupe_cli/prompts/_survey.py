"""The messages of a survey: the rules and what is shown for everyone first, the questions last."""

from __future__ import annotations

from tinytroupe_cli.events import AskContext, Asking
from tinytroupe_cli.prompts._messages import Pair, persona_text
from tinytroupe_cli.prompts._moments import chronicle
from tinytroupe_cli.prompts._templates import render


def ask_messages(context: AskContext) -> tuple[Pair, ...]:
    """The messages that put questions to a person.

    Documents stand behind the rules, where all who are asked have the same bytes; images go along
    with the last message, since endpoints take them from users alone.
    """
    documents = [each for each in context.material if not each.media]
    rules = render("ask.j2", documents=documents, guards=context.guards)
    questions = render(
        "questions.j2",
        context=context,
        lived=chronicle(context.history, context.person),
        images=len(context.material) - len(documents),
        wanted=wanted,
    )
    persona = persona_text(context.person, context.persona)
    return ("system", f"{rules}\n\n{persona}"), ("user", questions)


def wanted(question: Asking) -> str:
    """What an answer to a question has to be, in words."""
    count = len(question.options)
    least, most = question.choose or (0, count)
    labelled = any(text and text != label for label, text in question.options.items())
    what = "by its label" if labelled else "word for word"
    each = "by their labels" if labelled else "word for word"
    if question.type == "choice":
        return f"answer: one of them, {what}"
    if question.type == "choices":
        some = "all that apply, or []" if (least, most) == (0, count) else _count(least, most)
        return f"answer: a list of {some}, {each}"
    if question.type == "ranking":
        least, most = question.choose or (count, count)
        some = f"all {count}" if least == count else _count(least, most)
        return f"answer: a list of {some}, the best first, {each}"
    if question.type == "likert":
        return "answer: the number of one point"
    if question.type == "number":
        unit = f" of {question.unit}" if question.unit else ""
        return f"answer: a number{unit}{_bounds(question)}"
    return "answer: yes or no" if question.type == "yes_no" else "answer: in your own words"


def _count(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def _bounds(question: Asking) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f", at least {low:g}"
    return "" if high is None else f", at most {high:g}"
