"""`troupe reduce` on the answers of a survey: tables for people, columns for programs."""

from __future__ import annotations

import csv
import io

import pytest

SURVEY = """
people: [lisa, oscar, kenji, fatima]
seed: 3
steps:
  - ask:
      vote: {text: "Which drink?", options: {A: Tea with milk., B: Cold water.}, reason: true}
      liking: {text: "How much do you like tea?", scale: {1: not at all, 5: very much}}
      best: {text: "Rank them.", type: ranking, options: [tea, milk, juice]}
"""
RULES = """
reduce:
  votes: {share: vote}
  groups: {share: vote, by: gender}
  ages: {mean: liking, by: {age: [18, 35, 50]}}
  raked: {share: vote, weights: {gender: {Female: 70%, Male: 30%}}}
  box: {top_box: liking}
  points: {borda: best}
  reasons: {table: [person, vote, vote.reason]}
"""


@pytest.fixture
def played(troupe, folder):
    """A survey that was run, and rules beside it."""
    (folder / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    assert troupe("run", "survey.yaml", "--model", "offline").code == 0
    return folder


def test_a_survey_is_reduced_with_the_documented_columns(troupe, played):
    """Every share and mean has its n, its interval and what it was not compared with."""
    done = troupe("reduce", "--rules", "rules.yaml", "--format", "json")
    assert done.code == 0
    found = done.document["reduce"]
    assert [(row["vote"], row["text"]) for row in found["votes"]] == [
        ("A", "Tea with milk."), ("B", "Cold water.")]  # fmt: skip
    assert sum(row["count"] for row in found["votes"]) == 4
    for name in ("votes", "groups", "ages", "raked", "box", "points"):
        for row in found[name]:
            assert {"n", "missing", "interval", "note"} <= row.keys()
    assert {row["age"] for row in found["ages"]} == {"18-34", "35-49", "50+"}
    assert found["raked"][0]["design_effect"] > 1
    assert sum(row["borda"] for row in found["points"]) == 4 * (2 + 1 + 0)
    assert len(found["reasons"]) == 4


def test_the_csv_has_one_head_and_the_terminal_a_cross_table(troupe, played):
    """Shares as numbers for programs, as percentages with their counts for people."""
    (played / "one.yaml").write_text(
        "reduce: {groups: {share: vote, by: gender}}\n", encoding="utf-8"
    )
    table = troupe("reduce", "--rules", "one.yaml", "--format", "csv").out
    rows = [*csv.DictReader(io.StringIO(table))]
    assert [*rows[0]][:6] == ["gender", "vote", "text", "count", "share", "share_low"]
    assert sum(float(row["share"]) for row in rows) == pytest.approx(2)
    shown = troupe("reduce", "--rules", "rules.yaml").out
    assert "groups: vote by gender" in shown
    assert "A  Tea with milk." in shown
    assert "95% Wilson interval" in shown
    assert "not compared with human data" in shown
    assert "design effect" in shown


def test_a_slip_in_a_rule_is_exit_code_2_and_names_what_there_is(troupe, played):
    """A question that nobody was asked; a ranking that is no share."""
    for rule, said in (("share: vot", "'vote'"), ("share: best", "first_choice")):
        (played / "one.yaml").write_text(f"reduce: {{x: {{{rule}}}}}\n", encoding="utf-8")
        done = troupe("reduce", "--rules", "one.yaml")
        assert done.code == 2
        assert said in done.err


def test_reasons_are_put_into_categories_that_can_be_counted(troupe, played):
    """Afterwards, of a stored run; a second time nobody is asked, a wrong column is bad usage."""
    done = troupe("extract", "--normalize", "vote.reason", "--into", "2", "--format", "json")
    assert done.code == 0
    rows = done.document["extract"]["categories"]
    assert len(rows) == 4
    assert {"categories", "text"} == rows[0]["value"].keys()
    again = troupe("extract", "--normalize", "vote.reason", "--into", "2", "--max-calls", "1")
    assert again.code == 0
    (played / "one.yaml").write_text(
        "reduce: {c: {share: categories, by: vote}}\n", encoding="utf-8"
    )
    shares = troupe("reduce", "--rules", "one.yaml", "--format", "json").document["reduce"]["c"]
    assert sum(row["count"] for row in shares) == 4
    for wrong in (("vote.raeson",), ("vote.reason", "--into", "0"), ("vote.reason", "--into", "a,A"),
                  ("vote.reason", "--fields", "a")):  # fmt: skip
        assert troupe("extract", "--normalize", *wrong).code == 2
