"""Population files: what is read, what is left out and said, and what is wrong, at its place."""

from __future__ import annotations

import json
import re

import pytest
from spec.population.conftest import shares

from tinytroupe_cli.spec.population import load_population, sample

ISLAND = {
    "title": "The Island",
    "content": {
        "Demographics": {
            "Country": "Spain",
            "Age Distribution": {"0-17": "20%", "18-64": "60.4%", "65+": "19.6%"},
            "Gender Distribution": {"Male": "49%", "Female": "51%"},
            "Educational Attainment": {"School or Higher": "90%", "University or Higher": "35%"},
            "Household Income": {
                "Median Income": "20,000 EUR",
                "Distribution": {"Low": "55%", "High": "45%"},
            },
            "Geographic Distribution": {
                "Urban": "80%",
                "Rural": "20%",
                "Regions": {"East": "40%", "West": "60%"},
            },
            "Marital Status": {"Never Married": "40%", "Married": "60.5%"},
        },
        "Political Affiliation": {"Sun": "60%", "Moon": "55%"},
        "Religion": {
            "Christian": {"Total": "60%", "Catholic": "50%", "Other": "10%"},
            "None": "40%",
        },
        "Occupations": {"Fishing": {"Employment": "3 thousand", "Annual Wage": "20,000 EUR"}},
        "Public Opinions": {
            "Ferries": {"Too Late": "70%", "Source": "The Ferry Office, 2023"},
            "Bridge": {"For It": "48%", "Against It": "52%", "Source": "The Gazette"},
            "Fog": {"Seen by": {"Fishers": "78%", "Others": "22%"}},
        },
    },
}


def island(**changes):
    """The island as JSON, with sections of its demographics changed."""
    data = json.loads(json.dumps(ISLAND))
    data["content"]["Demographics"].update(changes)
    return json.dumps(data, indent=1)


def test_sections_that_divide_the_people_are_sampled(read):
    """TinyTroupe's form: the keys of a persona, nested parts, and percentages within rounding."""
    found = read(island(), "island.json")
    assert found.country == "Spain"
    assert {one.name: len(one.shares) for one in found.attributes} == {
        "age": 3, "gender": 2, "household_income": 2, "settlement": 2, "region": 2,
        "marital_status": 2, "religion": 3, "opinions.bridge": 2,
    }  # fmt: skip
    assert sum(found.attribute("marital_status").shares.values()) == pytest.approx(1)
    people = sample(found, 1000, seed=1)
    assert shares(people, "religion") == {"Catholic": 500, "other christian": 100, "None": 400}
    assert shares(people, "age") == {"0-17": 200, "18-64": 604, "65+": 196}
    children = [one.facts for one in people if one.facts["age"] < 15]
    assert children
    assert all("opinions" not in facts for facts in children)


def test_sections_that_do_not_are_named_and_kept_as_background(read, tmp_path):
    """Nothing is lost without a word: the warning says which, and why."""
    read(island(), "island.json")
    loaded = load_population(str(tmp_path / "island.json"))
    (told,) = [text for text in loaded.warnings if "not sampled" in text]
    for part in (
        "Demographics > Educational Attainment (adds up to 125%)",
        "Political Affiliation (adds up to 115%)",
        "Public Opinions > Ferries (one figure alone)",
        "Public Opinions > Fog > Seen by (figures of groups)",
    ):
        assert part in told
    kept = loaded.population.background
    assert kept["Political Affiliation"] == ISLAND["content"]["Political Affiliation"]
    assert kept["Public Opinions"]["Ferries"] == ISLAND["content"]["Public Opinions"]["Ferries"]
    assert kept["Demographics"]["Household Income"] == {"Median Income": "20,000 EUR"}


