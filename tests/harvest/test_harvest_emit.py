"""CSV and JSON Lines that lose nothing and harm nobody."""

from __future__ import annotations

import csv
import io
import json

import pytest
from harvest_samples import ANA, story
from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl, event_columns, event_rows

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(text):
    """CSV back as a list of dicts."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1"],
)
def test_a_text_is_no_formula(text):
    """A spreadsheet shows it as text, in a cell, in a header and in a list."""
    assert read(as_csv([{"a": text}])) == [{"a": f"'{text}"}]
    assert as_csv([{text: 1}]).lstrip('"').startswith("'")
    assert read(as_csv([{"a": [text]}]))[0]["a"].startswith("[")


@pytest.mark.parametrize("text", ["-5", "+4.5", "'tis", "a=b", "", "x"])
def test_other_texts_are_left_alone(text):
    """Numbers in texts, and quote marks in prose."""
    assert read(as_csv([{"a": text, "b": 1}])) == [{"a": text, "b": "1"}]


def test_values_read_as_in_json():
    """Truths, lists and maps are JSON, nothing is an empty cell, numbers are themselves."""
    row = {"t": True, "n": None, "l": ["a; b", "c"], "m": {"k": 1}, "e": [], "f": 0.5, "i": -3}
    assert read(as_csv([row])) == [
        {
            "t": "true",
            "n": "",
            "l": '["a; b", "c"]',
            "m": '{"k": 1}',
            "e": "[]",
            "f": "0.5",
            "i": "-3",
        }
    ]


def test_columns_are_those_of_all_rows_and_those_asked_for():
    """Known columns stand first, with or without a row."""
    assert as_csv([{"b": 1}, {"a": 2}], columns=("a",)) == "a,b\n,1\n2,\n"
    assert as_csv([], columns=("a", "b")) == "a,b\n"
    assert as_csv([]) == ""


def test_a_story_is_a_table_with_the_same_columns_whatever_happened():
    """The persona is one cell, so that people do not make columns."""
    rows = event_rows(story())
    table = read(as_csv(rows, event_columns()))
    assert [*table[0]] == [*event_columns()] == [*read(as_csv(rows[:6], event_columns()))[0]]
    joined = next(row for row in table if row["kind"] == "join")
    assert json.loads(joined["persona"])["name"] == ANA


@given(
    st.lists(
        st.fixed_dictionaries({"a": TEXTS, 'ö,;"': TEXTS, "l": st.lists(TEXTS, max_size=2)}),
        max_size=3,
    )
)
def test_csv_gives_every_text_back(rows):
    """Line ends, quotes, commas, any script; lists come back as lists."""
    found = read(as_csv(rows, ("a",)))
    assert len(found) == len(rows)
    for cells, row in zip(found, rows, strict=True):
        assert json.loads(cells["l"]) == row["l"]
        for name in ("a", 'ö,;"'):
            cell = cells[name]
            assert cell in {row[name], f"'{row[name]}"}
            bare = cell.lstrip("'")
            formula = bare[:1] in tuple("=+-@\t\r\n＝＋－＠") and bool(bare)
            if cell.startswith("'") and formula:
                assert cell[1:] == row[name]


@given(st.lists(st.dictionaries(TEXTS, TEXTS | st.integers() | st.none(), max_size=3), max_size=4))
def test_json_lines_are_one_value_a_line(rows):
    """Nothing within a value breaks the line; the whole as JSON is the same."""
    lines = as_jsonl(rows).split("\n")
    assert [json.loads(line) for line in lines[:-1]] == rows
    assert json.loads(as_json(rows)) == rows
