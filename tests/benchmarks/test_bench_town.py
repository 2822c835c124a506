"""The people whom the benches put into scenarios."""

from __future__ import annotations

import yaml

from benchmarks.case import Case, at_most, exactly, over_all
from benchmarks.cases import CASES
from benchmarks.town import PERSONA, people, settle
from tinytroupe_cli.spec import load_scenario


def test_personas_are_full_seeded_and_different():
    """Names are unique, texts are of the promised size, and the same on every machine."""
    town = people(1_500)
    assert len({persona["name"] for persona in town}) == 1_500
    assert people(3) == town[:3]
    assert people(3, seed=1) != town[:3]


def test_a_town_loads_as_it_was_written(tmp_path):
    """The files are YAML of about 5,000 characters that the loader takes."""
    settle(tmp_path / "town", 3)
    (tmp_path / "scenario.yaml").write_text(
        "people: [town]\nsteps: [{rounds: 1}]\n", encoding="utf-8"
    )
    files = sorted((tmp_path / "town").iterdir())
    assert all(PERSONA <= len(file.read_text(encoding="utf-8")) < PERSONA * 1.05 for file in files)
    assert [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files] == people(3)
    loaded = load_scenario(tmp_path / "scenario.yaml")
    assert [member.name for member in loaded.cast] == [persona["name"] for persona in people(3)]


def test_cases_have_names_of_their_own():
    """Each can be asked for, and says what it measures."""
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.about for case in CASES)


def test_a_count_that_failed_once_is_shown_although_the_median_holds():
    """Times are judged by their median; what has to hold in every pass is not."""
    case = Case(
        "toy",
        "toy",
        lambda _: {},
        lambda found: [exactly("calls", found["calls"], 3), at_most("wall", found["wall"], 2)],
    )
    passes = [{"calls": 3, "wall": 1}, {"calls": 4, "wall": 9}, {"calls": 3, "wall": 1}]
    calls, wall = over_all(case, passes)
    assert (calls.held, calls.found) == (False, "4")
    assert (wall.held, wall.found) == (True, "1.00")
