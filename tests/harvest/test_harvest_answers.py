"""The answers to surveys as tables."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from tinytroupe_cli import events as e
from tinytroupe_cli.harvest import answer_rows, as_csv, wide_rows

START = datetime.fromisoformat("2026-01-05T09:00")
ANA = {"name": "Ana", "age": 30, "job": {"title": "cook"}, "status": "single",
       "beliefs": ["x"], "style": "You speak " + "long " * 20, "provenance": {"seed": 1}}  # fmt: skip
BOB = {"name": "Bob", "age": 41, "style": "short", "beliefs": ["y"]}


def story(*facts):
    """Events in order."""
    people = [(e.Joined, {"person": p["name"], "persona": p}) for p in (ANA, BOB)]
    return [
        kind(seq=seq, step=1, time=START, **given)
        for seq, (kind, given) in enumerate([*people, *facts], start=1)
    ]


def posed(name, type_, **facts):
    """A question."""
    return e.Posed, {"question": name, "type": type_, "text": f"{name}?", **facts}


def answer(person, name, value, **facts):
    """What somebody answered."""
    return e.Answer, {"person": person, "question": name, "answer": value, **facts}


VOTE = posed("vote", "choice", options={"A": "one", "B": "two"}, reason=True)


def test_a_row_for_each_person_and_question():
    """Facts are columns when they are short for most; lack of an answer has its reason."""
    events = story(
        VOTE,
        answer("Ana", "vote", "B", content="two", reason="so", order=("B", "A")),
        (e.Defined, {"person": "Bob", "persona": BOB | {"age": 42}}),
        answer("Bob", "vote", None, status="invalid", problem="'C' is none of A, B"),
    )
    first, second = answer_rows(events, run="r", engine="offline", sample=1)
    assert first == {
        "run": "r", "person": "Ana", "age": 30, "job.title": "cook", "fact.status": "single",
        "step": 1, "question": "vote", "type": "choice", "answer": "B", "words": "two",
        "reason": "so", "option_order": ["B", "A"], "engine": "offline", "sample": 1,
        "status": "answered", "problem": None,
    }  # fmt: skip
    assert (second["age"], second["job.title"], second["answer"]) == (42, None, None)
    assert (second["status"], second["problem"]) == ("invalid", "'C' is none of A, B")
    assert [*first] == [*second]


def test_a_row_for_each_person():
    """Several choices are a column each with 1 or 0, a ranking the place of each option."""
    options = {"options": {"A": "one", "B": "two", "C": "three"}}
    events = story(
        VOTE, posed("likes", "choices", **options), posed("rank", "ranking", **options),
        posed("pay", "number"), posed("own", "yes_no"),
        answer("Ana", "vote", "B", reason="so"), answer("Ana", "likes", ["A", "C"]),
        answer("Ana", "rank", ["C", "A"]), answer("Ana", "pay", 2.5), answer("Ana", "own", False),
        answer("Bob", "vote", "A", reason="as"), answer("Bob", "likes", []),
        answer("Bob", "rank", None, status="failed"), answer("Bob", "pay", 3),
        answer("Bob", "own", None, status="skipped"),
    )  # fmt: skip
    ana, bob = wide_rows(events, run="r", engine="toy", sample=0)
    assert [*ana][-4:] == ["own", "own.status", "engine", "sample"]
    assert {key: ana[key] for key in ("vote", "vote.reason", "pay", "own")} == {
        "vote": "B", "vote.reason": "so", "pay": 2.5, "own": False,
    }  # fmt: skip
    assert [ana[f"likes.{label}"] for label in "ABC"] == [1, 0, 1]
    assert [ana[f"rank.{label}"] for label in "ABC"] == [2, None, 1]
    assert [bob[f"likes.{label}"] for label in "ABC"] == [0, 0, 0]
    assert (bob["rank.A"], bob["rank.status"], bob["own.status"]) == (None, "failed", "skipped")
    assert "vote.status" not in ana


def test_the_csv_holds_numbers_as_numbers():
    """As any reader of CSV finds them; lists are JSON."""
    events = story(
        posed("n", "likert", options={"1": "", "2": "", "3": "much"}),
        answer("Ana", "n", 3, content="3 (much)", order=("1", "2", "3")), answer("Bob", "n", 1),
    )  # fmt: skip
    rows = [*csv.DictReader(io.StringIO(as_csv(answer_rows(events))))]
    assert [row["answer"] for row in rows] == ["3", "1"]
    assert rows[0]["option_order"] == '["1", "2", "3"]'
    assert rows[0]["words"] == "3 (much)"
