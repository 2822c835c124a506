"""Tables fit the terminal and read as people write."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tinytroupe_cli.view import cell, table

IDEAS = [
    {"idea": "a light that turns red when an attachment is missing from the letter", "by": "Oscar"},
    {"idea": "短い文書の要約を作る", "by": "Kenji Morita"},
]
WIDE = [{f"column {number}": "several words to read" for number in range(6)}] * 2


def drawn(title, rows, width):
    """The lines of a table in a pipe of some width."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, highlight=False)
    table(console, title, rows)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 100, 200])
@pytest.mark.parametrize("rows", [IDEAS, WIDE], ids=["narrow", "wide"])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(rows, width):
    """Nothing is lost, whatever the width; no blanks are left at line ends."""
    from rich.cells import cell_len

    lines = drawn("ideas", rows, width)
    assert max(cell_len(line) for line in lines) <= width
    assert [line for line in lines if line != line.rstrip()] == []
    words = {word for row in rows for value in row.values() for word in value.split()}
    assert words <= set(" ".join(lines).split())


def test_what_does_not_fit_becomes_records():
    """Six columns of text at 60 columns are read line by line."""
    lines = drawn("answers", WIDE, 60)
    assert lines[:2] == ["answers", "  column 0: several words to read"]
    assert "" in lines
    assert "┃" in drawn("answers", WIDE, 200)[1]


def test_shares_have_bars_in_both_forms():
    """A quarter is five of twenty blocks."""
    rows = [{"vote": "A", "share": 0.25, "why": "x" * 30, "more": "y" * 30}]
    assert any(line.rstrip().endswith("█" * 5) for line in drawn("votes", rows, 120))
    assert "    █████" in drawn("votes", rows, 40)


def test_means_and_their_intervals_have_the_same_decimals():
    """189, 120 and 89.5 in one row read as three precisions."""
    rows = [{"mean": 188.93, "mean_low": 120.2, "mean_high": 257.66, "sd": 89.5, "n": 9}]
    assert drawn("pay", rows, 100)[-1].split() == [
        "188.9",
        "│",
        "120.2",
        "│",
        "257.7",
        "│",
        "89.5",
        "│",
        "9",
    ]
    rows = [{"by": "a", "sd": 1.31}, {"by": "b", "sd": 1.2}]
    assert [line.split()[-1] for line in drawn("pay", rows, 100)[-2:]] == ["1.31", "1.20"]


def test_no_rows_are_said():
    """An extraction that found nothing is no blank."""
    assert drawn("ideas", [], 60) == ["ideas: nothing found"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "-"),
        ("", "-"),
        ([], "-"),
        (0, "0"),
        (0.5, "0.5"),
        (1 / 3, "0.333"),
        (123456.7, "123457"),
        (["tea", "rye bread"], "tea, rye bread"),
        (["tea, hot", "bread"], "tea, hot; bread"),
        ({"name": "Ana", "friends": True}, "name: Ana, friends: yes"),
        ([{"idea": "a", "by": "B"}, {"idea": "c", "by": None}], "idea: a, by: B; idea: c, by: -"),
        ("red\x1b[31m", "red[31m"),
    ],
)
def test_values_read_as_people_write_them(value, text):
    """Yes and no, lists, records; nothing that steers a terminal."""
    assert cell(value) == text
