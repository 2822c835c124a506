"""Who a factory makes next: sampled in batches, by shares where the size is known."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec import (
    CastMember,
    LifeOrder,
    Order,
    Problems,
    generated,
    population_for,
    seed_of,
)
from tinytroupe_cli.spec.population import Population, load_population, population_of
from tinytroupe_cli.stage.people._arguments import as_size, as_text

BATCH = 50
"""How many are sampled at a time where no size was given."""


class Sampling:
    """People in the order in which they are made.

    Args:
        context: where and among whom they live.
        country: where they live, for their names.
        size: how many there are to be, if that is known.
        seed: decides on who they are.
        names: gives the names that are taken in the session; those who are sampled are added.
    """

    def __init__(
        self,
        context: str,
        *,
        country: str,
        size: int | None,
        seed: int,
        names: Callable[[], set[str]],
    ) -> None:
        self.context, self.country, self.size = context, country, size
        self.population: Population | None = None
        self.particularities = ""
        self._seed, self._names = seed, names
        self._ahead: deque[CastMember] = deque()
        self._batches = 0

    def dimensions(self) -> dict[str, dict[str, float]]:
        """Attribute -> value -> share."""
        attributes = population_for(self._order(1)).attributes
        return {one.name: dict(one.shares) for one in attributes}

    def plan(self) -> list[dict[str, Any]]:
        """The facts of those who are still to be made."""
        return [deepcopy(dict(member.persona)) for member in self._ahead]

    def begin(self) -> None:
        """Sample people, if nobody is ahead."""
        if not self._ahead:
            self._sample(self.size or BATCH)

    def next(self, count: int | None, particularities: str | None) -> list[CastMember]:
        """The next people, who are taken out.

        Args:
            count: how many; None for all who are left of a population of known size.
            particularities: what else holds for every one of them.
        """
        if count is None:
            if self.size is None:
                raise UsageError(
                    "how many people there are to be is not said",
                    hint="generate_people(20), or a total_population_size for the factory",
                )
            self.begin()
            count = len(self._ahead)
        wanted = as_size(count) or 0
        while len(self._ahead) < wanted:
            self._sample(wanted - len(self._ahead))
        members = [self._ahead.popleft() for _ in range(wanted)]
        if not particularities:
            return members
        more = self._joined(particularities)
        return [
            replace(one, life=replace(one.life or LifeOrder(), particularities=more))
            for one in members
        ]

    def put_back(self, members: Sequence[CastMember]) -> None:
        """Have people who could not be made be the next ones."""
        self._ahead.extendleft(reversed(members))

    def put_first(self, particularities: str) -> None:
        """Have somebody be the next one of whom more is known."""
        self._ahead.appendleft(self._generated(self._order(1, particularities, single=True))[0])

    def _sample(self, least: int) -> None:
        """Sample people: at first all of a population of known size, by its shares."""
        whole = self.size if self._batches == 0 else None
        order = self._order(whole or max(least, BATCH))
        self._ahead.extend(self._generated(order if whole else replace(order, method="draw")))

    def _generated(self, order: Order) -> list[CastMember]:
        number, self._batches = self._batches, self._batches + 1
        people = generated(order, seed=seed_of(self._seed, number), taken=self._names())
        self._names().update(member.name for member in people)
        return people

    def _order(self, count: int, particularities: str = "", *, single: bool = False) -> Order:
        if self.population is None and not (self.context or particularities):
            raise UsageError(
                "nothing says who the people are",
                hint='TinyPersonFactory("A hospital in Sao Paulo."), or a population',
            )
        life = LifeOrder(self.context, self._joined(particularities))
        return Order(count, self.population, life, self.country, single=single)

    def _joined(self, particularities: str) -> str:
        texts = (self.particularities, as_text(particularities))
        return "\n".join(text for text in texts if text)


def read_figures(given: Mapping[str, Any] | Path | str) -> Population:
    """A population out of a file, by its name in the library, or out of the figures themselves.

    Raises:
        SpecError: something is wrong with it, or it is not there.
    """
    if not isinstance(given, Mapping):
        return load_population(str(given)).population
    problems = Problems()
    found = population_of(given, problems)
    problems.raise_if_any()
    assert found is not None  # else there was a problem
    return found
