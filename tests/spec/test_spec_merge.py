"""The laws of merging facts, and where each of them came from."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tinytroupe_cli.ids import canonical_json
from tinytroupe_cli.spec import Layer, merge, merge_layers

LEAVES = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["a", "b", "1", "true"])
ITEMS = LEAVES | st.dictionaries(st.sampled_from("xy"), LEAVES, max_size=2)
ANY = st.recursive(
    LEAVES | st.lists(ITEMS, max_size=4),
    lambda inner: st.dictionaries(st.sampled_from("klm"), inner, max_size=3),
    max_leaves=8,
)
FACTS = st.dictionaries(st.sampled_from("abc"), ANY, max_size=3)


def _of_one_kind(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Facts in which a key always holds the same kind: a leaf, a list or a mapping."""
    shapes: dict[str, Any] = {"leaf": LEAVES, "list": st.lists(ITEMS, max_size=4)}
    if depth:
        shapes["map"] = _of_one_kind(depth - 1)
    return st.fixed_dictionaries({}, optional=shapes)


@given(FACTS, FACTS)
@settings(max_examples=200, deadline=None)
def test_inputs_stay_as_they_are_and_nothing_is_shared(one, two):
    """Neither merging nor changing the result touches what went in."""
    before = copy.deepcopy((one, two))
    merged = merge(one, two)
    for value in merged.values():
        if isinstance(value, list):
            value.append("changed")
        elif isinstance(value, dict):
            value["changed"] = True
    assert (one, two) == before


@given(FACTS)
@settings(max_examples=200, deadline=None)
def test_merging_a_thing_with_itself_or_nothing_is_itself(facts):
    """Merging is idempotent, also on lists with repeats, and {} is neutral."""
    same = canonical_json(facts)
    assert canonical_json(merge(facts, facts)) == same
    assert canonical_json(merge(facts, {})) == same
    assert canonical_json(merge({}, facts)) == same


@given(_of_one_kind(2), _of_one_kind(2), _of_one_kind(2))
@settings(max_examples=200, deadline=None)
def test_merging_is_associative_where_kinds_agree(a, b, c):
    """It does not matter which two of three are merged first."""
    left = canonical_json(merge(merge(a, b), c))
    assert left == canonical_json(merge(a, merge(b, c)))
    assert left == canonical_json(merge(a, b, c))


@given(FACTS, FACTS)
@settings(max_examples=200, deadline=None)
def test_every_value_has_an_origin(one, two):
    """Each single value and list item is accounted for, once, by one of the sources."""
    merged = merge_layers([Layer("one", one), Layer("two", two)])
    paths = set(_leaves(merged.facts, ()))
    assert set(merged.origins) == {".".join(path) for path in paths}
    assert set(merged.origins.values()) <= {"one", "two"}


def _leaves(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, dict) and (value or not path):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        yield from ((*path, str(number)) for number in range(1, len(value) + 1))
    else:
        yield path


def test_the_rule_by_example():
    """Maps go deep, lists join without repeats, later scalars win, and origins say so."""
    base = {"age": 30, "likes": ["tea", {"a": 1}], "job": {"title": "Cook", "years": 3}}
    extra = {"age": 31, "likes": [{"a": 1}, "rain"], "job": {"title": "Chef"}, "mood": "sour"}
    merged = merge_layers([Layer("base.yaml", base), Layer("extra.yaml", extra)])
    assert merged.facts == {
        "age": 31,
        "likes": ["tea", {"a": 1}, "rain"],
        "job": {"title": "Chef", "years": 3},
        "mood": "sour",
    }
    assert merged.origins == {
        "age": "extra.yaml",
        "likes.1": "base.yaml",
        "likes.2": "base.yaml",
        "likes.3": "extra.yaml",
        "job.title": "extra.yaml",
        "job.years": "base.yaml",
        "mood": "extra.yaml",
    }
    assert not merged.warnings


def test_lists_tell_kinds_of_items_apart():
    """1, true, 1.0 and "1" are four different items."""
    assert merge({"a": [1]}, {"a": [True, 1.0, "1", 1]}) == {"a": [1, True, 1.0, "1"]}
    assert len(merge({"a": [1]}, {"a": [True, 1.0, "1", 1]})["a"]) == 4


def test_differing_kinds_are_a_warning():
    """The later one wins and a sentence says which replaced which; null gives way silently."""
    merged = merge_layers(
        [
            Layer("a", {"skills": ["x"], "health": None}),
            Layer("b", {"skills": {"y": 1}, "health": {"z": 1}}),
        ]
    )
    assert merged.facts == {"skills": {"y": 1}, "health": {"z": 1}}
    assert merged.origins == {"skills.y": "b", "health.z": "b"}
    assert merged.warnings == (
        "`skills` was a list and is a mapping now: that of b replaces that of a",
    )
