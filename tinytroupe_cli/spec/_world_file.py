"""`world:` of a scenario, or a world file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._check import MISSING, build, read_text
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._roster import Roster
from tinytroupe_cli.spec._source import shown
from tinytroupe_cli.spec._times import parse_duration, parse_moment
from tinytroupe_cli.spec._world import RelationSpec, WorldSpec
from tinytroupe_cli.spec._yaml import read_file


def read_world(
    node: Node, roster: Roster | None, library: Library, problems: Problems, naming: Path | None
) -> WorldSpec:
    """The world of a scenario: a mapping, a world file by name or path, or a place's name.

    Args:
        node: what stands under `world:`.
        roster: the people that relations speak of; None leaves names as they are.
        library: where a world file is looked up.
        problems: where everything wrong is noted.
        naming: the scenario's file.
    """
    if not node.is_map and node.text is not None:
        found = _file(node, node.text, library, problems, naming)
        if found is None:
            return WorldSpec(name=node.text) if node.text.strip() else WorldSpec()
        node = found
    built = world_from(node, roster, problems)
    return built or WorldSpec()


def world_from(node: Node, roster: Roster | None, problems: Problems) -> WorldSpec | None:
    """A world from its mapping."""
    readers = {
        "start": lambda inner: read_start(inner, problems),
        "step": lambda inner: read_duration(inner, problems, what="`step`"),
        "relations": lambda inner: _relations(inner, roster, problems),
    }
    return build(WorldSpec, node, problems, what="`world`", readers=readers)


def read_duration(node: Node, problems: Problems, *, what: str) -> timedelta | Any:
    """A duration such as `10 minutes`."""
    text = read_text(node, problems, what=what)
    if text is MISSING:
        return MISSING
    try:
        return parse_duration(text)
    except ValueError as error:
        problems.add(node.place, f"{what}: {error}")
        return MISSING


def read_start(node: Node, problems: Problems) -> datetime | Any:
    """A moment, or `now`."""
    text = read_text(node, problems, what="`start`")
    if text is MISSING or text.strip() == "now":
        return text if text is MISSING else "now"
    try:
        return parse_moment(text)
    except ValueError as error:
        problems.add(node.place, f"`start`: {error}")
        return MISSING


def read_relation(node: Node, roster: Roster | None, problems: Problems) -> dict[str, Any] | Any:
    """`{between: [a, b], as: colleagues}`, or `[a, b]`, as the fields of a relation."""
    if node.is_list:
        between = _between(node, roster, problems)
        return between if between is MISSING else {"between": between}
    readers = {"between": lambda inner: _between(inner, roster, problems)}
    built = build(RelationSpec, node, problems, what="a relation", readers=readers)
    return MISSING if built is None else {"between": built.between, "as": built.name}


def _relations(node: Node, roster: Roster | None, problems: Problems) -> Any:
    nodes = [node] if node.is_map else node.items
    if not nodes and node.value != []:
        problems.add(node.place, "`relations` is a list of `{between: [a, b], as: ...}`")
        return MISSING
    found = [read_relation(item, roster, problems) for item in nodes]
    return MISSING if MISSING in found else tuple(RelationSpec.model_validate(one) for one in found)


def _between(node: Node, roster: Roster | None, problems: Problems) -> Any:
    if roster is None:
        names = [read_text(item, problems, what="a person") for item in node.items]
    else:
        names = [roster.name(item) for item in node.items]
    if MISSING in names:
        return MISSING
    if len({*names}) < 2:
        problems.add(node.place, "a relation is between at least two people", "`[Lisa, Oscar]`")
        return MISSING
    return tuple(dict.fromkeys(names))


def _file(
    node: Node, text: str, library: Library, problems: Problems, naming: Path | None
) -> Node | None:
    """The mapping of a world file, or None when the text is only a place's name."""
    meant = text.lower().endswith((".yaml", ".yml", ".json"))
    try:
        path = library.find(text, "world", naming=naming)
    except NotFound as error:
        if meant:
            problems.add(node.place, str(error), error.hint)
        return None
    if path.is_dir():
        return None
    try:
        return read_world_file(path, problems)
    except SpecError as error:
        problems.take(error)
        return None


def read_world_file(path: Path, problems: Problems) -> Node:
    """The mapping in a world file, which may stand under the key `world`.

    Raises:
        SpecError: the file cannot be read.
    """
    root = problems.open(read_file(path, shown(path)))
    inner = root.entries.get("world")
    return inner if inner is not None and len(root.entries) == 1 else root
