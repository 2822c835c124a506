"""Names that fit country, gender, age and origin, and that nobody else in the sample has."""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Mapping
from typing import Any

from tinytroupe_cli.spec.population._name_lists import (
    INTERNATIONAL,
    NameList,
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
        self._list = list_for(population.country) or INTERNATIONAL
        self._taken = taken
        self._given: set[str] = set()

    def keep(self, name: object) -> str | None:
        """The name somebody has already, or None when another has it too."""
        full = " ".join(str(name).split())
        return full if self._is_new(full) else None

    def name(self, facts: Mapping[str, Any], rng: random.Random) -> str:
        """A full name for somebody with these facts."""
        first, family, shape = self._sources(facts, rng)
        tries = 0
        while True:
            given = [*dict.fromkeys(first() for _ in range(1 + tries // TRIES))]
            last = [*dict.fromkeys(family() for _ in range(shape.family_names))]
            parts = [*last, *given] if shape.family_first else [*given, *last]
            full = " ".join(parts)
            if self._is_new(full):
                return full
            tries += 1

    def _is_new(self, full: str) -> bool:
        """Whether nobody has the name; from now on somebody has."""
        if not full or full in self._given or full in self._taken or full.casefold() == "everyone":
            return False
        self._given.add(full)
        return True

    def _sources(
        self, facts: Mapping[str, Any], rng: random.Random
    ) -> tuple[Callable[[], str], Callable[[], str], NameList]:
        """Where first and family names come from, and the list whose order they follow."""
        gender = _gender(facts, rng)
        names = name_list(self._list)
        if self._own:
            own_first, own_family = self._own[gender], self._own["family"]
            return lambda: rng.choice(own_first), lambda: rng.choice(own_family), names
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
            family_list,
        )


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
