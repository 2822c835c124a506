"""docs/file-format.md tells the truth: its tables are the docstrings, its examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from doc_tables import PAGE, written_anew

from tinytroupe_cli.spec import parse_scenario
from tinytroupe_cli.spec._scenario import NOT_BUILT_YET
from tinytroupe_cli.spec._yaml import parse_yaml

EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_of_the_models():
    """`python tests/spec/doc_tables.py` would change nothing."""
    text = PAGE.read_text(encoding="utf-8")
    assert written_anew(text) == text


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_loads(example):
    """A list is a scenario's steps; a mapping is a scenario, perhaps without people or steps."""
    root = parse_yaml(example, "f").root
    text = (
        example if root.is_map else "steps:\n" + "".join(f"  {x}\n" for x in example.splitlines())
    )
    keys = root.entries if root.is_map else {"steps": root}
    text += "" if "people" in keys else "\npeople: [lisa, oscar]\n"
    text += "" if "steps" in keys else "\nsteps: [{rounds: 1}]\n"
    loaded = parse_scenario(text, folder=ROOT / "scenarios", env={"CITY": "Oslo"})
    assert loaded.cast
    assert not loaded.warnings


def test_every_verb_and_key_is_told():
    """No verb and no top-level key is left out, and what is not built is named."""
    from tinytroupe_cli.spec import json_schema

    text = PAGE.read_text(encoding="utf-8")
    schema = json_schema("scenario")
    words = {*schema["properties"], *schema["properties"]["steps"]["items"]["properties"]}
    assert not [word for word in sorted(words | NOT_BUILT_YET) if f"`{word}`" not in text]
