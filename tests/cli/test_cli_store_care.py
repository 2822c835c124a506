"""Whatever happens to the database: one sentence, exit code 5, no harm, and no secret in it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from support.chat_server import ChatServer, Refused
from support.talkers import talker

from tinytroupe_cli.store import Store, _database

SECRET = "sk-very-secret-7f3a"
RUN = ("run", "chat.yaml", "--model", "offline")
WRITERS = (RUN, ("rm", "latest", "--yes"), ("cache", "clear", "--yes"))
READERS = (
    ("show",), ("runs",), ("search", "builds"), ("export",), ("cache", "stats"), ("usage",),
    ("reduce",), ("extract",), ("diff",),
)  # fmt: skip


def newer(path):
    """A file that a later version made."""
    with Store.open(path):
        pass
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('troupe', 'm999_from_the_future', 'then')"
        )


def cut(path):
    """Half of a file."""
    with Store.open(path):
        pass
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


SPOILED = {
    "newer": (newer, "newer version of troupe"),
    "truncated": (cut, "is damaged"),
    "no database": (lambda path: path.write_text("x" * 999), "is not a database"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
}


@pytest.mark.parametrize("what", SPOILED)
@pytest.mark.parametrize("words", [*WRITERS, *READERS], ids=" ".join)
def test_a_file_that_cannot_be_used(troupe, folder, what, words):
    """Every command says the same, and leaves the file as it is."""
    spoil, said = SPOILED[what]
    path = folder / "troupe.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    done = troupe(*words)
    assert done.code == 5
    assert said in done.err
    assert (path.read_bytes() if path.is_file() else b"") == before


@contextmanager
def an_ordinary_user():
    """Whoever runs the tests is nobody special meanwhile, so that permissions count."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder(troupe, folder, monkeypatch):
    """A folder that anybody can reach, with a database in it."""
    assert troupe(*RUN).code == troupe(*RUN).code == 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        for each in ("chat.yaml", "troupe.db"):
            (place / each).write_bytes((folder / each).read_bytes())
        monkeypatch.chdir(place)
        for words in (*READERS, ("doctor",)):  # whatever is imported is imported by now
            troupe(*words)
        for ending in ("wal", "shm"):
            (place / f"troupe.db-{ending}").unlink(missing_ok=True)
        yield place
        monkeypatch.chdir(folder)
        place.chmod(0o755)


def untouched(_path):
    """A file alone, as it lies when nobody uses it."""


def in_use(path):
    """A file with what others have begun to write beside it."""
    other = sqlite3.connect(path)
    other.execute("CREATE INDEX another ON runs (seed)")
    other.commit()
    copies = {
        beside: beside.read_bytes()
        for beside in path.parent.glob(f"{path.name}*")
        if beside != path
    }
    other.close()
    for beside, content in copies.items():
        beside.write_bytes(content)
        beside.chmod(0o444)


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
@pytest.mark.parametrize("file_mode", [0o444, 0o666])
@pytest.mark.parametrize("make", [untouched, in_use])
def test_a_read_only_place_can_be_read(troupe, open_folder, make, file_mode, folder_mode):
    """What only looks works; what writes ends with 5, and nothing was changed."""
    if (file_mode, folder_mode) == (0o666, 0o777):
        pytest.skip("this one can be written")
    path = open_folder / "troupe.db"
    make(path)
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    before = path.read_bytes()
    with an_ordinary_user():
        for words in READERS:
            done = troupe(*words)
            assert (words, done.code, done.err) == (words, 0, "")
        for words in WRITERS:
            done = troupe(*words, *(["--format", "json"] if words == RUN else []))
            assert (words, done.code) == (words, 5)
            assert "read-only" in done.err
            if words == RUN:
                assert done.document["exit_code"] == 5
        done = troupe("doctor")
        assert done.code == 5
        assert "cannot be written" in done.out
        assert "2 runs" in done.out
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_what_cannot_be_read_without_locks_is_told(troupe, open_folder):
    """A log beside a database in a folder that takes no locks: one sentence, and what to do."""
    path = open_folder / "troupe.db"
    in_use(path)
    (open_folder / "troupe.db-shm").unlink()
    open_folder.chmod(0o555)
    with an_ordinary_user():
        for words in (*READERS, ("doctor",)):
            done = troupe(*words)
            assert (words, done.code) == (words, 5)
            assert "copy both files" in done.err + done.out


def test_a_result_that_cannot_be_written_ends_the_run_in_order(troupe, folder):
    """After a full disk behind stdout the run is not left as if it were still being played."""
    words = [sys.executable, "-m", "tinytroupe_cli", *RUN]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 5, done.stderr
    (row,) = troupe("runs", "--format", "json").document
    assert row["status"] == "failed"
    assert troupe("resume", "--quiet").code == 0


