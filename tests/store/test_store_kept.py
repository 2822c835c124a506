"""Replies, calls, extractions and rungs: what is put comes back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import begin, call, reply, request, talk

from tinytroupe_cli import errors
from tinytroupe_cli.store import Store

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_a_reply_is_a_hit_until_it_is_rejected(store: Store):
    """A kept reply answers its key; one whose ask ended in a failure does not any more."""
    assert store.cache.get("k") is None
    store.cache.put(("k", request("rules", "hello"), reply("one")))
    assert store.cache.get("k") == reply("one")
    assert store.cache.get("other") is None
    store.cache.reject("k")
    assert store.cache.get("k") is None
    store.cache.put(("k", request("rules", "hello"), reply("two")))
    assert store.cache.get("k") == reply("two")


def test_a_reply_asked_anew_is_the_hit(store: Store):
    """The newest reply of a key counts; when it is rejected the one before does again."""
    for text in ("one", "two"):
        store.cache.put(("k", request("rules"), reply(text)))
    assert store.cache.get("k") == reply("two")
    store.cache.reject("k")
    assert store.cache.get("k") == reply("one")


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), values, max_size=4), st.dictionaries(st.text(), values))
def test_requests_and_replies_come_back_equal(asked: dict, answered: dict):
    """Whatever stands in a request, long or short, is there again, and so is the reply."""
    whole = request("rules " * 100, "hello", "") | asked
    with Store.open(":memory:") as store:
        store.cache.put(("k", whole, answered))
        assert store.cache.get("k") == answered
        assert store.cache.request("k") == whole
        assert store.cache.request("none") is None


def test_a_text_is_kept_once(path: Path):
    """The rules that stand in every request take their place in the file once."""
    rules, schema = "Be yourself. " * 2_000, {"enum": ["option " * 50] * 20}
    with Store.open(path) as store:
        for number in range(100):
            asked = request(rules, f"turn {number}", schema=schema)
            store.cache.put((f"{number:064}", asked, reply()))
        assert store.cache.request(f"{99:064}") == request(rules, "turn 99", schema=schema)
    assert path.stat().st_size < 400_000


def test_more_lines_than_are_known_by_heart_are_kept_once_too(path: Path, monkeypatch):
    """Prompts that share most of their lines come back whole and take room once."""
    monkeypatch.setattr("tinytroupe_cli.store._texts.MOST_KNOWN", 10)
    lines = [f"On day {number} nothing much was said about the harbour." for number in range(60)]
    asked = [request("rules", "\n".join(lines[number : number + 30])) for number in range(30)]
    with Store.open(path) as store:
        for number, each in enumerate(asked):
            store.cache.put((f"{number:064}", each, reply()))
        assert [store.cache.request(f"{number:064}") for number in range(30)] == asked
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT count(*) FROM texts WHERE text LIKE 'On day%'")
        assert kept.fetchone() == (59,)


def test_calls_come_back_as_noted(store: Store):
    """The ledger gives back the calls of a run in order, with everything said of them."""
    begin(store, "aa")
    first, second = call(), call(key="k2", cached=True, error="RefusedError: no", attempts=[])
    strange = call(finish_reason="stop", cost_usd=0.25)
    for each in (first, second, strange):
        store.recorder("aa").record(each)
    store.recorder(None).record(call(key="nobody's"))
    assert store.calls("aa") == [first, second, strange]


def test_calls_are_written_with_what_comes_next_and_none_is_lost(path: Path):
    """A reply takes one transaction and not two; failures on the way and the end lose no call."""
    with Store.open(path) as store, closing(sqlite3.connect(path)) as other:
        begin(store, "aa")
        store.recorder("aa").record(call())
        assert other.execute("SELECT count(*) FROM ledger").fetchone() == (0,)
        with pytest.raises(ValueError, match="does not follow"):
            store.commit_unit("aa", [talk(2)], unit=0, prefix_hash=None)
        store.cache.put(("k", request("rules", "turn"), reply()))
        assert other.execute("SELECT count(*) FROM ledger").fetchone() == (1,)
        store.recorder("aa").record(call())
        store.recorder("no").record(call())
        with pytest.raises(errors.StoreError, match="FOREIGN KEY"):
            store.cache.put(("l", request("rules", "turn"), reply()))
        store.cache.put(("l", request("rules", "turn"), reply()))
        store.recorder("aa").record(call())
    with Store.open(path) as store:
        assert store.calls("aa") == [call()] * 3


def test_the_newest_extraction_of_a_name_counts(store: Store):
    """Extracting again replaces the answer and keeps the older ones findable by their question."""
    begin(store, "aa")
    old, new = {"rows": [1], "failures": []}, {"rows": [2, None], "failures": [{"person": "Bo"}]}
    store.save_extraction("aa", "ideas", digest="d1", engine="offline", result=old)
    store.save_extraction("aa", "votes", digest="d9", engine="offline", result={})
    store.save_extraction("aa", "ideas", digest="d2", engine="openai", result=new)
    assert store.extractions("aa") == {"ideas": new, "votes": {}}
    assert store.find_extraction("aa", "ideas", "d1") == old
    assert store.find_extraction("aa", "ideas", "d3") is None
    assert store.extractions("bb") == {}


def test_a_rung_is_remembered_by_endpoint_and_model(store: Store):
    """What an endpoint's model takes is known until something else is learned."""
    store.learn_rung("http://here/v1", "small", "json_schema")
    store.learn_rung("http://here/v1", "small", "json_object")
    assert store.rung("http://here/v1", "small") == "json_object"
    assert store.rung("http://here/v1", "large") is None
    assert store.rung("http://there/v1", "small") is None


@pytest.mark.parametrize("table", ["events", "checkpoints", "extractions", "ledger"])
def test_nothing_belongs_to_an_unknown_run(store: Store, table: str):
    """Facts of a run that was never begun are a mistake of the caller."""
    writes = {
        "events": lambda: store.commit_unit("no", [], unit=0, prefix_hash="h"),
        "checkpoints": lambda: store.commit_unit("no", [], unit=0, prefix_hash="h"),
        "extractions": lambda: store.save_extraction("no", "x", digest="d", engine="e", result={}),
        "ledger": lambda: (store.recorder("no").record(call()), store.close()),
    }
    with pytest.raises(Exception, match="FOREIGN KEY"):
        writes[table]()