@pytest.mark.parametrize(
    ("changes", "at", "message"),
    [
        ({"Age Distribution": {"0-17": "20%", "18+": "70%"}}, '{\n    "0-17"', "`Demographics > Age Distribution` adds up to 90.0%, not 100%"),
        ({"Gender Distribution": {"Male": "49 percent", "Female": "51%"}}, '"49 percent"', "`Male: 49 percent` is no percentage"),
        ({"Gender Distribution": {"Male": "-3%", "Female": "103%"}}, '"-3%"', "`Male: -3%` is negative"),
        ({"Gender Distribution": {"Male": "49%", "Female": "151%"}}, '"151%"', "`Female: 151%` is more than 100%"),
        ({"Marital Status": {"Never Married": "4O%", "Married": "60%"}}, '"4O%"', "`Never Married: 4O%` is no percentage"),
        ({"Ethnic Composition": {"A": "50%", "B": None}}, "null", "`B` is empty, not a share"),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_told_at_its_place(refused, changes, at, message):
    """File, line and column, and what to do."""
    text = island(**changes)
    before = text[
        : re.search(re.escape(at).replace("\\\n", r"\s*").replace(r"\ ", " *"), text).start()
    ]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert f"island.json:{line}:{column}: {message}" in refused(text, "island.json")


TABLES = "attributes:\n  gender: {w: 50%, m: 50%}\n  age: {18-39: 40%, 40-90: 60%}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("attributes: {gender: {w: 0.5, m: 0.4}}\n", "town.yaml:1:22: `gender` adds up to 90.0%, not 100%"),
        ("attributes: {gender: {w: 50, m: 40}}\n", "`gender` adds up to 90.0%, not 100%"),
        ("attributes: {gender: 3}\n", "`gender` is a number: a share for each value is expected"),
        ("attributes: {}\n", "there is nothing to sample"),
        ("attribute: {}\nbig_five: {opennes: {low: 1}}\n", "a population has no key `attribute`"),
        ("big_five: {opennes: {low: 1}}\n", "`opennes` is none of the big five"),
        (f"{TABLES}names: {{female: [Ana]}}\n", "`names` needs `male` and `family` too"),
        (f"{TABLES}joint:\n  gender and age:\n    w: {{18-39: 30%, 40-90: 30%}}\n    m: {{18-39: 10%, 40-90: 30%}}\n",
         "town.yaml:5:3: the table of gender and age has 60.0% of `gender: w`, but `gender` says 50.0%"),
        (f"{TABLES}joint:\n  gender and age:\n    w: {{18-39: 30%, 40-90: 30%}}\n", "adds up to 60.0%, not 100%"),
        (f"{TABLES}joint:\n  gender and age:\n    w: {{18-39: 40%}}\n    m: {{18-39: 0%, 40-90: 60%}}\n", "40.0% of `gender: w`"),
        (f"{TABLES}joint:\n  gender and age:\n    w: {{18-39: 40%, 40-99: 60%}}\n", "`age` has no value `40-99`"),
        (f"{TABLES}joint:\n  gender: {{w: 1}}\n", "`gender` does not name the attributes of a table"),
        (f"{TABLES}conditional:\n  pet by agee: {{18-39: {{cat: 1}}}}\n", "there is no attribute `agee`"),
        (f"{TABLES}conditional:\n  pet by age: {{18-39: {{cat: 1}}}}\n", "`pet by age` has no row for `40-90`, 60.0% of the people"),
        (f"{TABLES}conditional:\n  pet by age: {{18-39: {{cat: 0.7}}, 40-90: {{cat: 1}}}}\n", "the row `18-39` of `pet by age` adds up to 70.0%"),
        (f"{TABLES}conditional:\n  gender by age: {{18-39: {{w: 1}}, 40-90: {{m: 1}}}}\n", "has 40.0% of `gender: w`, but `gender` says 50.0%"),
        ("attributes: {a: {x: 1}, a.b: {y: 1}}\n", "`a` cannot stand beside `a.b`"),
        ("attributes: {name: {Ana: 1}}\n", "`name` cannot be an attribute"),
        ("attributes: {a: {x: 1}}\nfacts: {a: y}\n", "`facts` says `a`, which is sampled already"),
        ("attributes: {a.b: {x: 1}}\nfacts: {a: y}\n", "`a.b` cannot stand beside `a`"),
        ("[]\n", "a population is a mapping with `attributes`, not a list"),
        ("atributes: {gender: {w: 50%, m: 50%}}\n", "town.yaml:1:1: a population has no key `atributes`"),
        ("atributes: {gender: {w: 50%, m: 50%}}\n", "did you mean `attributes`?"),
        ("title: Nowhere\n", "a population has no key `title`"),
        ("content: {title: Nowhere}\n", "no section has percentages that add up to 100%"),
        ("attributes:\n  age: {30-60: 50%, 18-39: 50%}\n", "town.yaml:2:8: the ages `18-39` and `30-60` overlap: 30 is in both"),
    ],
)  # fmt: skip
def test_an_impossible_population_is_one_clear_error(refused, text, message):
    """Marginals that do not add up, tables that contradict them, cells and rows that are missing."""
    assert message in refused(text)


