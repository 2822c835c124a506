"""Extraction: a question about what happened, put to a model, bound to a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.events import Event, ExtractContext, fold
from tinytroupe_cli.harvest._checking import checker
from tinytroupe_cli.harvest._columns import Columns, columns_of
from tinytroupe_cli.harvest._transcript import (
    occurring,
    transcript_of_world,
    transcripts_of_people,
)
from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm import LLM, Cache, Message, ModelParams, Request, Schema, ask
from tinytroupe_cli.prompts import extract_messages
from tinytroupe_cli.sim.together import together
from tinytroupe_cli.spec import ExtractSpec, result_schema, strict_ready, unwrap


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extraction found: an answer of each asked, and whose could not be had."""

    name: str
    digest: str
    rows: tuple[dict[str, Any], ...]
    """`{"person": name or None, "value": the answer}`."""
    failures: tuple[dict[str, Any], ...]
    """`{"person", "error", "reason"}`."""
    source: str
    """`world` or `people`."""
    asked: tuple[str | None, ...]
    """Who was asked, in order; None is the world."""
    columns: Columns
    """What the rows have, whoever answers."""

    def as_json(self) -> dict[str, Any]:
        """For the store."""
        return {
            "rows": list(self.rows),
            "failures": list(self.failures),
            "from": self.source,
            "n": len(self.asked),
            "asked": list(self.asked),
            "columns": self.columns.options,
            "listed": self.columns.listed,
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

    Raises:
        UsageError: the schema given is none.
        StoreError: replies cannot be kept.
    """
    people = {name: person.persona for name, person in fold(events).people.items()}
    schema = result_schema(spec, [*people])
    check = checker(schema, spec.json_schema)
    shape = Schema(_called(spec), schema, strict=strict_ready(schema))
    asked: tuple[str | None, ...] = (None,)
    if spec.source == "people":
        asked = tuple(people if who is None else who)
    lived = transcripts_of_people(events, filter(None, asked))
    place = {each: number for number, each in enumerate(people)}

    async def one(whose: str | None) -> Any:
        if whose is None:
            met, moments = people, transcript_of_world(events, [*people])
        else:
            moments = lived[whose]
            named = {whose, *occurring(moments)}
            known = sorted(people.keys() & named, key=place.__getitem__)
            met = {each: people[each] for each in known}
        context = ExtractContext(spec.objective, spec.situation, whose, met, moments, schema=schema)
        messages = tuple(
            Message(role, content)  # type: ignore[arg-type]
            for role, content in extract_messages(context)
        )
        request = Request(
            purpose="extract",
            params=params(whose),
            messages=messages,
            schema=shape,
            context=context,
            seed=seed,
            person=whose,
            sample=sample,
        )
        try:
            return unwrap(spec, (await ask(llm, request, check, cache=cache)).value)
        except StoreError:  # nothing can be kept: that is no matter of one answer
            raise
        except TroupeError as failure:
            return failure

    answers = await together(one(whose) for whose in asked)
    rows, failures = [], []
    for whose, found in zip(asked, answers, strict=True):
        if isinstance(found, TroupeError):
            error = type(found).__name__
            failures.append({"person": whose, "error": error, "reason": str(found)})
        else:
            rows.append({"person": whose, "value": found})
    identity = digest(spec.model_dump(mode="json"))
    columns = columns_of(name, _of_value(spec, schema))
    return Extraction(name, identity, tuple(rows), tuple(failures), spec.source, asked, columns)


def _called(spec: ExtractSpec) -> str:
    """One name for our own shapes; a user's schema has one of its own, as it may be refused."""
    if spec.json_schema is None:
        return "extraction"
    return f"extraction_{digest(spec.json_schema)[:12]}"


def _of_value(spec: ExtractSpec, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what is left once the answer is unwrapped."""
    if spec.json_schema is not None:
        return spec.json_schema
    if spec.list is None:
        return schema
    items: dict[str, Any] = schema["properties"]["items"]
    return items
