"""Events: whole units, in order, equal after the store, parents' prefixes included."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOON, begin, heard, said, talk

from tinytroupe_cli import events as e
from tinytroupe_cli.events import Event
from tinytroupe_cli.store import Checkpoint, Store
from tinytroupe_cli.store._texts import event_json, to_json

texts = st.text(max_size=60)
facts = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
personas = st.dictionaries(texts, facts, max_size=4)
names = st.lists(texts, max_size=3).map(tuple)
place = {"seq": st.just(1), "step": st.integers(0, 99), "time": st.datetimes()}
kinds = st.one_of(
    st.builds(e.WorldOpened, name=texts, **place),
    st.builds(e.Joined, person=texts, persona=personas, **place),
    st.builds(e.Related, between=names, name=texts, **place),
    st.builds(e.Access, person=texts, other=texts, relation=st.none() | texts, **place),
    st.builds(
        e.Stimulus,
        person=texts,
        stimulus=st.sampled_from(["VISUAL", "THOUGHT"]),
        content=texts,
        **place,
    ),
    st.builds(e.Turn, person=texts, perceived=st.integers(0, 9), calls=names, **place),
    st.builds(
        e.Action,
        person=texts,
        action=texts,
        target=st.none() | texts,
        content=texts,
        heard_by=names,
        round=st.none() | st.integers(1, 9),
        **place,
    ),
    st.builds(e.Remembered, person=texts, memories=names, moments=st.integers(0, 9), **place),
    st.builds(e.Judged, condition=texts, met=st.booleans(), reason=texts, **place),
    st.builds(e.Failure, purpose=texts, error=texts, reason=texts, **place),
)


@given(kinds)
def test_an_event_is_written_as_any_value_is(event: Event):
    """The fast writer and the one that takes all that is JSON give the same text."""
    assert event_json(event) == to_json(event)


def test_what_is_no_json_is_refused_and_not_lost(store: Store):
    """A number without bounds never silently becomes nothing."""
    begin(store, "aa")
    endless = e.Joined(seq=1, step=0, time=NOON, person="Ines", persona={"age": float("inf")})
    with pytest.raises(sqlite3.Error, match="malformed JSON"):
        store.commit_unit("aa", [endless], unit=0, prefix_hash=None)


@settings(max_examples=60, deadline=None)
@given(st.lists(kinds, max_size=12), st.integers(0, 12))
def test_events_come_back_equal(drawn: list[Event], cut: int):
    """Whatever happened, committed in any two units, is the same story after the store."""
    story = [event.model_copy(update={"seq": seq}) for seq, event in enumerate(drawn, start=1)]
    with Store.open(":memory:") as store:
        begin(store, "aa")
        store.commit_unit("aa", story[:cut], unit=0, prefix_hash="0")
        store.commit_unit("aa", story[cut:], unit=1, prefix_hash="1")
        assert store.events("aa") == story
        assert store.events("aa", after=cut) == story[cut:]
        assert store.find_checkpoint("0") == Checkpoint("aa", min(cut, len(story)), 0)
        assert store.find_checkpoint("1") == Checkpoint("aa", len(story), 1)


def test_half_an_emoji_is_kept(store: Store):
    """A text that UTF-8 cannot hold, as models sometimes write, comes back as it was."""
    begin(store, "aa")
    odd = talk(1, "so \ud83d it goes\x00")
    store.commit_unit("aa", [odd], unit=0, prefix_hash=None)
    assert store.events("aa") == [odd]


def test_a_run_tells_its_parents_prefix(store: Store):
    """A run that goes on from another has that one's events up to the fork, then its own."""
    begin(store, "old")
    store.commit_unit("old", [talk(1, "a"), talk(2, "b")], unit=0, prefix_hash="h0")
    store.commit_unit("old", [talk(3, "c"), talk(4, "d")], unit=1, prefix_hash="h1")
    begin(store, "mid", parent="old", parent_seq=3)
    store.commit_unit("mid", [talk(4, "e"), talk(5, "f")], unit=1, prefix_hash="h2")
    begin(store, "new", parent="mid", parent_seq=4)
    store.commit_unit("new", [talk(5, "g")], unit=2, prefix_hash="h3")
    begin(store, "root", parent="mid", parent_seq=2)
    assert said(store.events("new")) == ["a", "b", "c", "e", "g"]
    assert said(store.events("new", after=3)) == ["e", "g"]
    assert said(store.events("mid")) == ["a", "b", "c", "e", "f"]
    assert said(store.events("old")) == ["a", "b", "c", "d"]
    assert said(store.events("root")) == ["a", "b"]
    assert store.find_checkpoint("h3") == Checkpoint("new", 5, 2)