def test_tables_that_contradict_each_other_are_refused(refused):
    """Each of three tables agrees with the marginals, and yet nobody could be all of it."""
    rows = ["attributes:"] + [f"  {name}: {{x: 50%, y: 50%}}" for name in "abc"] + ["joint:"]
    rows += [f"  {pair}: {{x: {{x: 50%}}, y: {{y: 50%}}}}" for pair in ("a and b", "b and c")]
    rows += ["  a and c: {x: {y: 50%}, y: {x: 50%}}"]
    assert "contradict each other" in refused("\n".join(rows) + "\n")


def test_marginals_that_ages_do_not_allow_are_told_and_nearly_held(read, tmp_path):
    """Eight in ten cannot be retired where four in ten are under fifty."""
    read(
        "country: Spain\nattributes:\n  age: {18-39: 40%, 60-89: 60%}\n  employment: {employed: 20%, retired: 80%}\n"
    )
    loaded = load_population(str(tmp_path / "town.yaml"))
    assert (
        "town.yaml:4:15: `employment` cannot have all its shares with these ages: employed 40.0% instead of 20.0%; retired 60.0% instead of 80.0%"
        in loaded.warnings[0]
    )
    assert shares(sample(loaded.population, 100, seed=1), "age", "employment") == {
        ("18-39", "employed"): 40,
        ("60-89", "retired"): 60,
    }


RESPONDENTS = (
    "Name,Age Range,Gender Identity,Vote,weight\n"
    "Ana Paz,18-24,Female,4,1\n"
    "Bo Lund,65+,Male,1,3\n"
    ",25-34,Male,007,1\n"
)


@pytest.mark.parametrize("method", ["quota", "draw"])
def test_respondents_are_taken_whole(read, method):
    """Columns become facts, a band an age within it; a name is kept once."""
    plain = read(
        RESPONDENTS.replace(",weight", "").replace(",1\n", "\n").replace(",3\n", "\n"), "poll.csv"
    )
    people = sample(plain, 3, seed=1, method=method)
    assert sorted(person.row for person in people) == [2, 3, 4]
    by_row = {person.row: person for person in people}
    assert by_row[2].name == "Ana Paz"
    assert by_row[3].facts["age_group"] == "65+"
    assert 65 <= by_row[3].facts["age"] <= 99
    assert by_row[4].facts["gender"] == "Male"
    assert by_row[4].facts["vote"] == "007"
    assert by_row[4].name not in {"", "Ana Paz", "Bo Lund"}
    many = sample(plain, 60, seed=1, method=method)
    assert len({person.name for person in many}) == 60
    assert {person.row for person in many} == {2, 3, 4}


def test_weights_of_respondents_count(read):
    """Who stands for three people comes three times as often, to one."""
    people = sample(read(RESPONDENTS, "poll.csv"), 50, seed=2)
    assert {row: sum(one.row == row for one in people) for row in (2, 3, 4)} == {
        2: 10,
        3: 30,
        4: 10,
    }
    assert "weight" not in people[0].facts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1\n", "poll.csv:2:1: this row has 1 cells, the first row names 2 columns"),
        ("a,weight\n1,-2\n", "poll.csv:2:1: the weight `-2` is no number of at least 0"),
        ("a,A\n1,2\n", "the column `A` stands twice"),
        ("a,b\n", "the file holds no respondents"),
    ],
)
def test_a_broken_table_of_respondents_is_told(refused, text, message):
    """With the line in which it is."""
    assert message in refused(text, "poll.csv")


