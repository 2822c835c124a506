"""Values into the facts of a persona: ages in years, traits in words, a residence."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Any

from tinytroupe_cli.spec.population._ages import living, years
from tinytroupe_cli.spec.population._model import AGE, PART, Label
from tinytroupe_cli.spec.population._paths import clashing, leaves
from tinytroupe_cli.spec.population._plausible import Points, curve, weight
from tinytroupe_cli.spec.population._population import Population
from tinytroupe_cli.spec.population._traits import BIG_FIVE, TRAITS, word

GROUP = "age_group"
"""The key of the band in which the age was sampled."""


def facts_of(
    population: Population,
    values: Mapping[str, Label],
    scores: tuple[float, ...],
    rng: random.Random,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The facts of one person, and the dotted paths of those that were sampled."""
    facts: dict[str, Any] = {}
    sampled: list[str] = []

    def put(path: str, value: Any) -> None:
        branch = facts
        *parents, last = path.split(".")
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[last] = value
        sampled.append(path)

    for name in (one.name for one in population.attributes):
        value = values[name]
        ages = years(value) if name == AGE and value else None
        if value is None:
            continue
        if ages is None:
            put(name, value)
            continue
        curves = [
            curve(other, label)
            for other, label in values.items()
            if label and other not in {AGE, PART}
        ]
        put(AGE, age_in(values.get(PART) or value, tuple(one for one in curves if one), rng))
        if len(ages) > 1:
            put(GROUP, value)
    for key, value in leaves(population.facts):
        put(key, value)
    home = residence(population.country, facts)
    if home and "residence" not in facts:
        put("residence", home)
    put_traits(population, scores, facts, sampled)
    return facts, tuple(sampled)


def put_traits(
    population: Population, scores: tuple[float, ...], facts: dict[str, Any], sampled: list[str]
) -> None:
    """Add the traits that are not there yet to the facts, in words."""
    personality = facts.get("personality", {})
    if not isinstance(personality, dict):
        return
    personality = dict(personality)
    for trait, score in zip(TRAITS, scores, strict=True):
        kind = "big_five" if trait in BIG_FIVE else "temper"
        inner = personality.get(kind, {})
        if isinstance(inner, dict) and trait not in inner:
            personality[kind] = {**inner, trait: word(score, population.big_five.get(trait))}
            sampled.append(f"personality.{kind}.{trait}")
    facts["personality"] = personality


def age_in(band: str, curves: tuple[Points, ...], rng: random.Random) -> int:
    """An age within a band that goes with the other facts where any does."""
    ages, sums = _age_sums(band, curves)
    at = bisect_right(sums, rng.random() * sums[-1])
    return ages[min(at, len(sums) - 1)]


@lru_cache(maxsize=20_000)
def _age_sums(band: str, curves: tuple[Points, ...]) -> tuple[range, list[float]]:
    ages = years(band)
    assert ages is not None  # whoever asks has looked
    odds = [living(age) for age in ages]
    for points in curves:
        with_it = [one * weight(points, age) for one, age in zip(odds, ages, strict=True)]
        odds = with_it if any(with_it) else odds  # no age has all of it: leave this one out
    return ages, [*accumulate(odds)]


def residence(country: str | None, facts: Mapping[str, Any]) -> str | None:
    """Where somebody lives, as far as the facts say: "Bavaria, Germany (village)"."""
    region = facts.get("region")
    named = isinstance(region, str) and region.casefold() not in {"other", "others", "elsewhere"}
    place = ", ".join(str(part) for part in (region if named else None, country) if part)
    settlement = facts.get("settlement")
    if isinstance(settlement, str) and settlement:
        return f"{place} ({settlement.lower()})" if place else settlement
    return place or None


def facts_of_row(
    population: Population, row: Mapping[str, Any], rng: random.Random
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The facts of a respondent, nested, and their dotted paths; a band of ages becomes an age."""
    facts: dict[str, Any] = {}
    paths: list[str] = []
    for path, value in {**_beside(population.facts, row), **row}.items():
        cells = {path: value}
        ages = years(value) if path == AGE and isinstance(value, str) else None
        if ages is not None:
            cells = {AGE: age_in(value, (), rng)}
            if len(ages) > 1 and GROUP not in row:
                cells[GROUP] = value
        for key, cell in cells.items():
            branch = facts
            *parents, last = key.split(".")
            for parent in parents:
                branch = branch.setdefault(parent, {})
            branch[last] = cell
            if key != "name":
                paths.append(key)
    home = residence(population.country, facts)
    if home and "residence" not in facts:
        facts["residence"] = home
        paths.append("residence")
    return facts, tuple(paths)


def _beside(fixed: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """What holds for everybody and can stand beside the facts of a row."""
    return {path: value for path, value in leaves(fixed) if clashing(path, row) is None}
