"""Files other than scenarios: personas, fragments, worlds, rules, schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._cast import CastMember
from tinytroupe_cli.spec._check import yaml_keys
from tinytroupe_cli.spec._harvest import AnyExtract, ReduceSpec
from tinytroupe_cli.spec._harvest_file import read_extractions, read_schema_file
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._load import open_root
from tinytroupe_cli.spec._merge import Layer
from tinytroupe_cli.spec._node import Node, Place, list_node, text_node
from tinytroupe_cli.spec._people import member_of
from tinytroupe_cli.spec._persona import PersonaFile, read_fragment
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._reduce_columns import Columns
from tinytroupe_cli.spec._reduce_file import read_reductions
from tinytroupe_cli.spec._scenario import NOT_BUILT_YET, Scenario
from tinytroupe_cli.spec._world import WorldSpec
from tinytroupe_cli.spec._world_file import read_world_file, world_from


@dataclass(frozen=True, slots=True)
class LoadedHarvest:
    """The rules of a file that holds `extract:`, `reduce:` or both."""

    extract: Mapping[str, AnyExtract] = field(default_factory=dict)
    reduce: Mapping[str, ReduceSpec] = field(default_factory=dict)
    path: Path | None = None
    warnings: tuple[str, ...] = ()


def load_persona(
    ref: str,
    *,
    folder: Path | None = None,
    fragments: Sequence[str] = (),
    name: str | None = None,
    builtin: Path | None = None,
) -> CastMember:
    """The one person that a name or path given on the command line means.

    Args:
        ref: a name such as `lisa`, or a path, which may lead anywhere.
        folder: where relative paths begin; the working directory when left out.
        fragments: names or paths of fragments to put on, in order.
        name: another name to go by.
        builtin: the folder that holds the built-in `personas`, if not the package's own.

    Raises:
        SpecError: nobody is found, several are, or a file is wrong.
    """
    people = load_people(ref, folder=folder, fragments=fragments, name=name, builtin=builtin)
    if len(people) > 1:
        names = ", ".join(person.name for person in people[:5])
        problems = Problems()
        problems.add(Place.typed(ref), f"one person is wanted; these are {len(people)}: {names}")
        problems.raise_if_any()
    return people[0]


def load_people(
    ref: str,
    *,
    folder: Path | None = None,
    fragments: Sequence[str] = (),
    name: str | None = None,
    builtin: Path | None = None,
) -> tuple[CastMember, ...]:
    """Everyone that a name, path, folder or CSV given on the command line means.

    Raises:
        SpecError: nobody is found, two have one name, or a file is wrong.
    """
    problems = Problems()
    library = Library.around(folder or Path.cwd(), builtin=builtin, anywhere=True)
    place = Place.typed(ref)
    entry: dict[str, Node] = {}
    if fragments:
        entry["fragments"] = list_node([text_node(one, place) for one in fragments], place)
    if name is not None:
        entry["as"] = text_node(name, place)
    found = member_of(library, text_node(ref, place), problems, entry)
    problems.raise_if_any()
    return tuple(found)


def load_persona_or_fragment(
    ref: str, *, folder: Path | None = None, builtin: Path | None = None
) -> CastMember:
    """What a name or path means, be it a persona or a fragment; a fragment has the name "".

    Raises:
        SpecError: it is neither; the problems are those of a persona.
    """
    try:
        return load_persona(ref, folder=folder, builtin=builtin)
    except SpecError:
        try:
            fragment = load_fragment(ref, folder=folder, builtin=builtin)
        except SpecError:
            fragment = None
        if fragment is None or not _is_marked(fragment):
            raise
    return CastMember("", fragment.facts, (Layer(fragment.source, fragment.facts),))


def _is_marked(fragment: PersonaFile) -> bool:
    """Whether a file is a fragment by what it says or where it is, not a persona gone wrong."""
    path = fragment.path
    inside = path is not None and (path.parent.name == "fragments" or "fragment" in path.name)
    return inside or fragment.wrapped


def load_fragment(
    ref: str, *, folder: Path | None = None, builtin: Path | None = None
) -> PersonaFile:
    """The fragment that a name or path given on the command line means.

    Raises:
        SpecError: it is not found, or the file is wrong.
    """
    problems = Problems()
    library = Library.around(folder or Path.cwd(), builtin=builtin, anywhere=True)
    file = None
    try:
        file = read_fragment(library.find(ref, "fragment"), problems)
    except NotFound as error:
        problems.add(Place.typed(ref), str(error), error.hint)
    problems.raise_if_any()
    assert file is not None  # else there was a problem
    return file


def load_world(path: Path | str) -> WorldSpec:
    """A world file; names in its relations are as written.

    Raises:
        SpecError: the file is wrong.
    """
    problems = Problems()
    world = world_from(read_world_file(Path(path), problems), None, problems)
    problems.raise_if_any()
    assert world is not None  # else there was a problem
    return world


def load_harvest(
    path: Path | str,
    *,
    people: Sequence[str] = (),
    extractions: Mapping[str, AnyExtract] | None = None,
    facts: Sequence[str] | None = None,
) -> LoadedHarvest:
    """A file that holds `extract:` or `reduce:` rules, or a whole scenario, of which these count.

    Args:
        path: the file, YAML or JSON.
        people: the names that a field of type `person` can have.
        extractions: those that a run has already; columns may speak of them too.
        facts: the keys of the people's personas; when left out, columns are not checked.

    Raises:
        SpecError: with everything that is wrong in the file.
    """
    path = Path(path)
    problems = Problems()
    root = open_root(path, problems)
    library = Library.around(path.parent, anywhere=True)
    if not root.entries.keys() & {"extract", "reduce"}:
        problems.add(root.place, "the file holds neither `extract:` nor `reduce:`")
    known = yaml_keys(Scenario, {}) | dict.fromkeys(NOT_BUILT_YET, "")
    for key in root.entries.keys() - known.keys():
        problems.add(root.key_place(key), f"a file of rules has no key `{key}`")
    empty = Node(None, root.place, "")
    extract = read_extractions(root.entries.get("extract", empty), people, library, problems)
    both = {**(extractions or {}), **extract}
    columns = None if facts is None else Columns(both, (), facts, problems)
    reduce = read_reductions(root.entries.get("reduce", empty), columns, library, problems)
    problems.raise_if_any()
    return LoadedHarvest(extract, reduce, path, problems.warnings)


def load_schema(path: Path | str) -> dict[str, Any]:
    """The JSON Schema in a file, as `troupe extract --schema` takes it.

    Raises:
        SpecError: the file is wrong or is no JSON Schema.
    """
    problems = Problems()
    schema = read_schema_file(Path(path), problems)
    problems.raise_if_any()
    return dict(schema)
