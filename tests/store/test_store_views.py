"""The named views: what a reader with sqlite3 or datasette sees."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_samples import NOON, begin, call, heard, reply, request, talk

from tinytroupe_cli import events as e
from tinytroupe_cli.store import Store


@pytest.fixture
def told(path: Path) -> Path:
    """A database with a run, a fork of it, calls, a request and extractions."""
    with Store.open(path) as store:
        begin(store, "old")
        story = [heard(1, "Hello?"), talk(2, "Hi."), talk(3, "No.")]
        store.commit_unit("old", story, unit=0, prefix_hash=None)
        begin(store, "new", parent="old", parent_seq=2)
        failure = e.Failure(
            seq=3, step=2, time=NOON, person="Bo", purpose="act", error="RefusedError", reason="no"
        )
        store.commit_unit("new", [failure], unit=1, prefix_hash=None)
        for cached in (False, True, True):
            store.recorder("new").record(call(cached=cached))
        store.recorder("new").record(call(purpose="judge", error="ServerError: 500"))
        store.cache.put(("k1", request("rules", "your turn"), reply()))
        _extract(store)
    return path


def _extract(store: Store) -> None:
    ideas = {"ideas": [{"idea": "lamp", "by": "Bo"}, {"idea": "chair", "by": "Ines"}]}
    votes = [{"person": "Ines", "value": "A"}, {"person": "Bo", "value": {"vote": "B", "n": 2}}]
    failed = [{"person": "Ada", "error": "RefusedError", "reason": "would not say"}]
    for name, rows, failures in (
        ("ideas", [{"person": None, "value": "older"}], []),
        ("ideas", [{"person": None, "value": ideas}], []),
        ("votes", votes, failed),
    ):
        result = {"rows": rows, "failures": failures}
        store.save_extraction("new", name, digest="d", engine="offline", result=result)


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as other:
        return other.execute(query).fetchall()


def test_the_transcript_tells_who_does_what_to_whom(told: Path):
    """A transcript reads in order, tells a fork's prefix too, and shows failures."""
    query = "SELECT seq, who, does, whom, text FROM transcript WHERE run = 'new'"
    assert _rows(told, query) == [
        (1, None, "CONVERSATION", "Ines", "Hello?"),
        (2, "Ines", "TALK", "Bo", "Hi."),
        (3, "Bo", "FAILURE", None, "RefusedError: no"),
    ]


def test_answers_have_a_line_for_each_field(told: Path):
    """The newest answers stand record by record and field by field, failures among them."""
    query = "SELECT name, person, record, field, value FROM answers WHERE run = 'new'"
    assert _rows(told, query + " ORDER BY name, record IS NULL, record") == [
        ("ideas", None, 1, "idea", "lamp"),
        ("ideas", None, 1, "by", "Bo"),
        ("ideas", None, 2, "idea", "chair"),
        ("ideas", None, 2, "by", "Ines"),
        ("votes", "Ines", 1, "value", "A"),
        ("votes", "Bo", 2, "vote", "B"),
        ("votes", "Bo", 2, "n", 2),
        ("votes", "Ada", None, "failure", "would not say"),
    ]


def test_cost_tells_paid_from_kept(told: Path):
    """Tokens are those paid for; what came from kept replies is counted apart."""
    query = (
        "SELECT purpose, calls, cached_calls, failed_calls, prompt_tokens, saved_tokens"
        " FROM cost WHERE run = 'new' ORDER BY purpose"
    )
    assert _rows(told, query) == [("act", 3, 2, 0, 900, 1880), ("judge", 1, 0, 1, 900, 0)]


def test_requests_can_be_read(told: Path):
    """What was asked can be read message by message."""
    query = "SELECT person, model, role, text FROM requests WHERE key = 'k1' ORDER BY position"
    assert _rows(told, query) == [
        ("Ines", "small", "system", "rules"),
        ("Ines", "small", "user", "your turn"),
    ]


def test_tables_are_strict(told: Path):
    """No table takes a value of a wrong type."""
    ours = "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
    loose = {row[0] for row in _rows(told, f"{ours} AND NOT strict")}
    assert loose <= {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence"}


def test_answers_to_surveys_are_lines_of_their_own_and_among_answers(path: Path):
    """With why there is none, where there is none; and the transcript tells them."""
    place: dict[str, Any] = {"step": 1, "time": NOON, "question": "vote"}
    with Store.open(path) as store:
        begin(store, "r")
        story = [
            e.Posed(seq=1, type="choice", text="Which?", options={"A": "a", "B": "b"}, **place),
            e.Answer(
                seq=2, person="Bo", answer="B", content="b", reason="so", order=("B", "A"), **place
            ),
            e.Answer(seq=3, person="Ines", status="invalid", problem="'C' is none", **place),
        ]
        store.commit_unit("r", story, unit=0, prefix_hash=None)
    query = "SELECT person, question, answer, words, reason, option_order, status, problem"
    assert _rows(path, f"{query} FROM surveys") == [
        ("Bo", "vote", "B", "b", "so", '["B","A"]', "answered", None),
        ("Ines", "vote", None, None, None, "[]", "invalid", "'C' is none"),
    ]
    assert _rows(path, "SELECT name, person, record, field, value FROM answers") == [
        ("vote", "Bo", 1, "answer", "B"),
        ("vote", "Bo", 1, "reason", "so"),
        ("vote", "Bo", 1, "status", "answered"),
        ("vote", "Ines", 2, "status", "invalid"),
        ("vote", "Ines", 2, "problem", "'C' is none"),
    ]
    assert _rows(path, "SELECT who, does, whom, text FROM transcript") == [
        (None, "QUESTION", "vote", "Which?"),
        ("Bo", "ANSWER", "vote", "b (so)"),
        ("Ines", "ANSWER", "vote", "invalid: 'C' is none"),
    ]
