"""Normalizer in Python, and `normalize` in a scenario: the same mapping, kept and used again."""

from __future__ import annotations

import sqlite3

import pytest
from support.chat_server import ChatServer

from tinytroupe_cli import Normalizer, run_scenario
from tinytroupe_cli.errors import SpecError, UsageError
from tinytroupe_cli.spec import ModelSettings

REASONS = [
    "The price is too high for me", "I find the price fair", "It is a question of the price",
    "My doctor warns me of salt", "There is too much salt in it", "Salt makes me thirsty",
    "My sister lives in Rome",
]  # fmt: skip

SURVEY = """
people: [lisa, oscar, {more}kenji]
seed: {seed}
steps:
  - ask: {{why: "What matters to you when you buy a drink?"}}
extract:
  reasons: {{normalize: why, into: 3, max_length: 20}}
reduce:
  shares: {{share: reasons}}
"""


def test_texts_with_the_same_words_meet_offline():
    """Price and salt are said most; what shares no word with either is left over."""
    found = Normalizer(REASONS[::-1], 2, model="offline", max_length=12)
    mapping = found.normalized_mapping()
    assert [len(texts) for texts in mapping.values()] == [3, 3, 1]
    assert {*mapping} >= {"Other"}
    assert mapping["Other"] == ["My sister lives in Rome"]
    price = found.normalize(REASONS[0])
    assert "price" in price.lower()
    assert found.normalize([REASONS[6], REASONS[1]]) == ["Other", price]
    assert found.normalize("Such a price!") == price
    assert all(len(label) <= 12 for label in mapping)
    assert Normalizer(REASONS, 2, model="offline", max_length=12).normalized_mapping() == mapping


def test_wrong_texts_are_refused():
    """No texts, no number of categories, something else than a text."""
    for elements, n in (([], 2), (["a"], 0), ([3], 2), ([" "], 2)):
        with pytest.raises(UsageError):
            Normalizer(elements, n, model="offline")


def test_a_scenario_sorts_answers_and_later_runs_ask_only_about_new_ones(tmp_path):
    """The second run has one more person: the categories stay, the mapping grows."""
    path, db = tmp_path / "s.yaml", tmp_path / "t.db"
    path.write_text(SURVEY.format(more="", seed=1), "utf-8")
    one = run_scenario(path, model="offline", db=db)
    assert one.exit_code == 0
    first = one.extractions["reasons"]
    assert [row["person"] for row in first["rows"]] == [
        row["person"] for row in one.extract["reasons"]
    ]
    assert sum(row["count"] for row in one.reduce["shares"]) == 3
    path.write_text(SURVEY.format(more="fatima, ", seed=1), "utf-8")
    second = run_scenario(path, model="offline", db=db).extractions["reasons"]
    assert second["categories"] == first["categories"]
    assert second["mapping"].items() >= first["mapping"].items()
    assert len(second["rows"]) == 4


def test_a_column_that_is_not_there_is_told_before_anything_is_played(tmp_path):
    """With its place, and the nearest that is there."""
    path = tmp_path / "s.yaml"
    text = SURVEY.format(more="", seed=1).replace("normalize: why", "normalize: whyy")
    path.write_text(text, "utf-8")
    with pytest.raises(SpecError) as error:
        run_scenario(path, model="offline", db=":memory:")
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (7, 24)
    assert "`why`" in (problem.hint or "")


def test_what_turns_out_to_be_no_text_loses_only_the_categories(tmp_path):
    """The run is played and kept, and says what was wrong."""
    path = tmp_path / "s.yaml"
    text = SURVEY.format(more="", seed=1).replace('"What matters to you when you buy a drink?"',
                                                  "{text: How much?, scale: 5}")  # fmt: skip
    path.write_text(text.replace("share: reasons", "share: why"), "utf-8")
    run = run_scenario(path, model="offline", db=":memory:")
    assert run.exit_code == 3
    assert "no text" in run.document["failures"][0]["reason"]
    assert run.reduce["shares"]


def test_the_same_texts_are_asked_about_once(tmp_path):
    """Over one database the second Normalizer costs nothing, in another order too."""

    def served(body):
        if body["response_format"]["json_schema"]["name"] == "categories":
            return {"categories": [{"name": "Price", "description": ""}]}
        items = [{"number": at, "category": "Price"} for at in range(1, 4)]
        return {"items": items}

    with ChatServer(served) as server:
        model = ModelSettings(name="toy", base_url=server.base_url)
        found = Normalizer(REASONS[:3], 2, model=model, db=tmp_path / "n.db")
        asked = len(server.requests)
        again = Normalizer(REASONS[2::-1], 2, model=model, db=tmp_path / "n.db")
        assert (
            found.normalized_mapping()
            == again.normalized_mapping()
            == {"Price": sorted(REASONS[:3])}
        )
        assert len(server.requests) == asked


def test_a_question_about_a_run_is_put_to_its_own_model(tmp_path, monkeypatch):
    """Named under the extraction, and told with what it found."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with ChatServer(lambda body: {"mood": body["model"]}) as server:
        path, db = tmp_path / "s.yaml", tmp_path / "t.db"
        path.write_text(
            "model: offline\npeople: [lisa]\nsteps: [note: x]\nextract:\n  mood: {objective: o, fields: "
            f"{{mood: text}}, model: {{name: 'openai:toy', base_url: '{server.base_url}'}}}}\n",
            "utf-8",
        )
        run = run_scenario(path, db=db)
        assert run.extract["mood"] == {"mood": "toy"}
        assert len(server.requests) == 1
    with sqlite3.connect(db) as connection:
        assert connection.execute("SELECT engine FROM extractions").fetchall() == [("openai",)]
    connection.close()
