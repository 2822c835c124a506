"""A population from a file: our YAML, TinyTroupe's JSON, or a CSV of respondents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._json import parse_json
from tinytroupe_cli.spec._node import Node, Place, kind_of
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._source import shown
from tinytroupe_cli.spec._yaml import DEPTH_LIMIT, NODE_LIMIT, read_file
from tinytroupe_cli.spec.population._ages import bands_are_apart
from tinytroupe_cli.spec.population._chain import check_model
from tinytroupe_cli.spec.population._demography import read_demography
from tinytroupe_cli.spec.population._names import has_names
from tinytroupe_cli.spec.population._own import is_own, read_own
from tinytroupe_cli.spec.population._population import Population
from tinytroupe_cli.spec.population._respondents import read_respondents


def read_population(path: Path, problems: Problems) -> Population | None:
    """Read a population; what is wrong goes to `problems`, and then the answer is None.

    Args:
        path: YAML or JSON with shares, or a CSV with respondents.
        problems: where errors and warnings are noted, each with file, line and column.
    """
    file = shown(path)
    try:
        if path.suffix.lower() == ".csv":
            return _named(read_respondents(path, file, problems), Place(file), problems)
        root = problems.open(read_file(path, file))
    except SpecError as error:
        problems.take(error)
        return None
    return _population(root, path.stem, problems, path)


def population_of(
    data: Mapping[str, Any], problems: Problems, *, name: str = "population"
) -> Population | None:
    """Read a population from a mapping that holds what a file would hold."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    try:
        parsed = parse_json(text, name, depth_limit=DEPTH_LIMIT, node_limit=NODE_LIMIT)
    except SpecError as error:
        problems.take(error)
        return None
    return _population(problems.open(parsed), name, problems)


def _population(
    root: Node, name: str, problems: Problems, path: Path | None = None
) -> Population | None:
    if not root.is_map:
        problems.add(
            root.place, f"a population is a mapping with `attributes`, not {kind_of(root)}"
        )
        return None
    if "steps" in root.entries and "people" in root.entries:
        problems.add(root.place, "this is a scenario, not a population")
        return None
    yaml = path is not None and path.suffix.lower() in {".yaml", ".yml"}
    if is_own(root, closed=yaml):
        population = read_own(root, name, problems, path)
    else:
        population = read_demography(root, name, problems)
    if population is None or not bands_are_apart(population, problems):
        return None
    if population.respondents is None and not check_model(population, problems):
        return None
    return _named(population, root.place, problems)


def _named(population: Population | None, place: Place, problems: Problems) -> Population | None:
    """The population; a warning when nothing tells what its people are called."""
    if population is not None and not has_names(population):
        why = (
            f"no names of `{population.country}` are known"
            if population.country
            else ("no `country` is given")
        )
        problems.warn(place, f"{why}: people get names from all over the world; `names:` sets them")
    return population
