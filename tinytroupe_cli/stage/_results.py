"""ResultsExtractor: questions to a model about what people said and did."""

from __future__ import annotations

import sys
from asyncio import TaskGroup
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.harvest import as_json
from tinytroupe_cli.spec import ExtractSpec, result_schema
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage._people import TinyPerson
from tinytroupe_cli.stage._worlds import TinyWorld

MAIN_POINTS = "The main points of what was said and done."

Fields = Sequence[str] | Mapping[str, str]
"""Names of fields, which are texts then; or name -> type, as in a scenario's `fields`."""


class ResultsExtractor:
    """Puts questions to a model about what people said and did; answers fit the fields asked for.

    Args:
        objective: what to find out, where a call does not say.
        situation: what a reader has to know to understand it.
        fields: the fields of the answer; without any it is one text under `answer`.
        fields_hints: name -> what belongs into the field.
    """

    def __init__(
        self,
        objective: str = MAIN_POINTS,
        situation: str = "",
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> None:
        self._default = (objective, situation, fields, fields_hints)
        self.agent_extractions: dict[str, Any] = {}
        """Name -> the last answer about a person."""
        self.world_extractions: dict[str, Any] = {}
        """Name of a world -> the last answer about it."""

    def extract_results_from_agent(
        self,
        tinyperson: TinyPerson,
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> Any:
        """What one person did and perceived.

        Returns:
            The answer as a dict with the fields.

        Raises:
            ModelError, BudgetError: the answer could not be had.
            UsageError: a field's type does not exist, or a hint is for no field.
        """
        asked = (objective, situation, fields, fields_hints)
        return self.extract_results_from_agents([tinyperson], *asked)[0]

    async def aextract_results_from_agent(
        self,
        tinyperson: TinyPerson,
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> Any:
        """`extract_results_from_agent` for async callers."""
        asked = (objective, situation, fields, fields_hints)
        return (await self.aextract_results_from_agents([tinyperson], *asked))[0]

    def extract_results_from_agents(
        self,
        agents: Sequence[TinyPerson],
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> list[Any]:
        """The same for several people at once: an answer for each, in their order.

        Raises:
            ModelError, BudgetError: an answer could not be had; those that could are in
                `agent_extractions`.
        """
        spec = self._spec("people", objective, situation, fields, fields_hints)
        return wait_for(self._from_agents(agents, spec))

    async def aextract_results_from_agents(
        self,
        agents: Sequence[TinyPerson],
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> list[Any]:
        """`extract_results_from_agents` for async callers."""
        spec = self._spec("people", objective, situation, fields, fields_hints)
        return await wait_for_async(self._from_agents(agents, spec))

    def extract_results_from_world(
        self,
        tinyworld: TinyWorld,
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> Any:
        """What happened in a world, thoughts left out: one answer."""
        spec = self._spec("world", objective, situation, fields, fields_hints)
        return wait_for(self._from_world(tinyworld, spec))

    async def aextract_results_from_world(
        self,
        tinyworld: TinyWorld,
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> Any:
        """`extract_results_from_world` for async callers."""
        spec = self._spec("world", objective, situation, fields, fields_hints)
        return await wait_for_async(self._from_world(tinyworld, spec))

    def save_as_json(self, filename: Path | str, verbose: bool = False) -> None:
        """Write the answers had so far: `{"agent_extractions", "world_extractions"}`.

        Args:
            filename: the file, which is replaced.
            verbose: True prints them too.

        Raises:
            UsageError: the file cannot be written.
        """
        found = {
            "agent_extractions": self.agent_extractions,
            "world_extractions": self.world_extractions,
        }
        try:
            Path(filename).write_text(as_json(found), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{str(filename)!r} cannot be written: {error.strerror}") from None
        if verbose:
            sys.stdout.write(as_json(found))

    async def _from_world(self, world: TinyWorld, spec: ExtractSpec) -> Any:
        (found,) = await world._place.ask(spec)  # noqa: SLF001 - one thing in two files
        self.world_extractions[world.name] = found
        return found

    async def _from_agents(self, agents: Sequence[TinyPerson], spec: ExtractSpec) -> list[Any]:
        async with TaskGroup() as group:
            tasks = [group.create_task(_outcome(person, spec)) for person in agents]
        found = [task.result() for task in tasks]
        for person, answer in zip(agents, found, strict=True):
            if not isinstance(answer, Exception):
                self.agent_extractions[person.name] = answer
        for answer in found:
            if isinstance(answer, Exception):
                raise answer
        return found

    def _spec(
        self,
        source: Literal["world", "people"],
        objective: str | None,
        situation: str | None,
        fields: Fields | None,
        hints: Mapping[str, str] | None,
    ) -> ExtractSpec:
        usual_objective, usual_situation, usual_fields, usual_hints = self._default
        wanted = usual_fields if fields is None else fields
        types = dict(wanted) if isinstance(wanted, Mapping) else dict.fromkeys(wanted or (), "text")
        told = (usual_hints if hints is None else hints) or {}
        strange = [name for name in told if name not in (types or {"answer": ""})]
        if strange:
            raise UsageError(f"a hint is for the field {strange[0]!r}, which is not asked for")
        spec = ExtractSpec(
            objective=objective or usual_objective,
            source=source,
            situation=situation or usual_situation or None,
            fields=types or None,
        )
        schema = result_schema(spec, ())  # a wrong type is told before anybody is asked
        for name, hint in told.items():
            schema["properties"][name]["description"] = hint
        return spec.model_copy(update={"fields": None, "json_schema": schema}) if told else spec


async def _outcome(person: TinyPerson, spec: ExtractSpec) -> Any:
    try:
        return (await person._place.ask(spec, [person.name]))[0]  # noqa: SLF001 - as above
    except Exception as error:  # noqa: BLE001 - raised by the caller, when all are done
        return error
