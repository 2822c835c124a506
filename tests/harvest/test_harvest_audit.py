"""An audit says what a crowd is like, in figures that can be checked by hand."""

from __future__ import annotations

import sys

import pytest

from tinytroupe_cli.errors import MissingExtraError
from tinytroupe_cli.harvest.audit import Thresholds, audit
from tinytroupe_cli.harvest.audit._traits import standing


def crowd(*shares, **facts):
    """So many people of each gender, with the same facts."""
    made = []
    for gender, count in shares:
        made += [{"gender": gender, "name": f"{gender} {at}", **facts} for at in range(count)]
    return made


GENDER = {"gender": {"female": 0.5, "male": 0.5}}


def test_the_fit_is_pearsons_chi_square():
    """60 and 40 of 100 where halves are wanted: 4.0 with one degree of freedom, p 0.0455."""
    found = audit(crowd(("Female", 60), ("male", 40)), GENDER, Thresholds(p=0.05))
    (fit,) = found.fit
    assert (fit["chi2"], fit["df"], fit["n"]) == (pytest.approx(4.0), 1, 100)
    assert fit["p"] == pytest.approx(0.0455, abs=1e-4)
    assert [(row["value"], row["count"], row["share"]) for row in found.marginals] == [
        ("female", 60, 0.6), ("male", 40, 0.4)]  # fmt: skip
    assert not found.ok
    assert audit(crowd(("female", 60), ("male", 40)), GENDER, Thresholds(p=0.01)).ok


def test_the_design_effect_is_that_of_the_weights_that_mend_it():
    """Weights 5/6 and 5/4: the squares sum to 104.1667, so that 100 count as 96."""
    found = audit(crowd(("female", 60), ("male", 40)), GENDER, Thresholds(design_effect=1.01))
    assert found.design["n_effective"] == pytest.approx(96.0)
    assert found.design["design_effect"] == pytest.approx(100 / 96)
    assert [check["ok"] for check in found.checks] == [False]


def test_who_fits_nowhere_or_has_no_value_is_told():
    """A value without a share fails a fit that is asked for; nobody is put anywhere by force."""
    people = [*crowd(("female", 20), ("male", 20), ("other", 2)), {"name": "X"}]
    found = audit(people, GENDER, Thresholds(p=0.01))
    (fit,) = found.fit
    assert (fit["outside"], fit["missing"], fit["n"]) == (2, 1, 40)
    assert [check["check"] for check in found.checks if not check["ok"]] == ["outside of gender"]
    assert found.design["left_out"] == ["gender"]
    empty = audit(crowd(("female", 20)), GENDER, Thresholds())
    assert empty.as_json()["empty"] == [{"fact": "gender", "value": "male", "wanted": 0.5}]
    assert "male" in empty.design["reason"]


def test_ages_are_counted_in_bands_and_rare_values_are_joined():
    """Of 20 people 0.2 are expected over 90: joined with the next rarest for the test."""
    people = [{"name": str(at), "age": 20 + at} for at in range(20)]
    found = audit(people, {"age": {"18-29": 0.5, "30-89": 0.49, "90+": 0.01}}, Thresholds())
    assert [row["count"] for row in found.marginals] == [10, 10, 0]
    assert (found.fit[0]["joined"], found.fit[0]["df"]) == (1, 1)
    assert found.design["left_out"] == ["age: 90+"]
    assert found.design["design_effect"] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("said", "point"),
    [("Very low.", -2), ("low", -1), ("Medium. Friendly, high spirits.", 0), ("High. Creative.", 1),
     ("extremely high", 2), (0.75, 1.0), ("Creative and highly organised", None), (None, None)],
)  # fmt: skip
def test_standings_are_read_from_words(said, point):
    """Only from what stands in front; what is not understood is missing."""
    assert standing(said) == point


def test_a_crowd_of_nice_people_is_seen():
    """Nobody disagreeable: the low side is empty, and a threshold says so."""
    people = crowd(("female", 9), personality={"big_five": {"agreeableness": "High. Kind."}})
    people.append({"name": "Z", "personality": {"big_five": {"agreeableness": "very low"}}})
    found = audit(people, {}, Thresholds(low_side=0.2))
    (row,) = [each for each in found.traits if each["trait"] == "agreeableness"]
    assert (row["low_side"], row["high_side"], row["n"]) == (0.1, 0.9, 10)
    assert row["mean"] == pytest.approx(0.7)
    assert not found.ok


def test_doubles_are_named():
    """The same name twice, and the same facts under another name."""
    people = [
        {"name": "Ana Reis", "age": 3},
        {"name": "Ana  Reis", "age": 4},
        {"name": "Bo Reis", "age": 4},
    ]
    found = audit(people, {}, Thresholds(doubles=0)).doubles
    assert (found["names"], found["same_name"], found["same_facts"]) == (2, 1, 2)
    assert found["commonest_first_names"] == [{"name": "Ana", "count": 2}]
    assert found["twins"] == [["Ana  Reis", "Bo Reis"]]


def test_the_nearest_two_are_named():
    """Facts: one of three shared. Texts: runs of three words."""
    text = (
        "You wake up early and you walk along the river before anybody else in the house is awake."
    )
    people = [
        {"name": "Ana", "city": "Rome", "pet": "cat", "life": text},
        {"name": "Bo", "city": "Rome", "pet": "dog", "life": text},
        {
            "name": "Cy",
            "city": "Oslo",
            "pet": "fish",
            "life": "You work at night in a hospital far away from your village, and sleep by day.",
        },
    ]
    found = audit(people, {}, Thresholds(likeness=0.9))
    assert found.likeness["facts"]["nearest"] == ["Ana", "Bo"]
    assert found.likeness["facts"]["highest"] == pytest.approx(1 / 3)
    assert (found.likeness["texts"]["highest"], found.likeness["texts"]["pairs"]) == (1.0, 3)
    assert not found.ok


def test_many_people_are_looked_at_in_a_seeded_sample():
    """The same seed looks at the same pairs; how many of how many is said."""
    people = [{"name": f"P{at}", "a": at % 7, "b": at % 11, "c": at % 13} for at in range(400)]
    one, again = (audit(people, {}, Thresholds(), seed=3).likeness for _ in range(2))
    assert one == again
    assert (one["people"], one["of"], one["facts"]["pairs"]) == (300, 400, 300 * 299 // 2)


def test_without_scipy_it_is_said_what_to_install(monkeypatch):
    """The extra is named; an audit without shares needs none."""
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingExtraError) as error:
        audit(crowd(("female", 6)), GENDER, Thresholds())
    assert "tinytroupe-cli[stats]" in (error.value.hint or "")
    assert audit(crowd(("female", 6)), {}, Thresholds()).ok
