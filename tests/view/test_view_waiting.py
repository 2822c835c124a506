"""The line that says who is waited for."""

from __future__ import annotations

import io
from datetime import datetime

from rich.console import Console

from tinytroupe_cli import events as e
from tinytroupe_cli.view import Waiting

START = datetime(2026, 3, 2, 8, 0)  # noqa: DTZ001 - a world's clock
NAMES = ("Ana", "Ben", "Cem", "Dag", "Eva")


def story():
    """Five people hear something and a round begins."""
    opening = {"time": START, "step": 0, "round": None}
    yield e.WorldOpened(seq=1, name="the room", world="world", **opening)
    for seq, name in enumerate(NAMES, start=2):
        yield e.Joined(seq=seq, person=name, persona={}, **opening)
    for seq, name in enumerate(NAMES[:4], start=7):
        yield e.Stimulus(
            seq=seq, time=START, step=1, round=None, person=name, stimulus="CONVERSATION",
            source=None, content="Hello.",
        )  # fmt: skip
    yield e.RoundStarted(seq=11, time=START, step=2, round=1)


def watched(clock):
    """The line on a terminal that nobody sees."""
    console = Console(file=io.StringIO(), force_terminal=True, width=80)
    return Waiting(console, clock=clock)


def test_those_with_something_new_are_waited_for_until_they_had_their_turn():
    """By name, three of them and how many more; what was answered is counted."""
    now = [100.0]
    waiting = watched(lambda: now[0])
    assert waiting.text() == "0 s · getting ready: waiting for the model"
    for event in story():
        waiting.see(event)
    now[0] += 12
    assert waiting.text() == "12 s · step 2, round 1: waiting for Ana, Ben, Cem and 1 more"
    for person in ("Ana", "Ben"):
        waiting.hear({"purpose": "act", "person": person})
    assert waiting.text() == "12 s · 2 answers · step 2, round 1: waiting for Cem, Dag"
    waiting.keep()
    assert waiting.text() == "12 s · 2 answers · step 2, round 1 done: waiting for the model"


def test_lives_and_answers_are_counted_with_their_totals():
    """First the lives, then the replies of a survey."""
    console = Console(file=io.StringIO(), force_terminal=True, width=80)
    waiting = Waiting(console, clock=lambda: 0.0, lives=10_000, answers=10_000)
    for number in range(4_236):
        waiting.hear({"purpose": "generate", "person": f"P{number}"})
    assert waiting.text().startswith("0 s · 4,236 of 10,000 lives · getting ready")
    waiting.hear({"purpose": "ask", "person": "P1"})
    assert waiting.text().startswith("0 s · 1 of 10,000 answers · ")


def test_several_runs_are_counted():
    """Names of one would say little of the others."""
    waiting = watched(lambda: 0.0)
    for run in ("one", "two"):
        for event in story():
            waiting.see(event, run=run)
    assert waiting.text() == "0 s · 2 runs: waiting for 8 people"


def test_where_nobody_watches_nothing_is_shown():
    """Without a console all calls do nothing."""
    with Waiting(None) as waiting:
        for event in story():
            waiting.see(event)
        with waiting.aside():
            pass


def test_the_line_steps_aside_and_is_wiped_away_in_the_end():
    """What others write stands on lines of its own."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=80)
    with Waiting(console, clock=lambda: 0.0) as waiting:
        with waiting.aside():
            out.write("A WORD\n")
    before, _, after = out.getvalue().partition("A WORD\n")
    assert before.endswith("\x1b[1A\x1b[2K")
    assert after.endswith("\x1b[1A\x1b[2K")
