"""A town with four attributes and a table, and ways to read it and others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec.population import Population, SampledPerson, load_population

TOWN = """\
country: Spain
attributes:
  gender: {woman: 52%, man: 48%}
  age: {0-15: 17%, 16-34: 21%, 35-64: 40%, "65+": 22%}
  marital_status: {never married: 45%, married: 40%, divorced: 8%, widowed: 7%}
  employment: {employed: 45%, unemployed: 7%, student: 8%, retired: 20%, not working: 20%}
  quarter: {harbour: 0.125, old town: 0.25, hill: 0.625}
joint:
  gender and age:
    woman: {0-15: 8%, 16-34: 10%, 35-64: 20%, "65+": 14%}
    man: {0-15: 9%, 16-34: 11%, 35-64: 20%, "65+": 8%}
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Population]:
    """Reads a population from text."""

    def reader(text: str, name: str = "town.yaml") -> Population:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_population(str(path), folder=tmp_path).population

    return reader


@pytest.fixture
def refused(read: Callable[..., Population]) -> Callable[..., str]:
    """What is said of a population that cannot be read."""

    def failing(text: str, name: str = "town.yaml") -> str:
        with pytest.raises(SpecError) as caught:
            read(text, name)
        assert caught.value.exit_code == 2
        return str(caught.value)

    return failing


@pytest.fixture
def town(read: Callable[..., Population]) -> Population:
    """The town."""
    return read(TOWN)


def value(facts: Any, path: str) -> Any:
    """The value at a dotted path; the age as its band."""
    for part in ("age_group" if path == "age" else path).split("."):
        facts = facts.get(part) if isinstance(facts, dict) else None
    return facts


def shares(people: Iterable[SampledPerson], *paths: str) -> Counter[Any]:
    """How many people have each value, or combination of values."""
    found = [tuple(value(person.facts, path) for path in paths) for person in people]
    return Counter(one[0] if len(paths) == 1 else one for one in found)
