"""A run as one file: out of one database, into another, and back to work there."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.chat_server import ChatServer
from support.exported import exported
from support.talkers import talker

from tinytroupe_cli import TinyPerson, control
from tinytroupe_cli.store import Store

MODEL = ("--model", "toy")


@pytest.fixture
def played(troupe, monkeypatch):
    """The command where `chat` was played, edited, and played on from the first run."""
    with ChatServer(talker) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        troupe("run", "chat.yaml", *MODEL, "--db", "a.db")
        words = ("run", "chat.yaml", *MODEL, "--set", "steps.2.rounds=3", "--db", "a.db")
        done = troupe(*words, "--format", "json")
    assert done.code == 0, done.err
    assert done.document["reused"]["units"] == 4
    troupe.words, troupe.document = words, done.document
    return troupe


def without(document, *names):
    """A document but for some names."""
    return {name: value for name, value in document.items() if name not in names}


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.gz"])
def test_a_run_goes_to_another_machine(played, folder, name):
    """There it is shown, asked about and counted as here, although its parent did not come along."""
    done = played("export", "latest", "-o", name, "--db", "a.db")
    assert (done.code, done.out) == (0, "")
    assert (folder / name).read_bytes()[:2] == (b"\x1f\x8b" if name.endswith("gz") else b'{"')
    done = played("import", name, "--db", "b.db", "--format", "json")
    assert done.document["new"]
    assert done.document["run"] == played.document["run"]
    for words in (["show", "--format", "jsonl"], ["extract", "--format", "csv"], ["reduce"]):
        assert played(*words, "--db", "b.db").out == played(*words, "--db", "a.db").out
    here, there = (
        played("runs", "--limit", "1", "--db", db, "--format", "json").document
        for db in ("a.db", "b.db")
    )
    assert here == there
    shown = played("show", "--db", "b.db", "--format", "json").document
    assert shown["db"] == "b.db"


def test_an_imported_run_is_gone_on_with(played):
    """Its steps are taken over and its extractions answered by its replies: nobody is asked."""
    played("export", "-o", "run.jsonl", "--db", "a.db")
    played("import", "run.jsonl", "--db", "b.db")
    again = played(*played.words[:-1], "b.db", "--cache-only", "--format", "json")
    assert again.code == 0, again.err
    assert again.document["reused"]["run"] == played.document["run"]
    own = ("run", "db", "usage", "reused")
    assert without(again.document, *own) == without(played.document, *own)
    anew = played(*played.words[:-1], "b.db", "--cache-only", "--no-reuse", "--format", "json")
    assert without(anew.document, *own) == without(played.document, *own)


def test_importing_twice_says_so(played):
    """And changes nothing; another run of the same id is refused."""
    played("export", "-o", "run.jsonl", "--db", "a.db")
    played("import", "run.jsonl", "--db", "b.db")
    done = played("import", "run.jsonl", "--db", "b.db")
    assert (done.code, "is here already" in done.out) == (0, True)
    assert len(played("runs", "--db", "b.db", "--format", "json").document) == 1


def test_stdout_is_the_same_file(played, folder):
    """Without -o the lines go down a pipe."""
    played("export", "-o", "run.jsonl", "--db", "a.db")
    text = played("export", "--db", "a.db").out
    assert text == (folder / "run.jsonl").read_text(encoding="utf-8")
    kinds = list(dict.fromkeys(next(iter(json.loads(line))) for line in text.splitlines()))
    assert kinds == ["run", "event", "call", "checkpoint", "extraction", "reply", "end"]


def test_no_address_comes_along(played, folder):
    """Whoever asks about an imported run sends no key to where a stranger says."""
    played("export", "-o", "run.jsonl", "--db", "a.db")
    head, _, rest = (folder / "run.jsonl").read_text(encoding="utf-8").partition("\n")
    run = json.loads(head)
    run["run"]["spec"]["means"]["model"]["base_url"] = "http://evil.example/v1"
    run["run"]["spec"]["options"]["base_url"] = "http://evil.example/v1"
    text = f"{json.dumps(run)}\n{rest}"
    (folder / "run.jsonl").write_text(text, encoding="utf-8")
    assert played("import", "run.jsonl", "--db", "b.db").code == 0
    with Store.open("b.db") as store:
        assert "evil" not in json.dumps(store.find_run().spec)


def test_a_run_of_a_program_goes_too(troupe, monkeypatch):
    """What was begun from Python is carried like all else."""
    monkeypatch.setenv("TROUPE_MODEL", "offline")
    monkeypatch.setattr(TinyPerson, "communication_display", False)
    control.begin("a.db")
    TinyPerson("Ada").listen_and_act("hello")
    control.end()
    troupe("export", "-o", "run.jsonl", "--db", "a.db")
    assert troupe("import", "run.jsonl", "--db", "b.db").code == 0
    stories = [troupe("show", "--db", db, "--format", "jsonl").out for db in ("a.db", "b.db")]
    assert stories[0] == stories[1] != ""


def change(which, **changed):
    """Spoils the first line of a kind."""

    def spoil(lines):
        at = next(at for at, line in enumerate(lines) if which in line)
        lines[at] = {which: lines[at][which] | changed}
        return at + 1

    return spoil


def cut(lines):
    """Leaves the last line out."""
    del lines[-1]
    return len(lines)


def drop(kind):
    """Leaves the last line of a kind out."""

    def spoil(lines):
        del lines[next(at for at in reversed(range(len(lines))) if kind in lines[at])]
        return len(lines)

    return spoil


def answer_twice(lines):
    """Puts another answer to the first request before the end."""
    reply = next(line["reply"] for line in lines if "reply" in line)
    lines.insert(-1, {"reply": reply | {"reply": reply["reply"] | {"text": "Other."}}})
    return len(lines) - 1


def add(line):
    """Puts a line before the end."""

    def spoil(lines):
        lines.insert(-1, line)
        return len(lines) - 1

    return spoil


HOSTILE = {
    "cut": (cut, "breaks off"),
    "a reply missing": (drop("reply"), "lines are missing"),
    "an event missing": (drop("event"), ""),
    "an event twice": (change("event", seq=2), "does not follow"),
    "a huge step": (change("event", step=10**30), "event"),
    "no event": (change("event", kind="miracle"), "event"),
    "a wrong id": (change("run", id="../../x"), "run.id"),
    "a wrong status": (change("run", status="fine"), "run.status"),
    "a huge seed": (change("run", seed=2**70), "run.seed"),
    "another format": (change("run", format=2), "format 2"),
    "no scenario": (change("run", spec={"scenario": {"steps": 5}}), "run.spec"),
    "a wrong command": (change("run", spec={"scenario": {}, "options": {}}), "run.spec.options"),
    "a wrong program": (change("run", spec={"scenario": {"model": 5}}), "run.spec: "),
    "a wrong summary": (change("run", summary={"usage": 7}), "run.summary.usage"),
    "a strange field": (change("run", parent="aa"), "run.parent"),
    "a wrong call": (change("call", cached="no"), "call.cached"),
    "a far checkpoint": (change("checkpoint", seq=10**6), "there is no such event"),
    "no checkpoint": (change("checkpoint", prefix_hash="x"), "checkpoint.prefix_hash"),
    "a wrong extraction": (change("extraction", result={"rows": 1}), "extraction.result"),
    "a foreign key": (change("reply", key="0" * 64), "another request"),
    "two answers": (answer_twice, "has another reply to the same request"),
    "a strange kind": (add({"pickle": "x"}), "'pickle' is not known"),
    "two keys": (add({"call": {}, "event": {}}), "one key is wanted"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_changes_nothing_and_says_where(troupe, folder, what):
    """One wrong line, and nothing of the run is taken in."""
    spoil, words = HOSTILE[what]
    lines = [json.loads(line) for line in exported()[1]]
    number = spoil(lines)
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "bad.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    done = troupe("import", "bad.jsonl.gz", "--db", "b.db", "--format", "json")
    assert done.code == done.document["exit_code"] == 2
    assert words in done.err
    assert "nothing was imported" in done.err
    if what != "an event missing":
        assert f"bad.jsonl.gz:{number}:1: " in done.err
    assert not (folder / "b.db").exists()


def test_kept_replies_are_not_a_run(played):
    """The message names the command that takes them."""
    played("cache", "export", "replies.jsonl", "--db", "a.db")
    done = played("import", "replies.jsonl", "--db", "b.db")
    assert done.code == 2
    assert "troupe cache import" in done.err


@pytest.mark.parametrize("pipe", ["-", "/dev/stdin"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("what", [[], ["cache"]], ids=["run", "cache"])
def test_what_one_writes_into_a_pipe_another_reads(played, folder, what, packed, pipe):
    """Without a file between them, and all or nothing there too."""

    def take_in(content):
        words = [*what, "import", pipe, "--db", "b.db", "--format", "json"]
        command = [sys.executable, "-m", "tinytroupe_cli", *words]
        if not Path(pipe).exists() and pipe != "-":
            pytest.skip("no such device here")
        return subprocess.run(command, input=content, capture_output=True, check=False)

    content = played(*what, "export", "--db", "a.db").out.encode()
    content = gzip.compress(content) if packed else content
    broken = take_in(content[:-40])  # within the last line
    assert broken.returncode == 2, broken.stderr
    name = b"stdin" if pipe == "-" else b"/dev/stdin"
    assert re.search(rb"(?m)^troupe: '?" + name + rb"[:']", broken.stderr), broken.stderr
    assert not (folder / "b.db").exists()
    done = take_in(content)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["new"]
    if not what:
        assert played("show", "--db", "b.db").out == played("show", "--db", "a.db").out


def test_a_dash_as_output_is_stdout(played, folder):
    """As everywhere: the same bytes, and no file of that name."""
    for to_stdout, plainly in [
        (["export", "-o", "-"], ["export"]),
        (["cache", "export", "-"], ["cache", "export"]),
    ]:
        done = played(*to_stdout, "--db", "a.db")
        assert done.code == 0
        assert done.out == played(*plainly, "--db", "a.db").out != ""
    done = played(*played.words, "-o", "-")
    assert done.code == 2
    assert "--format" in done.err
    assert not (folder / "-").exists()


def test_a_byte_order_mark_is_no_part_of_a_file(played, folder):
    """Editors on Windows put one before what they save."""
    for what, words in [("run.jsonl", ["export", "-o"]), ("replies.jsonl", ["cache", "export"])]:
        played(*words, what, "--db", "a.db")
        (folder / what).write_bytes(b"\xef\xbb\xbf" + (folder / what).read_bytes())
    assert played("cache", "import", "replies.jsonl", "--db", "b.db").code == 0
    assert played("import", "run.jsonl", "--db", "b.db").code == 0
    assert played("show", "--db", "b.db").out == played("show", "--db", "a.db").out


def test_no_folder_is_made_for_an_export(played, folder):
    """A slip in a name is an error, and not a new folder."""
    for words in (["export", "-o", "nodir/x.gz"], ["cache", "export", "nodir/x.gz"]):
        done = played(*words, "--db", "a.db")
        assert done.code == 5
        assert "nodir/x.gz" in done.err
    assert not (folder / "nodir").exists()


def test_a_failed_run_from_kept_replies_offers_no_other_sample(played):
    """There is nothing to be had more of."""
    done = played(*played.words, "--cache-only", "--set", "steps.2.rounds=4")
    assert done.code == 3
    assert "another sample" not in done.out + done.err
    assert "another sample" in played(*played.words).out


def test_a_file_that_cannot_be_written(played, folder):
    """Exit code 5, and no half of it is left."""
    (folder / "file").write_text("", encoding="utf-8")
    for words in (["export", "-o", "file/x.jsonl"], ["cache", "export", "file/x.jsonl"]):
        done = played(*words, "--db", "a.db")
        assert done.code == 5
        assert "file/x.jsonl" in done.err
    (folder / "out").mkdir()
    assert played("export", "-o", "out", "--db", "a.db").code == 5
    assert {each.name for each in folder.iterdir()} >= {"file", "out"}
    assert [each for each in folder.iterdir() if each.name.startswith(".")] == []
