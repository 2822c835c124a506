"""The laws of the story: determinism, state as a fold, going on after a load."""

from __future__ import annotations

import asyncio
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from laws.law_stories import begin, live, open_world, play, plots, through_json, worlds

from tinytroupe_cli import events as e

law = settings(max_examples=40, deadline=None, database=None, derandomize=True)
seeds = st.integers(0, 10_000)


@law
@given(worlds, plots, seeds, seeds)
def test_the_order_in_which_replies_arrive_is_not_part_of_a_story(how, plot, seed, arrival):
    """Whoever is answered first, results are placed by roster order."""
    assert play(how, plot, seed).story == play(how, plot, seed, arrival).story


@law
@given(worlds, plots, seeds, st.integers(0, 400))
def test_state_is_a_fold(how, plot, seed, cut):
    """fold(a + b) == fold(b, fold(a)), also out of JSON, and it is the state the world is in."""
    world = play(how, plot, seed)
    story = through_json(world.story)
    assert story == world.story
    before = e.fold(story[:cut])
    assert e.fold(story[cut:], before) == e.fold(story) == world.state
    assert before == e.fold(story[:cut])


@law
@given(worlds, plots, seeds, st.data())
def test_a_world_that_was_loaded_goes_on_as_if_nothing_had_been(how, plot, seed, data):
    """Dump -> load -> behave identically, at every border between steps."""
    whole = play(how, plot, seed)
    cut = data.draw(st.integers(0, len(plot)))
    first = open_world(how, seed)
    begin(first, how)
    asyncio.run(live(first, plot[:cut]))
    second = open_world(how, seed)
    second.restore(through_json(first.story))
    asyncio.run(live(second, plot[cut:], first=cut + 1))
    assert second.story == whole.story
    assert second.state == whole.state


@law
@given(worlds, plots, seeds)
def test_nothing_that_was_said_is_lost_or_doubled(how, plot, seed):
    """Each utterance is one event; each listener was there, and it is in their mind exactly once.

    Or it was too much at once: then the turn says so, and it is among what can be recalled.
    """
    world = play(how, plot, seed)
    missed = {name: [] for name in world.state.people}
    forgotten = dict.fromkeys(world.state.people, 0)
    for event in world.story:
        if isinstance(event, e.Remembered):
            forgotten[event.person] += event.moments
        if isinstance(event, e.Turn):
            missed[event.person] += event.missed
        if isinstance(event, e.Action):
            assert event.person not in event.heard_by
            assert len(set(event.heard_by)) == len(event.heard_by)
    for name, person in world.state.people.items():
        met = [event for event in world.story if _concerns(event, name)]
        kept = len(person.history) + len(person.inbox) + forgotten[name]
        assert len(met) == kept + len(missed[name])
        for event in met:
            if event.seq in missed[name] and any(map(str.isalnum, event.content)):
                assert any(
                    event.content in text
                    for text in world.mind.recall.search(name, event.content, 1_000)
                )


def _concerns(event, name):
    if isinstance(event, e.Action):
        return name == event.person or name in event.heard_by
    kinds = e.Stimulus | e.Undelivered | e.Observation | e.Repeated
    return isinstance(event, kinds) and event.person == name


@law
@given(worlds, plots, seeds)
def test_a_story_is_numbered_without_gaps_in_the_worlds_own_time(how, plot, seed):
    """Seq counts from 1, the clock never runs back, every event is plain JSON."""
    story = play(how, plot, seed).story
    assert [event.seq for event in story] == list(range(1, len(story) + 1))
    times = [event.time for event in story]
    assert times == sorted(times)
    assert all(json.loads(event.model_dump_json())["kind"] == event.kind for event in story)


@law
@given(worlds, plots, seeds, seeds)
def test_two_worlds_in_one_process_never_meet(how, plot, seed, other):
    """Played at the same time, each tells the story it tells alone."""

    async def both():
        worlds = [open_world(how, one) for one in (seed, other)]
        for world in worlds:
            begin(world, how)
        async with asyncio.TaskGroup() as group:
            for world in worlds:
                group.create_task(live(world, plot))
        return [world.story for world in worlds]

    assert asyncio.run(both()) == [play(how, plot, one).story for one in (seed, other)]
