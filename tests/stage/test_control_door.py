"""The door of control: what is refused, what a file has to be, which switches hold."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from tinytroupe_cli import TinyPerson, TinyWorld, control, openai_utils
from tinytroupe_cli.errors import StoreError, UsageError
from tinytroupe_cli.stage import ambient, switch
from tinytroupe_cli.store import Store


@pytest.fixture(autouse=True)
def world(tmp_path, monkeypatch):
    """An empty folder, the offline engine, no switch set, and no simulation afterwards."""
    for name in [*os.environ]:
        if name.startswith(("OPENAI_", "AZURE_", "TROUPE_")) or name == "CI":
            monkeypatch.delenv(name)
    monkeypatch.setenv("TROUPE_MODEL", "offline")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(TinyPerson, "communication_display", False)
    monkeypatch.setattr(TinyWorld, "communication_display", False)
    monkeypatch.setattr(switch, "read", None)
    monkeypatch.setattr(switch, "database", None)
    yield
    control.reset()


def names_of_runs(database):
    """Of all runs in a database, oldest first."""
    with Store.open(database, must_exist=True) as store:
        return [run.scenario for run in reversed(store.runs())]


# -- beginning and ending --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["default", "another"])
def test_one_simulation_at_a_time(name):
    """A second one is refused, by whatever name; the first goes on."""
    control.begin("x.db")
    with pytest.raises(UsageError, match="'default' is going on already"):
        control.begin("y.db", id=name)
    assert not Path("y.db").exists()
    TinyPerson("Ada").listen_and_act("hello")
    control.end()
    assert names_of_runs("x.db") == ["default/Ada"]


@pytest.mark.parametrize("entry", [control.checkpoint, control.end])
def test_without_a_beginning_there_is_no_end(entry):
    """Neither before a simulation nor after it."""
    with pytest.raises(UsageError, match="no simulation is going on here"):
        entry()
    control.begin("x.db")
    control.end()
    with pytest.raises(UsageError, match="no simulation is going on here"):
        entry("default")


@pytest.mark.parametrize(
    "entry", [control.checkpoint, control.end, control.cache_hits, control.cache_misses]
)
def test_an_unknown_id_is_named(entry):
    """So is the one that is there."""
    control.begin("x.db", id="first")
    with pytest.raises(UsageError, match="no simulation 'frist' here, only 'first'"):
        entry("frist")
    control.end("first")


@pytest.mark.parametrize("count", [control.cache_hits, control.cache_misses])
def test_nothing_is_counted_of_no_simulation(count):
    """Counts last after the end, until a reset."""
    with pytest.raises(UsageError, match="no simulation was begun here"):
        count()
    control.begin("x.db")
    control.end()
    assert count() == 0
    control.reset()
    with pytest.raises(UsageError, match="no simulation was begun here"):
        count()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ({"cache_path": 7}, "7 is no name of one"),
        ({"cache_path": ""}, "'' is no name of one"),
        ({"id": " "}, "not ' '"),
        ({"id": 7}, "not 7"),
    ],
)
def test_what_is_no_name_is_refused(arguments, what):
    """Before anything is opened or begun."""
    with pytest.raises(UsageError, match=what):
        control.begin(**arguments)
    control.begin("x.db")


def test_nobody_ends_a_simulation_while_people_act():
    """From a hook within a round it is refused; the story up to the round can be kept."""

    class Impatient(TinyWorld):
        def after_round(self, number):
            control.checkpoint()
            self.broadcast("More.")
            control.end()

    control.begin("x.db")
    world = Impatient("hall", [TinyPerson("Ada"), TinyPerson("Bob")])
    world.broadcast("hello")
    with pytest.raises(UsageError, match="in 'hall' somebody is acting"):
        world.run(1)
    assert names_of_runs("x.db") == []
    control.end()
    with Store.open("x.db") as store:
        assert store.events(store.find_run().id) == list(world.events)


def test_a_failure_is_part_of_the_story(monkeypatch):
    """A simulation in which somebody could not answer ends, and its run says so."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    Path("config.ini").write_text("[OpenAI]\nMAX_ATTEMPTS=1\n", encoding="utf-8")
    control.begin("x.db")
    with pytest.raises(Exception, match="127.0.0.1:9"):
        TinyPerson("Ada", model="toy").listen_and_act("hello")
    control.end()
    assert (control.cache_hits(), control.cache_misses()) == (0, 1)
    with Store.open("x.db") as store:
        run = store.find_run()
    assert (run.exit_code, run.summary["failures"][0]["person"]) == (3, "Ada")


def test_a_run_says_who_spoke_in_the_end():
    """Somebody with another model who comes after a checkpoint is named too."""
    control.begin("x.db")
    hall = TinyWorld("hall", [TinyPerson("Ada")])
    hall.broadcast("hello")
    hall.run(1)
    control.checkpoint()
    hall.add_agent(TinyPerson("Bob", model="offline:second"))
    hall.broadcast("hello again")
    hall.run(1)
    control.end()
    with Store.open("x.db") as store:
        assert store.find_run().summary["model"] == "offline+second"


def test_marked_methods_are_what_they_were():
    """`transactional` works with and without brackets, as programs of TinyTroupe's have it."""

    class Guest(TinyPerson):
        @control.transactional
        def greet(self):
            return self.listen_and_act("hello")

        @control.transactional(parallel=True)
        def leave(self):
            return self.listen_and_act("bye")

    control.begin("x.db")
    Guest("Ada").greet().leave()
    control.end()
    assert control.cache_misses() == 2


