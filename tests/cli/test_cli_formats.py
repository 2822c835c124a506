"""Stdout is the result and stays valid, whatever happens."""

from __future__ import annotations

import json
import signal

import pytest
from support.chat_server import ChatServer, Refused

from tinytroupe_cli.errors import StoreError

BROKEN = "people: [nobody_of_that_name]\nsteps:\n  - rounds: many\n"

BAD = {
    "no argument": (["run"], 2, "SCENARIO"),
    "unknown option": (["run", "chat.yaml", "--bogus"], 2, "--bogus"),
    "no value": (["run", "chat.yaml", "--seed"], 2, "--seed"),
    "bad number": (["run", "chat.yaml", "--seed", "seven"], 2, "--seed"),
    "bad --set": (["run", "chat.yaml", "--set", "x"], 2, "NAME=VALUE"),
    "no such file": (["run", "nosuch.yaml"], 2, "nosuch.yaml"),
    "broken file": (["run", "broken.yaml"], 2, "nobody_of_that_name"),
    "bad ending": (["run", "chat.yaml", "-o", "x.pdf"], 2, "x.pdf"),
    "no such folder": (["run", "chat.yaml", "-o", "nosuch/x.json"], 2, "nosuch"),
    "folder as a file": (["run", "chat.yaml", "-o", "dir.json"], 2, "dir.json"),
    "unusable database": (["run", "chat.yaml", "--db", "broken.yaml"], 5, "broken.yaml"),
    "no database": (["show"], 5, "troupe.db"),
    "no database for runs": (["runs"], 5, "troupe.db"),
    "no database for extract": (["extract"], 5, "troupe.db"),
    "no database for reduce": (["reduce"], 5, "troupe.db"),
    "no rules": (["reduce", "--rules", "nosuch.yaml"], 2, "nosuch.yaml"),
    "two questions": (["extract", "--schema", "a.json", "--fields", "b"], 2, "--schema"),
    "neither people nor world": (["extract", "--fields", "a", "--from", "town"], 2, "town"),
    "no field": (["extract", "--fields", ","], 2, "--fields"),
    "unknown type": (["extract", "--fields", "a:colour"], 2, "colour"),
    "no command of that name": (["rum"], 2, "rum"),
}


@pytest.fixture
def troupe_beside_junk(folder, troupe):
    """The command in a folder that also has a broken file and a folder with a file's name."""
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (folder / "dir.json").mkdir()
    return troupe


@pytest.mark.parametrize(("arguments", "code", "word"), BAD.values(), ids=BAD.keys())
def test_json_is_one_document_however_bad_the_command_is(
    troupe_beside_junk, folder, arguments, code, word
):
    """What is wrong is quoted, in JSON and for the human, with what to do; nothing is written."""
    before = sorted(folder.rglob("*"))
    done = troupe_beside_junk(*arguments, "--format", "json")
    assert done.code == code
    assert set(done.document) == {"exit_code", "error", "hint"}
    assert done.document["exit_code"] == code
    assert word in done.document["error"]
    assert word in done.err
    assert "Traceback" not in done.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(("arguments", "code", "word"), BAD.values(), ids=BAD.keys())
def test_json_lines_hold_events_alone(troupe_beside_junk, arguments, code, word):
    """Where nothing happened there is no line; the reason is told to the human."""
    done = troupe_beside_junk(*arguments, "--format=jsonl")
    assert (done.code, done.out) == (code, "")
    assert word in done.err


def test_a_bug_is_one_line_and_a_file(troupe, monkeypatch, tmp_path):
    """Exit code 70; the traceback is in a file that the line names."""

    def explode(*_, **__):
        raise KeyError("lost\nkey")

    monkeypatch.setattr("tinytroupe_cli.store.Store.create_run", explode)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = troupe("run", "chat.yaml", "--model", "offline", "--format", "json")
    assert done.code == done.document["exit_code"] == 70
    assert done.err.count("\n") == 1
    assert "KeyError" in done.err
    (report,) = tmp_path.glob("troupe-bug-*.txt")
    assert str(report) in done.err
    assert "Traceback" in report.read_text(encoding="utf-8")


