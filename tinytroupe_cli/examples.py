"""Ready-made people out of the built-in library.

`how` is passed on to `TinyPerson.load_specification`: model, db, troupe, seed, new_agent_name.
"""

from __future__ import annotations

from typing import Any

from tinytroupe_cli.spec import builtin_root
from tinytroupe_cli.stage import TinyPerson

__all__ = [
    "create_lila_the_linguist",
    "create_lisa_the_data_scientist",
    "create_marcos_the_physician",
    "create_oscar_the_architect",
    "list_example_agents",
    "list_example_fragments",
    "load_example_agent",
]


def list_example_agents() -> list[str]:
    """The names by which the library's people can be loaded, sorted."""
    return sorted(path.stem for path in (builtin_root() / "personas").glob("*.yaml"))


def list_example_fragments() -> list[str]:
    """The names of the library's fragments, as `TinyPerson.import_fragment` takes them, sorted."""
    fragments = (builtin_root() / "personas" / "fragments").glob("*.yaml")
    return sorted(path.stem for path in fragments)


def load_example_agent(name: str, **how: Any) -> TinyPerson:
    """Somebody of the library, whatever the working directory holds.

    Raises:
        SpecError: nobody has that name.
    """
    return TinyPerson.load_specification(builtin_root() / "personas" / f"{name}.yaml", **how)


def create_lisa_the_data_scientist(**how: Any) -> TinyPerson:
    """Lisa, a data scientist."""
    return load_example_agent("lisa", **how)


def create_oscar_the_architect(**how: Any) -> TinyPerson:
    """Oscar, an architect."""
    return load_example_agent("oscar", **how)


def create_marcos_the_physician(**how: Any) -> TinyPerson:
    """Marcos, a physician."""
    return load_example_agent("marcos", **how)


def create_lila_the_linguist(**how: Any) -> TinyPerson:
    """Lila, a linguist."""
    return load_example_agent("lila", **how)
