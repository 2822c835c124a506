"""Populations: who there is, in figures, and people sampled from them by code.

object         | role                                                   | lifetime
Population     | what a file says: shares, tables, or respondents       | one command
Model          | its joint distribution, raked together                 | as its population
SampledPerson  | a name and facts; the life around them comes later     | until the life is written

Nothing here asks a model: the same file and seed give the same people on every machine.
"""

from tinytroupe_cli.spec.population._load import LoadedPopulation, load_population
from tinytroupe_cli.spec.population._names import has_names
from tinytroupe_cli.spec.population._population import (
    Attribute,
    Population,
    Respondents,
    SampledPerson,
    Table,
)
from tinytroupe_cli.spec.population._provenance import persona_of
from tinytroupe_cli.spec.population._rake import Raked, rake
from tinytroupe_cli.spec.population._read import population_of, read_population
from tinytroupe_cli.spec.population._remarks import remarks
from tinytroupe_cli.spec.population._sample import Method, sample
from tinytroupe_cli.spec.population._where import conditions, unknown_fact

__all__ = [
    "Attribute",
    "LoadedPopulation",
    "Method",
    "Population",
    "Raked",
    "Respondents",
    "SampledPerson",
    "Table",
    "conditions",
    "has_names",
    "load_population",
    "persona_of",
    "population_of",
    "rake",
    "read_population",
    "remarks",
    "sample",
    "unknown_fact",
]
