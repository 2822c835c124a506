"""Finding what was said, and removing runs."""

from __future__ import annotations

import csv

import pytest

from tinytroupe_cli.cli import _sure


@pytest.fixture
def played(troupe):
    """The command in a folder where `chat` was played twice, the second time from the first."""
    troupe("run", "chat.yaml", "--model", "offline")
    troupe("run", "chat.yaml", "--model", "offline", "--set", "steps.2.rounds=3")
    return troupe


def test_everything_ever_said_is_found(played):
    """All words have to be there, in any case; the options narrow it down."""
    rows = played("search", "find BUILDS", "--format", "json").document
    assert rows[0]["text"] == "Find out what Oscar builds."
    assert (rows[0]["person"], rows[0]["does"]) == ("Lisa Moreau", "CONVERSATION")
    oldest = played("runs", "--format", "json").document[-1]["run"]
    assert {row["run"] for row in rows} == {oldest}
    assert played("search", "builds nonsense", "--format", "json").document == []
    assert len(played("search", "oscar", "--limit", "2", "--format", "jsonl").lines) == 2


def test_a_run_is_searched_with_what_it_took_over(played):
    """Its story is searched, wherever it was played."""
    newest, oldest = (row["run"] for row in played("runs", "--format", "json").document)
    for run in (newest, oldest, "latest"):
        rows = played("search", "builds", "--run", run, "--format", "json").document
        assert rows[0]["text"] == "Find out what Oscar builds."
    assert played("search", "builds", "--run", "nosuch").code == 2


@pytest.mark.parametrize("words", ['"', "*", "a AND", "NEAR(", "content:x", "-", "'; DROP"])
def test_words_are_words(played, words):
    """Nothing in them is the syntax of a query."""
    done = played("search", "--format", "json", "--", words)
    assert done.code == 0, done.err


@pytest.mark.parametrize("words", ["", "   "])
def test_no_word_at_all_is_bad_usage(played, words):
    """Nothing was searched for, which is another thing than nothing found."""
    done = played("search", words)
    assert (done.code, done.out) == (2, "")
    assert "search for what?" in done.err


def test_runs_are_a_table_and_tell_what_was_taken_over(played):
    """Also in a pipe, with no column that says the same or nothing in all rows."""
    newest, oldest = (row["run"] for row in played("runs", "--format", "json").document)
    _, head, _, first, second = played("runs").out.splitlines()
    names = [name.strip() for name in head.split("┃")]
    assert names == ["run", "scenario", "status", "model", "created", "calls", "reused"]
    cells = [[cell.strip() for cell in row.split("│")] for row in (first, second)]
    assert [row[0] for row in cells] == [newest, oldest]
    assert cells[0][-1].endswith(f" of {oldest}")
    assert cells[1][-1] == "-"
    played("run", "chat.yaml", "--model", "offline", "--seed", "5")
    assert " seed " in played("runs").out.splitlines()[1]


def test_each_format_reads_as_what_it_is(played):
    """Text with the words, CSV with a head also where nothing is found."""
    assert "Find out what Oscar builds." in played("search", "builds").out
    rows = list(csv.DictReader(played("search", "builds", "--format", "csv").out.splitlines()))
    assert list(rows[0]) == ["run", "seq", "step", "round", "person", "does", "text"]
    head = played("search", "zyx", "--format", "csv").out
    assert head == "run,seq,step,round,person,does,text\n"
    done = played("search", "zyx")
    assert (done.code, done.out) == (0, "")
    assert "zyx" in done.err


def test_removing_a_run_keeps_what_others_took_over(played):
    """The older run goes; the newer one tells its whole story as before."""
    newest, oldest = (row["run"] for row in played("runs", "--format", "json").document)
    before = played("show", newest, "--format", "jsonl").out
    done = played("rm", oldest, "--yes", "--format", "json")
    assert (done.document["runs"], done.document["replies"]) == ([oldest], 0)
    assert played("show", newest, "--format", "jsonl").out == before
    assert played("search", "builds", "--format", "json").document[0]["run"] == newest
    again = played("run", "chat.yaml", "--model", "offline", "--format", "json").document
    assert again["reused"]["run"] == newest


def test_several_runs_go_by_any_name_or_none_goes(played):
    """One word that means nothing, and nothing is removed."""
    newest, oldest = (row["run"] for row in played("runs", "--format", "json").document)
    done = played("rm", oldest, "nosuch", "--yes")
    assert done.code == 2
    assert len(played("runs", "--format", "json").document) == 2
    done = played("rm", oldest, "latest", newest, "--replies", "--yes", "--format", "json")
    assert set(done.document["runs"]) == {newest, oldest}
    assert done.document["replies"] > 0
    assert played("runs", "--format", "json").document == []


@pytest.mark.parametrize(("answer", "left"), [("y\n", 1), ("n\n", 2), ("\n", 2)])
def test_a_terminal_is_asked(played, monkeypatch, answer, left):
    """Only a yes removes."""
    asked = []
    monkeypatch.setattr(_sure, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(
        _sure.typer, "confirm", lambda text, err: asked.append(text) or answer == "y\n"
    )
    done = played("rm", "latest")
    assert done.code == (0 if left == 1 else 2)
    assert "(chat) from troupe.db?" in asked[0]
    assert len(played("runs", "--format", "json").document) == left


def test_without_a_terminal_yes_has_to_be_said(played):
    """A script does not remove by accident."""
    done = played("rm", "latest", "--format", "json")
    assert done.code == done.document["exit_code"] == 2
    assert "--yes" in done.err
    assert len(played("runs", "--format", "json").document) == 2
