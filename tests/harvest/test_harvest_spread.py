"""How far the same reduction is apart over repeats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli.harvest import spread


def test_shares_and_means_have_a_mean_a_deviation_and_both_ends():
    """A value that a sample lacks is 0 there; a mean that it lacks does not count."""
    one = {"votes": [{"ad": "A", "count": 3, "n": 4, "share": 0.75, "note": "x"}],
           "score": [{"n": 4, "missing": 0, "mean": 2.0, "sd": 1.0, "note": "x"}]}  # fmt: skip
    two = {"votes": [{"ad": "B", "count": 4, "n": 4, "share": 1.0, "note": "x"}],
           "score": [{"n": 0, "missing": 4, "mean": None, "sd": None, "note": "x"}]}  # fmt: skip
    found = spread([one, two])
    a, b = found["votes"]
    assert (a["ad"], a["share"], a["share_min"], a["share_max"]) == ("A", 0.375, 0, 0.75)
    assert a["share_sd"] == pytest.approx(0.5303, abs=1e-4)
    assert (b["ad"], b["share"]) == ("B", 0.5)
    assert (a["n"], b["n"]) == (4, 4)
    (score,) = found["score"]
    assert score["n"] == 0
    assert (score["mean"], score["mean_sd"], score["repeats"]) == (2.0, None, 2)


def test_tables_have_no_spread():
    """What is no measure is left out."""
    assert spread([{"t": [{"person": "Ana", "x": 1}]}, {"t": [{"person": "Ana", "x": 2}]}]) == {}


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=5))
def test_equal_samples_do_not_vary_and_others_lie_between_their_ends(counts):
    """The mean lies between the smallest and the largest; equal ones have no deviation."""
    samples = [
        {"talk": [{"person": name, "count": count} for name, count in zip("ab", each, strict=True)]}
        for each in counts
    ]
    for row, values in zip(spread(samples)["talk"], zip(*counts, strict=True), strict=True):
        assert row["count_min"] == min(values) <= row["count"] <= max(values) == row["count_max"]
        assert (row["count_sd"] == 0) is (len({*values}) == 1)
