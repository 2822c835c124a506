"""Which attribute depends on which, and the tables raked in that order.

A table over all attributes would have millions of cells. Two attributes are linked when a table
holds both or when one depends on the age (`_plausible`); for this the bands of the age are cut
into parts, so that what depends on the age hangs together. From these links
comes an order in which each attribute depends on few earlier ones (the triangulated graph of a
decomposable log-linear model, Lauritzen, Graphical Models, 1996); for each of them a small table
is raked to what is known. Attributes that nothing links are independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec.population._ages import living, years
from tinytroupe_cli.spec.population._families import Builder
from tinytroupe_cli.spec.population._model import AGE, PART, Model
from tinytroupe_cli.spec.population._plausible import Points, curve, weight
from tinytroupe_cli.spec.population._population import Attribute, Population, Table

CUTS = (5, 10, 15, 16, 18, *range(20, 100, 5))
"""Ages at which bands are cut into parts."""
SELDOM = 1e-6
"""The least weight of what a table allows and the curves do not."""


def check_model(population: Population, problems: Problems) -> bool:
    """Whether a population's tables can hold together; says what cannot."""
    model = population.model
    for place, message in model.warnings:
        problems.warn(place, message)
    for place, message, hint in model.errors:
        problems.add(place, message, hint)
    return not model.errors


def build_model(population: Population) -> Model:
    """Rake the tables of a population together."""
    attributes = {one.name: one for one in population.attributes}
    tables = list(population.tables)
    curves = _curves(attributes, tables)
    if curves:
        part, table = _parts(attributes[AGE])
        attributes[PART] = part
        tables.append(table)
    links = [*(table.attributes for table in tables), *((PART, name) for name in curves)]
    builder = Builder(attributes, tables, curves)
    for name, parents in _order(tuple(attributes), links):
        if not builder.add(name, parents):
            break
    for part_of_all, found in builder.not_for.items():
        words = ", ".join(f"`{name}`" for name in found)
        message = f"not for {part_of_all} of the people, who are too young or old: {words}; the "
        builder.warnings.append((
            attributes[found[0]].place, f"{message}shares are those of the others"
        ))  # fmt: skip
    return Model(tuple(builder.families), tuple(builder.warnings), tuple(builder.errors))


def _curves(
    attributes: Mapping[str, Attribute], tables: Iterable[Table]
) -> dict[str, dict[tuple[str, str], float]]:
    """Attribute -> (part of an age band, value) -> weight, where a value depends on the age.

    Where a table says how the attribute goes with the bands, the curves only decide within them,
    and rule nothing out.
    """
    age = attributes.get(AGE)
    if age is None or any(years(band) is None for band in age.labels):
        return {}
    told = {name for table in tables if AGE in table.attributes for name in table.attributes}
    parts = [part for band in age.labels for part in parts_of(band)]
    found = {}
    for one in attributes.values():
        if one.name == AGE or not any(curve(one.name, label) for label in one.labels):
            continue
        least = SELDOM if one.name in told else 0.0
        found[one.name] = {
            (part, label): max(least, _weight_of(part, curve(one.name, label)))
            for part in parts
            for label in one.labels
        }
    return found


def _parts(age: Attribute) -> tuple[Attribute, Table]:
    """The bands of the age divided further, and the table that says how much of a band each is."""
    shares: dict[tuple[str, ...], float] = {}
    for band, share in age.shares.items():
        whole = sum(map(living, years(band) or ()))
        for part in parts_of(band):
            shares[band, part] = share * sum(map(living, years(part) or ())) / whole
    margin: dict[str, float] = {}
    for (*_, part), share in shares.items():
        margin[part] = margin.get(part, 0.0) + share
    return Attribute(PART, margin, age.place), Table((AGE, PART), shares, age.place)


def parts_of(band: str) -> list[str]:
    """A band cut where much changes in life, and every five years: 15-24 is 15, 16-17, 18-19..."""
    ages = years(band) or range(0)
    starts = [ages.start, *(age for age in CUTS if age in ages[1:])]
    ends = [*(start - 1 for start in starts[1:]), ages.stop - 1]
    return [f"{first}-{last}" for first, last in zip(starts, ends, strict=True)]


def _weight_of(part: str, points: Points | None) -> float:
    if points is None:
        return 1.0
    ages = years(part) or range(0)
    return sum(living(age) * weight(points, age) for age in ages) / sum(map(living, ages))


def _order(
    names: tuple[str, ...], links: Iterable[tuple[str, ...]]
) -> list[tuple[str, tuple[str, ...]]]:
    """Each attribute with the earlier ones on which it depends.

    The reverse of an elimination: whoever has the fewest neighbours goes first (the last in the
    file among equals; the parts of the age and the age last), and its neighbours are linked.
    """
    near: dict[str, set[str]] = {name: set() for name in names}
    for group in links:
        for one, other in combinations(group, 2):
            near[one].add(other)
            near[other].add(one)
    found = []
    left = [*names]
    while left:
        choice = [name for name in left if name not in {AGE, PART}] or left[-1:]
        name = min(reversed(choice), key=lambda one: len(near[one]))
        left.remove(name)
        around = near.pop(name)
        for other in around:
            near[other] |= around - {other}
            near[other].discard(name)
        found.append((name, tuple(one for one in names if one in around)))
    return found[::-1]
