"""Several processes on one file, and processes that die."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import begin
from store_writer import EVENTS

import tinytroupe_cli
from tinytroupe_cli.store import Checkpoint, Store

HERE = Path(__file__).parent
ROOTS = (str(HERE), str(Path(tinytroupe_cli.__file__).parents[1]))


def _start(path: Path, run: str, units: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "store_writer", str(path), run, str(units)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(ROOTS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_eight_processes_write_at_once(path: Path):
    """Eight processes make one new database together and write into it; nothing is lost."""
    writers = {f"run{number}": _start(path, f"run{number}", 40) for number in range(8)}
    for writer in writers.values():
        _, errors = writer.communicate()
        assert (writer.returncode, errors) == (0, "")
    with Store.open(path) as store:
        store.check()
        assert {run.id for run in store.runs()} == writers.keys()
        for run in store.runs():
            assert run.status == "finished"
            assert [event.seq for event in store.events(run.id)] == list(range(1, 40 * EVENTS + 1))
            assert [call["key"] for call in store.calls(run.id)] == [
                f"{run.id}-{unit}" for unit in range(40)
            ]
            assert store.find_checkpoint(f"{run.id}:39") == Checkpoint(run.id, 40 * EVENTS, 39)


@pytest.mark.parametrize("after", [1, 6, 23])
def test_a_killed_process_leaves_whole_units(path: Path, after: int):
    """Killed at any instant, a run has all of each unit it tells of, with replies and calls."""
    writer = _start(path, "dead", 100_000)
    assert writer.stdout is not None
    for _ in range(after):
        writer.stdout.readline()
    writer.kill()
    writer.communicate()
    with Store.open(path) as store:
        store.check()
        events = store.events("dead")
        units = len(events) // EVENTS
        assert units >= after
        assert len(events) == units * EVENTS
        assert store.find_run().status == "interrupted"
        assert store.find_checkpoint(f"dead:{units - 1}") == Checkpoint(
            "dead", len(events), units - 1
        )
        assert store.find_checkpoint(f"dead:{units}") is None
        assert store.cache.get(f"dead-{units - 1}") is not None
        assert len(store.calls("dead")) in {units, units + 1}


def test_a_run_is_running_as_long_as_its_process_lives(path: Path):
    """Another process sees it play; once that is killed it is interrupted, for readers of SQL too."""
    writer = _start(path, "other", 100_000)
    assert writer.stdout is not None
    writer.stdout.readline()
    with Store.open(path) as store:
        begin(store, "own")
        assert [run.status for run in store.runs()] == ["running", "running"]
        assert store.is_alive("other")
        assert store.is_alive("own")
        writer.kill()
        writer.communicate()
        assert not store.is_alive("other")
        assert {run.id: run.status for run in store.runs()} == {
            "own": "running",
            "other": "interrupted",
        }
        begin(store, "next")
    with closing(sqlite3.connect(path)) as plain:
        found = dict(plain.execute("SELECT id, status FROM runs"))
    assert found["other"] == "interrupted"


def test_the_sign_of_life_is_removed_with_the_last_run(path: Path):
    """Runs of two stores in one process know of each other; nothing is left beside the file."""
    with Store.open(path) as one, Store.open(path) as two:
        begin(one, "aa")
        begin(two, "bb")
        begin(two, "cc")
        one.finish_run("aa", status="finished", exit_code=0, summary={})
        assert [one.is_alive(run) for run in ("aa", "bb", "cc")] == [False, True, True]
        two.finish_run("bb", status="finished", exit_code=0, summary={})
        two.close()
        assert one.find_run("cc").status == "interrupted"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
