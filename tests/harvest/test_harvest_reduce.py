"""Reduction: what is counted, what is missing and said to be, and what does not exist."""

from __future__ import annotations

import json

import pytest
from harvest_samples import ANA, BO, CY, material, rule, votes
from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli import run_scenario
from tinytroupe_cli.errors import RefusedError, UsageError
from tinytroupe_cli.harvest import NOT_COMPARED, reduce
from tinytroupe_cli.llm import scripted


def test_whoever_did_nothing_is_counted_as_nothing():
    """Everybody of the run has a row, the silent one too."""
    assert reduce(rule(count="TALK", by=("person",)), material()) == [
        {"person": ANA, "count": 2},
        {"person": BO, "count": 1},
        {"person": CY, "count": 0},
    ]


def test_groups_come_from_personas_and_numbers_are_ordered_by_size():
    """A dotted path works, ages are no texts, and a count without groups is one row."""
    by_work = reduce(rule(count="TALK", by=("occupation.title",)), material())
    assert by_work == [
        {"occupation.title": "baker", "count": 3},
        {"occupation.title": "clerk", "count": 0},
    ]
    by_age = reduce(rule(count="TALK", by=("age",)), material())
    assert [row["age"] for row in by_age] == [9, 10, 71]
    assert reduce(rule(count="THINK"), material()) == [{"count": 2}]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"action": "TALK"}, 3),
        ({"action": ["TALK", "THINK"]}, 5),
        ({"action": "talk", "gender": "female"}, 2),
        ({"age": 10, "action": "TALK"}, 1),
        ({"heard_by": BO}, 2),
        ({"action": "TALK", "target": None}, 2),
        ({"person": "Nobody"}, 0),
    ],
)
def test_conditions_know_lists_numbers_and_personas(where, count):
    """One of a list, within a list, a number, without case, nothing; all conditions hold at once."""
    assert reduce(rule(count="action", where=where), material()) == [{"count": count}]


def test_shares_name_every_option_and_everybody_who_gave_none():
    """An option without votes is there with 0, an open answer is an answer of its own."""
    rows = reduce(rule(share="vote.ad"), material(vote=votes()))
    assert [(row["ad"], row["count"], row["n"]) for row in rows] == [
        ("A", 1, 3),
        ("B", 1, 3),
        ("C", 0, 3),
        ("(no answer)", 1, 3),
    ]
    assert all(row["note"] == NOT_COMPARED for row in rows)


def test_a_failed_answer_is_no_answer_and_stays_in_sight():
    """Counts, shares, means and tables tell of it."""
    ad = {"ad": "A", "score": 4, "reason": "warm"}
    run = material(vote=votes({ANA: ad, BO: RefusedError("it refused"), CY: ad}))
    assert reduce(rule(count="vote"), run) == [{"count": 2, "failed": 1}]
    shares = reduce(rule(share="vote.ad"), run)
    assert [(row["ad"], row["count"], row["share"]) for row in shares] == [
        ("A", 2, 1.0), ("B", 0, 0.0), ("C", 0, 0.0)]  # fmt: skip
    assert {(row["n"], row["missing"], row["failed"]) for row in shares} == {(2, 1, 1)}
    (mean,) = reduce(rule(mean="vote.score"), run)
    assert (mean["n"], mean["missing"], mean["mean"]) == (2, 1, 4)
    table = reduce(rule(table=("person", "vote.ad")), run)
    assert [row["person"] for row in table] == [ANA, BO, CY]
    assert table[1] == {"person": BO, "vote.ad": None, "failure": "RefusedError: it refused"}


def test_means_and_sums_say_how_many_they_are_of():
    """Missing values are counted, within each group; truths are 1 and 0."""
    run = material(vote=votes())
    (mean,) = reduce(rule(mean="vote.score"), run)
    assert mean == {
        "n": 2,
        "missing": 1,
        "mean": 3,
        "mean_low": pytest.approx(3 - 12.706205, abs=1e-5),
        "mean_high": pytest.approx(3 + 12.706205, abs=1e-5),
        "sd": pytest.approx(2**0.5),
        "interval": "95% t interval",
        "note": NOT_COMPARED,
    }
    assert reduce(rule(sum_="vote.score", by=("gender",)), run) == [
        {"gender": "Female", "n": 1, "missing": 0, "sum": 4},
        {"gender": "Male", "n": 1, "missing": 1, "sum": 2},
    ]
    click = {who: {"click": who != CY} for who in (ANA, BO, CY)}
    clicks = material(vote=votes(click, fields={"click": "boolean"}))
    assert reduce(rule(mean="vote.click"), clicks)[0]["mean"] == pytest.approx(2 / 3)
    assert [row["click"] for row in reduce(rule(share="vote.click"), clicks)] == [True, False]


