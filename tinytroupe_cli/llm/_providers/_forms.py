"""How a model wants to be asked: which structured output it takes, which parameters it does not.

The ladder: `json_schema` (strict) -> `json_schema_loose` -> `json_object` and `text`, which put
the schema into the prompt. One call learns, the others wait for it a moment; what is learned is
remembered as one line of text, such as `json_object -temperature`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.llm._providers._named import ABOUT_LENGTH
from tinytroupe_cli.llm._types import ModelParams, Request, Schema

if TYPE_CHECKING:
    from tinytroupe_cli.llm._providers import Rungs

LADDER = ("json_schema", "json_schema_loose", "json_object", "text")
LOOSE, TEXT = 1, 3
DROPPABLE = ("temperature", "top_p", "reasoning_effort", "max_completion_tokens")

_ABOUT_FORMAT = re.compile(r"response_?format|json|schema|structured|grammar|guided", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """How one request is put."""

    rung: str
    """One of the ladder."""
    without: frozenset[str]
    """Parameters that are left out; without `max_completion_tokens` it is `max_tokens`."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an endpoint says is wrong with a request."""

    text: str
    parameter: str | None = None
    """The parameter it names in its own field, if it does."""


@dataclass(slots=True)
class _Habits:
    """What is known of one model."""

    rung: int = 0
    without: set[str] = field(default_factory=set)
    exceptions: dict[str, int] = field(default_factory=dict)
    """Schemas that need a lower rung than the others."""
    proven: set[str] = field(default_factory=set)
    """Schemas, or `strict` for all of our own, whose form worked."""
    learning: dict[str, tuple[asyncio.Event, float]] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([LADDER[self.rung], *(f"-{name}" for name in sorted(self.without))])


class Forms:
    """The habits of all models of one endpoint.

    Args:
        address: the endpoint, as it is remembered.
        rungs: the memory; None forgets with the session.
        notices: where to say what is left out.
        patience_s: how long the one that learns is waited for, from when it began.
    """

    def __init__(
        self, address: str, rungs: Rungs | None, notices: list[str], patience_s: float
    ) -> None:
        self._address, self._rungs, self._notices = address, rungs, notices
        self._patience_s = patience_s
        self._models: dict[str, _Habits] = {}

    @asynccontextmanager
    async def chosen(self, request: Request) -> AsyncIterator[Form]:
        """The form to try, while it is tried; the first to try an unproven one has it alone."""
        habits = self._habits(request.params.model)
        which = _which(request.schema)
        mine = None
        if which not in habits.proven and await self._may_learn(habits, which):
            mine = asyncio.Event()
            until = asyncio.get_running_loop().time() + self._patience_s
            habits.learning[which] = mine, until
        try:
            yield Form(LADDER[_rung(habits, request.schema)], frozenset(habits.without))
        finally:
            if mine is not None:
                del habits.learning[which]
                mine.set()

    async def _may_learn(self, habits: _Habits, which: str) -> bool:
        loop = asyncio.get_running_loop()
        latest = loop.time() + self._patience_s
        while (learning := habits.learning.get(which)) is not None:
            other, until = learning
            try:
                await asyncio.wait_for(other.wait(), min(until, latest) - loop.time())
            except TimeoutError:
                return False
        return which not in habits.proven

    def refused(self, request: Request, form: Form, complaint: Complaint) -> bool:
        """Learn from a refusal; tells whether there is another form to try."""
        if complaint.parameter is None and ABOUT_LENGTH.search(complaint.text):
            return False
        habits = self._habits(request.params.model)
        name = _named(complaint, request.params, form)
        if name is not None:
            habits.without.add(name)
            self._notice_left_out(request.params, name)
            return True
        rung = LADDER.index(form.rung)
        if request.schema is None or rung == TEXT or not _ABOUT_FORMAT.search(complaint.text):
            return False
        if _rung(habits, request.schema) == rung:
            if request.schema.strict and "strict" not in habits.proven:
                habits.rung = rung + 1
            else:
                habits.exceptions[_identity(request.schema)] = rung + 1
        return True

    def took(self, request: Request, form: Form, text: str) -> None:
        """Remember a form that worked, unless the reply shows that the schema was not seen."""
        habits = self._habits(request.params.model)
        which = _which(request.schema)
        if request.schema is None or which in habits.proven:
            return
        if form.rung != LADDER[TEXT] and not _looks_like_json(text):
            habits.exceptions[_identity(request.schema)] = TEXT
            if request.schema.strict:
                habits.rung = TEXT
            self._notice(
                f"{request.params.model!r} at {self._address} does not obey {form.rung}: "
                "the schema is put into the prompt"
            )
            return
        habits.proven.add(which)
        if which == "strict" and self._rungs is not None:
            self._rungs.learn_rung(self._address, request.params.model, str(habits))

    def _habits(self, model: str) -> _Habits:
        habits = self._models.get(model)
        if habits is None:
            known = self._rungs.rung(self._address, model) if self._rungs else None
            habits = self._models[model] = _recalled(known)
        return habits

    def _notice_left_out(self, params: ModelParams, name: str) -> None:
        if name != "max_completion_tokens":  # that one only changes its name
            self._notice(f"{params.model!r} at {self._address} does not take {name!r}: left out")

    def _notice(self, text: str) -> None:
        if text not in self._notices:
            self._notices.append(text)

    def leave_out(self, params: ModelParams, form: Form) -> None:
        """Say what of a request's parameters its form leaves out."""
        for name in form.without:
            if getattr(params, name, None) is not None or name in params.extra:
                self._notice_left_out(params, name)


def _recalled(known: str | None) -> _Habits:
    rung, *left_out = (known or "").split() or [""]
    if rung not in LADDER:
        return _Habits()
    without = {name.removeprefix("-") for name in left_out}
    return _Habits(LADDER.index(rung), without, proven={"strict"})


def _which(schema: Schema | None) -> str:
    return "strict" if schema is None or schema.strict else _identity(schema)


def _identity(schema: Schema) -> str:
    return schema.name if schema.strict else schema.digest


def _rung(habits: _Habits, schema: Schema | None) -> int:
    if schema is None:
        return TEXT
    first = habits.rung if schema.strict else max(LOOSE, habits.rung)
    return max(first, habits.exceptions.get(_identity(schema), 0) if habits.exceptions else 0)


def _named(complaint: Complaint, params: ModelParams, form: Form) -> str | None:
    """The parameter of ours that the endpoint does not take."""
    ours: dict[str, Any] = {name: getattr(params, name, True) for name in DROPPABLE}
    ours |= params.extra
    sent = [name for name, value in ours.items() if value is not None and name not in form.without]
    if complaint.parameter in sent:
        return complaint.parameter
    words = set(re.findall(r"\w+", complaint.text))
    return next((name for name in sent if name in DROPPABLE and name in words), None)


def _looks_like_json(text: str) -> bool:
    return text.rpartition("</think>")[2].lstrip().lstrip("`json \n").startswith(("{", "["))
