"""`troupe ask`: surveys from the command line."""

from __future__ import annotations

import csv
import io
import json
import shlex

import pytest
from support.chat_server import ChatServer

from tinytroupe_cli.sim import WRITTEN, may_write

HUMANS = """Nr,Vote,Why,Age Range
1,4,I like it,25-34
2,1,"Soup, no",65+
3,,later,35-44
4,six,hm,35-44
5,5+,yes,25-34
"""
COLUMNS = """
facts: {age: Age Range}
questions:
  likely:
    column: Vote
    reason_column: Why
    values: {5+: '5'}
    text: How likely?
    scale: {1: not at all, 5: very}
"""
OFFLINE = ("--model", "offline")


def test_a_question_is_a_run_and_its_table(folder, troupe):
    """In text the shares, with what they are not; as CSV a row for each person."""
    asked = ("ask", "lisa", "oscar", "--question", "Good?", "--options", "A=yes,B=no", "--reason")
    done = troupe(*asked, *OFFLINE)
    assert done.code == 0
    assert "not compared with human data" in done.out
    rows = [*csv.DictReader(io.StringIO(troupe(*asked, *OFFLINE, "--format", "csv").out))]
    assert [row["person"] for row in rows] == ["Lisa Moreau", "Oscar Lindqvist"]
    assert all(row["answer"] in {"A", "B"} and row["reason"] for row in rows)
    document = troupe(*asked, *OFFLINE, "--format", "json", "--by", "gender").document
    assert document["usage"]["calls"] == 0
    assert len(document["reduce"]["answer"]) == 4
    assert document["reduce"]["answer"][0]["n"] == 1
    shown = troupe("show", "latest:ask", "--answers", "--format", "json").document
    assert shown["answers"] == document["answers"]


def test_several_questions_are_answered_alike(folder, troupe):
    """They are called q1, q2."""
    done = troupe("ask", "lisa", "--question", "a?", "--question", "b?", "--scale", "3",
                  *OFFLINE, "--format", "jsonl")  # fmt: skip
    assert [(row["question"], row["type"]) for row in done.lines] == [
        ("q1", "likert"),
        ("q2", "likert"),
    ]


def test_the_questions_of_a_file(folder, troupe):
    """What would stand under `ask:`; files that it names lie beside where one is."""
    (folder / "note.md").write_text("A lamp.", encoding="utf-8")
    (folder / "q.yaml").write_text(
        "ask: {material: note.md, questions: {pay: {text: How much?, minimum: 0, maximum: 9}}}\n",
        encoding="utf-8",
    )
    done = troupe("ask", "lisa", "--survey", "q.yaml", *OFFLINE, "-o", "out.csv", "-o", "out.json")
    assert done.code == 0
    rows = [*csv.DictReader(io.StringIO((folder / "out.csv").read_text("utf-8")))]
    assert 0 <= float(rows[0]["answer"]) <= 9
    written = json.loads((folder / "out.json").read_text("utf-8"))
    assert written["reduce"]["pay mean"][0]["n"] == 1


def test_the_people_of_a_run_know_what_they_went_through(folder, troupe):
    """The questions come after the story, which is not played again."""
    played = troupe("run", "chat.yaml", *OFFLINE, "--format", "json").document
    done = troupe("ask", "--run", "latest:chat", "--question", "And?", "--format", "json")
    assert done.document["reused"]["run"] == played["run"]
    assert done.document["usage"]["by_purpose"]["ask"]["calls"] == 2
    assert len(done.document["answers"]) == 2
    story = troupe("show", "--format", "json").document["events"]
    assert any(event["kind"] == "stimulus" for event in story)


def test_the_same_survey_as_humans_answered(folder, troupe):
    """Both tables side by side; what is no answer in the file counts as missing."""
    (folder / "humans.csv").write_text(HUMANS, encoding="utf-8")
    (folder / "columns.yaml").write_text(COLUMNS, encoding="utf-8")
    asked = ("ask", "--like", "humans.csv", "--map", "columns.yaml", *OFFLINE)
    document = troupe(*asked, "--format", "json").document
    rows = document["like"]["reduce"]["likely"]
    assert [row["count_human"] for row in rows] == [1, 0, 0, 1, 1]
    assert rows[0]["missing_human"] == 2
    assert sum(row["count_simulated"] for row in rows) == 5
    assert document["answers"][1]["age"] == "65+"
    assert "humans and simulated people" in troupe(*asked).out


