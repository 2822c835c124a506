"""People are sampled by code: the same seed, the same people, and shares that hold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spec.population.conftest import shares

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec.population import load_population, sample

METHODS = ("quota", "draw")
TRAITS = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_people(town, method):
    """Names, facts and order; another seed gives others."""
    people = sample(town, 120, seed=3, method=method)
    assert people == sample(town, 120, seed=3, method=method)
    assert people != sample(town, 120, seed=4, method=method)
    assert [person.number for person in people] == [*range(1, 121)]


def test_a_larger_draw_begins_with_the_smaller_one(town):
    """So that 100 people can become 200 without asking the first 100 again."""
    assert sample(town, 200, seed=9, method="draw")[:100] == sample(
        town, 100, seed=9, method="draw"
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(n=st.integers(1, 400), seed=st.integers(0, 1000))
def test_quotas_hold_to_one_person(town, n, seed):
    """Every marginal, at any size and seed."""
    people = sample(town, n, seed=seed)
    for attribute in town.attributes:
        found = shares(people, attribute.name)
        for label, share in attribute.shares.items():
            assert abs(found[label] - share * n) < 1 + 1e-6, (attribute.name, label)


def test_a_joint_table_holds_too(town):
    """Its cells come to one person of what they should be."""
    found = shares(sample(town, 500, seed=1), "gender", "age")
    for cell, share in town.tables[0].shares.items():
        assert abs(found[cell] - share * 500) <= 1.000001, cell


@pytest.mark.parametrize("method", METHODS)
def test_nobody_has_what_their_age_forbids(town, method):
    """No child is married, divorced, widowed, employed or retired, and no one of 30 is retired."""
    for person in sample(town, 800, seed=5, method=method):
        age = person.facts["age"]
        low, _, high = person.facts["age_group"].replace("+", "-99").partition("-")
        assert int(low) <= age <= int(high)
        if person.facts["marital_status"] in {"married", "divorced", "widowed"}:
            assert age >= 18
        if person.facts["employment"] in {"employed", "unemployed"}:
            assert age >= 15
        if person.facts["employment"] == "retired":
            assert age >= 50


@pytest.mark.parametrize("method", METHODS)
def test_people_differ_over_the_whole_range_of_each_trait(town, method):
    """Among 500 at least one in ten is low, one in ten high, and some are very low."""
    people = sample(town, 500, seed=11, method=method)
    for trait in TRAITS:
        words = [person.facts["personality"]["big_five"][trait] for person in people]
        assert sum("low" in word for word in words) >= 50
        assert sum("high" in word for word in words) >= 50
        assert {"very low", "very high"} <= {*words}
    tempers = [person.facts["personality"]["temper"] for person in people]
    assert all(len({temper[key] for temper in tempers}) == 5 for key in tempers[0])


def test_traits_go_together_as_they_do_in_people(town):
    """The blunt are seldom agreeable, the talkative often extravert."""
    rank = {"very low": -2, "low": -1, "medium": 0, "high": 1, "very high": 2}
    people = [person.facts["personality"] for person in sample(town, 2000, seed=2)]

    def together(a: str, b: str) -> float:
        pairs = [
            (
                rank[{**one["big_five"], **one["temper"]}[a]],
                rank[{**one["big_five"], **one["temper"]}[b]],
            )
            for one in people
        ]
        xx, yy = sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs)
        return sum(x * y for x, y in pairs) / (xx * yy) ** 0.5

    assert 0.2 < together("openness", "extraversion") < 0.4
    assert -0.4 < together("conscientiousness", "neuroticism") < -0.2
    assert together("agreeableness", "bluntness") < -0.4
    assert together("extraversion", "talkativeness") > 0.4


@pytest.mark.parametrize("method", METHODS)
def test_a_condition_passes_over_the_others(town, method):
    """Exactly as many people as asked for, all of whom meet it."""
    people = sample(town, 90, seed=1, method=method, where=lambda facts: facts["age"] >= 65)
    assert len(people) == 90
    assert all(person.facts["age"] >= 65 for person in people)


def test_a_condition_that_hardly_anybody_meets_is_refused(town):
    """Instead of an endless search."""
    with pytest.raises(UsageError, match="only 0 of"):
        sample(town, 5, seed=1, where=lambda facts: facts["age"] > 120)


@pytest.mark.parametrize("name", ["brazil", "germany", "kenya", "spain", "usa"])
def test_the_populations_of_the_library_can_be_sampled(name):
    """Each by its name; shares hold, and names differ."""
    loaded = load_population(name)
    people = sample(loaded.population, 500, seed=1)
    for attribute in loaded.population.attributes:
        found = shares(people, attribute.name)
        for label, share in attribute.shares.items():
            assert abs(found[label] - share * 500) <= 1.000001, label
    assert len({person.name for person in people}) == 500


CRITICAL = {1: 6.63, 2: 9.21, 3: 11.34, 4: 13.28, 6: 16.81}
"""Degrees of freedom -> chi-square that is passed by chance in one of a hundred samples."""


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["usa", "town"])
def test_five_hundred_people_are_like_their_population(town, name, method, seed):
    """Gender, age and two more within sampling error; nobody has another's name; all tempers."""
    population = town if name == "town" else load_population("usa").population
    people = sample(population, 500, seed=seed, method=method)
    for attribute in ("gender", "age", "employment", "marital_status"):
        wanted = population.attribute(attribute).shares
        found = shares(people, attribute)
        found.pop(None, None)
        n = found.total()
        expected = {label: share * n for label, share in wanted.items()}
        rare = [label for label, count in expected.items() if count < 5]
        pairs = [(found[label], count) for label, count in expected.items() if label not in rare]
        if rare:
            pairs.append(
                (sum(found[label] for label in rare), sum(expected[label] for label in rare))
            )
        statistic = sum((got - count) ** 2 / count for got, count in pairs)
        assert statistic < CRITICAL.get(len(pairs) - 1, 18.48), attribute
    assert len({person.name for person in people}) == 500
    for trait in TRAITS:
        low = sum("low" in person.facts["personality"]["big_five"][trait] for person in people)
        assert low >= 50