def test_debug_shows_the_traceback(troupe):
    """Of an error as of a bug, and JSON stays valid."""
    done = troupe("run", "nosuch.yaml", "--debug", "--format", "json")
    assert "Traceback" in done.err
    assert done.document["exit_code"] == done.code == 2


@pytest.mark.parametrize("chosen", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("fault", "flags", "code", "status"),
    [
        (Refused(401, "wrong key"), [], 3, "failed"),
        ("not what was asked for", [], 3, "failed"),
        ("not what was asked for", ["--max-calls", "1"], 4, "budget"),
    ],
    ids=["key", "nonsense", "budget"],
)
def test_a_run_that_cannot_go_on_names_the_command_that_continues(
    troupe, fault, flags, code, status, chosen
):
    """The document has the run, its status and its failures; the human gets the command line."""
    with ChatServer(lambda _: fault) as server:
        words = ["run", "chat.yaml", "--model", "toy", "--base-url", server.base_url, *flags]
        done = troupe(*words, "--format", chosen)
    assert done.code == code
    if chosen == "json":
        assert (done.document["status"], done.document["exit_code"]) == (status, code)
        assert done.document["failures"]
    else:
        assert [event["seq"] for event in done.lines] == [*range(1, len(done.lines) + 1)]
        assert "failure" in [event["kind"] for event in done.lines]
    assert f"to go on: troupe {' '.join(words)} --format {chosen}\n" in done.err


def test_a_store_that_fails_midway_leaves_a_document_with_the_run(troupe, monkeypatch):
    """The run is named, so that what was kept of it can be found."""

    def full(*_, **__):
        raise StoreError("the disk is full", hint="make room")

    monkeypatch.setattr("tinytroupe_cli.store.Store.commit_unit", full)
    done = troupe("run", "chat.yaml", "--model", "offline", "--format", "json")
    assert done.code == done.document["exit_code"] == 5
    assert done.document["scenario"] == "chat"
    assert done.document["engine"] == "offline"
    assert done.document["run"]
    assert done.document["error"] == "the disk is full"
    assert "to go on: troupe run chat.yaml" in done.err


def test_keys_of_the_document(troupe, folder):
    """The names are a contract."""
    done = troupe("run", "chat.yaml", "--model", "offline", "--format", "json")
    assert done.code == 0
    assert set(done.document) >= {
        "run", "scenario", "engine", "model", "seed", "repeat", "status", "exit_code", "steps",
        "rounds", "reused", "usage", "extract", "reduce", "expect", "failures", "warnings", "db",
    }  # fmt: skip
    assert set(done.document["usage"]) >= {
        "calls", "cached_calls", "prompt_tokens", "cached_prompt_tokens", "completion_tokens",
        "reasoning_tokens", "cost_usd", "by_purpose",
    }  # fmt: skip
    shown = troupe("show", "--format", "json").document
    assert {key: shown[key] for key in done.document} == done.document
    assert shown["events"][0]["seq"] == 1
    assert json.loads(json.dumps(shown)) == shown


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("words", [["run", "chat.yaml"], ["reduce"], ["show"]], ids=lambda w: w[0])
def test_an_interrupt_anywhere_leaves_a_document(troupe, monkeypatch, number, words):
    """Also where no run is under way: exit code 130, one block, one JSON document."""

    def interrupted(*_, **__):
        signal.raise_signal(number)

    troupe("run", "chat.yaml", "--model", "offline")
    monkeypatch.setattr("tinytroupe_cli.config.load_settings", interrupted)
    monkeypatch.setattr("tinytroupe_cli.stage._session.load_settings", interrupted)
    done = troupe(*words, "--format", "json")
    assert done.code == done.document["exit_code"] == 130
    assert done.document["error"] == "interrupted"
    assert done.err.startswith("troupe: interrupted\n")
