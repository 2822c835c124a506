"""Going on with runs: resume, fork, diff."""

from __future__ import annotations

import pytest
from support.chat_server import ChatServer, Refused

PLAY = """
people: [lisa, oscar]
steps:
  - listen: {Lisa: "Which city do you like?"}
  - rounds: 2
  - listen: {Oscar: "And what of trains?"}
  - act: Oscar
"""


def answer(body):
    """A turn that depends on what was asked alone."""
    said = f"word {sum(map(ord, body['messages'][-1]['content']))}"
    actions = [{"action": "TALK", "target": "", "content": said}]
    return {"thought": "", "actions": actions, "state": None}


@pytest.fixture
def play(folder):
    """Write a scenario and return its name."""

    def play(text=PLAY, name="play.yaml"):
        (folder / name).write_text(text, encoding="utf-8")
        return name

    return play


def test_a_run_that_failed_is_resumed_as_it_was_played(troupe, play):
    """Model, address, seed and --set come from the run; only what is missing is asked for."""
    fails = [False, False, True]

    def script(body):
        return Refused(400, "no") if fails and fails.pop(0) else answer(body)

    with ChatServer(script) as server:
        words = ["--model", "toy", "--base-url", server.base_url, "--seed", "5"]
        first = troupe("run", play(), *words, "--set", "steps.2.rounds=1", "--format", "json")
        assert first.code == 3
        done = troupe("resume", "--format", "json")
        assert done.code == 0, done.err
        asked = len(server.requests)
        again = troupe("resume")
    assert (done.document["seed"], done.document["rounds"]) == (5, 1)
    assert done.document["reused"]["units"] > 0
    assert asked == 3 + 1
    assert again.code == 2
    assert "came to its end" in again.err


def test_an_interrupted_run_of_an_edited_file_says_what_is_new(troupe, play):
    """The file counts as it is now."""
    assert troupe("run", play(), "--model", "offline").code == 0
    done = troupe("run", play(PLAY.replace("trains", "boats")), "--model", "offline", "--quiet")
    assert "because step 3 changed: text" in done.err


def test_a_fork_shares_the_past_and_plays_its_own_steps(troupe, play):
    """The story before --at is the other run's to the letter; nothing of it is asked again."""
    arm = PLAY.replace("And what of trains?", "And what of prices?").replace("city", "river")
    with ChatServer(answer) as server:
        words = ["--model", "toy", "--base-url", server.base_url]
        first = troupe("run", play(), *words, "--format", "json").document
        before = len(server.requests)
        done = troupe("fork", first["run"], play(arm, "arm.yaml"), "--at", "3", "--format", "json")
        assert done.code == 0, done.err
        assert server.requests[-1].body["model"] == "toy"
        asked = len(server.requests)
        twice = troupe("fork", first["run"], "arm.yaml", "--at", "3", "--format", "json")
        assert len(server.requests) == asked
    assert asked - before == 1
    assert done.document["reused"]["run"] == first["run"]
    stories = [
        troupe("show", run["run"], "--format", "jsonl").lines for run in (first, done.document)
    ]
    past = [[{**e, "run": ""} for e in story if e["step"] < 3] for story in stories]
    assert past[0] == past[1]
    assert any("prices" in str(event) for event in stories[1])
    assert not any("river" in str(event) for event in stories[1])
    assert twice.document["usage"]["calls"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["latest", "play.yaml", "--at", "9"], "the scenario has the steps 1 to 4"),
        (["nosuch", "play.yaml", "--at", "2"], "there is no run"),
        (["latest", "more.yaml", "--at", "2"], "Mei Tan takes part in the scenario but not"),
        (["latest", "play.yaml"], "--at"),
    ],
)
def test_a_fork_that_cannot_be_is_bad_usage(troupe, play, words, said):
    """Steps and people that are not there, and a run that is not."""
    troupe("run", play(), "--model", "offline")
    play(PLAY.replace("oscar]", "oscar, mei]"), "more.yaml")
    done = troupe("fork", *words)
    assert done.code == 2
    assert said in done.err


def test_a_run_that_did_not_get_there_cannot_be_forked(troupe, play):
    """The past has to be whole."""
    with ChatServer(lambda _: Refused(400, "no")) as server:
        troupe("run", play(), "--model", "toy", "--base-url", server.base_url)
        done = troupe("fork", "latest", "play.yaml", "--at", "3")
    assert done.code == 2
    assert "did not complete step 2" in done.err


def test_two_runs_are_compared_step_by_step(troupe, play):
    """The same story is 0; a difference is 1, and stands with both sides."""
    first = troupe("run", play(), "--model", "offline", "--format", "json").document["run"]
    same = troupe("run", play(), "--model", "offline", "--format", "json").document["run"]
    assert troupe("diff", first, same).code == 0
    troupe("run", play(PLAY.replace("of trains", "of boats")), "--model", "offline")
    done = troupe("diff", first, "latest", "--format", "json")
    assert done.code == done.document["exit_code"] == 1
    assert done.document["same_until"] == 3
    change = done.document["steps"][0]["changes"][0]
    assert change["a"]["content"] == "And what of trains?"
    assert change["b"]["content"] == "And what of boats?"
    shown = troupe("diff", first)
    assert "- Oscar Lindqvist [CONVERSATION] And what of trains?" in shown.out
    assert "+ Oscar Lindqvist [CONVERSATION] And what of boats?" in shown.out
