"""`troupe run` with several files, with files to write, with limits."""

from __future__ import annotations

import csv
import json

import pytest
from support.chat_server import ChatServer, Refused

from tinytroupe_cli.cli._rim import first_of

ONE_CALL = "people: [lisa]\nsteps:\n  - listen_and_act: {Lisa: Say hello}\n"
TURN = {
    "thought": "They greet me.",
    "actions": [{"action": "TALK", "target": "", "content": "Hello there."}],
    "state": {"goals": [], "context": [], "attention": "", "emotions": "calm"},
}


@pytest.fixture
def several(folder):
    """Two more scenarios of one call each, and one that is broken."""
    (folder / "one.yaml").write_text(ONE_CALL, encoding="utf-8")
    (folder / "two.yaml").write_text(ONE_CALL.replace("hello", "farewell"), encoding="utf-8")
    (folder / "broken.yaml").write_text("people: [lisa]\nstep: []\n", encoding="utf-8")
    return folder


def test_all_files_are_read_before_anything_is_played(troupe, several):
    """A broken second file costs nothing and leaves nothing; the errors of all are told."""
    before = sorted(several.rglob("*"))
    done = troupe("run", "one.yaml", "broken.yaml", "nosuch.yaml", "--model", "offline")
    assert (done.code, done.out) == (2, "")
    assert "broken.yaml:2:1" in done.err
    assert "nosuch.yaml" in done.err
    assert sorted(several.rglob("*")) == before


def test_several_runs_are_one_document(troupe, several):
    """`runs` in the order of the files."""
    done = troupe("run", "one.yaml", "two.yaml", "--model", "offline", "--format", "json")
    assert set(done.document) == {"runs", "expect", "exit_code"}
    assert [run["scenario"] for run in done.document["runs"]] == ["one", "two"]
    assert done.document["exit_code"] == done.code == 0


def test_several_runs_share_the_files_that_are_written(troupe, several):
    """No run overwrites another's."""
    names = ["all.json", "all.jsonl", "all.csv", "all.txt"]
    flags = [word for name in names for word in ("-o", name)]
    done = troupe("run", "one.yaml", "two.yaml", "--model", "offline", "--format", "json", *flags)
    assert done.code == 0
    runs = [run["run"] for run in done.document["runs"]]
    texts = {name: (several / name).read_text(encoding="utf-8") for name in names}
    assert json.loads(texts["all.json"]) == done.document
    assert [
        *dict.fromkeys(json.loads(line)["run"] for line in texts["all.jsonl"].splitlines())
    ] == runs
    rows = list(csv.DictReader(texts["all.csv"].splitlines()))
    assert [*dict.fromkeys(row["run"] for row in rows)] == runs
    assert all(f"run {run} · engine offline" in texts["all.txt"] for run in runs)
    assert not [path for path in several.iterdir() if path.name.startswith(".all")]


def test_repeats_are_independent_runs_of_one_document(troupe, several):
    """As often as the file or the command line says; as text one after another."""
    done = troupe("run", "one.yaml", "--repeat", "3", "--model", "offline", "--format", "json")
    assert [run["repeat"] for run in done.document["runs"]] == [0, 1, 2]
    runs = [run["run"] for run in done.document["runs"]]
    assert len(set(runs)) == 3
    (several / "often.yaml").write_text(f"{ONE_CALL}repeat: 2\n", encoding="utf-8")
    text = troupe("run", "often.yaml", "--model", "offline").out
    heads = [line for line in text.splitlines() if line.startswith("run ")]
    assert [line.split()[1] for line in heads][::2] == [line.split()[1] for line in heads][1::2]
    assert len(heads) == 4
    events = troupe("run", "often.yaml", "--no-reuse", "--model", "offline", "--format", "jsonl")
    assert len({event["run"] for event in events.lines}) == 2


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.xml", "x.html", "x.md", "nosuch/x.json"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_paid(troupe, several, name):
    """The model is not asked, the database not begun."""
    with ChatServer(lambda _: TURN) as server:
        words = ["run", "one.yaml", "--model", "toy", "--base-url", server.base_url]
        done = troupe(*words, "-o", "fine.json", "-o", name)
        assert server.requests == []
    assert done.code == 2
    assert name in done.err
    assert not (several / "troupe.db").exists()
    assert not (several / "fine.json").exists()


def test_a_file_that_fails_in_the_end_is_told_and_the_rest_is_written(troupe, several, monkeypatch):
    """The result is on stdout all the same; exit code 5 also in the document."""

    def full(self, target):
        if target.name == "lost.json":
            raise OSError(28, "No space left on device")
        return real(self, target)

    from pathlib import Path

    real = Path.replace
    monkeypatch.setattr("pathlib.Path.replace", full)
    words = ["run", "one.yaml", "--model", "offline", "--format", "json"]
    done = troupe(*words, "-o", "lost.json", "-o", "kept.jsonl")
    assert done.code == done.document["exit_code"] == 5
    assert "No space left on device" in done.err
    assert done.document["run"] in done.err
    assert (several / "kept.jsonl").exists()


