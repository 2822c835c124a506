"""TinyTroupe's population files: nested sections with percentages as texts.

A section whose percentages add up divides the people and is sampled. The others (answers of which
somebody may give several, single figures, "... or higher") are kept as background for the lives.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec.population._paths import clashing, is_usable
from tinytroupe_cli.spec.population._population import Attribute, Population
from tinytroupe_cli.spec.population._shares import (
    POINT,
    adds_up,
    is_percentage,
    looks_like_percentage,
    normalised,
    share,
    shares,
)

_MUST = re.compile(
    r".*\b(distribution|composition)|(age|gender|sex)( (groups?|bands?|identity|ranges?))?",
    re.IGNORECASE,
)
_NAMED = 4
"""How many parts that are left out a warning names."""
_NOISE = re.compile(r"\b(distribution|composition|status|groups?|identity)\b", re.IGNORECASE)
_ASIDE = {"source", "note", "notes", "year"}
_NAMES = {
    "age": "age", "gender": "gender", "sex": "gender", "racial_and_ethnic": "ethnicity",
    "race_and_ethnicity": "ethnicity", "race": "ethnicity", "ethnicity": "ethnicity",
    "ethnic": "ethnicity", "marital": "marital_status", "employment": "employment",
    "educational_attainment": "education", "education": "education", "regions": "region",
    "region": "region", "geographic": "settlement", "language_spoken_at_home": "home_language",
    "income": "income", "household_income": "household_income",
}  # fmt: skip
"""What customary sections are called in a persona."""


def read_demography(root: Node, name: str, problems: Problems) -> Population | None:
    """Read a file of TinyTroupe's form; what is wrong goes to `problems`."""
    before = len(problems)
    content = root.entries.get("content", root)
    left: list[str] = []
    attributes: dict[str, Attribute] = {}
    if not content.is_map:
        problems.add(content.place, "`content` is a mapping of sections with percentages")
        return None
    sections = [*_sections(content, ())]
    sampled: list[tuple[str, ...]] = []
    for path, node in sections:
        read = _section(path, node, left, problems)
        if read:
            sampled.append(path)
            key = _key(path, attributes)
            attributes[key] = Attribute(key, read, node.place)
    if len(problems) > before:
        return None
    if not attributes:
        problems.add(
            root.place,
            "no section has percentages that add up to 100%",
            'such as "Gender Distribution": {"Male": "49%", "Female": "51%"}; or write '
            "`attributes:` as docs/populations.md shows",
        )
        return None
    if left:
        problems.warn(
            root.place,
            f"{len(left)} parts are not sampled, since they do not divide the people (kept as "
            f"background): {'; '.join(left[:_NAMED])}{_rest(len(left) - _NAMED)}",
        )

    def text(*keys: str) -> str:
        found = (root.entries.get(key) for key in keys)
        return next((node.text or "" for node in found if node is not None), "")

    return Population(
        name=name,
        description=text("description", "title"),
        source=text("source"),
        country=_country(content),
        attributes=tuple(attributes.values()),
        left_out=tuple(left),
        background=_without(content.plain(), sampled, [path for path, _ in sections]),
    )


def _rest(count: int) -> str:
    return f"; and {count} more, which `troupe population audit` names" if count > 0 else ""


def _without(
    content: dict[str, Any], sampled: list[tuple[str, ...]], sections: list[tuple[str, ...]]
) -> dict[str, Any]:
    """What is left as background: what was sampled stands in the facts of each person."""
    for path in sampled:
        inside = content
        for part in path:
            inside = inside[part]
        below = {one[len(path)] for one in sections if len(one) > len(path) == _shared(one, path)}
        for key in [*inside]:
            if key not in below:
                del inside[key]
    pruned: dict[str, Any] = _pruned(content)
    return pruned


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pruned(value: Any) -> Any:
    """Without mappings that hold nothing."""
    if not isinstance(value, dict):
        return value
    kept = {key: _pruned(inner) for key, inner in value.items()}
    return {key: inner for key, inner in kept.items() if inner not in ({}, None)}


def _country(content: Node) -> str | None:
    for node in [content, *content.entries.values()]:
        for key, entry in node.entries.items():
            if key.strip().casefold() == "country":
                return entry.text
    return None


