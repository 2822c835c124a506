"""People out of a population: the same seed, the same people."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from itertools import count, islice
from typing import Any, Literal

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.ids import stream
from tinytroupe_cli.spec.population._allot import Drawing, quota
from tinytroupe_cli.spec.population._facts import facts_of, facts_of_row, put_traits
from tinytroupe_cli.spec.population._names import Naming
from tinytroupe_cli.spec.population._population import Population, Respondents, SampledPerson
from tinytroupe_cli.spec.population._respond import pick
from tinytroupe_cli.spec.population._traits import scores, spread

Method = Literal["quota", "draw"]
Condition = Callable[[Mapping[str, Any]], bool]
Found = tuple[dict[str, Any], tuple[str, ...], int | None]
"""Facts, the paths of those sampled, and the line of the respondent, if there is one."""


def sample(
    population: Population,
    n: int,
    *,
    seed: int,
    method: Method = "quota",
    where: Condition | None = None,
    taken: Container[str] = frozenset(),
) -> tuple[SampledPerson, ...]:
    """People of a population, with names and facts.

    Args:
        population: who can be sampled.
        n: how many people.
        seed: the same seed gives the same people.
        method: `quota`: every share holds to one person. `draw`: each person is drawn
            independently; then the first people of a larger sample are those of a smaller one.
        where: who counts; others are passed over. By quota the shares hold for all from among
            whom those are taken.
        taken: names that nobody may get.

    Raises:
        UsageError: hardly anybody meets the condition.
    """
    if n < 0:
        raise UsageError(f"{n} people cannot be sampled")
    by_quota = method == "quota"
    if population.respondents is not None:
        found = _respondents(population, population.respondents, n, seed, where, by_quota=by_quota)
    elif by_quota:
        found = _by_quota(population, n, seed, where)
    else:
        found = [*islice(_drawn(population, n, seed, where), n)]
    naming = Naming(population, taken)
    people = []
    for number, (facts, sampled, row) in enumerate(found, start=1):
        own = facts.pop("name", None)
        name = naming.keep(own) if own else None
        if name is None:
            name = naming.name(facts, stream(seed, "population", "name", number))
        people.append(SampledPerson(name, facts, ("name", *sampled), number, row))
    return tuple(people)


def _limit(n: int) -> int:
    """How many candidates are looked at before a condition is given up."""
    return 10_000 + 200 * n


def _too_rare(found: int, n: int, looked_at: int) -> UsageError:
    return UsageError(
        f"only {found} of {looked_at:,} people meet the condition; {n} are wanted",
        hint="loosen the condition, or ask for fewer people",
    )


def _drawn(population: Population, n: int, seed: int, where: Condition | None) -> Iterator[Found]:
    drawing = Drawing(population.model)
    found = 0
    for number in count(1):
        if number > _limit(n):
            raise _too_rare(found, n, number - 1)
        rng = stream(seed, "population", "draw", number)
        values = drawing.one(rng)
        facts, sampled = facts_of(population, values, scores(rng), rng)
        if where is None or where(facts):
            found += 1
            yield facts, sampled, None


def _by_quota(population: Population, n: int, seed: int, where: Condition | None) -> list[Found]:
    """As many people by quota as it takes for n of them to meet the condition."""
    size = n
    while True:
        people = _quota_of(population, size, seed)
        found = [one for one in people if where is None or where(one[0])]
        if len(found) >= n:
            return found[:n]
        if size >= _limit(n):
            raise _too_rare(len(found), n, size)
        size = min(_limit(n), max(size + 1, size * (n + 1) // max(len(found), 1)))


def _quota_of(population: Population, size: int, seed: int) -> list[Found]:
    rng = stream(seed, "population", "quota", size)
    values = quota(population.model, size, rng)
    standing = spread([scores(rng) for _ in range(size)], rng)
    found: list[Found] = []
    for one, score in zip(values, standing, strict=True):
        facts, sampled = facts_of(population, one, score, rng)
        found.append((facts, sampled, None))
    return found


def _respondents(
    population: Population,
    people: Respondents,
    n: int,
    seed: int,
    where: Condition | None,
    *,
    by_quota: bool,
) -> list[Found]:
    """Respondents as they are, with traits where the file has none."""
    everybody = [
        facts_of_row(population, row, stream(seed, "population", "row", line))
        for row, line in zip(people.rows, people.numbers, strict=True)
    ]
    kept = [at for at, (facts, _) in enumerate(everybody) if where is None or where(facts)]
    if not kept:
        raise _too_rare(0, n, len(everybody))
    weights = people.weights and [people.weights[at] for at in kept]
    rng = stream(seed, "population", "respondents", n, by_quota)
    rows = pick(kept, weights, n, rng, by_quota=by_quota)
    standing = [scores(rng) for _ in rows]
    standing = spread(standing, rng) if by_quota else standing
    found: list[Found] = []
    for at, score in zip(rows, standing, strict=True):
        facts, paths = dict(everybody[at][0]), [*everybody[at][1]]
        put_traits(population, score, facts, paths)
        found.append((facts, tuple(paths), people.numbers[at]))
    return found
