"""`troupe population audit`: folders, populations and runs, and what the exit code says."""

from __future__ import annotations

import json

POPULATION = """
name: Testland
attributes:
  gender: {female: 50%, male: 50%}
  age: {18-39: 40%, 40-69: 60%}
"""


def test_a_population_is_sampled_and_fits_itself(troupe, tmp_path):
    """300 people have the shares that they were sampled by, and every temper."""
    (tmp_path / "testland.yaml").write_text(POPULATION, "utf-8")
    done = troupe(
        "population", "audit", "testland.yaml", "-n", "300", "--fail-under", "0.01",
        "--min-low", "0.1", "--max-doubles", "0", "--format", "json",
    )  # fmt: skip
    found = done.document
    assert done.code == 0
    assert (found["n"], found["exit_code"]) == (300, 0)
    assert [row["fact"] for row in found["fit"]] == ["gender", "age"]
    assert all(check["ok"] for check in found["checks"])
    assert len(found["traits"]) == 5


def test_a_folder_is_looked_at_and_a_threshold_that_is_not_kept_is_exit_code_1(troupe, tmp_path):
    """The crowd of one gender does not fit; in text too."""
    (tmp_path / "testland.yaml").write_text(POPULATION, "utf-8")
    crowd = tmp_path / "crowd"
    crowd.mkdir()
    for at in range(20):
        text = f"name: Woman {at}\nage: {20 + at}\ngender: female\n"
        (crowd / f"w{at}.yaml").write_text(text, "utf-8")
    wrong = troupe(
        "population", "audit", "crowd", "--against", "testland.yaml", "--fail-under", "0.01"
    )
    assert wrong.code == 1
    assert "chi-square 20.00" in wrong.out
    assert "no weights mend the shares" in wrong.out
    assert troupe("population", "audit", "crowd", "--against", "testland.yaml").code == 0


def test_a_runs_people_are_looked_at(troupe, tmp_path):
    """Those of the latest run."""
    path = tmp_path / "play.yaml"
    path.write_text("people: [lisa, oscar]\nsteps: [note: x]\n", "utf-8")
    assert troupe("run", "play.yaml", "--model", "offline").code == 0
    found = troupe("population", "audit", "latest", "--format", "json").document
    assert (found["n"], found["likeness"]["texts"]["pairs"]) == (2, 1)


def test_bad_usage_is_exit_code_2(troupe):
    """Nobody by this name; a threshold on shares without shares; no such run."""
    assert troupe("population", "audit", "atlantis").code == 2
    wrong = troupe("population", "audit", "lisa", "--fail-under", "0.05")
    assert wrong.code == 2
    assert "--against" in wrong.err
    assert troupe("population", "audit", "latest").code in {2, 5}


def test_what_cannot_be_sampled_is_told_in_short_and_listed_by_the_audit(troupe, folder):
    """Some parts in the warning, with how many there are; all of them in the audit."""
    opinions = {f"Topic {number}": {"For It": "70%"} for number in range(30)}
    content = {"Country": "Spain", "Gender": {"Male": "49%", "Female": "51%"}, "Views": opinions}
    text = json.dumps({"title": "Isle", "content": content})
    (folder / "isle.json").write_text(text, encoding="utf-8")
    done = troupe("population", "sample", "isle.json", "-n", "3", "-o", "p", "--facts-only")
    assert done.code == 0
    assert "30 parts are not sampled" in done.err
    assert "and 26 more, which `troupe population audit` names" in done.err
    assert len(done.err) < 600
    audited = troupe("population", "audit", "isle.json", "-n", "20", "--format", "json")
    assert len(audited.document["not_sampled"]) == 30
    assert "Views > Topic 29 (one figure alone)" in troupe("population", "audit", "isle.json").out