def test_cells_that_are_no_answer_are_named(folder, troupe):
    """With line, column and value; the rows of both sides are one CSV, and one table."""
    (folder / "humans.csv").write_text(HUMANS, encoding="utf-8")
    (folder / "columns.yaml").write_text(COLUMNS, encoding="utf-8")
    asked = ("ask", "--like", "humans.csv", "--map", "columns.yaml", *OFFLINE)
    done = troupe(*asked, "--format", "json")
    assert "1 cell is no answer" in done.err
    assert "line 5, Vote: 'six'" in done.err
    (cell,) = done.document["like"]["unreadable"]
    assert (cell["line"], cell["column"], cell["value"]) == (5, "Vote", "six")
    rows = [*csv.DictReader(io.StringIO(troupe(*asked, "--format", "csv").out))]
    assert [row["source"] for row in rows] == ["human"] * 5 + ["simulated"] * 5
    assert [row["answer"] for row in rows[:5]] == ["4", "1", "", "", "5"]
    shown = troupe(*asked).out
    assert "33.3% (1) [6.1%, 79.2%]" in shown
    assert "n human 3; missing human 2; n simulated 5" in shown


def test_unequal_weights_are_told(folder, troupe):
    """By how many people would say as much if all counted alike."""
    rows = "".join(f"{n},{n % 5 + 1},{100 if n == 1 else 1}\n" for n in range(1, 21))
    (folder / "humans.csv").write_text(f"Nr,Vote,W\n{rows}", encoding="utf-8")
    (folder / "columns.yaml").write_text(
        "weight: W\nquestions: {likely: {column: Vote, text: How?, scale: 5}}\n", encoding="utf-8"
    )
    done = troupe("ask", "--like", "humans.csv", "--map", "columns.yaml", *OFFLINE)
    assert "n effective human 1.41" in done.out
    assert "20 people count as 1.41" in " ".join(done.out.split())


def test_answers_in_words_are_shown(folder, troupe):
    """The first ten, with names, and how to see all."""
    done = troupe("ask", "usa:12", "--question", "How are you?", *OFFLINE)
    assert "answer: 10 of 12 answers" in done.out
    assert "all of them: troupe show" in done.out
    document = troupe("ask", "usa:12", "--question", "How are you?", *OFFLINE, "--format", "json")
    assert document.document["answers"][0]["person"] in done.out


def test_a_column_of_a_csv_of_people_stays(folder, troupe):
    """One long value or line break loses nobody's fact."""
    (folder / "p.csv").write_text(
        'name,status,motto\nAna,fine,"a\nb"\nBen,"so\nso",' + "long " * 20 + "\n", encoding="utf-8"
    )
    done = troupe("ask", "p.csv", "--question", "Well?", *OFFLINE, "--format", "csv")
    rows = [*csv.DictReader(io.StringIO(done.out))]
    assert [row["fact.status"] for row in rows] == ["fine", "so\nso"]
    assert [row["motto"] for row in rows] == ["a\nb", "long " * 20]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "lisa"), "nothing is asked"),
        (("ask", "--question", "x"), "nobody is asked"),
        (("ask", "lisa", "--run", "latest", "--question", "x"), "--run asks the people of a run"),
        (("ask", "liza", "--question", "x"), "no persona `liza`"),
        (("ask", "lisa", "--question", "x", "--type", "numbr"), "did you mean `number`"),
        (("ask", "lisa", "--question", "x", "--options", "A"), "two at least"),
        (("ask", "lisa", "--question", "x", "--scale", "300"), "not 300"),
        (("ask", "lisa", "--question", "x", "--by", "shoe"), "nobody has such a fact"),
        (("ask", "usa:3", "--question", "x", "--by", "nofact"), "nobody has such a fact"),
        (("ask", "usa:3", "--question", "x", "--scale", "5", "--by", "gendr"), "mean 'gender'"),
        (("ask", "usa:3", "--question", "x", "--by", "occupation.wage"), "occupation.wage"),
        (("ask", "lisa", "--question", "x", "--options", "A=Yes, please,B=No"), "`;`"),
        (("ask", "lisa", "--question", "x", "--options", "A=x,A=y"), "'A' stands twice"),
        (("ask", "lisa", "--question", "x", "--scale", "1=a,1=b"), "'1' stands twice"),
        (("ask", "lisa", "--question", "x", "-o", "a.txt"), "answers are written as"),
        (("ask", "--like", "a.csv"), "belong together"),
    ],
)
def test_what_cannot_be_asked_is_told_before_anything_is_written(folder, troupe, words, said):
    """One error, exit code 2, no database."""
    done = troupe(*words, *OFFLINE)
    assert done.code == 2
    assert said in done.err
    assert not (folder / "troupe.db").exists()


