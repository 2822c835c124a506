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
        shape: type[Reply],
        *,
        person: str | None,
        step: int,
        round_: int | None,
    ) -> Asked[Any]:
        """One structured question.

        Raises:
            ModelError: the model could not be had, or answered nothing usable.
            BudgetError: a limit is reached.
        """
        request = Request(
            purpose=purpose,
            params=self.params(person, purpose),
            messages=tuple(Message(role, content) for role, content in messages),
            schema=_schema(purpose, shape),
            context=context,
            seed=self.seed,
            person=person,
            sample=self.sample,
            step=step,
            round=round_,
        )
        return await ask(self.llm, request, shape, cache=self.cache)


@cache
def _schema(purpose: Purpose, shape: type[Reply]) -> Schema:
    return Schema(purpose, shape.schema_to_send())
