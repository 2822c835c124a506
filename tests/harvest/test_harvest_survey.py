"""Reductions over the answers of a survey, against values worked out by hand."""

from __future__ import annotations

import pytest
from harvest_samples import rule
from hypothesis import given
from hypothesis import strategies as st
from survey_samples import FACTS, survey

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.harvest import NOT_COMPARED, reduce, spread
from tinytroupe_cli.harvest._intervals import effective, t_quantile, wilson


def test_shares_come_in_the_order_of_the_options_with_what_is_missing_apart():
    """3 of 5 took A; the failed one is in no share; Wilson's ends are those of the formula."""
    rows = reduce(rule(share="vote"), survey())
    assert [(row["vote"], row["text"], row["count"], row["share"]) for row in rows] == [
        ("B", "Zero fees.", 2, 0.4),
        ("A", "Fits your life.", 3, 0.6),
        ("C", "In 30 seconds.", 0, 0.0),
    ]
    assert {(row["n"], row["missing"], row["failed"]) for row in rows} == {(5, 1, 1)}
    assert rows[1]["share_low"] == pytest.approx(0.230724, abs=1e-6)
    assert rows[1]["share_high"] == pytest.approx(0.882379, abs=1e-6)
    assert (rows[2]["share_low"], rows[0]["interval"]) == (0.0, "95% Wilson interval")
    assert {row["note"] for row in rows} == {NOT_COMPARED}


def test_shares_of_several_answers_are_of_persons():
    """Three of five use television, one uses nothing of it all."""
    rows = reduce(rule(share="used"), survey())
    assert [(row["used"], row["count"], row["share"]) for row in rows] == [
        ("tv", 3, 0.6), ("web", 3, 0.6), ("paper", 0, 0.0), ("(none)", 1, 0.2)]  # fmt: skip


def test_cross_tables_have_the_n_of_each_column():
    """By facts, by bands of a number, and by the answers to another question in its order."""
    rows = reduce(rule(share="vote", by=("gender",)), survey())
    female = [row for row in rows if row["gender"] == "female"]
    assert [(row["vote"], row["count"], row["n"], row["missing"]) for row in female] == [
        ("B", 1, 4, 0), ("A", 3, 4, 0), ("C", 0, 4, 0)]  # fmt: skip
    bands = {"age": ("18-29", "30-44", "45-59", "60+")}
    by_age = reduce(rule(count="vote", by=("age",), bands=bands), survey())
    assert [(row["age"], row["count"], row["failed"]) for row in by_age] == [
        ("18-29", 1, 0), ("30-44", 3, 0), ("45-59", 0, 0), ("60+", 1, 1)]  # fmt: skip
    crossed = reduce(rule(mean="likelihood", by=("vote",)), survey())
    assert [(row["vote"], row["n"], row["mean"]) for row in crossed] == [
        ("B", 2, 1.5), ("A", 2, 4.5), (None, 1, 5.0)]  # fmt: skip


def test_conditions_compare_as_those_on_personas_do():
    """From 35 on; another answer than A, of those who gave one or none."""
    elder = reduce(rule(count="vote", where={"age": ">= 35"}), survey())
    assert elder == [{"count": 3, "failed": 1}]
    others = reduce(rule(count="likelihood", where={"vote": "!= A", "likelihood": "< 5"}), survey())
    assert others == [{"count": 2}]


def test_a_mean_has_its_interval_and_says_who_was_skipped():
    """5, 4, 2, 5, 1: mean 3.4, sd 1.8166; t for four degrees of freedom is 2.7764."""
    (row,) = reduce(rule(mean="likelihood"), survey())
    assert (row["mean"], row["n"], row["missing"], row["skipped"]) == (3.4, 5, 1, 1)
    assert row["sd"] == pytest.approx(1.816590, abs=1e-6)
    assert row["mean_high"] - 3.4 == pytest.approx(2.776445 * 1.816590 / 5**0.5, abs=1e-5)
    assert row["interval"] == "95% t interval"
    (narrow,) = reduce(rule(mean="likelihood", level=0.5), survey())
    assert narrow["mean_high"] < row["mean_high"]
    assert narrow["interval"] == "50% t interval"


def test_the_top_box_is_the_highest_point_and_the_two_highest():
    """Two of five say 5, three say 4 or 5."""
    (row,) = reduce(rule(top_box="likelihood"), survey())
    assert (row["points"], row["top_box"], row["top_two"]) == (5, 0.4, 0.6)
    assert (row["top_box_count"], row["top_two_count"], row["n"], row["skipped"]) == (2, 3, 5, 1)


def test_points_of_places_and_first_places_are_as_counted_by_hand():
    """Tea: 2+1+2+2+0.5; who places water alone leaves a half to each of the two others."""
    rows = reduce(rule(borda="best"), survey())
    assert [(row["best"], row["borda"], row["first"]) for row in rows] == [
        ("tea", 7.5, 3), ("milk", 4.5, 1), ("water", 3.0, 1)]  # fmt: skip
    assert rows[0]["borda_mean"] == 1.5
    assert {(row["n"], row["missing"], row["invalid"]) for row in rows} == {(5, 1, 1)}
    first = reduce(rule(first_choice="best"), survey())
    assert [(row["best"], row["count"], row["share"]) for row in first] == [
        ("tea", 3, 0.6), ("milk", 1, 0.2), ("water", 1, 0.2)]  # fmt: skip


