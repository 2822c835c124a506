"""Texts are kept once, line by line, and come out as they went in."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database, Migrations
from store_samples import begin, reply, request, said, talk

from tinytroupe_cli.store import Store, _migrations, _places

LINES = [f"Person {number} to all: " + f"what {number} says " * 20 for number in range(60)]


def told(lines: list[str]) -> str:
    """A prompt in which these were heard."""
    return "You hear:\n" + "\n".join(lines) + "\n\nIt is your turn."


def content(store: Store, key: str) -> str:
    """The last message of a kept request."""
    kept = store.cache.request(key)
    assert kept is not None
    return str(kept["messages"][-1]["content"])


def test_a_crowd_takes_room_for_what_was_said_and_not_for_who_heard(path: Path):
    """Sixty prompts of sixty lines each are not much more than the lines."""
    with Store.open(path) as store:
        for number in range(60):
            heard = LINES[:number] + LINES[number + 1 :]
            store.cache.put((f"k{number}", request("rules", told(heard)), reply()))
        assert content(store, "k7") == told(LINES[:7] + LINES[8:])
        store.shrink()
        assert store.size < 250_000 < sum(len(told(LINES)) for _ in LINES)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_long_text_comes_out_as_it_went_in(text: str):
    """Whatever its line ends, blank lines and letters are."""
    whole = f"{text}\n{'x' * 1000}\r\n\n{text}\v{text}\n"
    with Store.open(":memory:") as store:
        store.cache.put(("k", request("rules", whole), reply()))
        assert content(store, "k") == whole


def test_half_a_character_is_kept_as_evidence(store: Store):
    """In a line as elsewhere."""
    whole = "half \ud83d of it\n" * 200
    store.cache.put(("k", request("rules", whole), reply()))
    assert content(store, "k") == whole.encode("utf-8", "backslashreplace").decode()


def test_lines_that_somebody_else_removed_are_written_again(path: Path):
    """What a connection knows of lines ends when another writes, or when it fails itself."""
    with Store.open(path) as store, Store.open(path) as other:
        store.cache.put(("k1", request("rules", told(LINES)), reply()))
        other.replies.remove()
        store.cache.put(("k2", request("rules", told(LINES[:50])), reply()))
        assert content(other, "k2") == told(LINES[:50])
        store.replies.remove()
        with suppress(ValueError), store._database.write() as connection:
            store._database.texts.intern(connection, told(LINES[:40]))
            raise ValueError
        store.cache.put(("k3", request("rules", told(LINES[:30])), reply()))
        assert content(store, "k3") == told(LINES[:30])
        assert len(store._database.read("SELECT 1 FROM texts")) == 30 + 3 + 2


def test_lines_stay_as_long_as_a_text_needs_them(path: Path):
    """Removing one prompt leaves the lines of another."""
    with Store.open(path) as store:
        begin(store, "aa")
        for key, lines in (("k1", LINES[:20]), ("k2", LINES[10:30])):
            store.cache.put((key, request("rules", told(lines)), reply()))
        with store._database.write() as connection:
            connection.execute("UPDATE llm_cache SET created = '2001-01-01' WHERE key = 'k1'")
        assert store.replies.remove(before="2002-01-01") == 1
        assert content(store, "k2") == told(LINES[10:30])
        assert store.cache.request("k1") is None
        store.check()


@pytest.fixture
def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of the first migration with a run and a request in it."""
    first = Migrations(_migrations.NAME)
    first(name="m001_first")(_migrations.m001_first)
    with closing(sqlite3.connect(path)) as connection, connection:
        first.apply(Database(connection))
        connection.execute("INSERT INTO texts VALUES (1, x'00', ?)", [told(LINES)])
        connection.execute("INSERT INTO texts VALUES (2, x'01', '{}')")
        connection.execute(
            "INSERT INTO llm_cache (id, key, created, request, reply) VALUES (1, 'k', '2026', '{}', '{}')"
        )
        connection.execute("INSERT INTO request_parts VALUES (1, 0, 'user', 1)")
        connection.execute(
            "INSERT INTO runs (id, scenario, engine, model, seed, repeat, created, spec)"
            " VALUES ('aa', 'focus', 'offline', 'offline', 7, 0, '2026', 2)"
        )
        event = talk(1, "Good day.").model_dump_json()
        connection.execute("INSERT INTO events (run, seq, data) VALUES ('aa', 1, ?)", [event])
    return path


def test_an_older_file_goes_on_working(older: Path):
    """What was in it is there, and what is new is kept in the new way."""
    with Store.open(older) as store:
        assert said(store.events("aa")) == ["Good day."]
        assert content(store, "k") == told(LINES)
        store.cache.put(("new", request("rules", told(LINES[:9])), reply()))
        assert content(store, "new") == told(LINES[:9])
        store.check()


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_an_older_file_in_a_read_only_place_is_read(older: Path, monkeypatch: pytest.MonkeyPatch):
    """It cannot be brought up to date there, so it is read through a copy that is."""
    monkeypatch.setattr(_places, "_writable", lambda _: False)  # root may write everywhere
    before = older.read_bytes()
    with Store.open(older, must_exist=True, to_read=True) as store:
        assert said(store.events("aa")) == ["Good day."]
        assert content(store, "k") == told(LINES)
    assert older.read_bytes() == before


def test_many_bring_an_older_file_up_to_date_at_once(older: Path):
    """One of them does it, and all of them find it done."""

    def look(_: int) -> list[str]:
        with Store.open(older) as store:
            return [content(store, "k"), *said(store.events("aa"))]

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(look, range(8)))
    assert seen == [[told(LINES), "Good day."]] * 8
