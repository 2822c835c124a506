"""A small project of uneven personas, with a built-in library of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tinytroupe_cli.errors import Problem, SpecError
from tinytroupe_cli.spec import LoadedScenario, load_scenario

ANA = """\
name: Ana Prado
age: 44
gender: Female
education: {degree: Law, year: 2003}
skills: [chess, {cooking: well}]
occupation: {title: Notary}
smoker: false
"""
BEN = """\
name: Ben Adeyemi
age: 29
gender: Male
education: A carpenter's apprenticeship.
skills: {wood: You can build a staircase.}
occupation: Carpenter
preferences:
  likes: [oak, early mornings]
"""
CLEO = """\
{"type": "TinyPerson", "mental_faculties": [],
 "persona": {"name": "Cleo Prado", "age": 61, "gender": "Female", "occupation": {"title": "Baker"},
             "beliefs": ["Bread needs time."]}}
"""
GRUMPY = """\
preferences: {likes: [silence, oak], dislikes: [queues]}
mood: sour
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with personas; its built-in library holds Ben alone."""
    files = {
        "project/config.ini": "",
        "project/personas/ana.yaml": ANA,
        "project/personas/cleo.agent.json": CLEO,
        "project/personas/fragments/grumpy.yaml": GRUMPY,
        "project/worlds/square.yaml": "name: the market square\nstep: 5 minutes\n",
        "project/materials/note.md": "A note.",
        "project/schemas/idea.json": '{"type": "array", "items": {"type": "string"}}',
        "library/personas/ben.yaml": BEN,
        "secret/eve.yaml": "name: Eve\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture
def load(project: Path) -> Callable[..., LoadedScenario]:
    """Loads a scenario from text or bytes, written into the project."""

    def loader(content: str | bytes, name: str = "play.yaml", **options: Any) -> LoadedScenario:
        path = project / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return load_scenario(path, builtin=project.parent / "library", **options)

    return loader


@pytest.fixture
def problems(load: Callable[..., LoadedScenario]) -> Callable[..., tuple[Problem, ...]]:
    """The problems of a scenario that must have some."""

    def failing(content: str | bytes, **options: Any) -> tuple[Problem, ...]:
        with pytest.raises(SpecError) as caught:
            load(content, **options)
        assert caught.value.exit_code == 2
        return caught.value.problems

    return failing
