"""People who are generated: sampled when the file is read, by its seed, around what is certain."""

from __future__ import annotations

import pytest

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec import PROVENANCE, LifeOrder, Order, generated
from tinytroupe_cli.spec._described import described

TOWN = """\
name: Port
country: Brazil
attributes:
  gender: {female: 0.5, male: 0.5}
  age: {18-39: 0.5, 40-69: 0.5}
  trade: {fish: 0.3, rope: 0.7}
"""
ACT = "steps: [{act: everyone}]\n"


@pytest.fixture
def read(load, project):
    """Loads a scenario beside a population."""
    folder = project / "personas" / "populations"
    folder.mkdir(parents=True)
    (folder / "port.yaml").write_text(TOWN, encoding="utf-8")
    return load


def cast(read, text, **options):
    """Name -> persona of a scenario's people."""
    return {one.name: one.persona for one in read(text + ACT, **options).cast}


def test_names_and_facts_are_sampled_by_the_seed(read):
    """The same seed the same people, another seed others; --seed is a seed as the file's is."""
    ten = "people: {generate: 10, population: port}\n"
    assert cast(read, ten) == cast(read, ten) == cast(read, ten, seed=0)
    assert cast(read, ten, seed=5) == cast(read, f"seed: 5\n{ten}")
    assert cast(read, ten, seed=5).keys() != cast(read, ten).keys()
    trades = [persona["trade"] for persona in cast(read, ten).values()]
    assert (trades.count("fish"), trades.count("rope")) == (3, 7)


def test_entries_have_people_of_their_own(read):
    """Two entries of one population share nobody, and whoever is there already keeps the name."""
    both = "people: [ben, {generate: 40, population: port}, {generate: 40, population: port}]\n"
    found = cast(read, both)
    assert len(found) == 81
    alone = cast(read, "people: [ben, {generate: 40, population: port}]\n")
    assert alone.items() <= found.items()


def test_conditions_choose_among_those_sampled(read):
    """`where` holds for all, and steps can speak of sampled facts."""
    text = 'people: {generate: 6, population: port, where: {age: "< 40", trade: rope}}\n'
    found = cast(read, text).values()
    assert len(found) == 6
    assert all(one["age"] < 40 and one["trade"] == "rope" for one in found)
    steps = "people: {generate: 10, population: port}\nsteps: [{act: {trade: fish}}]\n"
    assert len(read(steps).scenario.steps[0].who) == 3


def test_fragments_and_definitions_are_facts_too(read):
    """They are merged onto what was sampled and win; the account of sampling stays."""
    text = "people: {generate: 2, population: port, fragments: [grumpy], define: {trade: nets}}\n"
    for persona in cast(read, text).values():
        assert (persona["trade"], persona["mood"]) == ("nets", "sour")
        assert persona[PROVENANCE]["population"] == "port"
        assert {"age", "gender", "trade"} <= {*persona[PROVENANCE]["sampled"]}


def test_an_order_says_how_the_lives_are_asked_for(read):
    """Context and particularities go to whoever writes the lives, and to nobody else."""
    text = "people: {generate: 1, population: port, context: the quay, particularities: all owe}\n"
    (member,) = read(text + ACT).cast
    assert (member.life.context, member.life.particularities) == ("the quay", "all owe")


def test_without_a_population_people_are_adults_of_all_kinds():
    """Ages and tempers differ, names do not repeat, and nobody is a child."""
    people = generated(Order(200, life=LifeOrder("A hospital")), seed=3)
    assert len({one.name for one in people}) == 200
    ages = [one.persona["age"] for one in people]
    assert min(ages) >= 18
    assert max(ages) - min(ages) > 50
    low = [
        one for one in people if "low" in one.persona["personality"]["big_five"]["agreeableness"]
    ]
    assert len(low) >= 20


@pytest.mark.parametrize(
    ("text", "one", "country", "gender", "ages", "name"),
    [
        ("A hospital in Sao Paulo.", False, "Brazil", None, None, None),
        ("A 45-year-old nurse in Recife called Ana Souza", True, "Brazil", None, (45, 45), "Ana Souza"),
        ("A baker named Ana who keeps bees", True, None, None, None, "Ana"),
        ("A vet in a town called Springfield, 30", True, None, None, (30, 30), None),
        ("A girl of 4 in Boston", True, "USA", "female", (4, 4), None),
        ("A so called expert", True, None, None, None, None),
        ("Marco De Luca, an Italian", True, "Italy", None, None, "Marco De Luca"),
        ("A woman of 45 who keeps bees", True, None, "female", (45, 45), None),
        ("Women in their forties", False, None, "female", (40, 49), None),
        ("A father of two girls who lives in Kenya", True, "Kenya", "male", None, None),
        ("Retired teachers in Berlin and Paris", False, None, None, (60, 90), None),
        ("Engineers aged 30 to 40", False, None, None, (30, 40), None),
        ("A 100 year old bank with 45-year-old walls", False, None, None, None, None),
        ("Men and women over 65", False, None, None, (65, 90), None),
    ],
)  # fmt: skip
def test_what_a_description_says_for_certain_holds(text, one, country, gender, ages, name):
    """Country, gender, ages and, of a single person, the name; what is doubtful is left to chance."""
    found = described(text, one=one)
    assert (found.country, found.gender, found.ages, found.name) == (country, gender, ages, name)


def test_what_was_described_is_not_said_to_be_sampled():
    """A name without a gender leaves the gender open, too: who writes the life can tell."""
    order = Order(1, life=LifeOrder("Ana Souza, 45, a nurse"), single=True)
    (ana,) = generated(order, seed=1)
    assert (ana.name, ana.persona["age"]) == ("Ana Souza", 45)
    assert "gender" not in ana.persona
    assert not {"name", "age"} & {*ana.persona[PROVENANCE]["sampled"]}


def test_a_condition_on_a_fact_that_nobody_has_is_told_at_its_key(read):
    """With the nearest known one, instead of looking through thousands of people for nobody."""
    with pytest.raises(SpecError, match=r":1:49: no attribute `agee`.*\n.*did you mean `age`"):
        read("people: {generate: 2, population: port, where: {agee: 3}}\n" + ACT)
