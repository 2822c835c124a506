"""ResultsExtractor and ResultsReducer: what came of it, by a model or by functions of one's own."""

from __future__ import annotations

from asyncio import TaskGroup
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
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

    def extract_results_from_agents(
        self,
        agents: Sequence[TinyPerson],
        objective: str | None = None,
        situation: str | None = None,
        fields: Fields | None = None,
        fields_hints: Mapping[str, str] | None = None,
    ) -> list[Any]:
        """The same for several people at once: an answer for each, in their order."""
        spec = self._spec("people", objective, situation, fields, fields_hints)
        return wait_for(_from_agents(agents, spec))

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
        return await wait_for_async(_from_agents(agents, spec))

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
        return wait_for(tinyworld._place.ask(spec))[0]  # noqa: SLF001 - one thing in two files

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
        return (await wait_for_async(tinyworld._place.ask(spec)))[0]  # noqa: SLF001 - as above

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


Rule = Callable[..., Any]
"""Called with focus_agent, source_agent, target_agent, kind, event, content and timestamp."""


class ResultsReducer:
    """Puts every interaction of a person through functions of one's own; no model is asked."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add_reduction_rule(self, trigger: str, func: Rule) -> None:
        """Say what is done with one kind of interaction.

        Args:
            trigger: the type of an action (`TALK`) or of a stimulus (`CONVERSATION`). What others
                say to the person counts as CONVERSATION.
            func: called as `func(focus_agent=..., source_agent=..., target_agent=..., kind=...,
                event=..., content=..., timestamp=...)`, where `kind` is "stimulus" or "action",
                agents are TinyPersons, or names where there is none, and the timestamp is the
                world's clock. What it returns is a result, None is not.

        Raises:
            UsageError: there is a rule for it already.
        """
        if trigger in self._rules:
            raise UsageError(f"there is a rule for {trigger!r} already")
        self._rules[trigger] = func

    def reduce_agent(self, agent: TinyPerson, world: TinyWorld | None = None) -> list[Any]:
        """The results of all rules over a person's interactions, in order.

        Args:
            agent: the person in focus.
            world: where other people's names are looked up; else they stay names.
        """
        results = []
        for event in agent.interactions:
            facts = _facts(agent, event)
            rule = self._rules.get(facts["event"]) if facts else None
            if facts is None or rule is None:
                continue
            for role in ("source_agent", "target_agent"):
                facts[role] = _person(facts[role], agent, world)
            found = rule(focus_agent=agent, **facts)
            if found is not None:
                results.append(found)
        return results


async def _from_agents(agents: Sequence[TinyPerson], spec: ExtractSpec) -> list[Any]:
    async with TaskGroup() as group:
        tasks = [group.create_task(_outcome(person, spec)) for person in agents]
    found = [task.result() for task in tasks]
    for each in found:
        if isinstance(each, Exception):
            raise each
    return found


async def _outcome(person: TinyPerson, spec: ExtractSpec) -> Any:
    try:
        return (await person._place.ask(spec, [person.name]))[0]  # noqa: SLF001 - as above
    except Exception as error:  # noqa: BLE001 - raised by the caller, when all are done
        return error


def _facts(agent: TinyPerson, event: e.Event) -> dict[str, Any] | None:
    name: str
    if isinstance(event, e.Stimulus):
        kind, name, source, target = "stimulus", event.stimulus, event.source, agent.name
    elif isinstance(event, e.Action):
        own = event.person == agent.name
        kind, name = ("action", event.action) if own else ("stimulus", "CONVERSATION")
        source, target = event.person, event.target or ""
    else:
        return None
    return {
        "kind": kind,
        "event": name,
        "source_agent": source,
        "target_agent": target or None,
        "content": event.content,
        "timestamp": event.time,
    }


def _person(
    name: str | None, agent: TinyPerson, world: TinyWorld | None
) -> TinyPerson | str | None:
    if name is None or name == agent.name:
        return name and agent
    return (world.get_agent_by_name(name) if world else None) or name
