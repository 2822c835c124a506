"""Our own population files: `attributes`, `joint` and `conditional` tables, names, facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems, did_you_mean, nearest
from tinytroupe_cli.spec.population._panel import read_panel, weighed
from tinytroupe_cli.spec.population._paths import clashing, is_usable, leaves
from tinytroupe_cli.spec.population._population import Attribute, Population, Table
from tinytroupe_cli.spec.population._shares import shares
from tinytroupe_cli.spec.population._tables import consistent, read_conditional, read_joint

KEYS = (
    "name", "description", "source", "country", "attributes", "joint", "conditional", "big_five",
    "names", "facts", "background", "respondents",
)  # fmt: skip
_SAMPLED = ("attributes", "joint", "conditional", "big_five", "respondents")
"""Keys that say who there is; one of them makes a file one of ours."""
TRAITS = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
_TEXTS = ("name", "description", "source", "country")


def is_own(root: Node, *, closed: bool = False) -> bool:
    """Whether a file is in this form, misspelt keys included.

    Args:
        root: the file's mapping.
        closed: whether it is YAML, which is of TinyTroupe's form only around a `content`.
    """
    if root.entries.keys() & {*_SAMPLED}:
        return True
    slips = any(nearest(key, _SAMPLED) for key in root.entries)
    return "content" not in root.entries and (closed or slips)


def read_own(
    root: Node, name: str, problems: Problems, path: Path | None = None
) -> Population | None:
    """Read a population file of ours; what is wrong goes to `problems`."""
    before = len(problems)
    for key in root.entries:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            problems.add(root.key_place(key), f"a population has no key `{key}`", hint)
    for key in _TEXTS:
        entry = root.entries.get(key)
        if entry is not None and entry.text is None:
            problems.add(entry.place, f"`{key}` is a text, not {kind_of(entry)}")
    attributes = _attributes(root, problems)
    tables = _tables(root, attributes, problems) if len(problems) == before else []
    big_five = _big_five(root, problems)
    names = _names(root, problems)
    facts = _mapping(root, "facts", problems)
    background = _mapping(root, "background", problems)
    _check_paths(root, attributes, facts, problems)
    panel = root.entries.get("respondents")
    people = None
    if panel is not None and len(problems) == before:
        people = read_panel(panel, path.parent if path else Path.cwd(), path, problems)
        if people is not None and attributes:
            people = weighed(people, [*attributes.values()], tables, panel, problems)
    if not attributes and not big_five and panel is None and len(problems) == before:
        problems.add(root.place, "there is nothing to sample: `attributes` is missing")
    if len(problems) > before:
        return None

    def text(key: str) -> str:
        return root.entries[key].text or "" if key in root.entries else ""

    return Population(
        name=name,
        description=text("description") or text("name"),
        source=text("source"),
        country=text("country") or None,
        attributes=tuple(attributes.values()),
        tables=tuple(tables),
        big_five=big_five,
        names=names,
        facts=facts,
        background=background,
        respondents=people,
    )


def _attributes(root: Node, problems: Problems) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for key, node in _children(root, "attributes", problems).items():
        read = shares(node, f"`{key}`", problems)
        if read is not None:
            found[key] = Attribute(key, read, node.place)
    return found


def _check_paths(
    root: Node, attributes: Mapping[str, Attribute], facts: Mapping[str, Any], problems: Problems
) -> None:
    """Facts that cannot stand beside each other are wrong."""
    fixed = dict(leaves(facts))
    for name, attribute in attributes.items():
        other = clashing(name, [*attributes, *fixed])
        if not is_usable(name):
            problems.add(attribute.place, f"`{name}` cannot be an attribute", "choose another name")
        elif other is not None:
            problems.add(attribute.place, f"`{name}` cannot stand beside `{other}`")
        elif name in fixed:
            problems.add(
                root.entries["facts"].place, f"`facts` says `{name}`, which is sampled already"
            )


def _tables(root: Node, attributes: dict[str, Attribute], problems: Problems) -> list[Table]:
    """All tables, made to agree with the attributes; attributes that only they have are added."""
    before = len(problems)
    tables = []
    for key, node in _children(root, "joint", problems).items():
        place = root.entries["joint"].key_place(key)
        table = read_joint(key, place, node, attributes, problems)
        if table and consistent(table, attributes, problems):
            tables.append(table)
    for key, node in _children(root, "conditional", problems).items():
        place = root.entries["conditional"].key_place(key)
        table = read_conditional(key, place, node, attributes, tables, problems)
        if table and consistent(table, attributes, problems):
            tables.append(table)
    return tables if len(problems) == before else []


def _big_five(root: Node, problems: Problems) -> dict[str, dict[str, float]]:
    found = {}
    for trait, node in _children(root, "big_five", problems).items():
        if trait not in TRAITS:
            place = root.entries["big_five"].key_place(trait)
            problems.add(place, f"`{trait}` is none of the big five", did_you_mean(trait, TRAITS))
            continue
        read = shares(node, f"`{trait}`", problems)
        if read is not None:
            found[trait] = read
    return found


def _names(root: Node, problems: Problems) -> dict[str, tuple[str, ...]]:
    found = {}
    for key, node in _children(root, "names", problems).items():
        if key not in {"female", "male", "family"}:
            place = root.entries["names"].key_place(key)
            problems.add(place, f"`names` has no list `{key}`", "female, male and family")
        elif not node.items or any(not (item.text or "").strip() for item in node.items):
            problems.add(node.place, f"`names.{key}` is a list of names, not {kind_of(node)}")
        else:
            found[key] = tuple(" ".join((item.text or "").split()) for item in node.items)
    if found and len(found) < 3:
        missing = " and ".join(
            f"`{key}`" for key in ("female", "male", "family") if key not in found
        )
        problems.add(root.entries["names"].place, f"`names` needs {missing} too")
    return found


def _mapping(root: Node, key: str, problems: Problems) -> dict[str, Any]:
    _children(root, key, problems)
    node = root.entries.get(key)
    if node is not None and key == "facts" and "name" in node.entries:
        problems.add(node.key_place("name"), "`facts` hold for everybody; a name does not")
    return node.plain() if node is not None and node.is_map else {}


def _children(root: Node, key: str, problems: Problems) -> dict[str, Node]:
    node = root.entries.get(key)
    if node is None:
        return {}
    if not node.is_map:
        problems.add(node.place, f"`{key}` is a mapping, not {kind_of(node)}")
    return node.entries
