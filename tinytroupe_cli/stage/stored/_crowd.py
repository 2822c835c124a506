"""The people that an audit is about: those of a folder or file, of a run, or sampled ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError, StoreError, UsageError
from tinytroupe_cli.events import fold
from tinytroupe_cli.spec import load_people
from tinytroupe_cli.spec.population import Population, load_population, persona_of, sample
from tinytroupe_cli.stage._later import open_store
from tinytroupe_cli.stage._session import Options

_RUN = re.compile(r"latest(?::.+)?|[0-9a-f]{4,8}")


@dataclass(frozen=True, slots=True)
class Crowd:
    """People, where they come from, and what they can be compared with."""

    source: str
    """In words."""
    people: tuple[Mapping[str, Any], ...]
    targets: Mapping[str, Mapping[str, float]]
    warnings: tuple[str, ...] = ()
    not_sampled: tuple[str, ...] = ()
    """Parts of the population from which they were sampled that do not divide the people."""


def crowd(
    ref: str, options: Options, *, versus: str | None = None, count: int = 500, seed: int = 0
) -> Crowd:
    """The people that are meant.

    Args:
        ref: a folder or file of personas, a run, or a population, of which people are sampled.
        options: which database runs are in.
        versus: the population that they are compared with; sampled people with their own.
        count: how many are sampled.
        seed: of the sample.

    Raises:
        SpecError, UsageError: nobody is found.
    """
    known = None if versus is None else load_population(versus)
    warnings = () if known is None else known.warnings
    targets = {} if known is None else _targets(known.population)
    if not Path(ref).exists() and _RUN.fullmatch(ref):
        source, people = _of_run(ref, options)
        return Crowd(source, people, targets, warnings)
    if not Path(ref).is_dir():
        try:
            loaded = load_population(ref)
        except SpecError as wrong:
            if not _is_about_people(ref):
                raise wrong from None
        else:
            drawn = sample(loaded.population, count, seed=seed)
            own = _targets(loaded.population) if known is None else targets
            people = tuple(persona_of(one, loaded.population, seed) for one in drawn)
            source = f"{count} people sampled from {loaded.population.name}"
            warned = (*loaded.warnings, *warnings)
            return Crowd(source, people, own, warned, loaded.population.left_out)
    members = load_people(ref)
    return Crowd(ref, tuple(member.persona for member in members), targets, warnings)


def _is_about_people(ref: str) -> bool:
    """Whether a name or path that means no population means people."""
    try:
        load_people(ref)
    except SpecError:
        return False
    return True


def _of_run(ref: str, options: Options) -> tuple[str, tuple[Mapping[str, Any], ...]]:
    try:
        store = open_store(options)
    except StoreError as wrong:
        raise UsageError(f"there is no file, population or run {ref!r}: {wrong}") from None
    with store:
        record = store.find_run(ref)
        people = fold(store.events(record.id)).people.values()
    return f"run {record.id}", tuple(one.persona for one in people)


def _targets(population: Population) -> dict[str, dict[str, float]]:
    return {each.name: {**each.shares} for each in population.attributes}
