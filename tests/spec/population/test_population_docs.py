"""docs/populations.md tells the truth: its file can be sampled, its program runs, its countries have names."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from tinytroupe_cli.spec import builtin_root, json_schema
from tinytroupe_cli.spec.population import sample
from tinytroupe_cli.spec.population._own import KEYS

PAGE = (Path(__file__).parents[3] / "docs" / "populations.md").read_text(encoding="utf-8")


def test_the_file_of_the_page_can_be_sampled(read):
    """All its attributes are there, each person has the fact that holds for everybody."""
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    people = sample(read(text), 40, seed=1)
    assert {one.facts["breakfast"] for one in people} == {"early", "late", "none"}
    assert all(one.facts["hotel"] == "The Anchor" for one in people)
    assert {one.facts["personality"]["big_five"]["openness"] for one in people} == {
        "low",
        "medium",
        "high",
    }


def test_every_key_is_told():
    """No key of a population is left out."""
    assert not [
        key for key in KEYS if key != "name" and f"`{key}`" not in PAGE and f"\n{key}:" not in PAGE
    ]


def test_the_program_of_the_page_runs(capsys):
    """As it stands."""
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(program, "populations.md", "exec"), {})
    assert capsys.readouterr().out.endswith("True\n")


def is_valid(text):
    """Whether an editor that knows the schema marks nothing."""
    schema = jsonschema.Draft202012Validator(json_schema("population"))
    return schema.is_valid(yaml.safe_load(text))


def test_editors_take_what_is_read():
    """The page's file, and those of the library."""
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    files = [*(builtin_root() / "personas" / "populations").glob("*.yaml")]
    assert len(files) == 5
    for one in (text, *(path.read_text(encoding="utf-8") for path in files)):
        assert is_valid(one)
    assert {*json_schema("population")["properties"]} == {*KEYS}


@pytest.mark.parametrize(
    "text",
    [
        "attribute: {}",
        "attributes: {gender: {f: 50 percent, m: 50%}}",
        "attributes: {gender: {f: -1%}}",
        "attributes: {gender: [f, m]}",
        "joint: {a and b: {x: {y: z}}}",
        "big_five: {opennes: {low: 1}}",
        "names: {female: [Ana]}",
        "facts: {name: Ana}",
        "respondents: {columns: {age: Age}}",
    ],
)
def test_editors_mark_what_is_refused(refused, text):
    """Wrong shapes are seen while one types, and the reader refuses them too."""
    assert not is_valid(text)
    assert refused(text)