def test_numbers_in_texts_are_numbers_and_other_texts_are_missing():
    """A model asked for text may write a number."""
    texts = {ANA: {"x": " 4.5"}, BO: {"x": "about 5"}, CY: {"x": "-1"}}
    (mean,) = reduce(rule(mean="vote.x"), material(vote=votes(texts, fields={"x": "text"})))
    assert (mean["n"], mean["missing"], mean["mean"]) == (2, 1, 1.75)


def test_several_choices_are_shares_of_those_who_chose():
    """Each choice is of all who were asked, once a person; an empty list is a choice too."""
    several = {ANA: {"likes": ["a", "b", "a"]}, BO: {"likes": ["b"]}, CY: {"likes": []}}
    run = material(vote=votes(several, fields={"likes": "list of [a, b, c]"}))
    rows = reduce(rule(share="vote.likes"), run)
    assert [(row["likes"], row["count"], row["n"]) for row in rows] == [
        ("b", 2, 3),
        ("a", 1, 3),
        ("c", 0, 3),
        ("(none)", 1, 3),
    ]


def test_ratings_are_listed_by_size():
    """A scale is read from low to high, whatever is most frequent."""
    scores = {ANA: {"x": 10}, BO: {"x": 9}, CY: {"x": 10}}
    rows = reduce(rule(share="vote.x"), material(vote=votes(scores, fields={"x": "integer"})))
    assert [row["x"] for row in rows] == [9, 10]


def test_answers_group_by_answers():
    """Columns of the same extraction, with or without its name, and of another one."""
    run = material(
        vote=votes(),
        mood=votes(
            {
                who: {"mood": mood}
                for who, mood in zip((ANA, BO, CY), ("up", "up", "down"), strict=True)
            },
            name="mood",
            fields={"mood": "text"},
        ),
    )
    named = reduce(rule(count="vote", by=("vote.ad",)), run)
    assert [(row["vote.ad"], row["count"]) for row in named] == [
        ("A", 1),
        ("B", 1),
        ("C", 0),
        (None, 1),
    ]
    bare = reduce(rule(count="vote", by=("gender", "ad")), run)
    assert bare[0] == {"gender": "Female", "ad": "A", "count": 1}
    crossed = reduce(rule(mean="vote.score", by=("mood.mood",)), run)
    assert [(row["mood.mood"], row["n"], row["missing"]) for row in crossed] == [
        ("down", 0, 1),
        ("up", 2, 0),
    ]
    assert reduce(rule(count="TALK", by=("mood.mood",)), run)[1] == {"mood.mood": "up", "count": 3}
    assert reduce(rule(count="vote.ad"), run) == [{"count": 2}]


def test_lists_count_their_records_and_name_who_has_none():
    """A list in the world names people by a column of its own; an empty one is no record."""
    ideas = {"items": [{"idea": "x", "by": ANA}, {"idea": "y", "by": ANA}]}
    run = material(
        ideas=votes(
            {None: ideas},
            name="ideas",
            fields=None,
            list={"idea": "text", "by": "person"},
            **{"from": "world"},
        )
    )
    assert reduce(rule(count="ideas", by=("by",)), run) == [
        {"by": ANA, "count": 2}, {"by": BO, "count": 0}, {"by": CY, "count": 0}]  # fmt: skip
    assert reduce(rule(count="ideas", by=("gender",)), run)[0] == {"gender": "Female", "count": 2}
    nothing = material(
        ideas=votes(
            {None: {"items": []}},
            name="ideas",
            fields=None,
            list={"idea": "text"},
            **{"from": "world"},
        )
    )
    assert reduce(rule(count="ideas"), nothing) == [{"count": 0}]
    assert reduce(rule(table=("ideas.idea",)), nothing) == []


def test_people_can_be_tabled_and_averaged_without_a_question():
    """Persona fields alone are about people, each once."""
    assert reduce(rule(mean="age"), material())[0]["mean"] == 30
    assert reduce(rule(table=("person", "age")), material())[0] == {"person": ANA, "age": 9}
    assert [(row["gender"], row["count"]) for row in reduce(rule(share="gender"), material())] == [
        ("Male", 2), ("Female", 1)]  # fmt: skip