def test_limits_hold_for_the_whole_command(troupe, several):
    """Two scenarios of one call each with --max-calls 1 send one request; more pays for the rest."""
    with ChatServer(lambda _: TURN) as server:
        words = ["run", "one.yaml", "two.yaml", "--model", "toy", "--base-url", server.base_url]
        done = troupe(*words, "--max-calls", "1", "--format", "json")
        assert len(server.requests) == 1
        assert [run["exit_code"] for run in done.document["runs"]] == [0, 4]
        assert "the limit on calls was used up" in done.err
        assert done.code == done.document["exit_code"] == 4
        done = troupe(*words, "--max-calls", "1", "--format", "json")
        assert len(server.requests) == 2
        assert done.document["runs"][0]["usage"]["calls"] == 0
    assert done.code == 0


def test_a_failed_run_does_not_keep_others_from_being_played(troupe, several):
    """The first exit code that applies is the command's; failures are told."""
    with ChatServer(lambda body: Refused(400, "no") if "farewell" in str(body) else TURN) as server:
        words = ["run", "two.yaml", "one.yaml", "--model", "toy", "--base-url", server.base_url]
        done = troupe(*words, "--format", "json")
    assert [run["exit_code"] for run in done.document["runs"]] == [3, 0]
    assert done.code == done.document["exit_code"] == 3


def test_what_was_kept_going_over_is_told_with_its_reason(troupe, several):
    """With --keep-going the run finishes; exit code 3 comes with who failed and why."""
    with ChatServer(lambda _: Refused(400, "no thanks")) as server:
        words = ["run", "one.yaml", "--model", "toy", "--base-url", server.base_url]
        done = troupe(*words, "--keep-going", "--format", "json")
    assert (done.code, done.document["status"]) == (3, "finished")
    assert "Lisa Moreau" in done.err
    assert "no thanks" in done.err
    assert "to go on: troupe run one.yaml" in done.err


@pytest.mark.parametrize(
    ("codes", "code"),
    [([], 0), ([0, 0], 0), ([0, 1], 1), ([1, 4], 4), ([4, 3], 3), ([3, 130], 130), ([130, 5], 5),
     ([5, 2], 2), ([2, 70], 70), ([4, 0, 3, 1], 3)],
)  # fmt: skip
def test_the_first_exit_code_that_applies(codes, code):
    """Of 2, 5, 130, 3, 4, 1; a bug comes before all."""
    assert first_of(codes) == code


def test_without_a_project_the_command_plays_from_any_folder(troupe, several):
    """No config.ini is needed; the offline engine is chosen by itself and says so."""
    done = troupe("run", "one.yaml")
    assert done.code == 0
    assert "the offline engine speaks" in done.err
    assert "engine offline" in done.out
    assert "not a language model" in done.out.replace("\n", " ")


def test_on_ci_the_offline_engine_has_to_be_asked_for(troupe, several, monkeypatch):
    """Nothing is played, nothing written."""
    monkeypatch.setenv("CI", "true")
    done = troupe("run", "one.yaml", "--format", "json")
    assert (done.code, done.document["exit_code"]) == (2, 2)
    assert "--model offline" in done.err
    assert not (several / "troupe.db").exists()


@pytest.mark.parametrize(("level", "told"), [("INFO", True), ("ERROR", False)])
def test_the_log_says_what_is_tried_again_when_it_is_asked_for(
    troupe, several, folder, level, told
):
    """With LOGLEVEL=INFO every further try stands on stderr with its reason; by default none."""
    (folder / "config.ini").write_text(f"[Logging]\nLOGLEVEL={level}\n", encoding="utf-8")
    refused = [Refused(429, "slow down", headers={"retry-after": "0"})]
    with ChatServer(lambda _: refused.pop() if refused else TURN) as server:
        words = ["run", "one.yaml", "--model", "toy", "--base-url", server.base_url]
        done = troupe(*words, "--quiet")
    assert done.code == 0
    assert ("too many requests" in done.err and "once more in" in done.err) is told


def test_a_scenario_names_files_to_write(troupe, folder):
    """`outputs` are written beside the scenario, each by its ending, of all repeats together."""
    (folder / "sub").mkdir()
    text = ONE_CALL + "outputs: [result.json, results/story.txt, events.csv]\n"
    (folder / "sub" / "own.yaml").write_text(text, encoding="utf-8")
    done = troupe("run", "sub/own.yaml", "--model", "offline", "--repeat", "2", "--quiet")
    assert done.code == 0, done.err
    document = json.loads((folder / "sub" / "result.json").read_text(encoding="utf-8"))
    assert len(document["runs"]) == 2
    assert "offline" in (folder / "sub" / "results" / "story.txt").read_text(encoding="utf-8")
    assert (folder / "sub" / "events.csv").read_text(encoding="utf-8").startswith("run,")


def test_a_slip_in_offline_is_not_taken_for_a_model(troupe, several):
    """Nothing is played by another engine than was meant."""
    done = troupe("run", "one.yaml", "--model", "offlin")
    assert (done.code, list(several.glob("*.db"))) == (2, [])
    assert "did you mean `offline`?" in done.err


def test_without_a_key_nothing_is_begun(troupe, several):
    """Where nothing can have been kept, the missing key is told before anything is written."""
    done = troupe("run", "one.yaml", "--model", "gpt-5-mini")
    assert (done.code, list(several.glob("*.db"))) == (3, [])
    assert "OPENAI_API_KEY is not set" in done.err
