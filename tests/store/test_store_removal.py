"""Runs are removed, and those that go on from them keep their whole story."""

from __future__ import annotations

import pytest
from store_samples import begin, call, heard, reply, request, said, talk

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.store import Checkpoint, Store


@pytest.fixture
def family(store: Store) -> Store:
    """`old` of four events; `near` from its first, `far` from its third, `son` from `far`."""
    begin(store, "old")
    for seq in range(1, 5):
        store.commit_unit(
            "old", [talk(seq, f"old {seq}", step=seq)], unit=seq, prefix_hash=f"o{seq}"
        )
        store.cache.put((f"k{seq}", request("rules", f"old {seq}"), reply()))
        store.recorder("old").record(call(key=f"k{seq}", step=seq, round=None))
    for name, parent, seq in [("near", "old", 1), ("far", "old", 3), ("son", "far", 4)]:
        begin(store, name, parent=parent, parent_seq=seq)
        events = [talk(at, f"{name} {at}", step=at) for at in (seq + 1, seq + 2)]
        store.commit_unit(name, events, unit=9, prefix_hash=name)
    return store


def stories(store: Store, *runs: str) -> dict[str, list[str]]:
    """What was said in each."""
    return {run: said(store.events(run)) for run in runs}


WHOLE = {
    "near": ["old 1", "near 2", "near 3"],
    "far": ["old 1", "old 2", "old 3", "far 4", "far 5"],
    "son": ["old 1", "old 2", "old 3", "far 4", "son 5", "son 6"],
}


def test_children_inherit_what_they_told_on_from(family: Store):
    """Story, checkpoints, calls and search stay as far as somebody needs them, and no further."""
    assert stories(family, *WHOLE) == WHOLE
    family.remove_runs(["old"])
    assert stories(family, *WHOLE) == WHOLE
    assert {run.id for run in family.runs()} == {"near", "far", "son"}
    assert family.find_checkpoint("o3") == Checkpoint("far", 3, 3)
    assert family.find_checkpoint("o4") is None
    assert [each["key"] for each in family.whole_run("son").calls] == ["k1", "k2", "k3"]
    assert [each.text for each in family.search("old")] == ["old 3", "old 2", "old 1"]
    family.check()


@pytest.mark.parametrize("order", [["old", "far"], ["far", "old"], ["far"]])
def test_generations_may_go_in_any_order(family: Store, order: list[str]):
    """Whoever is left has the whole story."""
    family.remove_runs(order)
    kept = {name: told for name, told in WHOLE.items() if name not in order}
    assert stories(family, *kept) == kept
    assert family.search("far 5") == []
    family.check()


def test_who_left_before_a_runs_own_part_goes_on_from_its_parent(family: Store):
    """A fork of `far` at what `far` itself took from `old`."""
    begin(family, "early", parent="far", parent_seq=2)
    family.commit_unit("early", [talk(3, "early 3")], unit=9, prefix_hash=None)
    family.remove_runs(["far"])
    assert said(family.events("early")) == ["old 1", "old 2", "early 3"]
    assert family.find_run("early").parent == "old"
    assert stories(family, "son") == {"son": WHOLE["son"]}


def test_a_child_goes_on_playing_after_its_parent_went(family: Store):
    """Its next unit follows the last event that it has."""
    begin(family, "playing", parent="old", parent_seq=4)
    family.remove_runs(["old"])
    family.commit_unit("playing", [talk(5, "on")], unit=9, prefix_hash=None)
    assert said(family.events("playing")) == ["old 1", "old 2", "old 3", "old 4", "on"]


def test_replies_go_only_where_nobody_else_asked(family: Store):
    """What an heir's story was made of is still asked for; the rest goes, with its texts."""
    assert family.remove_runs(["old"], replies=True) == 1
    assert [family.cache.get(f"k{n}") is not None for n in range(1, 5)] == [True] * 3 + [False]
    assert family.remove_runs(["near", "far", "son"], replies=True) == 3
    assert family.replies.size() == 0
    texts = family._database.read("SELECT count(*) FROM texts")[0][0]
    assert texts == 0


def test_a_run_that_goes_while_it_is_played_says_so(family: Store):
    """Its process hears that it is gone, and not of a bug."""
    begin(family, "playing")
    family.remove_runs(["playing"])
    with pytest.raises(StoreError, match="was removed"):
        family.commit_unit("playing", [heard(1)], unit=0, prefix_hash=None)


def test_what_was_removed_is_in_the_file_no_more(tmp_path):
    """Neither in its pages nor in its index nor in what is written beside it."""
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        for run, word in (("aa", "quixotic"), ("bb", "plain")):
            begin(store, run)
            events = [talk(seq, f"{word} words {seq}") for seq in range(1, 200)]
            store.commit_unit(run, events, unit=0, prefix_hash=None)
        before = store.size
        store.remove_runs(["aa"])
        assert store.shrink()
        assert store.size < before
        found = b"".join(each.read_bytes() for each in tmp_path.iterdir())
        assert b"quixotic" not in found
        assert b"plain" in found
        assert len(store.search("plain")) == 50
        store.check()


def test_shrinking_waits_for_nobody_in_vain(tmp_path):
    """While somebody else writes, the room is not given back, and nothing is lost."""
    path = tmp_path / "t.db"
    with Store.open(path, patience_s=0.01) as store, Store.open(path) as other:
        begin(store, "aa")
        with other._database.write():
            assert not store.shrink()
        assert store.shrink()
        assert store.find_run().id == "aa"
