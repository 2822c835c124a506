"""control.begin, checkpoint, end: the same program again asks nobody, a change pays from there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
from control_program import answer, play
from support.chat_server import ChatServer

import tinytroupe_cli
from tinytroupe_cli import (
    Options,
    ResultsExtractor,
    TinyPerson,
    TinyWorld,
    Troupe,
    control,
)
from tinytroupe_cli.cli.app import main
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.llm import scripted
from tinytroupe_cli.store import Store


def silent(request):
    """Somebody who does nothing."""
    state = {"goals": [], "context": [], "attention": "", "emotions": ""}
    return {"thought": "", "actions": [], "state": state}


@pytest.fixture
def server():
    """An endpoint that answers by the request alone."""
    with ChatServer(answer) as running:
        yield running


@pytest.fixture(autouse=True)
def world(server, tmp_path, monkeypatch):
    """An empty folder, an environment that names the endpoint, and no simulation afterwards."""
    for name in [*os.environ]:
        if name.startswith(("OPENAI_", "AZURE_", "TROUPE_")) or name == "CI":
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    monkeypatch.setenv("TROUPE_MODEL", "toy")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(TinyPerson, "communication_display", False)
    monkeypatch.setattr(TinyWorld, "communication_display", False)
    yield
    control.reset()


@pytest.fixture
def paid(server):
    """Call something; how many requests it took, and what it returned."""

    def paid(work, *given, **how):
        before = len(server.requests)
        result = work(*given, **how)
        return len(server.requests) - before, result

    return paid


def kept(database):
    """(name, events of its own, whole story) of each run, oldest first."""
    with Store.open(database, must_exist=True) as store:
        return [
            (run.scenario, len(store.events(run.id)) - run.parent_seq, store.events(run.id))
            for run in reversed(store.runs())
        ]


def test_the_same_program_again_asks_nobody_and_tells_the_same(paid):
    """Two worlds side by side, and somebody alone: no request, equal stories, counted as kept."""
    calls, first = paid(play, "x.cache.json")
    assert calls == control.cache_misses() > 10
    assert control.cache_hits() == 0
    again, second = paid(play, "x.cache.json")
    assert (again, second) == (0, first)
    assert (control.cache_hits(), control.cache_misses()) == (calls, 0)


def test_stories_are_runs_and_are_written_once(paid):
    """Each world's is a run by its name, as a second one that adds nothing refers to it."""
    _, stories = paid(play, "x.db")
    played = kept("x.db")
    assert {name: story for name, _, story in played} == {
        f"default/{title}": story for title, story in stories.items()
    }
    assert all(own == len(story) for _, own, story in played)
    play("x.db")
    assert kept("x.db")[3:] == [(name, 0, story) for name, _, story in played]


def test_a_change_in_the_middle_pays_from_there_in_the_world_that_it_reaches(paid):
    """What was before, and what goes on elsewhere, is not asked again; nor is it written again."""
    calls, first = paid(play, "x.db")
    changed, second = paid(play, "x.db", other="And of snow?")
    assert changed == 4  # two people of the market, two rounds
    assert control.cache_hits() == calls - changed
    assert (second["pier"], second["Dora"]) == (first["pier"], first["Dora"])
    pairs = zip(first["market"], second["market"], strict=True)
    shared = next(at for at, (one, other) in enumerate(pairs) if one != other)
    assert second["market"][shared].content == "And of snow?"
    own = {name: count for name, count, _ in kept("x.db")[3:]}
    left = len(second["market"]) - shared
    assert own == {"default/pier": 0, "default/market": left, "default/Dora": 0}
    assert paid(play, "x.db", last="What have you learned?")[0] == 1


def test_a_killed_program_pays_for_the_rest(paid, server):
    """What was answered before the kill is not asked again, and the story ends as it would have."""
    script = [sys.executable, str(Path(__file__).with_name("control_program.py"))]
    paths = os.pathsep.join([str(Path(tinytroupe_cli.__file__).parents[1]), *sys.path])
    died = subprocess.run(
        [*script, "x.db", "die"], env={**os.environ, "PYTHONPATH": paths}, check=False
    )
    before = len(server.requests)
    assert (died.returncode, before > 5) == (9, True)
    with Store.open("x.db") as store:
        assert [run.status for run in store.runs()] == ["interrupted", "interrupted"]
        store.check()
    rest, story = paid(play, "x.db")
    calls, whole = paid(play, "other.db")
    assert story == whole
    assert before + rest == calls
    assert rest == 2