PANEL = """\
country: United States
respondents:
  file: poll.csv
  weight: Wt
  columns: {age: Age Range, gender: Sex}
"""
POLL = "Sex,Age Range,Vote,Wt\nw,18-39,5,1\nw,40-90,4,1\nm,18-39,2,1\nm,40-90,1,1\n"


def test_a_file_can_take_some_columns_of_a_table(read, tmp_path):
    """So that the answers of a poll do not become facts of the people who are to answer."""
    (tmp_path / "poll.csv").write_text(POLL, encoding="utf-8")
    people = sample(read(PANEL), 8, seed=1)
    assert {key for one in people for key in one.facts} == {
        "age",
        "age_group",
        "gender",
        "residence",
        "personality",
    }
    assert {row: sum(one.row == row for one in people) for row in (2, 3, 4, 5)} == dict.fromkeys(
        (2, 3, 4, 5), 2
    )


def test_respondents_are_raked_to_the_figures_of_the_file(read, tmp_path):
    """A panel with too many young men becomes one that has the shares."""
    (tmp_path / "poll.csv").write_text(POLL + "m,18-39,3,1\n" * 6, encoding="utf-8")
    raked = read(
        PANEL + "attributes:\n  gender: {w: 50%, m: 50%}\n  age: {18-39: 30%, 40-90: 70%}\n"
    )
    people = sample(raked, 200, seed=1)
    assert shares(people, "gender")["w"] == pytest.approx(100, abs=1)
    assert shares(people, "age")["18-39"] == pytest.approx(60, abs=1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PANEL.replace("Sex", "Sexx"), "town.yaml:5:37: poll.csv has no column `Sexx`"),
        (PANEL.replace("poll.csv", "pool.csv"), "town.yaml:3:9: there is no population `pool.csv`"),
        (PANEL.replace("weight", "wieght"), "`respondents` has no key `wieght`"),
        (
            f"{PANEL}attributes: {{gender: {{w: 50%, m: 40%, d: 10%}}}}\n",
            "nobody has the gender 'd', whose share is to be 10.0%",
        ),
        (
            f"{PANEL}attributes: {{pet: {{cat: 50%, dog: 50%}}}}\n",
            "4 of 4 respondents have no `pet` (first: line 2)",
        ),
    ],
)
def test_a_panel_that_cannot_be_is_told(refused, tmp_path, text, message):
    """Where in the population's file it is."""
    (tmp_path / "poll.csv").write_text(POLL, encoding="utf-8")
    assert message in refused(text).replace(f"{tmp_path}/poll.csv", "poll.csv")


def test_facts_may_go_deep(read):
    """Sampled and fixed ones share a branch of the persona."""
    found = read(
        "country: Spain\nattributes: {work.hours: {few: 1}}\nfacts: {work: {title: Cook, place: {town: Ayr}}}\n"
    )
    (person,) = sample(found, 1, seed=1)
    assert person.facts["work"] == {"hours": "few", "title": "Cook", "place": {"town": "Ayr"}}
    assert {"work.hours", "work.title", "work.place.town"} <= {*person.sampled}


def test_sections_with_awkward_names_find_their_keys(read):
    """A section called Name or one inside of another's key does not overwrite anything."""
    half = {"A": "50%", "B": "50%"}
    text = json.dumps(
        {
            "content": {
                "Country": "Spain",
                "Name": half,
                "Opinions": half,
                "Public Opinions": {"Tea": half},
                "Tea": half,
                "!": half,
            }
        }
    )
    found = read(text, "odd.json")
    assert [one.name for one in found.attributes] == [
        "name_2",
        "opinions",
        "public_opinions_tea",
        "tea",
        "section",
    ]
    assert len(sample(found, 10, seed=1)) == 10
