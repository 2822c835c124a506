"""`troupe population sample`: files of people, the same again, never mixed with others."""

from __future__ import annotations

import pytest
import yaml
from support.chat_server import ChatServer
from support.lives import about, writer

from tinytroupe_cli.spec import load_people

TOWN = """\
country: Spain
attributes:
  gender: {woman: 52%, man: 48%}
  age: {18-34: 30%, 35-64: 45%, "65+": 25%}
"""
SAMPLE = ("population", "sample", "town", "-n", "5", "-o", "people", "--facts-only")


@pytest.fixture
def town(folder):
    """A population in the working directory."""
    (folder / "town.yaml").write_text(TOWN, encoding="utf-8")
    return folder


def texts(folder):
    """What is in a folder."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_one_file_a_person(troupe, town):
    """A folder that `people:` takes, each file with an account of where its facts come from."""
    done = troupe("population", "sample", "town", "-n", "25", "-o", "people", "--facts-only")
    assert (done.code, done.err) == (0, "")
    assert sorted(done.out.splitlines()) == sorted(
        f"people/{name}" for name in texts(town / "people")
    )
    people = load_people("people")
    assert len({person.name for person in people}) == 25
    first = yaml.safe_load(texts(town / "people")[done.out.splitlines()[0].partition("/")[2]])
    account = first["provenance"]
    assert (account["population"], account["seed"], account["number"]) == ("town", 0, 1)
    assert {"name", "age", "gender", "residence", "personality.big_five.openness"} <= {
        *account["sampled"]
    }
    assert account["written"] == []
    assert sum(person.persona["gender"] == "woman" for person in people) == 13


def test_the_same_command_again_changes_nothing_and_fills_what_is_missing(troupe, town):
    """A folder is taken up where it was left, files with a life written into them included."""
    words = ("population", "sample", "town", "-n", "12", "-o", "people", "--facts-only")
    assert troupe(*words).code == 0
    before = texts(town / "people")
    name = min(before)
    (town / "people" / max(before)).unlink()
    lived = (
        before[name].replace("written: []", "written: [style]\n  by: somebody")
        + "style: You hum.\n"
    )
    (town / "people" / name).write_text(lived, encoding="utf-8")
    assert troupe(*words).code == 0
    assert texts(town / "people") == {**before, name: lived}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (("--seed", "1"), "holds others already"),
        (("-n", "11"), "holds others already: 0001"),
    ],
)
def test_a_folder_with_others_is_refused(troupe, town, changed, message):
    """Nothing is written beside people of another sample."""
    words = ("population", "sample", "town", "-n", "12", "-o", "people", "--facts-only")
    assert troupe(*words).code == 0
    before = texts(town / "people")
    done = troupe(*words, *changed)
    assert (done.code, done.out) == (2, "")
    assert message.split(":")[0] in done.err
    assert texts(town / "people") == before


def test_a_file_that_was_changed_is_refused(troupe, town):
    """What was sampled is not what stands there, so it is not overwritten."""
    words = ("population", "sample", "town", "-n", "3", "-o", "people", "--facts-only")
    out = troupe(*words).out.splitlines()
    path = town / out[1]
    text = path.read_text(encoding="utf-8").replace("gender: ", "gender: non-binary or ")
    path.write_text(text, encoding="utf-8")
    done = troupe(*words)
    assert done.code == 2
    assert "is not the person who was sampled" in done.err
    assert path.read_text(encoding="utf-8") == text


def test_conditions_and_json(troupe, town):
    """Only people who meet all conditions; the document names the files."""
    words = ("population", "sample", "town.yaml", "-n", "8", "-o", "old", "--facts-only")
    where = ("--where", "age >= 65", "--where", "gender = woman", "--method", "draw", "--seed", "4")
    document = troupe(*words, *where, "--format", "json").document
    assert (document["population"], document["seed"], document["method"]) == ("town", 4, "draw")
    people = load_people("old")
    assert len(document["files"]) == len(people) == 8
    assert all(one.persona["age"] >= 65 and one.persona["gender"] == "woman" for one in people)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("twon", "-n", "3"), "there is no population `twon`"),
        (("town", "-n", "3", "--where", "old"), "--where 'old' is not a condition"),
        (("town", "-n", "3", "--where", "age > 200"), "only 0 of"),
        (("chat.yaml", "-n", "3"), "this is a scenario, not a population"),
    ],
)
def test_what_cannot_be_done_is_one_error(troupe, town, words, message):
    """Exit code 2, and nothing is written."""
    done = troupe("population", "sample", *words, "-o", "people", "--facts-only")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not (town / "people").exists()


def test_lives_are_written_into_files_that_hold_facts(troupe, town):
    """What was sampled stays as it is; the file says what was written, and by whom."""
    words = ("population", "sample", "town", "-n", "4", "-o", "people")
    assert troupe(*words, "--facts-only").code == 0
    facts = [dict(one.persona) for one in load_people("people")]
    done = troupe(*words, "--model", "offline", "--format", "json")
    assert done.code == 0
    assert (done.document["engine"], done.document["usage"]["calls"]) == ("offline", 4)
    for before, after in zip(facts, load_people("people"), strict=True):
        account = after.persona["provenance"]
        assert account["by"] == "offline"
        assert {"beliefs", "other_facts"} <= {*account["written"]}
        assert account["sampled"] == before["provenance"]["sampled"]
        for key in ("age", "gender", "residence"):
            assert after.persona[key] == before[key]
        assert after.persona["personality"]["big_five"] == before["personality"]["big_five"]
    assert troupe(*words, "--model", "offline", "--format", "json").document["engine"] is None


def test_lives_that_fail_are_named_and_asked_for_again(troupe, town):
    """The others are saved, exit code 3; the same command asks for those who are missing."""
    words = ("population", "sample", "town", "-n", "6", "-o", "people", "--format", "json")
    names = [
        yaml.safe_load((town / path).read_text(encoding="utf-8"))["name"]
        for path in troupe(*words, "--facts-only").document["files"]
    ]
    refused = {names[1], names[4]}
    with ChatServer(writer(refused)) as server:
        how = ("--model", "toy", "--base-url", server.base_url)
        done = troupe(*words, *how)
        assert done.code == 3
        assert [row["person"] for row in done.document["failures"]] == [names[1], names[4]]
        assert len(done.document["files"]) == 4
        assert "to go on: troupe population sample" in done.err
        refused.clear()
        asked = len(server.requests)
        again = troupe(*words, *how)
        assert (again.code, len(again.document["files"])) == (0, 6)
        assert {about(one.body) for one in server.requests[asked:]} == {names[1], names[4]}


def test_a_sample_that_needs_care_says_so(troupe, town):
    """Children among the people, and respondents who come more than once."""
    (town / "all.yaml").write_text(TOWN.replace("18-34", "0-14"), encoding="utf-8")
    done = troupe("population", "sample", "all", "-n", "20", "-o", "all", "--facts-only")
    assert done.code == 0
    assert "6 of 20 people are under 15" in done.err
    (town / "poll.csv").write_text(
        "country,gender,age\nSpain,Female,40\nSpain,Male,30\n", encoding="utf-8"
    )
    words = ("population", "sample", "poll.csv", "--facts-only", "--format", "json")
    assert troupe(*words, "-n", "2", "-o", "two").document["warnings"] == []
    (told,) = troupe(*words, "-n", "5", "-o", "five").document["warnings"]
    assert told.startswith("2 respondents stand behind 5 people")


def test_texts_that_look_like_numbers_stay_texts(troupe, town):
    """What a poll has as `1e5` or `007` is read back as it stood there."""
    (town / "poll.csv").write_text("country,code,shop,open\nSpain,1e5,007,yes\n", encoding="utf-8")
    words = ("population", "sample", "poll.csv", "-n", "1", "-o", "one", "--facts-only")
    assert troupe(*words).code == 0
    (person,) = load_people("one")
    assert [person.persona[key] for key in ("code", "shop", "open")] == ["1e5", "007", "yes"]
    assert troupe(*words).code == 0


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("age >> 3", "is not a condition"),
        ("age >", "is not a condition"),
        ("agee >= 3", "no attribute `agee`"),
        ("agee >= 3", "did you mean `age`? known: age, age_group, gender, personality.big_five."),
    ],
)
def test_a_condition_that_cannot_hold_is_told_as_such(troupe, town, condition, told):
    """Not as a population in which nobody fits; nothing is written."""
    done = troupe(*SAMPLE, "--where", condition)
    assert done.code == 2
    assert told in done.err
    assert not (town / "people").exists()


def test_conditions_know_what_is_sampled_beside_attributes(troupe, town):
    """Temper, the residence and whole branches are facts too."""
    tempered = ("--where", "personality.big_five.openness != low", "--where", "residence = Spain")
    assert troupe(*SAMPLE, *tempered).code == 0