def test_commands_read_what_a_program_played(capsys, monkeypatch):
    """`troupe runs`, `show` and `extract` know the stories by the names of their worlds."""

    def troupe(*words):
        monkeypatch.setattr(sys, "argv", ["troupe", *words, "--db", "x.db"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        return capsys.readouterr().out

    play("x.db")
    assert "default/market" in troupe("runs", "--format", "csv")
    shown = troupe("show", "latest:default/pier")
    assert "What do you think of boats?" in shown
    assert "bread" not in shown
    assert troupe("show", "latest:default/Dora", "--format", "jsonl").count('"I say') == 1
    monkeypatch.delenv("OPENAI_BASE_URL")  # a run is asked about where it was played
    moods = troupe("extract", "latest:default/pier", "--fields", "mood", "--format", "csv")
    assert [line.split(",")[0] for line in moods.split()] == ["person", "Ada", "Bob"]


def test_checkpoints_after_every_action_need_no_end():
    """With auto_checkpoint the stories are in the file; a reset keeps nothing more."""
    control.begin("x.db", auto_checkpoint=True)
    ada = TinyPerson("Ada").listen_and_act("one")
    ada.listen("two")
    control.reset()
    ((name, _, story),) = kept("x.db")
    assert (name, story) == ("default/Ada", list(ada._place.world.story[: len(story)]))
    assert story[-1].kind == "state"
    control.begin("y.db")
    ada.act()
    control.reset()
    assert kept("y.db") == []


def test_results_belong_to_the_program_too(server, paid):
    """What an extractor asks is kept like everything else."""

    def program():
        control.begin("x.db")
        ada = TinyPerson("Ada").listen_and_act("one")
        ResultsExtractor().extract_results_from_agent(ada, fields=["mood"])
        control.end()

    assert [paid(program)[0], paid(program)[0]] == [2, 0]


def test_whoever_was_there_before_takes_part_and_whoever_stays_does_not(paid):
    """Membership goes by when people act, unless they have means of their own."""
    own = Troupe(Options(model="scripted", scripted=scripted(silent)))
    ada, bob = TinyPerson("Ada"), TinyPerson("Bob", troupe=own)
    control.begin("x.db")
    cleo = TinyPerson("Cleo")
    for each in (ada, bob, cleo):
        each.listen_and_act("one")
    control.end()
    assert [name for name, _, _ in kept("x.db")] == ["default/Ada", "default/Cleo"]
    assert paid(cleo.listen_and_act, "two")[0] == 1
    control.begin("x.db")
    assert paid(cleo.listen_and_act, "three")[0] == 1
    control.end()
    assert len(kept("x.db")) == 3
    own.close()


def test_another_id_is_another_sample(paid):
    """Equal questions have equal answers in one simulation, and independent ones in two."""
    first, _ = paid(play, "x.db", id="first")
    assert paid(play, "x.db", id="first")[0] == 0
    assert paid(play, "x.db", id="second")[0] == first
    names = {name for name, _, _ in kept("x.db")}
    assert {"first/pier", "second/pier"} < names


def test_simulations_in_threads_do_not_meet():
    """Each has its file, its id, its counts; one that ends leaves the other alone."""
    both, counts = Barrier(2), {}

    def program(name, questions):
        control.begin(f"{name}.db", id=name)
        ada = TinyPerson("Ada")
        both.wait()
        for question in questions:
            ada.listen_and_act(question)
        both.wait()
        if name == "one":
            control.end()
        both.wait()
        ada.listen("still here")
        if name == "two":
            control.end("two")
        counts[name] = control.cache_misses(name)

    threads = [
        Thread(target=program, args=("one", ["a"])),
        Thread(target=program, args=("two", ["a", "b"])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == {"one": 1, "two": 2}
    assert [name for name, _, _ in kept("one.db") + kept("two.db")] == ["one/Ada", "two/Ada"]


def test_simulations_in_tasks_do_not_meet_and_work_inside_a_loop():
    """Sync and async calls alike; nothing is left behind in whoever started the tasks."""

    async def program(name):
        control.begin("x.db", id=name)
        ada = TinyPerson("Ada").listen_and_act("one")
        await ada.listen("two").aact()
        control.checkpoint(name)
        await asyncio.to_thread(ada.listen_and_act, "three")
        control.end(name)
        return control.cache_misses()

    async def both():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(program(name)) for name in ("one", "two")]
        with pytest.raises(UsageError):
            control.end()
        return [task.result() for task in tasks]

    assert asyncio.run(both()) == [3, 3]


def test_threads_of_ones_own_work_with_what_begin_returns(paid):
    """A thread without a simulation can run its worlds, and make people for it."""
    simulation = control.begin("x.db")
    ada = TinyPerson("Ada")

    def work():
        ada.listen_and_act("one")
        TinyPerson("Bob", troupe=simulation).listen_and_act("two")

    thread = Thread(target=work)
    thread.start()
    thread.join()
    control.end()
    assert control.cache_misses() == 2
    assert [name for name, _, _ in kept("x.db")] == ["default/Ada", "default/Bob"]
