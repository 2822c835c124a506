"""Names that fit country, gender, age and origin, and that nobody else in the sample has."""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Mapping
from typing import Any

from tinytroupe_cli.spec.population._name_lists import (
    INTERNATIONAL,
    list_for,
    name_list,
    pick_from,
)
from tinytroupe_cli.spec.population._population import Population

TRIES = 10
"""How often a name that is taken is drawn again before a further first name is added."""
BORN = 2024
"""The year in which the ages hold, for the decade of birth; fixed, so that names stay."""
_ORIGINS = ("ethnicity", "origin", "nationality", "religion", "first_language", "home_language")
_FEMALE = frozenset({"female", "woman", "women", "f", "girl", "w"})
_MALE = frozenset({"male", "man", "men", "m", "boy"})


class Naming:
    """Gives names, none twice."""

    def __init__(self, population: Population, taken: Container[str] = frozenset()) -> None:
        self._own = population.names
        self._list = list_for(population.country)
        self._taken = taken
        self._given: set[str] = set()
        self._last_number: dict[str, int] = {}

    def keep(self, name: object) -> str | None:
        """The name somebody has already, or None when another has it too."""
        full = " ".join(str(name).split())
        return full if self._is_new(full) else None

    def name(self, facts: Mapping[str, Any], rng: random.Random) -> str:
        """A full name for somebody with these facts."""
        first, family, count, family_first = self._sources(facts, rng)
        tries = 0
        while True:
            given = [*dict.fromkeys(first() for _ in range(1 + tries // TRIES))]
            last = [*dict.fromkeys(family() for _ in range(count))]
            parts = [*last, *given] if family_first else [*given, *last]
            full = " ".join(parts)
            if self._is_new(full):
                return full
            tries += 1
            if tries > 10 * TRIES:
                return self._numbered(full)

    def _numbered(self, full: str) -> str:
        """The name with a number, where there are too few names for so many people."""
        while True:
            number = self._last_number[full] = self._last_number.get(full, 1) + 1
            if self._is_new(f"{full} {number}"):
                return f"{full} {number}"

    def _is_new(self, full: str) -> bool:
        """Whether nobody has the name; from now on somebody has."""
        if not full or full in self._given or full in self._taken or full.casefold() == "everyone":
            return False
        self._given.add(full)
        return True

    def _sources(
        self, facts: Mapping[str, Any], rng: random.Random
    ) -> tuple[Callable[[], str], Callable[[], str], int, bool]:
        """Where first and family names come from, how many of the latter, and which is first."""
        gender = _gender(facts, rng)
        names = name_list(self._list or list_for(facts.get("country")) or INTERNATIONAL)
        if self._own:
            own_first, own_family = self._own[gender], self._own["family"]
            return lambda: rng.choice(own_first), lambda: rng.choice(own_family), 1, False
        first_list = family_list = names
        words = [str(facts[key]).casefold() for key in _ORIGINS if facts.get(key)]
        for group in names.groups:
            if any(one in word for one in group.when for word in words):
                other = name_list(group.use)
                first_list = other if rng.random() < group.first else names
                family_list = other if rng.random() < group.family else names
                break
        eras = first_list.first[gender]
        born = BORN - _age(facts, rng)
        _, given, sums = next((era for era in reversed(eras) if era[0] <= born), eras[0])
        return (
            lambda: pick_from(given, sums, rng.random()),
            lambda: pick_from(family_list.family, family_list.family_sums, rng.random()),
            family_list.family_names,
            names.family_first,
        )


def has_names(population: Population) -> bool:
    """Whether there are names for the people of a population, or only international ones."""
    rows = population.respondents.rows if population.respondents else ()
    named = bool(rows) and all("name" in row or list_for(row.get("country")) for row in rows)
    return bool(population.names) or named or list_for(population.country) is not None


def _gender(facts: Mapping[str, Any], rng: random.Random) -> str:
    """`female` or `male`; for whoever is neither, or whose gender is unknown, one by chance."""
    word = str(facts.get("gender", "")).strip().casefold()
    if word in _FEMALE:
        return "female"
    if word in _MALE:
        return "male"
    return rng.choice(("female", "male"))


def _age(facts: Mapping[str, Any], rng: random.Random) -> int:
    age = facts.get("age")
    return age if isinstance(age, int) else rng.randint(18, 80)
