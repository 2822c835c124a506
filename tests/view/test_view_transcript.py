"""The transcript reads as TinyTroupe's do and steers no terminal."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from rich.cells import cell_len
from rich.console import Console

from tinytroupe_cli import events as e
from tinytroupe_cli.view import Transcript

NOW = {"time": datetime(2026, 3, 2, 8, 0), "step": 1, "round": None}  # noqa: DTZ001 - a world's clock
LONG = "The harbour froze in 1987 and nobody believed that it would thaw again. " * 4


def written(*events, width=60, **facts):
    """The lines that these events come to."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, highlight=False)
    transcript = Transcript(console)
    if facts:
        transcript.header(facts)
    transcript.write(events)
    return out.getvalue().splitlines()


def said(content, who="Lisa", to="Oscar", kind="TALK", seq=1):
    """Somebody does something."""
    return e.Action(seq=seq, person=who, action=kind, target=to, content=content, **NOW)


def heard(person, content="Hello.", seq=1):
    """Somebody perceives something."""
    return e.Stimulus(
        seq=seq, person=person, stimulus="CONVERSATION", source=None, content=content, **NOW
    )


def test_who_says_what_to_whom():
    """As TinyTroupe prints it: one line for who, the words below it."""
    lines = written(heard("Lisa"), said("Hi, Oscar."), said("Well.", to=None, kind="THINK"))
    assert lines == [
        "USER -> Lisa: [CONVERSATION]",
        "    Hello.",
        "Lisa -> Oscar acts: [TALK]",
        "    Hi, Oscar.",
        "Lisa acts: [THINK]",
        "    Well.",
    ]


def test_what_many_perceive_is_written_once():
    """With the first names and how many more."""
    lines = written(*(heard(name, seq=n) for n, name in enumerate("ABCDEFGH", start=1)))
    assert lines == ["USER -> A, B, C, D, E, F and 2 more: [CONVERSATION]", "    Hello."]


@pytest.mark.parametrize("width", [60, 200])
def test_texts_are_wrapped_and_not_filled_up(width):
    """No line is wider than the terminal or than one likes to read; none ends in blanks."""
    lines = written(said(LONG), said("速い茶色の狐" * 20), width=width)
    assert max(cell_len(line) for line in lines) <= min(width, 100)
    assert [line for line in lines if line != line.rstrip()] == []
    assert " ".join(LONG.split()) in " ".join(" ".join(lines).split())


def test_paragraphs_stay_apart():
    """Line ends of the text are kept."""
    assert written(said("One.\n\nTwo."))[1:] == ["    One.", "", "    Two."]


def test_a_rule_for_each_round():
    """With step, round and the world's clock."""
    event = e.RoundStarted(seq=1, time=NOW["time"], step=2, round=3)
    (line,) = written(event, width=60)
    assert line.strip("─") == " step 2 · round 3 · 2026-03-02 08:00 "
    assert len(line) == 60


def test_the_header_keeps_the_engine_at_any_width():
    """It is never cut off, and the offline engine is told loudly."""
    facts = {"scenario": "a_name_that_is_longer_than_a_narrow_terminal_is_wide", "run": "5b66",
             "engine": "offline", "model": "offline", "seed": 7}  # fmt: skip
    text = " ".join(" ".join(written(width=40, **facts)).split())
    assert "run 5b66 · engine offline · model offline · seed 7" in text
    assert "not a language model" in text
    text = "\n".join(written(**(facts | {"engine": "openai", "model": "toy"})))
    assert "engine openai · model toy" in text
    assert "offline" not in text


def test_nothing_a_model_writes_steers_the_terminal():
    """Neither in what is said nor in who says it to whom."""
    lines = written(said("\x1b[2J\x9b31m\rgone\u202e", who="Li\x1bsa", to="Os\x07car"))
    assert lines == ["Lisa -> Oscar acts: [TALK]", "    [2J31mgone"]


def test_failures_are_seen():
    """With whose call it was, what for, and why."""
    event = e.Failure(seq=1, person="Lisa", purpose="act", error="RefusedError", reason="no", **NOW)
    assert written(event) == ["Lisa FAILED (RefusedError, act): no"]
