"""The laws of runs, through the public door: a file, a database, a script that arrives at random."""

from __future__ import annotations

import pytest
from laws.law_stories import voice
from run.run_samples import play, write

TEXT = """\
people: [ana, bob, cleo]
world: {turns: TURNS, idle: act}
steps:
- broadcast: What would you pay for this?
- goal: {Bob: win}
- rounds: {max: 4, until: all is well}
- leave: Cleo
- listen_and_act: {Ana: And you?}
- join: Cleo
- rounds: 2
"""


@pytest.fixture(params=["parallel", "in_order", "auto"])
def path(request, tmp_path):
    """A scenario with one way of taking turns, and a window that fills soon."""
    made = write(tmp_path, TEXT.replace("TURNS", request.param))
    settings = "[Cognition]\nMEMORY_WINDOW=400\n"
    (tmp_path / "config.ini").write_text(settings, encoding="utf-8")
    return made


def test_a_story_is_the_same_at_any_concurrency_and_order_of_arrival(path):
    """One call at a time or 64, whoever is answered first: the same events, calls included."""
    stories = [
        play(
            path, voice(11, arrival), db=":memory:", concurrency=concurrency, keep_going=True
        ).events
        for concurrency, arrival in ((1, 0), (64, 1), (64, 2), (2, 3))
    ]
    assert len({event.kind for event in stories[0]}) > 10
    assert all(story == stories[0] for story in stories)


def test_a_second_run_asks_nobody(path):
    """The same file again is taken over whole; without reuse every reply is a kept one."""
    first = play(path, voice(4, refuses=0))
    asked = []

    def nobody(request):
        asked.append(request)
        raise AssertionError

    assert play(path, nobody).events == first.events
    assert play(path, nobody, reuse=False).events == first.events
    assert asked == []


def test_another_seed_is_another_run(path):
    """The seed is part of every request, so nothing is taken over and everybody is asked."""
    play(path, voice(4, refuses=0))
    again = play(path, voice(4, refuses=0), seed=1)
    assert again.document["reused"]["units"] == 0
    assert again.document["usage"]["cached_calls"] == 0
