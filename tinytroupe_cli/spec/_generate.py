"""`generate:` under people: facts and names are sampled here, the lives are written in the run."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tinytroupe_cli.ids import digest
from tinytroupe_cli.spec._cast import CastMember, LifeOrder
from tinytroupe_cli.spec._described import OLDEST, Described, described
from tinytroupe_cli.spec._merge import Layer, merge_layers
from tinytroupe_cli.spec._model import ModelSettings
from tinytroupe_cli.spec._persona import PROVENANCE
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec.population import (
    Population,
    SampledPerson,
    has_names,
    persona_of,
    population_of,
    sample,
)

ADULTS: Mapping[str, float] = {
    "18-29": 0.21, "30-44": 0.27, "45-59": 0.25, "60-74": 0.19, f"75-{OLDEST}": 0.08,
}  # fmt: skip
"""Ages of people of whom nothing is known; rounded, no country's figures."""


@dataclass(frozen=True, slots=True)
class Order:
    """Who is wanted."""

    count: int
    population: Population | None = None
    """From which they are sampled; None for adults of whom only the context is known."""
    life: LifeOrder = field(default_factory=LifeOrder)
    country: str = ""
    where: Callable[[Mapping[str, Any]], bool] | None = None
    method: Literal["quota", "draw"] | None = None
    single: bool = False
    """Whether the context describes one person: then a name and an age in it are theirs."""
    layers: tuple[Layer, ...] = ()
    """Facts merged onto those sampled."""
    model: ModelSettings | None = None


def generated(
    order: Order, *, seed: int, taken: Container[str] = frozenset(), joins_later: bool = False
) -> list[CastMember]:
    """The people of an order with sampled facts; the same for the same seed.

    Args:
        order: who is wanted.
        seed: decides on names and facts.
        taken: names that nobody may get.
        joins_later: whether they come in by a step.

    Raises:
        UsageError: hardly anybody meets the condition.
    """
    population, certain = population_for(order), _certain(order)
    method = order.method or ("draw" if order.population is None else "quota")
    people = sample(
        population, order.count, seed=seed, method=method, where=order.where, taken=taken
    )
    if order.population is None:
        people = tuple(_plainer(person, certain) for person in people)
    return [_member(person, order, population, seed, joins_later) for person in people]


def population_for(order: Order) -> Population:
    """From which the people of an order are sampled: adults in general where none is named."""
    if order.population is not None:
        return order.population
    certain = _certain(order)
    return anybody(certain, order.country or certain.country)


def _certain(order: Order) -> Described:
    if order.population is not None:
        return Described()
    return described(f"{order.life.context} {order.life.particularities}", one=order.single)


def _member(
    person: SampledPerson,
    order: Order,
    population: Population,
    seed: int,
    joins_later: bool,
) -> CastMember:
    persona = persona_of(person, population, seed)
    account = persona.pop(PROVENANCE)
    layers = (Layer(population.name or "sampled", persona), *order.layers)
    persona = merge_layers(layers).facts if order.layers else persona
    persona[PROVENANCE] = account
    life = LifeOrder(order.life.context, order.life.particularities, population.background)
    return CastMember(person.name, persona, layers, order.model, joins_later, life)


def _plainer(person: SampledPerson, certain: Described) -> SampledPerson:
    """Without what no population said: the band of the age; what was described is not sampled."""
    given = {
        "name": certain.name,
        "gender": certain.gender,
        "residence": certain.place or certain.country,
    }
    given["age"] = "" if certain.ages is None or certain.ages[0] != certain.ages[1] else "one"
    facts = {key: fact for key, fact in person.facts.items() if key != "age_group"}
    sampled = tuple(path for path in person.sampled if path != "age_group" and not given.get(path))
    return replace(person, name=certain.name or person.name, facts=facts, sampled=sampled)


def anybody(certain: Described, country: str | None) -> Population:
    """Adults in general, with what is certain of them."""
    ages = dict(ADULTS)
    if certain.ages is not None:
        low, high = certain.ages
        ages = {str(low) if low == high else f"{low}-{high}": 1.0}
    genders = {certain.gender: 1.0} if certain.gender else {"female": 0.5, "male": 0.5}
    attributes: dict[str, Any] = {"gender": genders, "age": ages}
    if certain.name and not certain.gender:
        del attributes["gender"]  # which the name may tell to whoever writes the life
    data: dict[str, Any] = {"attributes": attributes} | ({"country": country} if country else {})
    if certain.place:
        home = (certain.place, certain.country if country is None else country)
        data["facts"] = {"residence": ", ".join(part for part in home if part)}
    problems = Problems()
    found = population_of(data, problems, name="")
    problems.raise_if_any()
    assert found is not None  # else there was a problem
    return found


def unnamed(country: str) -> list[str]:
    """What to say of a country whose names are not known; nothing where they are."""
    if not country or has_names(anybody(Described(), country)):
        return []
    return [f"no names of `{country}` are known: people get names from all over the world"]


def seed_of(seed: int, number: int) -> int:
    """The seed of the entry of that number, from 0: the first has the scenario's own."""
    return seed if number == 0 else int(digest(seed, "generate", number)[:12], 16)
