"""Which attribute depends on which, and the tables raked in that order.

A table over all attributes would have millions of cells. Two attributes are linked when a table
holds both or when one is the age and the other depends on it (`_plausible`). From these links
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
from tinytroupe_cli.spec.population._model import AGE, Model
from tinytroupe_cli.spec.population._plausible import Points, curve, weight
from tinytroupe_cli.spec.population._population import Attribute, Population, Table


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
    curves = _curves(attributes, population.tables)
    links = [*(table.attributes for table in population.tables), *((AGE, name) for name in curves)]
    builder = Builder(attributes, population.tables, curves)
    for name, parents in _order(tuple(attributes), links):
        if not builder.add(name, parents):
            break
    for part, found in builder.not_for.items():
        words = ", ".join(f"`{name}`" for name in found)
        message = f"not for {part} of the people, who are too young or old: {words}; the shares "
        builder.warnings.append((attributes[found[0]].place, f"{message}are those of the others"))
    for part, found in builder.not_for.items():
        words = ", ".join(f"`{name}`" for name in found)
        message = f"not for {part} of the people, who are too young or old: {words}; the shares "
        builder.warnings.append((attributes[found[0]].place, f"{message}are those of the others"))
    return Model(tuple(builder.families), tuple(builder.warnings), tuple(builder.errors))


def _curves(
    attributes: Mapping[str, Attribute], tables: Iterable[Table]
) -> dict[str, dict[tuple[str, str], float]]:
    """Attribute -> (band, value) -> weight, where no table says how the attribute goes with age."""
    age = attributes.get(AGE)
    told = {name for table in tables if AGE in table.attributes for name in table.attributes}
    if age is None or any(years(band) is None for band in age.labels):
        return {}
    found = {}
    for one in attributes.values():
        if one.name in told or one.name == AGE:
            continue
        if any(curve(one.name, label) for label in one.labels):
            found[one.name] = {
                (band, label): _band_weight(band, curve(one.name, label))
                for band in age.labels
                for label in one.labels
            }
    return found


def _band_weight(band: str, points: Points | None) -> float:
    if points is None:
        return 1.0
    ages = years(band) or range(0)
    return sum(living(age) * weight(points, age) for age in ages) / sum(map(living, ages))


def _order(
    names: tuple[str, ...], links: Iterable[tuple[str, ...]]
) -> list[tuple[str, tuple[str, ...]]]:
    """Each attribute with the earlier ones on which it depends.

    The reverse of an elimination: whoever has the fewest neighbours goes first (the last in the
    file among equals, the age last of all), and then all its neighbours are linked.
    """
    near: dict[str, set[str]] = {name: set() for name in names}
    for group in links:
        for one, other in combinations(group, 2):
            near[one].add(other)
            near[other].add(one)
    found = []
    left = [*names]
    while left:
        choice = [name for name in left if name != AGE] or left
        name = min(reversed(choice), key=lambda one: len(near[one]))
        left.remove(name)
        around = near.pop(name)
        for other in around:
            near[other] |= around - {other}
            near[other].discard(name)
        found.append((name, tuple(one for one in names if one in around)))
    return found[::-1]