def test_a_unit_without_events_can_be_a_checkpoint(store: Store):
    """A unit in which nothing happened is completed where the run stood before."""
    begin(store, "old")
    store.commit_unit("old", [talk(1)], unit=0, prefix_hash="h0")
    store.commit_unit("old", [], unit=1, prefix_hash="h1")
    begin(store, "new", parent="old", parent_seq=1)
    store.commit_unit("new", [], unit=2, prefix_hash="h2")
    assert store.find_checkpoint("h1") == Checkpoint("old", 1, 1)
    assert store.find_checkpoint("h2") == Checkpoint("new", 1, 2)


def test_the_newest_completion_of_a_prefix_is_found(store: Store):
    """When several runs completed the same prefix, the run begun last stands for it."""
    for run in ("one", "two"):
        begin(store, run)
    for run in ("two", "one"):
        store.commit_unit(run, [talk(1, run)], unit=0, prefix_hash="same")
    assert store.find_checkpoint("same") == Checkpoint("two", 1, 0)
    assert store.find_checkpoint("other") is None


def test_without_a_hash_there_is_no_checkpoint(store: Store):
    """Units after a failure that was kept going over are kept, but nobody starts from them."""
    begin(store, "aa")
    store.commit_unit("aa", [talk(1)], unit=0, prefix_hash=None)
    assert store.find_checkpoint("None") is None
    assert len(store.events("aa")) == 1


@pytest.mark.parametrize("seqs", [[2, 4], [3], [1], [2, 2]])
def test_a_gap_is_refused_and_nothing_is_kept(store: Store, seqs: list[int]):
    """Events that do not follow the last one are a mistake of the caller, not a hole in a story."""
    begin(store, "aa")
    store.commit_unit("aa", [talk(1)], unit=0, prefix_hash="h0")
    with pytest.raises(ValueError, match="does not follow"):
        store.commit_unit("aa", [talk(seq) for seq in seqs], unit=1, prefix_hash="h1")
    assert store.events("aa") == [talk(1)]
    assert store.find_checkpoint("h1") is None


def test_events_are_append_only(path: Path):
    """Nobody can change what happened, not even by hand."""
    with Store.open(path) as store:
        begin(store, "aa")
        store.commit_unit("aa", [talk(1)], unit=0, prefix_hash=None)
    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.Error, match="append-only"):
        other.execute("UPDATE events SET data = '{}'")


def test_words_find_what_was_said(store: Store):
    """A search finds speech and stimuli by all their words, whatever their case and accents."""
    begin(store, "aa")
    begin(store, "bb")
    story = [
        heard(1, "What about the café budget?"),
        talk(2, "The CAFE has a budget of 30 per cent."),
        talk(3, "Let us talk about dogs."),
        e.Noted(seq=4, step=2, time=NOON, content="the budget of the café"),
    ]
    store.commit_unit("aa", story, unit=0, prefix_hash=None)
    store.commit_unit("bb", [talk(1, "budget, budget")], unit=0, prefix_hash=None)
    assert {(hit.run, hit.seq, hit.does) for hit in store.search("Café budget")} == {
        ("aa", 1, "CONVERSATION"),
        ("aa", 2, "TALK"),
    }
    assert [hit.run for hit in store.search("budget", run="bb")] == ["bb"]
    assert len(store.search("budget", limit=1)) == 1


@pytest.mark.parametrize("text", ['"', "budget AND", "NEAR(", "*", "col:x", "-budget", "", "'; --"])
def test_a_search_is_never_syntax(store: Store, text: str):
    """Whatever is searched for is words and never an error."""
    begin(store, "aa")
    store.commit_unit("aa", [talk(1, "the budget and more")], unit=0, prefix_hash=None)
    store.search(text)
