"""What people think with: a model, its parameters, a memory index; given, not made here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tinytroupe_cli.events import Context, Reply
from tinytroupe_cli.llm import (
    LLM,
    Asked,
    Cache,
    Image,
    Message,
    ModelParams,
    Purpose,
    Request,
    Schema,
    ask,
)
from tinytroupe_cli.sim.faculties import MemoryPolicy, Recall


@dataclass(frozen=True, slots=True)
class Mind:
    """The means by which everyone of one run thinks."""

    llm: LLM
    params: Callable[[str | None, Purpose], ModelParams]
    """The model for a person (None: for the world) and a purpose."""
    recall: Recall
    seed: int = 0
    sample: str = "0"
    memory: MemoryPolicy = field(default_factory=MemoryPolicy)
    guards: tuple[str, ...] = ("harmful_content", "copyright")
    cache: Cache | None = None
    """Told of replies whose ask ended in a failure."""

    async def ask(
        self,
        purpose: Purpose,
        context: Context,
        messages: tuple[tuple[Any, str], ...],
        shape: type[Reply] | Callable[[Any], Any],
        *,
        person: str | None,
        step: int,
        round_: int | None,
        check: Callable[[Any], Any] | None = None,
        schema: Schema | None = None,
        images: tuple[Image, ...] = (),
    ) -> Asked[Any]:
        """One structured question.

        Args:
            purpose: what for.
            context: what the messages were rendered from.
            messages: role and content, in order.
            shape: the model of the reply; or takes its JSON value, as `check` does, where `schema`
                says what is asked for.
            person: whose question it is; None for the world's.
            step: the step of the scenario.
            round_: the round within it.
            check: takes a reply that has its shape and returns the answer, or raises ValueError
                with what is wrong, which is told to the model.
            schema: the form of the reply, where the shape is not a model of its own.
            images: what goes along with the last message.

        Raises:
            ModelError: the model could not be had, or answered nothing usable.
            BudgetError: a limit is reached.
        """
        spoken = [Message(role, content) for role, content in messages]
        if images:
            spoken[-1] = spoken[-1]._replace(images=images)
        if schema is None and isinstance(shape, type):
            schema = _schema(purpose, shape)
        request = Request(
            purpose=purpose,
            params=self.params(person, purpose),
            messages=tuple(spoken),
            schema=schema,
            context=context,
            seed=self.seed,
            person=person,
            sample=self.sample,
            step=step,
            round=round_,
        )
        if check is None or not isinstance(shape, type):
            return await ask(self.llm, request, shape, cache=self.cache)
        model: type[Reply] = shape
        return await ask(
            self.llm, request, lambda found: check(model.model_validate(found)), cache=self.cache
        )


@cache
def _schema(purpose: Purpose, shape: type[Reply]) -> Schema:
    return Schema(purpose, shape.schema_to_send())
