"""Raked weights give rows the shares that are known."""

from __future__ import annotations

import pytest
from spec.population.conftest import shares

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec.population import rake, sample

TARGETS = {
    "gender": {"woman": 0.47, "man": 0.53},
    "age_group": {"0-15": 0.2, "16-34": 0.25, "35-64": 0.35, "65+": 0.2},
    "quarter": {"harbour": 0.3, "old town": 0.3, "hill": 0.4},
    "employment": {
        "employed": 0.5,
        "unemployed": 0.05,
        "student": 0.1,
        "retired": 0.15,
        "not working": 0.2,
    },
}


def test_raking_reproduces_four_marginals(town):
    """Each share to a millionth, with positive weights whose mean is 1."""
    rows = [person.facts for person in sample(town, 600, seed=2, method="draw")]
    raked = rake(rows, TARGETS)
    assert raked.converged
    assert sum(raked.weights) / len(rows) == pytest.approx(1)
    assert min(raked.weights) > 0
    for name, wanted in TARGETS.items():
        for label, share in wanted.items():
            got = sum(
                weight
                for row, weight in zip(rows, raked.weights, strict=True)
                if row[name] == label
            )
            assert got / len(rows) == pytest.approx(share, abs=1e-6)


def test_raking_takes_joint_tables_and_weights_to_begin_with():
    """By hand: two cells of a joint table, one row of which counts double from the start."""
    rows = [{"a": "x", "b": "u"}, {"a": "x", "b": "u"}, {"a": "y", "b": "u"}, {"a": "y", "b": "v"}]
    raked = rake(
        rows, {("a", "b"): {("x", "u"): 0.6, ("y", "u"): 0.3, ("y", "v"): 0.1}}, start=[2, 1, 1, 1]
    )
    assert raked.weights == pytest.approx((1.6, 0.8, 1.2, 0.4))


def test_raking_says_when_targets_contradict_each_other():
    """No weights can do it, so that it has not converged, and by how much."""
    rows = [{"a": "x", "b": "u"}, {"a": "y", "b": "v"}]
    raked = rake(rows, {"a": {"x": 0.9, "y": 0.1}, "b": {"u": 0.1, "v": 0.9}})
    assert not raked.converged
    assert raked.gap == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ({"a": {"x": 1.0}}, "somebody has the a 'y', for which no share is given"),
        ({"a": {"x": 0.5, "y": 0.3, "z": 0.2}}, "nobody has the a 'z', whose share is to be 20.0%"),
    ],
)
def test_groups_that_cannot_be_weighed_are_named(targets, message):
    """A value without a target, and a target without anybody."""
    with pytest.raises(UsageError, match=message):
        rake([{"a": "x"}, {"a": "y"}], targets)


def test_conditional_shares_are_raked_to_the_marginals(read):
    """A table by age that is off by rounding comes out exact, and its odds stay."""
    town = read(
        "attributes:\n"
        "  age: {18-39: 40%, 40-64: 40%, 65-90: 20%}\n"
        "  pet: {cat: 33%, dog: 27%, none: 40%}\n"
        "conditional:\n"
        "  pet by age:\n"
        "    18-39: {cat: 40%, dog: 20%, none: 40%}\n"
        "    40-64: {cat: 30%, dog: 40%, none: 30%}\n"
        "    65-90: {cat: 25%, dog: 15%, none: 60%}\n"
    )
    found = shares(sample(town, 1000, seed=1), "age", "pet")
    assert {
        label: sum(found[age, label] for age in ("18-39", "40-64", "65-90"))
        for label in ("cat", "dog", "none")
    } == {"cat": 330, "dog": 270, "none": 400}
    assert found["65-90", "none"] == pytest.approx(120, abs=3)