def test_reasons_and_states_are_columns():
    """A status is everybody's; a table says why somebody has no answer."""
    rows = reduce(rule(share="vote.status"), survey())
    assert [(row["status"], row["count"], row["n"]) for row in rows] == [
        ("answered", 5, 6), ("skipped", 0, 6), ("invalid", 0, 6), ("failed", 1, 6)]  # fmt: skip
    table = reduce(rule(table=("person", "vote", "vote.reason", "gender", "best")), survey())
    assert table[0] == {
        "person": "Ana", "vote": "A", "vote.reason": "because of A", "gender": "female",
        "best": ["tea", "milk", "water"], "failure": None}  # fmt: skip
    assert table[3]["failure"] == "failed: no answer"
    assert reduce(rule(count="vote"), survey()) == [{"count": 5, "failed": 1}]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"share": "best"}, "ranking"),
        ({"borda": "vote"}, "choice"),
        ({"mean": "vote"}, "choice"),
        ({"top_box": "age"}, "points"),
        ({"share": "vote.resaon"}, "'vote.resaon'"),
        ({"share": "vote", "weights": {"column": "hefty"}}, "hefty"),
        ({"share": "vote", "weights": {"marginals": [{"fact": "gender", "shares": {"male": 1}}]}}, "female"),
        ({"share": "vote", "weights": {"marginals": [{"fact": "age", "shares": {"18+": 0.5, "0-17": 0.5}}]}}, "0-17"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_of_a_question_is_told(wrong, said):
    """Never a number that means nothing."""
    with pytest.raises(UsageError) as error:
        reduce(rule(**wrong), survey())
    assert said in f"{error.value} {error.value.hint}"


def test_weights_of_ones_own_count():
    """A has 2+1+0.5 of 5.5; the effective n is 5.5 squared over the sum of squares, 7.25."""
    rows = reduce(rule(share="vote", weights={"column": "heft"}), survey())
    assert rows[1]["share"] == pytest.approx(3.5 / 5.5)
    assert rows[1]["n_effective"] == pytest.approx(5.5**2 / 7.25)
    assert rows[1]["design_effect"] == pytest.approx(5 * 7.25 / 5.5**2)
    assert (rows[1]["count"], rows[1]["n"]) == (3, 5)
    assert rows[1]["interval"] == "95% Wilson interval, for the effective n"
    assert (rows[1]["share_low"], rows[1]["share_high"]) == wilson(3.5 / 5.5, 5.5**2 / 7.25)


def panel(size):
    """People whose four facts are as skewed as they are in no population."""
    facts, places = {}, ["north", "south", "east"]
    for at in range(size):
        facts[f"P{at}"] = {
            "gender": "female" if at % 4 else "male", "age": 18 + (at * 7) % 60,
            "place": places[(at * at) % 3 if at % 5 else 2], "pet": "cat" if at % 3 else "none",
        }  # fmt: skip
    return facts


TARGETS = [
    {"fact": "gender", "shares": {"Female": 0.51, "Male": 0.49}},
    {"fact": "age", "shares": {"18-29": 0.2, "30-49": 0.35, "50+": 0.45}},
    {"fact": "place", "shares": {"north": 0.5, "south": 0.2, "east": 0.3}},
    {"fact": "pet", "shares": {"cat": 0.25, "none": 0.75}},
]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target["fact"])
def test_raked_people_have_every_share_that_is_given(target):
    """Four attributes at once, each to 1e-6; labels meet facts without case and by bands."""
    facts = panel(400)
    run = survey(facts, dict.fromkeys(QUESTION_NAMES, ["x"] * 400))
    bands = {"age": (*TARGETS[1]["shares"],)}
    found = reduce(
        rule(share=target["fact"], weights={"marginals": TARGETS}, bands=bands, from_="why"),
        run,
    )
    shares = {row[target["fact"]].casefold(): row["share"] for row in found}
    wanted = {label.casefold(): share for label, share in target["shares"].items()}
    assert shares == pytest.approx(wanted, abs=1e-6)
    assert found[0]["design_effect"] > 1


QUESTION_NAMES = ("vote", "likelihood", "best", "used", "why")


def test_repeats_of_new_measures_have_a_spread():
    """Every measure says how far the repeats are apart; counts of the missing are no group."""
    rules = {
        "top": rule(top_box="likelihood"),
        "borda": rule(borda="best"),
        "vote": rule(share="vote"),
    }
    one = {name: reduce(each, survey()) for name, each in rules.items()}
    other = {
        name: reduce(each, survey(dict(list(FACTS.items())[::-1]))) for name, each in rules.items()
    }
    found = spread([one, other])
    assert [row["best"] for row in found["borda"]] == ["tea", "milk", "water"]
    assert found["top"][0]["top_box"] == 0.4
    assert found["vote"][1]["share_sd"] == 0


@pytest.mark.parametrize(
    ("probability", "degrees", "known"),
    [(0.975, 1, 12.706205), (0.975, 4, 2.776445), (0.95, 10, 1.812461), (0.995, 30, 2.749996)],
)
def test_quantiles_are_those_of_the_tables(probability, degrees, known):
    """Student's t, as printed."""
    assert t_quantile(probability, degrees) == pytest.approx(known, abs=1e-6)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_weights_never_make_more_people_than_there_are(weights):
    """Kish's effective n is that of the people where all count the same, else less."""
    assert 0 < effective(weights) <= len(weights) + 1e-9


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share(n, data):
    """And stays between 0 and 1; more people, a narrower one."""
    count = data.draw(st.integers(0, n))
    low, high = wilson(count / n, n)
    assert 0 <= low <= count / n <= high <= 1
    wider = wilson(count / n, n / 2)
    assert high - low <= wider[1] - wider[0]
