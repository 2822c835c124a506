"""Personas and fragments as files: open, of any shape, with a name and nothing else required."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tinytroupe_cli.spec._node import Node, Place
from tinytroupe_cli.spec._problems import Problems, nearest
from tinytroupe_cli.spec._source import shown
from tinytroupe_cli.spec._yaml import read_file

PROVENANCE = "provenance"
"""The key that says of a sampled persona which facts were sampled and which were written: a record
for people, which no model is ever shown."""
DETAIL = "_in_detail"
"""Ends the key of what was written about a fact that is a single value, such as `education`."""
_WRAPPERS = {"TinyPerson": "persona", "Fragment": "fragment"}


class Persona(BaseModel):
    """A persona: who somebody is. Any further keys, of any shape, are kept and shown to the model.

    Only `name` is needed; the others are customary and may be of any shape: a text, a list, a
    mapping. Texts about the person are best written to them: "You like long walks."
    """

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True, defer_build=True)

    name: str = Field(min_length=1)
    """The full name."""
    age: Any = None
    """The age in years."""
    gender: Any = None
    """The gender."""
    nationality: Any = None
    """The nationality, or several."""
    residence: Any = None
    """Where they live."""
    education: Any = None
    """What they learned, and where."""
    occupation: Any = None
    """What they work as: a text, or a mapping with title, organization and description."""
    long_term_goals: Any = None
    """What they want from life."""
    style: Any = None
    """How they speak and write."""
    personality: Any = None
    """Traits, and the big five: openness, conscientiousness, extraversion, agreeableness,
    neuroticism."""
    preferences: Any = None
    """Interests, likes and dislikes."""
    skills: Any = None
    """What they can do."""
    beliefs: Any = None
    """What they hold to be true."""
    behaviors: Any = None
    """Habits and routines."""
    health: Any = None
    """Their health."""
    relationships: Any = None
    """Who they know, with a name and a description each."""
    other_facts: Any = None
    """Anything else."""


@dataclass(frozen=True, slots=True)
class PersonaFile:
    """What one file (or one row of a CSV) says about somebody."""

    source: str
    """The file, as messages and origins call it."""
    facts: dict[str, Any]
    """The facts; whoever is made of them shares them, so nothing ever changes them in place."""
    name_place: Place
    """Where the name stands, or the facts where there is none."""
    path: Path | None = None
    """The file."""
    wrapped: bool = False
    """Whether it is in the form of TinyTroupe's files."""


def read_persona(path: Path, problems: Problems) -> PersonaFile | None:
    """Read a persona; what is wrong goes to `problems`, and then the answer is None."""
    read = _read(path, "persona", problems)
    if read is None or not check_name(read[0], problems):
        return None
    facts, wrapped = read
    return persona_file(shown(path), facts, path, wrapped=wrapped)


def read_fragment(path: Path, problems: Problems) -> PersonaFile | None:
    """Read a fragment; a `name` in it is left out with a warning, since people keep theirs."""
    read = _read(path, "fragment", problems)
    if read is None:
        return None
    facts, wrapped = read
    file = persona_file(shown(path), facts, path, wrapped=wrapped)
    if "name" in file.facts:
        where = facts.key_place("name")
        problems.warn(where, "a fragment has no `name`; whoever gets it keeps their own")
        del file.facts["name"]
    return file


def persona_file(
    source: str, facts: Node, path: Path | None, *, wrapped: bool = False
) -> PersonaFile:
    """The facts of a file, without the places of all but the name: there may be 10,000 files."""
    name = facts.entries.get("name", facts)
    return PersonaFile(source, facts.plain(), name.place, path, wrapped=wrapped)


def check_name(node: Node, problems: Problems) -> bool:
    """Whether a persona has a usable name; says so if not."""
    name = node.entries.get("name")
    if name is None:
        close = nearest("name", node.entries)
        hint = f"is `{close[0]}` meant?" if close else "a persona needs a `name`"
        problems.add(node.place, "`name` is missing", hint)
        return False
    if not isinstance(name.value, str) or not name.value.strip():
        problems.add(name.place, f"`name` must be a text, not `{name.plain()}`", "quote it")
        return False
    if name.value.strip().casefold() == "everyone":
        problems.add(name.place, "nobody can be called `everyone`: it means all people")
        return False
    return True


def clean_name(name: str, place: Place, problems: Problems) -> str:
    """A name without spaces at its ends or line breaks in it; a change is a warning."""
    clean = " ".join(name.split())
    if clean != name:
        problems.warn(place, f"the name {name!r} is read as {clean!r}")
    return clean


def _read(
    path: Path, kind: Literal["persona", "fragment"], problems: Problems
) -> tuple[Node, bool] | None:
    """The facts with their places, and whether they are in the form of TinyTroupe's files."""
    node = problems.open(read_file(path, shown(path)))
    if node.value is None:
        problems.add(node.place, f"the file is empty: a {kind} is expected")
        return None
    if not node.is_map:
        problems.add(node.place, f"a {kind} is a mapping of facts, such as `age: 31`")
        return None
    facts = _unwrapped(node, kind, problems)
    if facts is None:
        return None
    return facts, facts is not node


def _unwrapped(node: Node, kind: Literal["persona", "fragment"], problems: Problems) -> Node | None:
    """The facts themselves, out of TinyTroupe's `{"type": ..., "persona": {...}}` if need be."""
    entries = node.entries
    if {"people", "steps"} <= entries.keys():
        problems.add(node.place, f"this is a scenario, not a {kind}")
        return None
    marker = entries.get("type") or entries.get("json_serializable_class_name")
    written = marker.value if marker is not None else None
    inner = entries.get("persona")
    if inner is None or (written not in _WRAPPERS and "name" in entries):
        return node
    if not inner.is_map:
        problems.add(inner.place, f"`persona` holds the facts of a {kind}: a mapping is expected")
        return None
    if written in _WRAPPERS and _WRAPPERS[str(written)] != kind:
        hint = "name it under `fragments:`" if kind == "persona" else "name it under `people:`"
        problems.add(node.place, f"this is a {_WRAPPERS[str(written)]}, not a {kind}", hint)
        return None
    for key, rest in entries.items():
        if rest not in (marker, inner) and rest.value not in (None, [], {}, "", False):
            problems.warn(node.key_place(key), f"`{key}` beside `persona` is not used")
    return inner
