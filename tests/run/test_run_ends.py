"""How a play ends before its end, and goes on with the same command."""

from __future__ import annotations

import pytest
from run.run_samples import found, play, write
from sim.sim_samples import Script, reply, talk

from tinytroupe_cli.stage import Watcher

TEXT = "people: [ana, bob, cleo]\nsteps:\n- broadcast: Hi\n- rounds: 3\n- act: Ana\n"
LINES = [reply(talk(f"thing {n} is worth {n * 17} coins")) for n in range(9)]


def script():
    """Everyone talks."""
    return Script(dict.fromkeys(("Ana Lima", "Bob Berg", "Cleo Katz"), LINES))


@pytest.fixture
def path(tmp_path):
    """A scenario of ten calls."""
    return write(tmp_path, TEXT)


def test_a_budget_ends_the_play_and_a_higher_one_goes_on(path):
    """Exit 4 with what was paid kept; then only what is missing is asked."""
    one = script()
    run = play(path, one, max_calls=4)
    assert (run.exit_code, run.document["status"]) == (4, "budget")
    assert {failure.error for failure in found(run, "failure")} == {"BudgetError"}
    assert len(one.requests) == 4
    again = play(path, one)
    assert again.exit_code == 0
    assert len(one.requests) == 10
    assert again.events == play(path, script(), db=":memory:").events


def test_a_budget_holds_also_when_failures_are_kept_going_over(path):
    """A limit set by the user is no failure to go over."""
    run = play(path, script(), max_calls=4, keep_going=True)
    assert (run.exit_code, run.document["status"]) == (4, "budget")


@pytest.mark.parametrize("units", range(5))
def test_a_stopped_play_goes_on_at_its_last_whole_unit(path, units):
    """Told to stop between two units it ends resumably; nothing is asked twice."""
    kept, one = [], script()
    watcher = Watcher(on_unit=kept.append, stop=lambda: len(kept) > units)
    run = play(path, one, watcher=watcher)
    assert (run.exit_code, run.document["status"]) == (130, "interrupted")
    assert len(kept) == units + 1
    again = play(path, one)
    assert len(one.requests) == 10
    assert again.events == play(path, script(), db=":memory:").events


def test_each_unit_is_committed_whole_with_its_events(path):
    """What a watcher was told of is what was kept, unit by unit."""
    seen, at = [], []
    watcher = Watcher(on_event=seen.append, on_unit=lambda unit: at.append((unit.step, len(seen))))
    run = play(path, script(), watcher=watcher)
    assert tuple(seen) == run.events
    assert [step for step, _ in at] == [0, 1, 2, 2, 2, 3]
    assert [run.events[count - 1].step for _, count in at] == [0, 1, 2, 2, 2, 3]
