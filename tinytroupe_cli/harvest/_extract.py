"""Extraction: a question about what happened, put to a model, bound to a JSON Schema."""

from __future__ import annotations

from asyncio import TaskGroup
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.events import Action, Event, ExtractContext, Moment, Stimulus, fold
from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm import LLM, Cache, Message, ModelParams, Request, Schema, ask
from tinytroupe_cli.prompts import extract_messages
from tinytroupe_cli.spec import ExtractSpec, result_schema, unwrap


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extraction found: a record for each asked, and who could not be asked."""

    name: str
    digest: str
    rows: tuple[dict[str, Any], ...]
    """`{"person": name or None, "value": the answer}`."""
    failures: tuple[dict[str, Any], ...] = ()
    """`{"person", "error", "reason"}`."""
    source: str = "world"
    n: int = field(default=0)
    """How many were asked."""

    def as_json(self) -> dict[str, Any]:
        """For the store."""
        return {
            "rows": list(self.rows),
            "failures": list(self.failures),
            "from": self.source,
            "n": self.n,
        }


async def extract(
    llm: LLM,
    events: Sequence[Event],
    name: str,
    spec: ExtractSpec,
    *,
    params: Callable[[str | None], ModelParams],
    seed: int,
    sample: str = "0",
    cache: Cache | None = None,
    who: Sequence[str] | None = None,
) -> Extraction:
    """Ask about a run: the world as a whole, or all people at once (or those in `who`).

    A call that fails is a failure in the result and cancels no other.
    """
    world = fold(events)
    names = list(world.people)
    schema = result_schema(spec, names)
    people = names if who is None else who
    asked: list[str | None] = list(people) if spec.source == "people" else [None]
    moments = tuple(event for event in events if _is_told(event))
    personas = {who: person.persona for who, person in world.people.items()}
    check = _checker(schema)

    async def one(who: str | None) -> Any:
        context = ExtractContext(
            objective=spec.objective,
            situation=spec.situation,
            person=who,
            people=personas,
            moments=tuple(each for each in moments if _concerns(each, who)),
            schema=schema,
        )
        request = Request(
            purpose="extract",
            params=params(who),
            messages=tuple(
                Message(role, content)  # type: ignore[arg-type]
                for role, content in extract_messages(context)
            ),
            schema=Schema("extraction", schema, strict=spec.json_schema is None),
            context=context,
            seed=seed,
            person=who,
            sample=sample,
        )
        try:
            return unwrap(spec, (await ask(llm, request, check, cache=cache)).value)
        except TroupeError as failure:
            return failure

    async with TaskGroup() as group:
        tasks = {who: group.create_task(one(who)) for who in asked}
    rows, failures = [], []
    for whose, task in tasks.items():
        found = task.result()
        if isinstance(found, TroupeError):
            error = type(found).__name__
            failures.append({"person": whose, "error": error, "reason": str(found)})
        else:
            rows.append({"person": whose, "value": found})
    identity = digest(spec.model_dump(mode="json"))
    return Extraction(name, identity, tuple(rows), tuple(failures), spec.source, len(asked))


def _is_told(event: Event) -> TypeGuard[Moment]:
    return isinstance(event, Stimulus) or (isinstance(event, Action) and event.action != "DONE")


def _concerns(event: Event, who: str | None) -> bool:
    """Whether an event belongs into the question about somebody: what they did or perceived.

    A thought is known to its thinker alone, so it is read only when they are asked about.
    """
    if isinstance(event, Action):
        if who is None:
            return event.action != "THINK"
        return event.person == who or who in event.heard_by
    return who is None or getattr(event, "person", None) == who


def _checker(schema: dict[str, Any]) -> Callable[[Any], Any]:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)

    def check(value: Any) -> Any:
        wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
        if wrong:
            raise ValueError("; ".join(wrong[:5]))
        return value

    return check
