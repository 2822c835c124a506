"""Requests, a cache and a ledger in memory, and clocks that only tests wind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tinytroupe_cli.events import MinibioContext
from tinytroupe_cli.llm import (
    Message,
    ModelParams,
    Providers,
    Reply,
    Request,
    Schema,
    Stack,
    prices,
)

SCHEMA = Schema(
    "greeting",
    {
        "type": "object",
        "properties": {"text": {"type": "string"}},
        "required": ["text"],
        "additionalProperties": False,
    },
)


def request(
    text: str = "Say hello.",
    *,
    person: str | None = "Ada",
    schema: Schema | None = SCHEMA,
    sample: str = "0",
    seed: int = 1,
    purpose: Any = "act",
    step: int = 0,
    **params: Any,
) -> Request:
    """A small request to a model that costs nothing, unless told otherwise."""
    given = {"provider": "scripted", "model": "toy"} | params
    return Request(
        purpose=purpose,
        params=ModelParams(**given),
        messages=(Message("system", "You are Ada."), Message("user", text)),
        schema=schema,
        context=MinibioContext("Ada", {"name": "Ada"}),
        seed=seed,
        person=person,
        sample=sample,
        step=step,
    )


class Shelf:
    """A cache in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.requests: dict[str, dict[str, Any]] = {}
        self.rejected: list[str] = []

    def get(self, key: str) -> dict[str, Any] | None:
        return self.kept.get(key)

    def put(self, *replies: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
        for key, request, reply in replies:
            self.kept[key], self.requests[key] = reply, request

    def reject(self, key: str) -> None:
        self.rejected.append(key)
        self.kept.pop(key, None)

    def alike(self, purpose: str, person: str | None) -> list[dict[str, Any]]:
        kept = (self.requests[key] for key in self.kept)
        return [each for each in kept if (each["purpose"], each["person"]) == (purpose, person)]


class Book:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def settle(self) -> None:
        pass

    def record(self, call: dict[str, Any]) -> None:
        self.calls.append(call)


class Memory:
    """What was learned of endpoints, in memory."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], str] = {}

    def rung(self, endpoint: str, model: str) -> str | None:
        return self.known.get((endpoint, model))

    def learn_rung(self, endpoint: str, model: str, rung: str) -> None:
        self.known[endpoint, model] = rung


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def stack(
    script: Callable[[Request], Any] | None = None,
    *,
    time: Time | None = None,
    providers: Providers | None = None,
    **given: Any,
) -> Stack:
    """A stack around a script or around providers; it never really waits."""
    from tinytroupe_cli.llm import scripted

    time = time or Time()
    providers = providers or Providers(scripted=scripted(script or (lambda _: {"text": "Hello."})))
    given = {"price": prices({})} | given
    return Stack(providers, clock=time, sleep=time.sleep, **given)


async def all_of(llm: Any, requests: list[Request]) -> list[Reply | Exception]:
    """Ask everything at once; failures are returned in their places."""

    async def one(asked: Request) -> Reply | Exception:
        try:
            return await llm(asked)
        except Exception as failure:  # noqa: BLE001 - every kind is looked at by the test
            return failure

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(asked)) for asked in requests]
    return [task.result() for task in tasks]