def test_tables_hold_the_events_that_have_the_columns():
    """Only actions have a target, only rows that `where` keeps are listed, in their order."""
    lines = reduce(rule(table=("round", "person", "content"), where={"action": "TALK"}), material())
    assert [row["content"] for row in lines] == ["I take A.", "Really, A.", "B for me."]
    assert len(reduce(rule(table=("person", "target")), material())) == 8
    assert reduce(rule(share="action"), material())[0]["action"] in {"TALK", "DONE"}


def test_a_column_that_has_the_name_of_a_number_keeps_apart():
    """A field called `n` is not overwritten by how many there are."""
    run = material(vote=votes({who: {"n": "two"} for who in (ANA, BO, CY)}, fields={"n": "text"}))
    (row,) = reduce(rule(share="vote.n"), run)
    assert (row["vote.n"], row["n"]) == ("two", 3)
    assert reduce(rule(count="vote", by=("n",)), run) == [{"vote.n": "two", "count": 3}]


@pytest.mark.parametrize(
    ("wrong", "said", "meant"),
    [
        ({"count": "TALKS"}, "'TALKS'", "'TALK'"),
        ({"count": "votes"}, "'votes'", "'vote'"),
        ({"count": "vote.aid"}, "'vote.aid'", "'vote.ad'"),
        ({"share": "vote.aid"}, "'vote.aid'", "ad"),
        ({"share": "vot.ad"}, "'vot'", "'vote'"),
        ({"mean": "x", "from": "votes"}, "'votes'", "'vote'"),
        ({"count": "TALK", "by": ("gander",)}, "'gander'", "'gender'"),
        ({"count": "TALK", "where": {"acton": "x"}}, "'acton'", "'action'"),
        ({"table": ("person", "ade")}, "'ade'", "age"),
        ({"count": "TALK", "by": ("occupation.titel",)}, "'occupation.titel'", "occupation"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(wrong, said, meant):
    """A slip is an error, never a zero; also when there is no row at all."""
    empty = votes(
        {None: {"items": []}}, name="vote", fields=None, list={"ad": "text"}, **{"from": "world"}
    )
    for run in (material(vote=votes()), material(vote=empty)):
        with pytest.raises(UsageError) as error:
            reduce(rule(**wrong), run)
        assert said in str(error.value)
        assert meant in (error.value.hint or "")


def test_rows_of_lists_do_not_pass_for_answers_of_a_person():
    """Another extraction can stand beside rows only if it has one answer a person."""
    ideas = votes(
        {None: {"items": [{"idea": "x", "by": ANA}]}},
        name="ideas",
        fields=None,
        list={"idea": "text", "by": "person"},
        **{"from": "world"},
    )
    with pytest.raises(UsageError, match="one answer a person"):
        reduce(rule(count="TALK", by=("ideas.idea",)), material(ideas=ideas))


answers = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", None]), st.none() | st.integers(-9, 9)), min_size=3, max_size=3
)  # fmt: skip


@given(answers)
def test_nothing_is_lost_in_the_sums(drawn):
    """Counts sum to n, shares to 1, answered and missing to n; twice gives the same bytes."""
    given_ = {
        who: {"ad": ad, "score": score, "reason": "r"}
        for who, (ad, score) in zip((ANA, BO, CY), drawn, strict=True)
    }
    run = material(vote=votes(given_))
    shares = reduce(rule(share="vote.ad"), run)
    assert sum(row["count"] for row in shares) == 3
    assert sum(row["share"] for row in shares) == pytest.approx(1)
    for column in ("gender", "ad", "person", "age"):
        assert sum(row["count"] for row in reduce(rule(count="vote", by=(column,)), run)) == 3
    (mean,) = reduce(rule(mean="vote.score"), run)
    assert mean["n"] + mean["missing"] == 3
    assert json.dumps(shares) == json.dumps(reduce(rule(share="vote.ad"), run))


def test_what_is_counted_is_what_was_done(tmp_path):
    """An event beside a deed, such as why it came to nothing, is no second deed."""
    path = tmp_path / "play.yaml"
    path.write_text(
        "people: [lisa, oscar]\nsteps:\n- act: Lisa\nreduce: {talk: {count: TALK}}\n", "utf-8"
    )
    talk = {"action": "TALK", "target": "Zoe", "content": "Hello?"}
    said = {"thought": "", "actions": [talk, talk], "state": None}
    run = run_scenario(path, model="scripted", scripted=scripted(lambda _: said), db=":memory:")
    assert {event.kind for event in run.events} >= {"action", "undelivered"}
    spoken = [e for e in run.events if e.kind == "action" and e.action == "TALK"]
    assert run.reduce["talk"] == [{"count": len(spoken)}]
