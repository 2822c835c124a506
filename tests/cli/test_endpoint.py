"""A scenario plays through the openai package against a real local server."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from support.chat_server import ChatServer, Refused

from tinytroupe_cli.cli.app import main

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SECRET = "sk-very-secret-7f3a"

LONG_TALK = """
people: [lisa, oscar]
world: {name: the lighthouse, start: "2026-03-02 08:00", step: 5 minutes}
steps:
  - goal: {Lisa: "Find out why Oscar moved to Berlin."}
  - listen: {Oscar: "Tell Lisa about the harbour."}
  - rounds: 4
"""


def troupe(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with nothing of this machine's environment but what it needs."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "OPENAI_API_KEY": SECRET} | env
    words, out, err = ["troupe", *arguments], io.StringIO(), io.StringIO()
    with (
        chdir(folder),
        patch.dict(os.environ, clean, clear=True),
        patch.object(sys, "argv", words),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return subprocess.CompletedProcess(words, ended.value.code, out.getvalue(), err.getvalue())


def filled(schema, defs):
    """A value that follows a JSON Schema."""
    if "$ref" in schema:
        return filled(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: filled(inner, defs) for name, inner in schema["properties"].items()}
    if kind == "array" and schema.get("minItems"):
        return [filled(schema["items"], defs)]
    plain = {"string": "word", "array": [], "boolean": False, "integer": 1, "number": 1.5}
    return plain.get(kind)


def a_person(asked):
    """Answers turns with a sentence that is new each time, and all else by its schema."""
    schema = asked["response_format"]["json_schema"]["schema"]
    if "thought" not in schema["properties"]:
        if "memories" in schema["properties"]:
            return {"memories": ["Oscar told me that the harbour froze in 1987."]}
        return filled(schema, schema.get("$defs", {}))
    told = asked["messages"][-1]["content"]
    name = told.rpartition(", your turn, ")[2].rstrip(".")
    said = (
        f"{name} speaks {len(str(asked['messages']))} times of the frozen harbour. " + "wind " * 99
    )
    return {
        "thought": "So.",
        "actions": [{"action": "TALK", "target": "", "content": said}],
        "state": {
            "goals": ["see the harbour"],
            "context": [],
            "attention": "the water",
            "emotions": "curious and a little cold",
        },
    }


def run(folder, scenario, server, *more, **env):
    """Play a scenario against a server; the document it prints."""
    arguments = ("run", str(scenario), "--format", "json", "--model", "toy", *more)
    done = troupe(folder, *arguments, OPENAI_BASE_URL=server.base_url, **env)
    return done, json.loads(done.stdout)


def test_simple_chat_plays_through_the_openai_package(tmp_path):
    """The shipped scenario finishes, and says that an endpoint spoke and not the offline engine."""
    with ChatServer(a_person) as server:
        done, document = run(tmp_path, SCENARIOS / "simple_chat.yaml", server)
    assert done.returncode == 0, done.stderr
    assert document["status"] == "finished"
    assert (document["engine"], document["model"]) == ("openai", "toy")
    assert document["usage"]["by_purpose"]["act"]["calls"] == 8
    assert len(server.requests) == document["usage"]["calls"]


def test_what_was_paid_is_on_record_before_the_next_call_is_answered(tmp_path):
    """A process that is killed leaves an account of every reply that it got."""
    database, accounts = tmp_path / "troupe.db", []

    def answer(asked):
        with closing(sqlite3.connect(database)) as reader:
            counted = ("SELECT count(*) FROM ledger", "SELECT count(*) FROM llm_cache")
            accounts.append(tuple(reader.execute(query).fetchone()[0] for query in counted))
        return a_person(asked)

    with ChatServer(answer) as server:
        done, _ = run(tmp_path, SCENARIOS / "simple_chat.yaml", server)
    assert done.returncode == 0, done.stderr
    assert accounts[:8] == [(number, number) for number in range(8)]


def test_each_request_holds_what_the_person_knows(tmp_path):
    """Clock, place, people in reach, goals and mood; memories once there are any."""
    scenario = tmp_path / "talk.yaml"
    scenario.write_text(LONG_TALK, encoding="utf-8")
    config = "[Cognition]\nMEMORY_WINDOW=1200\n"
    (tmp_path / "config.ini").write_text(config, encoding="utf-8")
    with ChatServer(a_person) as server:
        done, _ = run(tmp_path, scenario, server)
    assert done.returncode == 0, done.stderr
    turns = [
        heard.body["messages"]
        for heard in server.requests
        if ", your turn, " in heard.body["messages"][-1]["content"]
    ]
    assert len(turns) == 8
    for number, messages in enumerate(turns):
        told = messages[-1]["content"]
        lisa = number % 2 == 0
        assert "Monday 2026-03-02, 08:0" in told
        assert f"It is 08:{5 * (number // 2 + 1):02d}, your turn, " in told
        assert "You are at: the lighthouse." in told
        assert ("Oscar Lindqvist" if lisa else "Lisa Moreau") in told.partition("You can talk to")[
            2
        ]
        goal = "Find out why Oscar moved to Berlin." if number == 0 else "see the harbour"
        assert f"Goals: {goal}" in told or number == 1
        assert ("You feel: curious and a little cold" in told) == (number >= 2)
        assert f"You are {'Lisa Moreau' if lisa else 'Oscar Lindqvist'}." in messages[0]["content"]
    assert "What comes back to you from earlier" not in turns[0][-1]["content"]
    recalled = turns[-1][-1]["content"].partition("What comes back to you from earlier")[2]
    assert "the harbour froze in 1987" in recalled


def test_rules_and_persona_stand_first_and_never_change(tmp_path):
    """Rules are the same for everyone, rules and persona for all turns of a person."""
    with ChatServer(a_person) as server:
        run(tmp_path, SCENARIOS / "simple_chat.yaml", server)
    turns = [
        [message["content"] for message in heard.body["messages"]]
        for heard in server.requests
        if ", your turn, " in heard.body["messages"][-1]["content"]
    ]
    rules = {turn[0].partition("You are Lisa Moreau.")[0] for turn in turns[::2]}
    rules |= {turn[0].partition("You are Oscar Lindqvist.")[0] for turn in turns[1::2]}
    assert len(rules) == 1
    assert len({turn[0] for turn in turns}) == 2
    lived = [turn[1].partition(" is new to you.\n")[2].partition("\n\n")[0] for turn in turns[::2]]
    assert all(later.startswith(earlier) for earlier, later in pairwise(lived[1:]))


def test_playing_again_pays_nothing_twice(tmp_path):
    """The second run of the same file sends no request and tells the same story."""
    with ChatServer(a_person) as server:
        _, first = run(tmp_path, SCENARIOS / "simple_chat.yaml", server)
        sent = len(server.requests)
        _, again = run(tmp_path, SCENARIOS / "simple_chat.yaml", server)
        assert len(server.requests) == sent
    assert again["usage"]["calls"] == 0
    assert again["reused"]["run"] == first["run"]
    assert again["extract"] == first["extract"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Refused(401, "wrong key"), "OPENAI_API_KEY"),
        (Refused(404, "no such model"), "toy"),
        (Refused(429, "pay first", code="insufficient_quota"), "no credit left"),
        (Refused(400, "blocked", code="content_filter"), "content filter"),
    ],
    ids=["key", "model", "credit", "filter"],
)
def test_what_cannot_be_mended_fails_at_once(tmp_path, fault, words):
    """Exit code 3, one request, a message that helps and never shows the key."""
    with ChatServer(lambda _: fault) as server:
        done, document = run(tmp_path, SCENARIOS / "simple_chat.yaml", server)
    assert done.returncode == document["exit_code"] == 3
    assert document["failures"]
    assert words in done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert len(server.requests) <= 2
    assert SECRET.encode() not in (tmp_path / "troupe.db").read_bytes()


def test_a_budget_of_calls_is_never_passed(tmp_path):
    """With --max-calls 3 the server sees three requests; more budget continues without paying twice."""
    scenario = SCENARIOS / "tv_ad.yaml"
    with ChatServer(a_person) as server:
        done, document = run(tmp_path, scenario, server, "--max-calls", "3")
        assert done.returncode == 4, done.stderr
        assert document["status"] == "budget"
        assert len(server.requests) == 3
        done, document = run(tmp_path, scenario, server)
    assert done.returncode == 0, done.stderr
    assert len(server.requests) == 60
    assert document["usage"]["cached_calls"] == 3
