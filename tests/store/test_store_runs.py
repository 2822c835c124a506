"""Runs: begun, finished, and found again by a word of the user."""

from pathlib import Path

import pytest
from store_samples import begin, talk

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.store import Store


def test_a_run_is_running_until_it_is_finished(store: Store):
    """A run keeps all its facts; what it says at its end comes back as it was given."""
    begin(store, "aa11bb22", seed=2**40, repeat=3, spec={"steps": [{"act": "Ines"}], "ä": "ö"})
    running = store.find_run("aa11bb22")
    assert (running.status, running.exit_code, running.finished) == ("running", None, None)
    assert (running.seed, running.repeat, running.parent, running.parent_seq) == (2**40, 3, None, 0)
    assert running.spec == {"steps": [{"act": "Ines"}], "ä": "ö"}
    assert running.summary == {}
    store.finish_run("aa11bb22", status="failed", exit_code=3, summary={"rounds": 2})
    done = store.find_run("aa11bb22")
    assert (done.status, done.exit_code, done.summary) == ("failed", 3, {"rounds": 2})
    assert done.created == "2026-03-01T00:00:00.000+00:00"
    assert done.finished == "2026-03-01T00:00:01.000+00:00"


def test_runs_come_newest_first(store: Store):
    """The list begins with the run that was begun last, and can be limited."""
    for run in ("aa", "cc", "bb"):
        begin(store, run)
    assert [run.id for run in store.runs()] == ["bb", "cc", "aa"]
    assert [run.id for run in store.runs(limit=2)] == ["bb", "cc"]
    assert store.runs(limit=0) == []


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("latest", "ab34"),
        ("latest:survey", "ab12"),
        ("latest:focus", "ab34"),
        ("cd56", "cd56"),
        ("c", "cd56"),
        ("ab3", "ab34"),
        (" cd56 ", "cd56"),
    ],
)
def test_a_run_is_found(store: Store, ref: str, found: str):
    """An id, a unique beginning, `latest` and `latest:NAME` each mean one run."""
    begin(store, "cd56")
    begin(store, "ab12", scenario="survey")
    begin(store, "ab34")
    assert store.find_run(ref).id == found


def test_an_id_that_begins_another_is_found(store: Store):
    """The whole id wins over longer ones that begin with it."""
    begin(store, "ab")
    begin(store, "abc")
    assert store.find_run("ab").id == "ab"


@pytest.mark.parametrize(
    ("ref", "message", "hint"),
    [
        ("zz", "'zz'", "ab34 (focus"),
        ("ab", "2 runs", "more of the id"),
        ("latest:intervew", "'intervew'", "focus"),
        ("%", "'%'", "ab12"),
        ("a_", "'a_'", "ab12"),
        ("", "''", "ab12"),
    ],
)
def test_a_run_that_is_not_meant_is_not_found(store: Store, ref: str, message: str, hint: str):
    """What means no run, or several, is an error that names what there is; nothing is a pattern."""
    begin(store, "ab12", scenario="survey")
    begin(store, "ab34")
    with pytest.raises(UsageError) as caught:
        store.find_run(ref)
    assert message in str(caught.value)
    assert hint in (caught.value.hint or "")


def test_an_empty_store_says_what_to_do(store: Store):
    """Looking for a run in an empty database points to the command that makes one."""
    with pytest.raises(UsageError, match="no run in ':memory:' yet") as caught:
        store.find_run()
    assert "troupe run" in (caught.value.hint or "")


def test_equal_specifications_are_kept_once(path: Path):
    """Repeats of one scenario do not make the file grow by its specification."""
    spec = {"people": ["x" * 50_000]}
    with Store.open(path) as store:
        for number in range(40):
            begin(store, f"run{number}", spec=spec)
        assert store.find_run().spec == spec
    assert path.stat().st_size < 500_000


def test_a_second_store_sees_what_the_first_wrote(path: Path):
    """What one session keeps another finds."""
    with Store.open(path) as first, Store.open(path) as second:
        begin(first, "aa")
        first.commit_unit("aa", [talk(1)], unit=0, prefix_hash=None)
        assert second.find_run().id == "aa"
        assert second.events("aa") == [talk(1)]
    with Store.open(path, must_exist=True) as third:
        assert third.find_run().id == "aa"
