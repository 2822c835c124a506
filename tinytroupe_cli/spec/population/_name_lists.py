"""The lists of names that come with the package: names/*.yaml, one file a country.

Written by hand from what is commonly known of names by birth decade; the order within a list is
roughly by how common a name is. A file has

    countries: what the country is called, the first also in messages
    first: {female: {1930: [...], 1970: [...]}, male: ...}   by the year from which they were given
    family: [...]
    family_names: 2          where people have two (Spain); family_first: true (China)
    groups:                  for people one of whose facts is called so
      - {when: [hispanic, latino], use: mexico, chance: 0.9}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "names"
INTERNATIONAL = "international"
Era = tuple[int, tuple[str, ...], tuple[float, ...]]
"""From which year of birth, the names, and their weights added up."""


@dataclass(frozen=True, slots=True)
class Group:
    """People with other names, known by a word in one of their facts."""

    when: tuple[str, ...]
    use: str
    """The list from which their names come."""
    first: float
    """How many have a first name of that list."""
    family: float
    """How many have a family name of that list."""


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of one country."""

    first: Mapping[str, tuple[Era, ...]]
    family: tuple[str, ...]
    family_sums: tuple[float, ...]
    family_names: int = 1
    family_first: bool = False
    groups: tuple[Group, ...] = ()


@cache
def name_list(stem: str) -> NameList:
    """The list in the file of this name."""
    data = _read(stem)
    first = {
        gender: tuple(
            (int(year), tuple(names), _sums(len(names), 12)) for year, names in eras.items()
        )
        for gender, eras in data["first"].items()
    }
    family = tuple(data["family"])
    groups = tuple(
        Group(
            tuple(one["when"]), one["use"], one.get("first", one.get("chance", 1.0)),
            one.get("family", one.get("chance", 1.0)),
        )
        for one in data.get("groups", ())
    )  # fmt: skip
    return NameList(
        first, family, _sums(len(family), 25), data.get("family_names", 1),
        data.get("family_first", False), groups,
    )  # fmt: skip


@cache
def list_for(country: object) -> str | None:
    """The name of the file for a country, or None."""
    wanted = " ".join(str(country or "").casefold().replace("the ", "").split())
    return _countries().get(wanted)


@cache
def _countries() -> dict[str, str]:
    """What countries are called -> the name of the file; the heads of the files are enough."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        head = path.read_text(encoding="utf-8").split("\nfirst:", 1)[0]
        for country in yaml.safe_load(head).get("countries", ()):
            found[country.casefold()] = path.stem
    return found


def _read(stem: str) -> dict[str, Any]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (FOLDER / f"{stem}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    return data


def _sums(count: int, level: int) -> tuple[float, ...]:
    """Weights that fall with the rank, added up: 1 / level for the first name, and so on."""
    return tuple(accumulate(1 / (rank + level) for rank in range(count)))


def pick_from(names: Sequence[str], sums: Sequence[float], at: float) -> str:
    """The name at a place between 0 and 1."""
    from bisect import bisect_right

    return names[min(bisect_right(sums, at * sums[-1]), len(names) - 1)]
