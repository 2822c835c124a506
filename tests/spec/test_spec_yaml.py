"""YAML with the types of 1.2's core schema; nothing but SpecError, whatever the text."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._json import parse_json
from tinytroupe_cli.spec._source import decode
from tinytroupe_cli.spec._times import parse_duration, parse_moment
from tinytroupe_cli.spec._yaml import parse_yaml

ODD_TEXTS = st.text(alphabet="ab1 .-:#,[]{}&*!|>'\"%@`$\n\t?~<=\\é\u2028", max_size=60)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("12:30", "12:30"),
        ("2026-03-02", "2026-03-02"), ("1_000", "1_000"), ("0777", 777), ("0o17", 15),
        ("0x1F", 31), ("+5", 5), ("-5", -5), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0),
        ("true", True), ("TRUE", True), ("False", False), ("~", None), ("null", None), ("", None),
        ("'5'", "5"), ("!!str 5", "5"), ("!!float '1'", None), ("tRUE", "tRUE"), ("=", "="),
        ("0b1", "0b1"), ("١", "١"), ("a  b", "a  b"), ("|\n  x\n  y\n", "x\ny\n"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_the_core_schema(written, value):
    """Words of YAML 1.1 such as yes and 12:30 are texts; numbers and truths are 1.2's."""
    if written.startswith("!!float"):
        (problem,) = parse_yaml(f"a: {written}", "f").problems
        assert "does not fit its tag" in problem.message
        return
    root = parse_yaml(f"a: {written}", "f").root
    assert root.plain() == {"a": value}
    assert type(root.plain()["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("text: Ad #1 is best", "f:1:7: ` #` begins a comment: the text ends at `Ad`"),
        ("a: x\nb: We are # 1 here", "f:2:4: ` #` begins a comment"),
        ("- é: ü #3", "f:1:6: ` #` begins a comment"),
        ("zip: 01234", "f:1:6: `01234` is read as the number 1234"),
        ("a: x # a comment", None),
        ("a: x  # 3 rounds, as agreed", "comment"),
        ("a: 3 #three", None),
        ("a: 'x' #1", None),
        ("a: x#1", None),
        ("# 1 is best", None),
        ("a: [x, y] #1", None),
        ('zip: "01234"', None),
    ],
)
def test_what_yaml_reads_otherwise_than_it_looks_is_a_warning(text, warned):
    """Text lost to a comment and zeros lost to a number are told; ordinary comments are not."""
    warnings = parse_yaml(text, "f").warnings
    if warned is None:
        assert not warnings
    else:
        assert warned in str(warnings[0])


def test_marks_are_kept_for_keys_and_values():
    """Each key and value knows its line and column, past a byte order mark and wide letters."""
    text = decode(b"\xef\xbb\xbf\xc3\xa9\xc3\xa9: {k: v}\nlist:\n  - 1\n  - b: 2\n", "f")
    root = parse_yaml(text, "f").root
    inner = root.entries["éé"]
    assert str(root.keys["éé"]) == "f:1:1"
    assert str(inner.place) == "f:1:5"
    assert str(inner.keys["k"]) == "f:1:6"
    assert str(inner.entries["k"].place) == "f:1:9"
    assert str(root.entries["list"].items[1].entries["b"].place) == "f:4:8"


def test_aliases_are_written_out_and_not_shared():
    """Two uses of an anchor are two values."""
    root = parse_yaml("a: &x {n: [1]}\nb: *x", "f").root
    plain = root.plain()
    plain["a"]["n"].append(2)
    assert plain["b"] == {"n": [1]}


@given(st.text(max_size=80) | ODD_TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_with_a_place(text):
    """The parser answers any text with a tree or with a SpecError that has a place in the file."""
    try:
        root = parse_yaml(text, "f").root
    except SpecError as error:
        problems = error.problems
    else:
        problems = ()
        json.dumps(root.plain(), allow_nan=False)
    assert all(one.line >= 1 and one.column >= 1 and one.message for one in problems)


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    """Bytes are decoded, or refused with a place."""
    try:
        decode(data, "f")
    except SpecError as error:
        assert error.problems[0].column >= 1


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(
        st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON_VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
@settings(max_examples=150, deadline=None)
def test_json_reads_as_json(value, ascii_only, indent):
    """What Python writes as JSON is read back equal, escapes and surrogate pairs included."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    parsed = parse_json(text, "f", depth_limit=60, node_limit=10_000)
    assert parsed.root.plain() == json.loads(text)


@given(st.text(alphabet='{}[]",:1a\\u eE.-\n', max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_as_json_is_read_or_refused(text):
    """The JSON reader takes exactly what Python's takes, duplicates and half surrogates aside."""
    try:
        parsed = parse_json(text, "f", depth_limit=60, node_limit=10_000)
    except SpecError:
        return
    if text.strip() and not parsed.problems:
        assert parsed.root.plain() == json.loads(text, strict=False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10 minutes", timedelta(minutes=10)), ("1 hour", timedelta(hours=1)),
        ("1 day 6 hours", timedelta(hours=30)), ("1 day, 6 hours", timedelta(hours=30)),
        ("2 weeks and 1 day", timedelta(days=15)), ("1 month", timedelta(days=30)),
        ("1.5 years", timedelta(days=547.5)), ("90Minutes", timedelta(minutes=90)),
    ],
)  # fmt: skip
def test_durations(text, wanted):
    """Units add up; a month is 30 days and a year 365."""
    assert parse_duration(text) == wanted


@pytest.mark.parametrize("text", ["", "soon", "-1 days", "1 day of rest", "days", "1 day 6"])
def test_what_is_no_duration(text):
    """Anything else is refused."""
    with pytest.raises(ValueError, match="`"):
        parse_duration(text)


def test_moments():
    """A date alone is its midnight; hours may have one digit."""
    assert parse_moment("2026-03-02") == datetime(2026, 3, 2)  # noqa: DTZ001 - a world's clock
    assert parse_moment("2026-03-02 9:05") == datetime(2026, 3, 2, 9, 5)  # noqa: DTZ001 - same
    assert parse_moment("2026-03-02T09:05:06").second == 6


@given(st.text(max_size=30) | st.text(alphabet="0123456789-: TZ+dayshours", max_size=30))
@settings(max_examples=150, deadline=None)
def test_times_are_read_or_refused(text):
    """Any text is a time or a ValueError with a sentence."""
    for parse in (parse_duration, parse_moment):
        try:
            parse(text)
        except ValueError as error:
            sentence = str(error)
        else:
            continue
        assert "`" in sentence
