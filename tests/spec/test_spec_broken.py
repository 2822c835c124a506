"""Everything that can be wrong with a scenario is told with its place and what to do."""

from __future__ import annotations

import pytest
from spec_cases import BROKEN

from tinytroupe_cli.spec import _source


@pytest.mark.parametrize(
    ("text", "line", "column", "gist"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_a_broken_file_says_where_and_what(problems, text, line, column, gist):
    """Each kind of broken file names line, column and the gist of what is wrong."""
    found = problems(text)
    told = [(p.line, p.column, f"{p.message} | {p.hint}") for p in found]
    assert any((at, col) == (line, column) and gist in words for at, col, words in told), told
    assert all(p.file.endswith("play.yaml") for p in found)


def test_all_problems_are_told_at_once(problems):
    """One pass finds the errors of every section."""
    found = problems(
        "sed: 1\npeople: [ana, bem]\nworld: {turns: paralel}\n"
        "steps:\n  - act: Zoe\n  - rounds: none\n  - dance: all\nextract: {a: {fields: {b: txt}}}\n"
        "world: {}\n"
    )
    lines = [problem.line for problem in found]
    assert lines == sorted(lines)
    assert {1, 2, 3, 5, 6, 7, 8, 9} <= {*lines}


def test_problems_of_named_files_stand_at_their_own_place(problems, project):
    """A broken persona is told in the persona's file, together with the scenario's errors."""
    (project / "personas" / "dora.yaml").write_text("age: 4\nage: 5\n", encoding="utf-8")
    (project / "personas" / "nameless.yaml").write_text("nmae: Z\n", encoding="utf-8")
    found = problems("people: [ana, dora, nameless]\nsteps: [{dance: 1}]\n")
    told = {(p.file.rsplit("/", 1)[-1], p.line, p.column): p.message for p in found}
    assert "stands twice" in told["dora.yaml", 2, 1]
    assert "`name` is missing" in told["nameless.yaml", 1, 1]
    assert "no verb" in told["play.yaml", 2, 10]


def test_a_huge_file_is_refused_before_it_is_parsed(problems):
    """A file of 50 MB is refused by its size, at once."""
    found = problems(b"a: " + b"x" * (50 * 1024 * 1024))
    assert "50.0 MB" in found[0].message
    assert len(found) == 1


def test_a_file_just_below_the_limit_is_read(load):
    """The limit is where it says it is."""
    text = "people: ana\nsteps: [{note: hi}]\ndescription: "
    assert load(text + "x" * (_source.SIZE_LIMIT - len(text))).cast


def test_bytes_that_are_not_utf8_are_located(problems):
    """A Latin-1 file is told by byte offset, line and column."""
    found = problems("people: ana\ndescription: Übung für alle, ".encode() + b"caf\xe9\n")
    assert (found[0].line, found[0].column) == (2, 33)
    assert "byte 46 (0xe9) is not UTF-8" in found[0].message


def test_utf16_is_named(problems):
    """A UTF-16 file is recognised as one."""
    assert "UTF-16" in problems("people: ana".encode("utf-16"))[0].message


def test_a_missing_file_and_a_folder_are_told(problems, project):
    """Paths that are no files are errors of their own."""
    from tinytroupe_cli.errors import SpecError
    from tinytroupe_cli.spec import load_scenario

    for path, gist in [(project / "no.yaml", "no such file"), (project, "a folder")]:
        with pytest.raises(SpecError, match=gist):
            load_scenario(path)


def test_a_bomb_of_aliases_is_defused(problems):
    """Nine levels of nine aliases each would be 400 million values; they are never made."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = problems("\n".join(lines))
    assert "200,000 values" in found[0].message
    assert found[0].line == 6


def test_a_bomb_of_vars_is_defused(problems):
    """Vars that double each other stop at a length."""
    lines = ["vars:", "  a0: xxxxxxxxxx"]
    lines += [f'  a{n}: "${{a{n - 1}}}${{a{n - 1}}}"' for n in range(1, 40)]
    found = problems("\n".join([*lines, "people: ana", "steps: [{note: '${a39}'}]"]))
    assert any("characters" in problem.message for problem in found)


def test_a_json_scenario_has_places_too(problems, project, load):
    """JSON is read with lines and columns, and its mistakes are told in its own words."""
    from tinytroupe_cli.errors import SpecError

    with pytest.raises(SpecError) as caught:
        load('{\n  "people": ["ana"],\n  "steps": [{"dance": 1}]\n}', "play.json")
    problem = caught.value.problems[0]
    assert (problem.line, problem.column) == (3, 14)
    for text, line, column, gist in [
        ('{"a": 1,\n}', 2, 1, "a comma stands before `}`"),
        ('{"a": 1,\n "a": 2}', 2, 2, "stands twice"),
        ('{"a" 1}', 1, 6, "expected `:`"),
        ('{"a": "\\ud800"}', 1, 7, "surrogate"),
        ("[" * 100, 1, 61, "60 levels"),
        ('{"a": nul}', 1, 7, "expected a value"),
        ('{"a": 1} x', 1, 10, "follows the end"),
        ('{"a": "x}', 1, 7, "Unterminated string"),
        ('{"a": 1e999}', 1, 12, "too large"),
    ]:
        with pytest.raises(SpecError) as caught:
            load(text, "play.json")
        problem = next(each for each in caught.value.problems if gist in each.message)
        assert (problem.line, problem.column) == (line, column), text
