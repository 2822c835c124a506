"""Files that cannot be used: one clear error each, and nothing in them is changed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import begin, heard, talk

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store import Store


def _filled(path: Path, units: int = 30) -> Path:
    with Store.open(path) as store:
        begin(store, "aa")
        for unit in range(units):
            events = [heard(2 * unit + 1, "word " * 200), talk(2 * unit + 2, "another " * 200)]
            store.commit_unit("aa", events, unit=unit, prefix_hash=f"h{unit}")
    return path


def _not_a_database(path: Path) -> None:
    path.write_text("people: [lisa]\nsteps: [{rounds: 3}]\n" * 40, encoding="utf-8")


def _truncated(path: Path) -> None:
    whole = _filled(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _cut_short(path: Path) -> None:
    path.write_bytes(_filled(path).read_bytes()[:700])


def _newer(path: Path) -> None:
    _filled(path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('troupe', 'm999_from_the_future', 'then')"
        )


def _not_ours(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE customers (name TEXT)")


def _someone_elses_migrations(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT,"
            " name TEXT, applied_at TEXT)"
        )
        other.execute("INSERT INTO _sqlite_migrations VALUES (1, 'diary', 'm001', 'then')")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_not_a_database, "is not a database"),
        (_truncated, "is damaged"),
        (_cut_short, "is "),
        (_newer, "newer version of troupe"),
        (_not_ours, "not one of troupe (it has the tables: customers)"),
        (_someone_elses_migrations, "not one of troupe"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_alone(
    path: Path, spoil: Callable[[Path], None], message: str
):
    """The error names the file and what to do; not a byte of the file changes."""
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.hint
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("where", "message"),
    [("", "is a folder"), ("no/such/troupe.db", "does not exist"), ("file/troupe.db", "exist")],
)
def test_a_place_that_cannot_hold_a_file(tmp_path: Path, where: str, message: str):
    """A folder, or a file in no folder, is refused before anything is made."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=message):
        Store.open(tmp_path / where)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_missing_file_is_not_made_by_looking(path: Path):
    """Commands that only look do not leave an empty database behind."""
    with pytest.raises(StoreError, match="there is no database") as caught:
        Store.open(path, must_exist=True)
    assert "troupe run" in (caught.value.hint or "")
    assert not path.exists()


def test_names_with_odd_characters(tmp_path: Path):
    """A file's name is a name, whatever stands in it."""
    path = tmp_path / "100% ours? #1 'quoted' é.db"
    _filled(path, units=1)
    with Store.open(str(path), must_exist=True) as store:
        assert len(store.events("aa")) == 2
    assert path.exists()


def test_a_locked_file_says_so(path: Path):
    """When another program keeps the lock, the error says so; afterwards all is well."""
    _filled(path, units=1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path, patience_s=0.01) as store:
            assert len(store.events("aa")) == 2  # readers don't wait
            with pytest.raises(StoreError, match="is locked"):
                store.learn_rung("http://x", "m", "text")
            other.execute("ROLLBACK")
            store.learn_rung("http://x", "m", "text")
            assert store.rung("http://x", "m") == "text"


def test_a_full_disk_keeps_what_was_kept(path: Path):
    """A unit that does not fit is not kept in part, and what was there stays whole."""
    _filled(path, units=1)
    with Store.open(path) as store:
        # To SQLite a limit on the number of pages is what a full disk is.
        store._database.read("PRAGMA max_page_count = 1")
        with pytest.raises(StoreError, match="full") as caught:
            store.commit_unit("aa", [talk(3, "x" * 500_000)], unit=1, prefix_hash="late")
        assert "space" in (caught.value.hint or "")
        assert len(store.events("aa")) == 2
        assert store.find_checkpoint("late") is None
        store.check()


def test_damage_inside_is_found(path: Path):
    """A file that opens but is damaged further in is found by `check`, and reading it says so."""
    size = _filled(path, units=300).stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    with Store.open(path) as store:
        with pytest.raises(StoreError, match="damaged"):
            store.check()
        with pytest.raises(StoreError, match="damaged"):
            store.events("aa")


def test_a_sound_file_passes_the_check(path: Path):
    """Nothing is said of a file that is whole."""
    with Store.open(_filled(path)) as store:
        store.check()
        store.close()
        store.close()


def test_an_event_of_no_known_kind_is_an_error(path: Path):
    """A story that cannot be understood is never told in part."""
    _filled(path, units=1)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO events (run, seq, data) VALUES ('aa', 3, json_object('kind', 'miracle'))"
        )
    with Store.open(path) as store, pytest.raises(StoreError, match="cannot be understood"):
        store.events("aa")