def test_a_full_disk_in_the_middle_of_a_run(troupe, monkeypatch):
    """Exit code 5 and valid JSON; once there is room the same command pays only for the rest."""
    set_up = _database._set_up
    pages = iter([46, 51])

    def full(connection, patience_s):
        set_up(connection, patience_s)
        # To SQLite a limit on the number of pages is what a full disk is.
        connection.execute(f"PRAGMA max_page_count = {next(pages)}")

    with ChatServer(talker) as server:
        words = ["run", "chat.yaml", "--model", "toy", "--base-url", server.base_url]
        words += ["--set", "steps.2.rounds=12", "--format", "json"]
        with monkeypatch.context() as small:
            small.setattr(_database, "_set_up", full)
            for _ in range(2):
                done = troupe(*words)
                assert done.code == done.document["exit_code"] == 5, done.err
                assert "the disk is full" in done.err
                assert f"to go on: troupe {' '.join(words)}" in done.err
        assert troupe("doctor").code == 0
        done = troupe(*words)
        assert done.code == 0, done.err
        assert done.document["reused"]["run"]
        broken = len(server.requests)
        whole = troupe(*words, "--db", "whole.db").document
    lost = 2  # the one reply in flight at each of the two full disks
    assert broken <= whole["usage"]["calls"] + lost
    one, other = (
        troupe("show", "--db", db, "--format", "jsonl") for db in ("troupe.db", "whole.db")
    )
    assert [line | {"run": ""} for line in one.lines] == [
        line | {"run": ""} for line in other.lines
    ]
    assert done.document["extract"] == whole["extract"]


def test_a_lock_that_lasts(troupe, folder, monkeypatch):
    """After the patience is over, one sentence; nothing was played."""
    assert troupe(*RUN).code == 0
    connect = _database._connect
    monkeypatch.setattr(_database, "_connect", lambda where, _: connect(where, 0.01))
    with closing(sqlite3.connect(folder / "troupe.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = troupe(*RUN, "--format", "json")
        assert done.code == done.document["exit_code"] == 5
        assert "is locked" in done.err
        assert troupe("show").code == 0
    assert len(troupe("runs", "--format", "json").document) == 1


def test_no_key_is_in_anything_that_is_kept(troupe, folder, monkeypatch):
    """Not in the database, beside it, in exports, logs or what is shown, whatever went wrong."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    (folder / "config.ini").write_text("[Logging]\nLOGLEVEL=DEBUG\n", encoding="utf-8")
    said = []
    echo = Refused(400, f"the key {SECRET} may not do that", headers={"x-key": SECRET})
    for script in (talker, lambda _: echo, lambda _: Refused(401, SECRET)):
        with ChatServer(script) as server:
            words = ["run", "chat.yaml", "--model", "toy", "--base-url", server.base_url]
            said.append(troupe(*words, "--format", "json", "-o", "out.json", "-o", "out.csv"))
            assert server.requests[0].headers["authorization"] == f"Bearer {SECRET}"
            with Store.open("troupe.db"):  # so that what is written beside it is there to be read
                copies = {each.name: each.read_bytes() for each in folder.iterdir()}
            assert [name for name, data in copies.items() if SECRET.encode() in data] == []
    said += [troupe(*words) for words in (
        ("export",), ("cache", "export"), ("doctor",), ("show", "--format", "json"),
        ("runs", "--format", "json"), ("cache", "stats"),
    )]  # fmt: skip
    assert [done for done in said if SECRET in done.out + done.err] == []


PLAYERS = """
import os, sys
import tinytroupe_cli.stage, tinytroupe_cli.llm._providers.offline, sqlite_utils
from tinytroupe_cli.cli.app import main

def play(number, seed):
    sys.argv = ["troupe", "run", "chat.yaml", "--model", "offline", "--format", "json", "--seed", seed]
    sys.stdout = open(f"{number}.json", "w")
    try:
        main()
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(ended.code)

for number, seed in enumerate("11223456"):
    if not os.fork():
        play(number, seed)
sys.exit(max(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(8)))
"""
"""Imports once and then is eight processes, each of which carries a command out."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes begin in another way there")
def test_eight_runs_and_four_readers_at_once(folder, troupe):
    """Eight commands play into one database that is not there yet; readers beside see no error."""
    stop, seen, wrong = threading.Event(), [], []

    def read():
        while not stop.wait(0.02):
            if not (folder / "troupe.db").exists():
                continue
            try:
                with Store.open("troupe.db", must_exist=True) as store:
                    for record in store.runs():
                        seqs = [event.seq for event in store.events(record.id)]
                        seen.append(seqs == [*range(1, len(seqs) + 1)])
                    store.search("oscar")
            except Exception as failure:  # noqa: BLE001 - whatever it is, it is wrong
                wrong.append(failure)
                return

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    words = [sys.executable, "-c", PLAYERS]
    done = subprocess.run(words, stderr=subprocess.PIPE, text=True, check=False)
    stop.set()
    for reader in readers:
        reader.join()
    assert done.returncode == 0, done.stderr
    assert wrong == []
    assert all(seen)
    documents = [json.loads(Path(f"{number}.json").read_text("utf-8")) for number in range(8)]
    assert len({document["run"] for document in documents}) == 8
    with Store.open("troupe.db") as store:
        store.check()
        assert {run.status for run in store.runs()} == {"finished"}
        for one, other in ((0, 1), (2, 3)):
            stories = [store.events(documents[at]["run"]) for at in (one, other)]
            assert stories[0] == stories[1] != []
