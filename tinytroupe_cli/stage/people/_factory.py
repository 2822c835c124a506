"""TinyPersonFactory: people by the dozen; code samples them, a model writes their lives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.sim import Unborn, write_lives
from tinytroupe_cli.spec import CastMember, LifeOrder, ModelSettings
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage.people._ambient import ambient
from tinytroupe_cli.stage.people._arguments import as_size, as_text, refuse
from tinytroupe_cli.stage.people._people import TinyPerson
from tinytroupe_cli.stage.people._sampling import Sampling, read_figures
from tinytroupe_cli.stage.people._troupe import Troupe, model_of

Finish = Callable[[TinyPerson], Any]


class TinyPersonFactory:
    """Makes people of a context or a population: with names and facts by code, one call a person.

    The same seed and calls make the same people, and a further call goes on with new ones. No name
    comes twice among all the factories of a session. Whoever could not be had stands in `failures`
    and is the first to be asked for in the next call.

    Args:
        context: where and among whom they live, such as "A hospital in Sao Paulo."
        total_population_size: how many there are to be; their shares then hold for all together.
        sampling_space_description: more words about who they are.
        country: where they live, for their names; else what the context names.
        model: the model that writes their lives and speaks for them, as for `TinyPerson`.
        db: a database in which replies are kept; left out, see `Troupe`.
        troupe: a session of one's own instead of the one that all others share.
        seed: another seed makes other people.
        unsupported: what other factories take and this one does not, refused by name.

    Raises:
        UsageError: there is no context, or an argument that is not supported.
    """

    def __init__(
        self,
        context: str | None = None,
        total_population_size: int | None = None,
        *,
        sampling_space_description: str | None = None,
        country: str = "",
        model: str | ModelSettings | None = None,
        db: Path | str | None = None,
        troupe: Troupe | None = None,
        seed: int = 0,
        **unsupported: Any,
    ) -> None:
        refuse(unsupported)
        texts = [as_text(one) for one in (context, sampling_space_description) if one]
        self.model = model_of(model)
        self.troupe, self.seed = troupe or ambient(db), seed
        self.failures: list[dict[str, str]] = []
        """Whose lives could not be had in the last call: person, error, reason."""
        self.generated_names: list[str] = []
        """The names of all who were made, in order."""
        self.generated_minibios: list[str] = []
        """A sentence on each of them."""
        self._sampling = Sampling(
            "\n".join(texts),
            country=country,
            size=as_size(total_population_size),
            seed=seed,
            names=lambda: self.troupe.now().names,
        )

    @classmethod
    def create_factory_from_demography(
        cls,
        demography_description_or_file_path: Mapping[str, Any] | Path | str,
        population_size: int,
        additional_demographic_specification: str | None = None,
        context: str | None = None,
        **how: Any,
    ) -> Self:
        """A factory of a population in figures.

        Args:
            demography_description_or_file_path: a file (ours, TinyTroupe's JSON, or a CSV of
                respondents), a name of the library such as `germany`, or the figures themselves.
            population_size: how many people there are to be.
            additional_demographic_specification: what else holds for every one of them.
            context: where and among whom they live.
            how: `model`, `db`, `troupe`, `seed`, as for the factory itself.

        Raises:
            SpecError: the figures are wrong, or there are none of that name.
        """
        made = cls(context, population_size, **how)
        made._sampling.population = read_figures(demography_description_or_file_path)
        made._sampling.particularities = as_text(additional_demographic_specification or "")
        return made

    # -- who there is to be ------------------------------------------------------------------

    @property
    def context(self) -> str:
        """Where and among whom they live."""
        return self._sampling.context

    @property
    def total_population_size(self) -> int | None:
        """How many there are to be; None where it was not said."""
        return self._sampling.size

    @property
    def sampling_dimensions(self) -> dict[str, dict[str, float]]:
        """What people differ in, with the share of each value; the temper comes on top of it."""
        return self._sampling.dimensions()

    @property
    def sampling_plan(self) -> list[dict[str, Any]]:
        """The facts of those who are sampled and not made yet, the next one first."""
        return self._sampling.plan()

    remaining_characteristics_sample = sampling_plan

    def initialize_sampling_plan(self) -> list[dict[str, Any]]:
        """Sample people now, without asking anybody, and return who they will be.

        Raises:
            UsageError: nothing says who they are.
        """
        self._sampling.begin()
        return self.sampling_plan

    # -- making them -------------------------------------------------------------------------

    def generate_person(
        self,
        agent_particularities: str | None = None,
        temperature: float | None = None,
        attempts: int = 1,
        post_processing_func: Finish | None = None,
    ) -> TinyPerson:
        """One more person.

        Args:
            agent_particularities: what holds for this one: "A woman of 45 who keeps bees". What it
                says for certain holds instead of what would have been sampled.
            temperature: how freely the life is written.
            attempts: how often to ask again, where the model could not be had.
            post_processing_func: called with the person.

        Raises:
            ModelError, BudgetError: the person could not be had.
            UsageError: nothing says who it is.
        """
        made = self._person(agent_particularities, temperature, attempts)
        return _finished([wait_for(made)], post_processing_func)[0]

    async def agenerate_person(
        self,
        agent_particularities: str | None = None,
        temperature: float | None = None,
        attempts: int = 1,
        post_processing_func: Finish | None = None,
    ) -> TinyPerson:
        """`generate_person` for async callers."""
        made = self._person(agent_particularities, temperature, attempts)
        return _finished([await wait_for_async(made)], post_processing_func)[0]

    def generate_people(
        self,
        number_of_people: int | None = None,
        agent_particularities: str | None = None,
        temperature: float | None = None,
        attempts: int = 1,
        post_processing_func: Finish | None = None,
        parallelize: bool = True,
        verbose: bool = False,
    ) -> list[TinyPerson]:
        """More people, in the order in which they were sampled; whoever failed is in `failures`.

        Args:
            number_of_people: how many; left out, all who are left of the size of the population.
            agent_particularities: what else holds for every one of them.
            temperature: how freely the lives are written.
            attempts: how often to ask again for whoever could not be had.
            post_processing_func: called with each person.
            parallelize: False asks for one after another.
            verbose: True prints a sentence about each.

        Raises:
            UsageError: nothing says who they are, or how many.
        """
        asked = (number_of_people, agent_particularities, temperature, attempts, parallelize)
        return _finished(wait_for(self._people(*asked)), post_processing_func, verbose=verbose)

    async def agenerate_people(
        self,
        number_of_people: int | None = None,
        agent_particularities: str | None = None,
        temperature: float | None = None,
        attempts: int = 1,
        post_processing_func: Finish | None = None,
        parallelize: bool = True,
        verbose: bool = False,
    ) -> list[TinyPerson]:
        """`generate_people` for async callers."""
        asked = (number_of_people, agent_particularities, temperature, attempts, parallelize)
        made = await wait_for_async(self._people(*asked))
        return _finished(made, post_processing_func, verbose=verbose)

    async def _person(
        self, particularities: str | None, temperature: float | None, attempts: int
    ) -> TinyPerson:
        if particularities:
            self._sampling.put_first(particularities)
        made = await self._people(1, None, temperature, attempts, True)
        if not made:
            raise self._last
        return made[0]

    async def _people(
        self,
        count: int | None,
        particularities: str | None,
        temperature: float | None,
        attempts: int,
        parallelize: bool,
    ) -> list[TinyPerson]:
        members = self._sampling.next(count, particularities)
        found: dict[str, dict[str, Any] | TroupeError] = {}
        try:
            mind = self._mind(temperature)
            for _ in range(max(1, attempts)):
                due = [one for one in members if not isinstance(found.get(one.name), dict)]
                for some in [due] if parallelize else [[one] for one in due]:
                    unborn = [
                        Unborn(one.name, one.persona, one.life or LifeOrder()) for one in some
                    ]
                    lives = await write_lives(unborn, mind)
                    found |= {one.name: life for one, life in zip(some, lives, strict=True)}
        except BaseException:
            self._sampling.put_back(members)
            raise
        return self._born(members, found)

    def _born(
        self, members: Sequence[CastMember], found: Mapping[str, dict[str, Any] | TroupeError]
    ) -> list[TinyPerson]:
        """Those who could be had; the others are the next ones."""
        made: list[TinyPerson] = []
        self.failures = []
        for member in members:
            life = found[member.name]
            if isinstance(life, TroupeError):
                self._last = life
                row = {"person": member.name, "error": type(life).__name__, "reason": str(life)}
                self.failures.append(row)
                continue
            person = TinyPerson(
                member.name, life, model=self.model, troupe=self.troupe, seed=self.seed
            )
            made.append(person)
            self.generated_names.append(person.name)
            self.generated_minibios.append(person.minibio())
        self._sampling.put_back(
            [one for one in members if isinstance(found[one.name], TroupeError)]
        )
        return made

    def _mind(self, temperature: float | None) -> Any:
        troupe = self.troupe.now()
        chosen = self.model
        if temperature is not None:
            chosen = (chosen or ModelSettings()).model_copy(update={"temperature": temperature})
        models = troupe.models(chosen, {}, {"somebody"})
        mind = troupe.session.mind(self._stack, seed=self.seed)
        return replace(mind, params=models.params)

    @cached_property
    def _stack(self) -> Any:
        return self.troupe.now().beside()


def _finished(
    people: list[TinyPerson], finish: Finish | None, *, verbose: bool = False
) -> list[TinyPerson]:
    for person in people:
        if finish is not None:
            finish(person)
        if verbose:
            print(person.minibio())  # noqa: T201 - what was asked for
    return people
