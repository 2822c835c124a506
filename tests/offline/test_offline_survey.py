"""How the offline engine answers surveys: by the persona, over the whole scale, the same again."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from tinytroupe_cli import events as e
from tinytroupe_cli.llm._providers.offline import survey

ADS = {
    "A": "A quiet garden full of tomatoes",
    "B": "A loud concert with guitars",
    "C": "A new phone",
}
GARDENER = {
    "name": "Ana", "age": 40,
    "preferences": {"likes": ["gardens and tomatoes"], "dislikes": ["loud concerts"]},
}  # fmt: skip


def ask(*questions, person="Ana", persona=None, seed=0, sample="0"):
    """What somebody answers."""
    context = e.AskContext(
        person=person, persona=persona or {"name": person}, place="the room", context=(),
        clock=datetime.fromisoformat("2026-01-05T09:00"), attention="", emotions="calm",
        memories=(), history=(), material=(), questions=questions,
    )  # fmt: skip
    return survey.answer(context, seed, sample)


def many(question, count=300, **persona):
    """The answers of so many people who differ by name alone."""
    names = [f"P{number}" for number in range(count)]
    told = (ask(question, person=name, persona={"name": name, **persona}) for name in names)
    return Counter(str(answer[question.name]) for answer in told)


def test_answers_are_the_same_again_and_differ_between_people_and_samples():
    """A pure function of context, seed and sample."""
    scale = e.Asking("q", "likert", "Hm?", {str(n): "" for n in range(1, 8)})
    assert ask(scale) == ask(scale)
    assert len({ask(scale, sample=str(n))["q"] for n in range(20)}) > 2
    assert len({ask(scale, seed=n)["q"] for n in range(20)}) > 2


def test_the_whole_scale_is_used():
    """Its ends too, where nothing in a persona speaks to the question; and no side is preferred."""
    found = many(e.Asking("q", "likert", "Hm?", {str(n): "" for n in range(1, 6)}))
    assert sorted(found) == ["1", "2", "3", "4", "5"]
    assert found["1"] > 15 < found["5"]
    assert abs(found["1"] + found["2"] - found["4"] - found["5"]) < 60


def test_tastes_decide_more_often_than_chance():
    """What is liked is chosen and ranked first, what is disliked is ranked last."""
    choice = many(e.Asking("q", "choice", "Which?", ADS), **GARDENER)
    assert choice["A"] > 150
    order = ask(e.Asking("q", "ranking", "Which?", ADS), persona=GARDENER)["q"]
    assert sorted(order) == ["A", "B", "C"]
    last = [
        ask(e.Asking("q", "ranking", "?", ADS), persona=GARDENER, seed=seed)["q"][-1]
        for seed in range(60)
    ]
    assert last.count("B") > 30


def test_the_order_in_which_options_are_shown_decides_nothing():
    """Only labels and texts do."""
    turned = dict(reversed(ADS.items()))
    for seed in range(20):
        one = ask(e.Asking("q", "choice", "Which?", ADS), seed=seed)
        assert one == ask(e.Asking("q", "choice", "Which?", turned), seed=seed)


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        (e.Asking("q", "number", "How much?", minimum=3, maximum=9), lambda a: 3 <= a <= 9),
        (e.Asking("q", "number", "How much of 40?", minimum=0), lambda a: a >= 0),
        (e.Asking("q", "choices", "?", ADS, choose=(1, 2)), lambda a: 1 <= len(a) <= 2),
        (e.Asking("q", "ranking", "?", ADS, choose=(2, 2)), lambda a: len({*a}) == 2),
        (e.Asking("q", "yes_no", "?"), lambda a: a in {"yes", "no"}),
        (e.Asking("q", "text", "?"), lambda a: a.strip()),
    ],
)
def test_answers_keep_within_what_is_asked(question, fits):
    """Bounds, counts, distinct places."""
    assert all(fits(ask(question, seed=seed)["q"]) for seed in range(60))


def test_facts_of_a_persona_answer_questions_about_them():
    """An age, and the option that names a fact."""
    assert ask(e.Asking("q", "number", "How old are you?"), persona=GARDENER)["q"] == 40
    bands = {"a": "18-29", "b": "30-49", "c": "50+"}
    group = e.Asking("q", "choice", "What is your age group?", bands)
    assert ask(group, persona=GARDENER)["q"] == "b"
    where = e.Asking("q", "choice", "Where?", {"x": "Oslo", "y": "Rome"})
    assert ask(where, persona={"name": "Ana", "residence": "Rome"})["q"] == "y"


def test_reasons_are_out_of_the_persona_and_never_told_twice():
    """Also of somebody of whom only facts are known; where a fact comes from is nobody's reason."""
    asked = [e.Asking(n, "likert", "Gardens?", {"1": "", "2": ""}, reason=True) for n in "ab"]
    one, two = (each["reason"] for each in ask(*asked, persona=GARDENER).values())
    assert one != two
    bare = {"name": "Ana", "age": 40, "party": "none", "provenance": {"population": "usa"}}
    told = [ask(asked[0], persona=bare, seed=n)["a"]["reason"] for n in range(9)]
    assert all("40" in text or "party" in text for text in told)
    assert not any("usa" in text for text in told)