# -- the file --------------------------------------------------------------------------------------


def test_a_trace_of_tinytroupes_is_left_alone():
    """Such a file is refused by name, and nothing has begun."""
    Path("x.cache.json").write_text('[{"prev_node": null}]', encoding="utf-8")
    with pytest.raises(StoreError, match=r"'x.cache.json' is not a database of troupe") as refused:
        control.begin("x.cache.json")
    assert "name another file" in refused.value.hint
    assert Path("x.cache.json").read_text(encoding="utf-8") == '[{"prev_node": null}]'
    assert [path.name for path in Path().iterdir()] == ["x.cache.json"]
    control.begin("x.db")


def test_a_foreign_database_is_left_alone():
    """So is SQLite of another program's, and a file in a folder that is not there."""
    with sqlite3.connect("foreign.db") as foreign:
        foreign.execute("CREATE TABLE birds (name TEXT)")
    foreign.close()
    before = Path("foreign.db").read_bytes()
    for wrong in ("foreign.db", "nowhere/x.db", "."):
        with pytest.raises(StoreError):
            control.begin(wrong)
    assert Path("foreign.db").read_bytes() == before
    with pytest.raises(UsageError, match="no simulation"):
        control.end()


@pytest.mark.parametrize(
    ("settings", "variable", "database"),
    [
        ("", None, "troupe.db"),
        ("[Store]\nDATABASE=mine.db\n", None, "mine.db"),
        ("[Store]\nDATABASE=mine.db\n", "yours.db", "yours.db"),
    ],
)
def test_without_a_name_it_is_the_database_of_commands(settings, variable, database, monkeypatch):
    """TROUPE_DB, else config.ini, else troupe.db."""
    Path("config.ini").write_text(settings, encoding="utf-8")
    if variable:
        monkeypatch.setenv("TROUPE_DB", variable)
    control.begin()
    TinyPerson("Ada").listen_and_act("hello")
    control.end()
    assert names_of_runs(database) == ["default/Ada"]


# -- switches --------------------------------------------------------------------------------------


def play(question):
    """Somebody answers in a simulation; how many answers were kept ones."""
    control.begin("x.db")
    TinyPerson("Ada").listen_and_act(question)
    control.end()
    return control.cache_hits()


def test_a_simulation_replays_whatever_the_switches_say(capsys):
    """`CACHE_API_CALLS=False`, as TinyTroupe ships it, is about calls outside of simulations."""
    text = "[OpenAI]\nCACHE_API_CALLS=False\nCACHE_FILE_NAME=openai_api_cache.pickle\n"
    Path("config.ini").write_text(text, encoding="utf-8")
    openai_utils.force_api_cache(False)
    assert [play("hello"), play("hello")] == [0, 1]
    assert "paid again" not in capsys.readouterr().err


def kept_outside(folder, monkeypatch, settings, *forced):
    """Somebody answers twice outside of simulations: the files then, and whether one was kept."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("config.ini").write_text(settings, encoding="utf-8")
    if forced:
        openai_utils.force_api_cache(*forced)
    ambient().close()
    for _ in range(2):
        TinyPerson("Ada").listen_and_act("hello")
        hits = ambient().usage()["cached_calls"]
        ambient().close()
    return {path.name for path in Path().iterdir()} - {"config.ini"}, bool(hits)


@pytest.mark.parametrize(
    ("settings", "forced", "files", "hits"),
    [
        ("", (), set(), False),
        ("[OpenAI]\nCACHE_API_CALLS=True\n", (), {"troupe.db"}, True),
        ("[OpenAI]\nCACHE_API_CALLS=False\n", (), set(), False),
        ("[Store]\nDATABASE=mine.db\n", (), {"mine.db"}, True),
        ("", (True,), {"troupe.db"}, True),
        ("[OpenAI]\nCACHE_API_CALLS=False\n", (True,), {"troupe.db"}, True),
        ("[OpenAI]\nCACHE_API_CALLS=False\n", (True, "a.pickle"), {"a.pickle"}, True),
        ("", (False, "a.db"), {"a.db"}, False),
        ("[OpenAI]\nCACHE_API_CALLS=True\n", (False,), {"troupe.db"}, False),
    ],
)
def test_where_replies_are_kept_outside_of_simulations(
    tmp_path, monkeypatch, settings, forced, files, hits
):
    """In memory, until somebody asks for more; the switch in the program is the last word."""
    found = kept_outside(tmp_path / "here", monkeypatch, settings, *forced)
    assert found == (files, hits)


@pytest.mark.parametrize("wrong", [("yes",), (True, 7)])
def test_a_switch_is_on_or_off(wrong):
    """Anything else is refused, and nothing is switched."""
    with pytest.raises(UsageError):
        openai_utils.force_api_cache(*wrong)
    assert (switch.read, switch.database) == (None, None)


def test_a_thread_of_its_own_is_outside():
    """What a thread does with people of its own belongs to no simulation."""
    control.begin("x.db")
    thread = Thread(target=lambda: TinyPerson("Ada").listen_and_act("hello"))
    thread.start()
    thread.join()
    control.end()
    assert names_of_runs("x.db") == []
