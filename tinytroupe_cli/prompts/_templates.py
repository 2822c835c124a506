"""Packaged Jinja templates: found by name, strict about missing values."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.ids import digest

if TYPE_CHECKING:
    from jinja2 import Environment, Template

SIMULATION = (
    "rules.j2", "persona.j2", "scene.j2", "state.j2", "consolidate.j2", "judge.j2", "ask.j2",
    "questions.j2",
)  # fmt: skip
"""The templates that shape a story; extraction only reads it."""
LIFE = ("life.j2",)
"""Those by which the people of a story are made up; they matter where somebody is."""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tinytroupe_cli.prompts", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text for a model, never HTML
    )


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(name: str, **values: Any) -> str:
    """The text of a template with its values.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    return _template(name).render(**values).strip()


@cache
def simulation_digest() -> str:
    """The identity of all templates that shape a story: changing one plays again."""
    return _digest(SIMULATION)


@cache
def life_digest() -> str:
    """The identity of the templates by which people are made up."""
    return _digest(LIFE)


def _digest(names: tuple[str, ...]) -> str:
    folder = resources.files("tinytroupe_cli.prompts") / "templates"
    return digest([(name, (folder / name).read_text(encoding="utf-8")) for name in names])
