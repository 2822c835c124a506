"""ResultsExtractor: questions to a model about what people said and did."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal, TypedDict, TypeVar, Unpack

from tinytroupe_cli.errors import TroupeError, UsageError
from tinytroupe_cli.harvest import as_json
from tinytroupe_cli.sim.together import together
from tinytroupe_cli.spec import ExtractSpec, result_schema
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage.people._people import TinyPerson
from tinytroupe_cli.stage.people._place import Place
from tinytroupe_cli.stage.people._somebody import place_of
from tinytroupe_cli.stage.people._worlds import TinyWorld

MAIN_POINTS = "The main points of what was said and done."

T = TypeVar("T")
Fields = Sequence[str] | Mapping[str, str]
"""Names of fields, which are texts then; or name -> type, as in a scenario's `fields`."""


class Shape(TypedDict, total=False):
    """What an answer looks like."""

    fields: Fields | None
    """The fields of the answer; without any it is one text under `answer`."""
    fields_hints: Mapping[str, str] | None
    """Name -> what belongs into the field."""
    schema: Mapping[str, Any] | None
    """Any JSON Schema, instead of fields."""
    verbose: bool
    """True prints the answers."""


class ResultsExtractor:
    """Puts questions to a model about what people said and did; answers fit the shape asked for.

    What is given here holds for every call that does not say otherwise.

    Args:
        extraction_objective: what to find out.
        situation: what a reader has to know to understand it.
        shape: `fields` (names, or name -> type), `fields_hints`, `schema` and `verbose`; see
            `Shape`.
    """

    def __init__(
        self,
        extraction_objective: str = MAIN_POINTS,
        situation: str = "",
        **shape: Unpack[Shape],
    ) -> None:
        _refuse_unknown(shape)
        self._objective, self._situation, self._shape = extraction_objective, situation, shape
        self.agent_extractions: dict[str, Any] = {}
        """Name -> the last answer about a person."""
        self.world_extractions: dict[str, Any] = {}
        """Name of a world -> the last answer about it."""

    def extract_results_from_agent(
        self,
        tinyperson: TinyPerson,
        extraction_objective: str | None = None,
        situation: str | None = None,
        **shape: Unpack[Shape],
    ) -> Any:
        """What one person did and perceived.

        Returns:
            The answer: a dict with the fields, or what the schema says.

        Raises:
            ModelError, BudgetError: the answer could not be had.
            UsageError: a field's type or the schema is none, or a hint is for no field.
        """
        asked = (extraction_objective, situation)
        return self.extract_results_from_agents([tinyperson], *asked, **shape)[0]

    async def aextract_results_from_agent(
        self,
        tinyperson: TinyPerson,
        extraction_objective: str | None = None,
        situation: str | None = None,
        **shape: Unpack[Shape],
    ) -> Any:
        """`extract_results_from_agent` for async callers."""
        asked = (extraction_objective, situation)
        return (await self.aextract_results_from_agents([tinyperson], *asked, **shape))[0]

    def extract_results_from_agents(
        self,
        agents: Sequence[TinyPerson],
        extraction_objective: str | None = None,
        situation: str | None = None,
        **shape: Unpack[Shape],
    ) -> list[Any]:
        """The same for several people at once: an answer for each, in their order.

        Raises:
            ModelError, BudgetError: an answer could not be had; those that could are in
                `agent_extractions`.
        """
        spec = self._spec("people", extraction_objective, situation, shape)
        return self._told(wait_for(self._from_agents(agents, spec)), shape)

    async def aextract_results_from_agents(
        self,
        agents: Sequence[TinyPerson],
        extraction_objective: str | None = None,
        situation: str | None = None,
        **shape: Unpack[Shape],
    ) -> list[Any]:
        """`extract_results_from_agents` for async callers."""
        spec = self._spec("people", extraction_objective, situation, shape)
        return self._told(await wait_for_async(self._from_agents(agents, spec)), shape)

    def extract_results_from_world(
        self,
        tinyworld: TinyWorld,
        extraction_objective: str | None = None,
        situation: str | None = None,
        **shape: Unpack[Shape],
    ) -> Any:
        """What happened in a world, thoughts left out: one answer."""
        spec = self._spec("world", extraction_objective, situation, shape)
        return self._told(wait_for(self._from_world(tinyworld, spec)), shape)

    async def aextract_results_from_world(
        self,
        tinyworld: TinyWorld,
        extraction_objective: str | None = None,
        situation: str | None = None,
        **shape: Unpack[Shape],
    ) -> Any:
        """`extract_results_from_world` for async callers."""
        spec = self._spec("world", extraction_objective, situation, shape)
        return self._told(await wait_for_async(self._from_world(tinyworld, spec)), shape)

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
        answers = await world._place.ask(spec)  # noqa: SLF001 - one thing in two files
        if isinstance(answers[None], TroupeError):
            raise answers[None]
        self.world_extractions[world.name] = answers[None]
        return answers[None]

    async def _from_agents(self, agents: Sequence[TinyPerson], spec: ExtractSpec) -> list[Any]:
        places = [place_of(person) for person in agents]
        names: dict[Place, list[str]] = {place: [] for place in places}
        for person, place in zip(agents, places, strict=True):
            names[place].append(person.name)
        asked = await together(place.ask(spec, here) for place, here in names.items())
        answers = dict(zip(names, asked, strict=True))
        found = [answers[place][one.name] for one, place in zip(agents, places, strict=True)]
        for person, answer in zip(agents, found, strict=True):
            if not isinstance(answer, TroupeError):
                self.agent_extractions[person.name] = answer
        for answer in found:
            if isinstance(answer, TroupeError):
                raise answer
        return found

    def _told(self, found: T, shape: Shape) -> T:
        if {**self._shape, **shape}.get("verbose"):
            sys.stdout.write(as_json(found))
        return found

    def _spec(
        self,
        source: Literal["world", "people"],
        objective: str | None,
        situation: str | None,
        shape: Shape,
    ) -> ExtractSpec:
        _refuse_unknown(shape)
        if not shape.keys() & {"fields", "schema"}:  # other fields, other hints
            shape = {**self._shape, **shape}
        fields, schema = shape.get("fields"), shape.get("schema")
        hints = shape.get("fields_hints")
        if fields is not None and schema is not None:
            raise UsageError("an answer has fields or a schema, not both")
        spec = ExtractSpec(
            objective=objective or self._objective,
            source=source,
            situation=situation or self._situation or None,
            fields=_types(fields) or None,
            json_schema=None if schema is None else dict(schema),
        )
        checked = result_schema(spec, ())  # a wrong type is told before anybody is asked
        return _hinted(spec, checked, hints) if hints else spec


def _refuse_unknown(shape: Shape) -> None:
    for name in shape:
        if name not in Shape.__annotations__:
            known = ", ".join(Shape.__annotations__)
            raise UsageError(f"an answer's shape has no {name!r}", hint=f"it has {known}")


def _types(fields: Fields | None) -> dict[str, str]:
    if isinstance(fields, str):
        raise UsageError("fields are given as a list of names", hint=f"[{fields!r}]")
    return dict(fields) if isinstance(fields, Mapping) else dict.fromkeys(fields or (), "text")


def _hinted(spec: ExtractSpec, schema: dict[str, Any], hints: Mapping[str, str]) -> ExtractSpec:
    """The same question with hints beside its fields."""
    schema = deepcopy(schema)
    for name, hint in hints.items():
        if name not in schema.get("properties", {}):
            raise UsageError(f"a hint is for the field {name!r}, which is not asked for")
        schema["properties"][name]["description"] = hint
    return spec.model_copy(update={"fields": None, "json_schema": schema})