def _sections(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The mappings that hold percentages themselves, or only mappings that do, deepest names last.

    A mapping with percentages and mappings that hold nothing else (`Religion: {Christian: {...},
    Unaffiliated: 28%}`) is one section; named sections below it that divide the people
    themselves (`Regions`) are sections of their own.
    """
    if any(_is_figure(entry) for entry in node.entries.values()) or _must(path, node):
        yield path, node
    for key, entry in node.entries.items():
        if entry.is_map and not _is_part(node, entry):
            yield from _sections(entry, (*path, key))


def _must(path: tuple[str, ...], node: Node) -> bool:
    """Whether a section is called so that it has to divide the people; mere headings do not."""
    return _must_divide(path) and not any(entry.is_map for entry in node.entries.values())


def _must_divide(path: tuple[str, ...]) -> bool:
    """Whether a section is about age or gender, or called a distribution or composition."""
    return bool(path) and bool(_MUST.fullmatch(path[-1].strip()))


def _is_figure(node: Node) -> bool:
    return is_percentage(node) or looks_like_percentage(node)


def _is_part(parent: Node, node: Node) -> bool:
    """Whether a mapping divides one of its parent's values further, rather than all the people."""
    if not any(_is_figure(entry) for entry in parent.entries.values()):
        return False
    return not adds_up(math.fsum(_figures(node).values()))


def _figures(node: Node) -> dict[str, float]:
    quiet = Problems()
    found = {}
    for key, entry in node.entries.items():
        if is_percentage(entry):
            found[key] = share(entry, key, quiet) or 0.0
    return found


def _section(
    path: tuple[str, ...], node: Node, left: list[str], problems: Problems
) -> dict[str, float] | None:
    """The shares of a section, or None when it does not divide the people."""
    name = " > ".join(path) or "the file"
    kept = {
        key: entry
        for key, entry in node.entries.items()
        if key.strip().casefold() not in _ASIDE and not (entry.is_map and not _is_part(node, entry))
    }
    plain = not any(entry.is_map or entry.is_list for entry in kept.values())
    if _must_divide(path) and plain:
        read = shares(_only(node, kept), f"`{name}`", problems)
        return {key.strip(): value for key, value in read.items()} if read else None
    found: dict[str, float] = {}
    for key, entry in kept.items():
        if entry.is_map:
            parts = _figures(entry)
            total = next((parts.pop(one) for one in [*parts] if one.casefold() == "total"), None)
            inside = math.fsum(parts.values())
            if total is not None and abs(inside - total) > POINT + 1e-9:
                left.append(f"{name} ({key}: {total:.0%} in all, its parts {inside:.1%})")
                return None
            for part, value in parts.items():
                found[part if part.casefold() != "other" else f"other {key.lower()}"] = value
        elif _is_figure(entry):
            figure = share(entry, key, problems)
            if figure is None:
                return None
            found[key] = figure
    total = math.fsum(found.values())
    if len(path) > 2 and _is_opinion(path):
        left.append(f"{name} (figures of groups)")
        return None
    every = len(found) > 1 and all(entry.is_map or _is_figure(entry) for entry in kept.values())
    if not every or not adds_up(total):
        why = f"adds up to {total:.4g}" if len(found) > 1 else "one figure alone"
        left.append(f"{name} ({why.replace(f'{total:.4g}', f'{total * 100:.4g}%')})")
        return None
    return normalised(found)


def _only(node: Node, kept: dict[str, Node]) -> Node:
    return Node(kept, node.place, None, node.keys, node.size, node.depth)


def _key(path: tuple[str, ...], taken: dict[str, Attribute]) -> str:
    """The key of a persona for a section, from the last part of its path that says something."""
    words = [_slug(_NOISE.sub(" ", part)) for part in path]
    words = [word for word in words if word]
    last = words[-1] if words else _slug(path[-1])
    key = _NAMES.get(last, last)
    if len(path) > 1 and _is_opinion(path):
        key = f"opinions.{last}"
    if not _is_free(key, taken):
        key = _slug(" ".join(path)) or "section"
    base, number = key, 1
    while not _is_free(key, taken):
        number += 1
        key = f"{base}_{number}"
    return key


def _is_free(key: str, taken: dict[str, Attribute]) -> bool:
    return is_usable(key) and key not in taken and clashing(key, taken) is None


def _is_opinion(path: tuple[str, ...]) -> bool:
    return _slug(path[0]) in {"public_opinions", "opinions"}


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_")
