"""A population by the name or path that a command was given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._node import Place
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._source import shown
from tinytroupe_cli.spec.population._population import Population
from tinytroupe_cli.spec.population._read import read_population


@dataclass(frozen=True, slots=True)
class LoadedPopulation:
    """A population with its file and what was noticed in it."""

    population: Population
    path: Path
    warnings: tuple[str, ...]


def load_population(
    ref: str, *, folder: Path | None = None, builtin: Path | None = None
) -> LoadedPopulation:
    """The population that a name or path given on the command line means.

    Args:
        ref: a name such as `usa`, or a path, which may lead anywhere.
        folder: where relative paths begin; the working directory when left out.
        builtin: the folder that holds the built-in `personas`, if not the package's own.

    Raises:
        SpecError: it is not found, or the file is wrong.
    """
    problems = Problems()
    library = Library.around(folder or Path.cwd(), builtin=builtin, anywhere=True)
    path, population = Path(ref), None
    try:
        path = library.find(ref, "population")
    except NotFound as error:
        problems.add(Place.typed(ref), str(error), error.hint)
    else:
        if path.is_dir():
            problems.add(Place(shown(path)), "this is a folder, not the file of a population")
        else:
            population = read_population(path, problems)
    problems.raise_if_any()
    assert population is not None  # else there was a problem
    return LoadedPopulation(population, path, problems.warnings)
