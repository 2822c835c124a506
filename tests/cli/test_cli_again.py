"""Going on with runs: resume, fork, diff."""

from __future__ import annotations

import pytest
from support.chat_server import ChatServer, Refused

from tinytroupe_cli.store import Store

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


@pytest.mark.parametrize("db", [["--db", "other.db"], ["--db=other.db"], []])
def test_a_run_that_asks_anew_is_resumed_and_not_asked_anew_once_more(troupe, play, db):
    """The command it names pays for the rest alone, and takes nothing from before it."""
    answers = []

    def script(body):
        answers.append(body)
        actions = [{"action": "TALK", "target": "", "content": f"answer {len(answers)}"}]
        return {"thought": "", "actions": actions, "state": None}

    with ChatServer(script) as server:
        words = ["run", play(), "--model", "toy", "--base-url", server.base_url, *db]
        assert troupe(*words).code == 0
        whole = len(server.requests)
        stopped = troupe(*words, "--no-cache", "--max-calls", "2")
        assert stopped.code == 4
        command = stopped.err.rpartition("to go on: troupe ")[2].split()
        assert command[0] == "resume"
        assert command[2:] == ["--max-calls", "2", *(["--db", "other.db"] if db else [])]
        shown = "--db=other.db" if db else "--db=troupe.db"
        for _ in range(whole):
            done = troupe(*command)
            if done.code == 0:
                break
            assert done.code == 4
        assert done.code == 0
        assert len(server.requests) == 2 * whole
        story = troupe("show", shown, "--format", "jsonl").lines
    said = [event["content"] for event in story if event.get("action") == "TALK"]
    assert set(said) == {f"answer {number}" for number in range(whole + 1, 2 * whole + 1)}


def test_an_interrupted_run_of_an_edited_file_says_what_is_new(troupe, play):
    """The file counts as it is now."""
    assert troupe("run", play(), "--model", "offline").code == 0
    done = troupe("run", play(PLAY.replace("trains", "boats")), "--model", "offline", "--quiet")
    assert "because step 3 changed: text" in done.err


@pytest.mark.parametrize("words", [["resume"], ["rm", "latest", "--yes"]])
def test_a_run_that_is_being_played_is_left_alone(troupe, play, words):
    """It is nobody's to end or to remove, until its process has ended; then it can be resumed."""
    played = troupe("run", play(), "--model", "offline", "--format", "json").document["run"]
    with Store.open("troupe.db") as store:
        spec = store.find_run(played).spec
        facts = {"engine": "offline", "model": "offline", "seed": 0, "repeat": 0}
        store.create_run("beef", scenario="play", spec=spec, **facts)
        done = troupe(*words)
        assert (done.code, "run beef is being played right now" in done.err) == (2, True)
        assert troupe("runs", "--format", "json").document[0]["status"] == "running"
    assert troupe("runs", "--format", "json").document[0]["status"] == "interrupted"
    assert troupe(*words).code == 0


def test_a_changed_setting_of_the_model_is_told_with_its_values(troupe, play):
    """Which setting it is, from what to what, since which run; who judges is no news of its own."""
    with ChatServer(answer) as server:
        model = f"model: {{name: toy, base_url: {server.base_url!r}, temperature: 0.7}}\n"
        first = troupe("run", play(model + PLAY), "--format", "json").document["run"]
        done = troupe("run", play(model.replace("0.7", "1") + PLAY))
    said = "all is played anew, because other than before: temperature 0.7 -> 1.0"
    assert f"{said} (compared with run {first})" in done.err


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


def test_a_first_run_has_nothing_to_be_compared_with(troupe, play):
    """Bad usage, and not a comparison of the run with itself."""
    troupe("run", play(name="other.yaml"), "--model", "offline")
    troupe("run", play(), "--model", "offline")
    done = troupe("diff", "latest")
    assert done.code == 2
    assert "there is no run of 'play' before" in done.err


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
    newest = troupe("diff", "--format", "json").document
    assert (newest["a"], newest["b"]) == (same, done.document["b"])
    assert troupe("diff", "latest", "--format", "json").document == newest
    twice = troupe("diff", first, first)
    assert (twice.code, twice.out) == (2, "")
    shown = troupe("diff", first)
    assert "- Oscar Lindqvist [CONVERSATION] And what of trains?" in shown.out
    assert "+ Oscar Lindqvist [CONVERSATION] And what of boats?" in shown.out
