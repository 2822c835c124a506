"""Names fit country, gender and age, and nobody has another's."""

from __future__ import annotations

import pytest

from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec.population import load_population, population_of, sample


def people_of(country, ages, count=150, **attributes):
    """People of a country in one band of ages, half of them women."""
    data = {
        "country": country,
        "attributes": {"gender": {"female": 0.5, "male": 0.5}, "age": {ages: 1.0}} | attributes,
    }
    problems = Problems()
    return sample(population_of(data, problems), count, seed=1), problems.warnings


@pytest.mark.parametrize(
    "country",
    ["United States", "Brazil", "Spain", "Germany", "Kenya", "United Kingdom", "France", "Italy",
     "India", "Mexico", "Japan", "China", "Nigeria", "Turkey"],
)  # fmt: skip
def test_every_country_has_its_own_names(country):
    """No name twice among many, the genders share few, and old people have other names."""
    old, warnings = people_of(country, "75-90")
    young, _ = people_of(country, "18-24")
    assert warnings == ()
    assert len({person.name for person in old}) == len(old)

    def first(people, gender):
        return {
            given(person.name, country) for person in people if person.facts["gender"] == gender
        }

    assert len(first(old, "female") & first(old, "male")) <= 2
    assert len(first(old, "female") & first(young, "female")) < 0.5 * len(first(young, "female"))


def given(name, country):
    """The first name of a full one."""
    return name.split()[-1 if country == "China" else 0]


def test_origin_decides_on_names():
    """Asian Americans and Hispanics have such family names, most of them."""
    asian, _ = people_of("USA", "30-40", ethnicity={"Asian": 1.0})
    latin, _ = people_of("USA", "30-40", ethnicity={"Hispanic or Latino": 1.0})
    white, _ = people_of("USA", "30-40", ethnicity={"White": 1.0})
    families = [{one.name.split()[-1] for one in group} for group in (asian, latin, white)]
    assert len(families[0] & families[2]) < 10
    assert len(families[1] & families[2]) < 10
    assert {"Nguyen", "Kim", "Patel"} & families[0]
    assert {"Garcia", "Rodriguez", "Hernandez"} & families[1]


def test_an_unknown_country_is_told():
    """Its people get names from all over the world, and the file can set its own."""
    people, warnings = people_of("Atlantis", "20-60", count=500)
    assert "no names of `Atlantis` are known" in warnings[0]
    assert len({person.name for person in people}) == 500


def test_names_of_the_file_go_first_and_still_never_repeat(read):
    """Where they are few, people get a second first name, and at last a number."""
    small = read(
        "attributes: {gender: {f: 50%, m: 50%}}\nnames: {female: [Ana, Bea], male: [Cid, Dov], family: [Paz, Roy]}\n"
    )
    people = sample(small, 40, seed=1)
    names = {person.name for person in people}
    assert len(names) == 40 or pytest.fail(f"{len(names)} names")
    parts = {part for name in names for part in name.split() if not part.isdigit()}
    assert parts == {"Ana", "Bea", "Cid", "Dov", "Paz", "Roy"}


def test_names_that_are_taken_are_left_alone():
    """So that two samples of one scenario have nobody of the same name."""
    usa = load_population("usa").population
    first = sample(usa, 300, seed=1)
    taken = {person.name for person in first}
    again = sample(usa, 300, seed=1, taken=taken)
    assert not taken & {person.name for person in again}
    assert [one.facts for one in again] == [one.facts for one in first]
