"""Extractions by schemas of any kind."""

from __future__ import annotations

from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offline_samples import extraction, reply, said, told

PEOPLE = ("Ada Byron", "Bo Lind")
STORY = (
    told("What do you think of the club? Rate it from 1 to 5.", "Ada Byron", "Bo Lind"),
    said(
        "Ada Byron",
        "I propose a bread club: it meets on Mondays. I would give it a 4 out of 5.",
        seq=2,
    ),
    said(
        "Bo Lind",
        "No, that is not for me, because I lose three hours a week to meetings. My rating is 2.",
        seq=3,
    ),
    said("Ada Byron", "It costs 20 euros a year, Bo. Would you come for 10?", seq=4),
)

NAMES = st.sampled_from(
    ["idea", "by", "rating", "reason", "agrees", "items", "quote", "count", "x", "price", "tags"]
)


def numbers(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Schemas of numbers, with bounds or without."""
    return st.one_of(
        st.just({"type": kind}),
        st.integers(-5, 5).map(lambda low: {"type": kind, "minimum": low, "maximum": low + 7}),
        st.integers(0, 50).map(lambda low: {"type": kind, "exclusiveMinimum": low}),
    )


PLAIN = st.one_of(
    st.just({"type": "string"}),
    st.just({"type": "string", "maxLength": 12}),
    st.just({"type": ["string", "null"]}),
    st.just({"type": "string", "format": "date"}),
    st.just({"type": "boolean"}),
    st.just({"type": ["boolean", "null"]}),
    st.just({"enum": ["Ada Byron", "Bo Lind"]}),
    st.just({"enum": ["for", "against", None]}),
    st.just({"enum": [1, 2, 3, 4, 5]}),
    st.just({"const": "yes"}),
    st.just({"anyOf": [{"type": "integer"}, {"type": "null"}]}),
    numbers("integer"),
    numbers("number"),
)


def nested(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects and lists of other schemas."""
    objects = st.dictionaries(NAMES, inner, min_size=1, max_size=4).map(
        lambda made: {
            "type": "object",
            "properties": made,
            "required": sorted(made),
            "additionalProperties": False,
        }
    )
    loose = st.dictionaries(NAMES, inner, max_size=3).map(
        lambda made: {"type": "object", "properties": made}
    )
    lists = st.tuples(inner, st.integers(0, 2)).map(
        lambda pair: {
            "type": "array",
            "items": pair[0],
            "minItems": pair[1],
            "maxItems": pair[1] + 4,
        }
    )
    return st.one_of(objects, loose, lists)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(PLAIN, nested, max_leaves=8), st.sampled_from([None, "Bo Lind"]))
def test_whatever_the_schema_the_answer_is_valid(
    schema: dict[str, Any], person: str | None
) -> None:
    """Nested objects, lists, enums, numbers with bounds, nullable values: all come out valid."""
    value = reply(extraction(schema, *STORY, people=PEOPLE, person=person))
    jsonschema.validate(value, schema)
    jsonschema.validate(reply(extraction(schema)), schema)


def test_an_extraction_holds_what_was_said() -> None:
    """A proposal, a rating, a verdict and a reason are found where they were uttered."""
    schema = {
        "type": "object",
        "properties": {
            "rating": {"type": "integer"},
            "would_join": {"type": "boolean"},
            "reason": {"type": "string"},
        },
        "required": ["rating", "would_join", "reason"],
    }
    value = reply(extraction(schema, *STORY, people=PEOPLE, person="Bo Lind"))
    assert value == {
        "rating": 2,
        "would_join": False,
        "reason": "I lose three hours a week to meetings.",
    }
    ideas = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"idea": {"type": "string"}, "by": {"type": "string"}},
        },
    }
    assert reply(extraction(ideas, *STORY, people=PEOPLE)) == [
        {"idea": "a bread club: it meets on Mondays", "by": "Ada Byron"}
    ]
