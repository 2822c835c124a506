"""docs/populations.md tells the truth: its file can be sampled, its program runs, its countries have names."""

from __future__ import annotations

import re
from pathlib import Path

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