def test_what_is_asked_anew_is_not_paid_again_by_the_command_that_goes_on(troupe):
    """It is the same one without --no-cache, and says what that means."""

    def reply(_):
        return {"answer": "yes", "reasoning": ""}

    with ChatServer(reply) as server:
        words = ["ask", "lisa", "oscar", "--question", "Tea?", "--type", "yes_no"]
        words += ["--model", "toy", "--base-url", server.base_url]
        stopped = troupe(*words, "--no-cache", "--max-calls", "1")
        assert stopped.code == 4
        named, said = stopped.err.rpartition("to go on: troupe ")[2].splitlines()[:2]
        assert shlex.split(named) == [*words, "--max-calls", "1"]
        assert "older answers" in said
        assert troupe(*shlex.split(named)).code == 0
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("usa:0",), "troupe: usa:0: from 1 to 100,000 people are asked"),
        (("usa:100001",), "troupe: usa:100001: from 1 to 100,000 people are asked"),
        (("usa",), "troupe: usa: there is no persona `usa`\n    `usa` is a population; so many of its people: `troupe ask usa:COUNT`"),
        (("lisa", "--type", "number", "--min", "5", "--max", "1"), "--max: the maximum must be more than the minimum, 5"),
    ],
)  # fmt: skip
def test_what_was_typed_is_named_as_it_was_typed(folder, troupe, words, told):
    """Without lines that no command line has, and under the options' own names."""
    done = troupe("ask", *words, "--question", "How many?", *OFFLINE)
    assert done.code == 2
    assert told in done.err


def test_a_folder_of_people_goes_before_a_table_of_that_name(folder, troupe):
    """`r` is the folder r/ if it is there, `r.csv` the file."""
    (folder / "r.csv").write_text("name\nAna Paz\n", encoding="utf-8")
    words = ("ask", "r", "--question", "Good?", "--type", "yes_no", *OFFLINE, "--format", "jsonl")
    assert [row["person"] for row in troupe(*words).lines] == ["Ana Paz"]
    (folder / "r").mkdir()
    assert [row["person"] for row in troupe(*words).lines] == ["Ana Paz"]
    (folder / "r" / "bo.yaml").write_text("name: Bo Lund\n", encoding="utf-8")
    assert [row["person"] for row in troupe(*words).lines] == ["Bo Lund"]


def test_a_fact_that_a_life_may_still_bring_divides_tables(folder, troupe):
    """So do facts that were sampled, and the answers to another question."""
    for fact in ("occupation.title", "gender", "person"):
        done = troupe("ask", "usa:2", "--question", "x?", "--scale", "3", "--by", fact, *OFFLINE)
        assert done.code == 0, done.err
        assert fact in done.out
    two = ("ask", "usa:4", "--question", "a?", "--question", "b?", "--scale", "2", "--by", "q1")
    rows = troupe(*two, *OFFLINE, "--format", "json").document["reduce"]["q2 mean"]
    assert {row["q1"] for row in rows} <= {1, 2}


def test_what_a_life_brings_is_known_beforehand(folder, troupe):
    """Else `--by` would refuse a fact, or ask everybody in vain."""
    troupe("ask", "usa:9", "--question", "x?", *OFFLINE)
    events = troupe("show", "--format", "json").document["events"]
    written = {
        path.removesuffix("_in_detail")
        for event in events
        if event["kind"] in {"join", "define"}
        for path in event["persona"]["provenance"]["written"]
    }
    assert written
    assert {path for path in written if not may_write(path)} == set()
    assert {known for known in WRITTEN if known.split(".")[0] not in {
        path.split(".")[0] for path in written}} == set()  # fmt: skip


def test_a_hint_stands_apart_from_the_error(folder, troupe):
    """In JSON the error is what is wrong, and the hint what to do."""
    done = troupe("ask", "lisa", "--question", "x", "--type", "numbr", *OFFLINE, "--format", "json")
    assert "\n" not in done.document["error"]
    assert "did you mean `number`" in done.document["hint"]
    assert done.document["hint"] not in done.document["error"]
    assert "did you mean `number`" in done.err


def test_top_boxes_of_groups_are_a_table(folder, troupe):
    """A line for each group, each share with its count and interval, instead of a list a group."""
    asked = ("ask", "usa:12", "--question", "Good?", "--scale", "5", *OFFLINE)
    assert troupe(*asked).code == 0
    (folder / "r.yaml").write_text("reduce: {top: {top_box: answer, by: gender}}\n", "utf-8")
    done = troupe("reduce", "--rules", "r.yaml")
    lines = [line for line in done.out.splitlines() if line.startswith(("female", "male"))]
    assert len(lines) == 2
    assert all(line.count("[") == 2 and line.count("│") >= 2 for line in lines)
    assert "points 5" in done.out
