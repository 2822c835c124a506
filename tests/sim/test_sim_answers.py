"""What is read out of a model's answer to a survey, and what is told instead."""

from __future__ import annotations

from datetime import datetime

import pytest

from tinytroupe_cli.events import Posed
from tinytroupe_cli.sim.answers import Reading, answers_schema, in_words
from tinytroupe_cli.spec import strict_ready

START = datetime.fromisoformat("2026-01-05T09:00")
ADS = {"A": "Fits your life.", "B": "Zero fees.", "C": "We answer."}
POINTS = {"1": "never", "2": "", "3": "always"}


def posed(type_, name="q", **facts):
    """A question."""
    return Posed(seq=1, step=1, time=START, question=name, type=type_, text="Hm?", **facts)


def read(question, value):
    """What a reply amounts to."""
    return Reading([question])({question.question: value}).answers[question.question][0]


@pytest.mark.parametrize(
    ("type_", "facts", "given", "answer"),
    [
        ("choice", {"options": ADS}, "B", "B"),
        ("choice", {"options": ADS}, "b)", "B"),
        ("choice", {"options": ADS}, "(B)", "B"),
        ("choice", {"options": ADS}, "Option B.", "B"),
        ("choice", {"options": ADS}, "zero fees", "B"),
        ("choice", {"options": ADS}, "B: Zero fees.", "B"),
        ("choice", {"options": {"1": "x", "2": "y"}}, 2, "2"),
        ("choices", {"options": ADS}, ["C", "a"], ["A", "C"]),
        ("choices", {"options": ADS}, [], []),
        ("choices", {"options": ADS}, "A", ["A"]),
        ("ranking", {"options": ADS}, ["C", "A", "B"], ["C", "A", "B"]),
        ("ranking", {"options": ADS, "choose": (1, 2)}, ["C"], ["C"]),
        ("likert", {"options": POINTS}, 3, 3),
        ("likert", {"options": POINTS}, 3.0, 3),
        ("likert", {"options": POINTS}, "3", 3),
        ("likert", {"options": POINTS}, "3 - always", 3),
        ("likert", {"options": POINTS}, "Always", 3),
        ("number", {"minimum": 0, "maximum": 10}, 2.5, 2.5),
        ("number", {"unit": "euros"}, "40 euros", 40),
        ("number", {}, 7.0, 7),
        ("yes_no", {}, "Yes.", True),
        ("yes_no", {}, False, False),
        ("text", {}, " fine ", "fine"),
    ],
)
def test_what_can_mean_one_thing_alone_is_read(type_, facts, given, answer):
    """By label, by words, in other letters; whole numbers stay whole."""
    found = read(posed(type_, **facts), given)
    assert (found, type(found)) == (answer, type(answer))


@pytest.mark.parametrize(
    ("type_", "facts", "given", "why"),
    [
        ("choice", {"options": ADS}, "A or B", "none of A, B, C"),
        ("choice", {"options": ADS}, None, "no label"),
        ("choice", {"options": {"A": "same", "B": "same"}}, "same", "none of A, B"),
        ("choices", {"options": ADS}, ["A", "A"], "twice"),
        ("choices", {"options": ADS, "choose": (2, 2)}, ["A"], "2 options are wanted, not 1"),
        ("ranking", {"options": ADS}, ["A", "B"], "3 options are wanted, not 2"),
        ("ranking", {"options": ADS}, {"A": 1}, "no list"),
        ("likert", {"options": POINTS}, 4, "none of 1, 2, 3"),
        ("likert", {"options": POINTS}, 2.5, "no point"),
        ("likert", {"options": POINTS}, True, "no point"),
        ("likert", {"options": POINTS}, "1 - always", "none of"),
        ("number", {"minimum": 0}, -1, "less than 0"),
        ("number", {"maximum": 10}, 11, "more than 10"),
        ("number", {}, "about 40", "no number"),
        ("number", {}, float("nan"), "no number"),
        ("yes_no", {}, "maybe", "neither yes nor no"),
        ("text", {}, "  ", "nothing"),
    ],
)
def test_anything_else_is_told_and_never_bent(type_, facts, given, why):
    """An answer beside the options is no answer."""
    with pytest.raises(ValueError, match=why):
        read(posed(type_, **facts), given)


def test_a_reason_that_is_wanted_has_to_be_there():
    """And stands apart from the answer."""
    question = posed("choice", options=ADS, reason=True)
    with pytest.raises(ValueError, match="a reason is wanted"):
        Reading([question])({"q": "A"})
    reading = Reading([question])({"q": {"reason": "It is cheap. ", "answer": "B"}})
    assert reading.answers == {"q": ("B", "It is cheap.")}


def test_a_reply_may_hold_some_answers_and_miss_others():
    """What is there is kept, and each fault has its question."""
    reading = Reading([posed("yes_no", "one"), posed("likert", "two", options=POINTS)])
    with pytest.raises(ValueError, match="two: 9 is none"):
        reading({"one": "no", "two": 9})
    assert (reading.answers, [*reading.faults]) == ({"one": (False, None)}, ["two"])


def test_the_form_of_a_reply_is_fit_for_strict_mode():
    """Closed, complete, with the reason before the answer."""
    kinds = [("choice", {"options": ADS}), ("choices", {"options": ADS}), ("text", {}),
             ("ranking", {"options": ADS}), ("likert", {"options": POINTS}), ("number", {}),
             ("yes_no", {})]  # fmt: skip
    asked = [posed(kind, kind, reason=True, **facts) for kind, facts in kinds]
    schema = answers_schema(asked)
    assert strict_ready(schema)
    assert all([*each["properties"]] == ["reason", "answer"]
               for each in schema["properties"].values())  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "facts", "answer", "words"),
    [
        ("choice", {"options": ADS}, "A", "Fits your life."),
        ("ranking", {"options": ADS}, ["B", "A"], "1. Zero fees.; 2. Fits your life."),
        ("choices", {"options": ADS}, [], "none of them"),
        ("likert", {"options": POINTS}, 3, "3 (always)"),
        ("likert", {"options": POINTS}, 2, "2"),
        ("number", {"unit": "euros"}, 40, "40 euros"),
        ("yes_no", {}, True, "yes"),
    ],
)
def test_answers_in_words(type_, facts, answer, words):
    """As people say them."""
    assert in_words(posed(type_, **facts), answer) == words
