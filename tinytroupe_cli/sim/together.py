"""Doing things at the same time, with results in a fixed order."""

from __future__ import annotations

from asyncio import TaskGroup
from collections.abc import Coroutine, Iterable
from itertools import chain, islice
from typing import Any, TypeVar

T = TypeVar("T")


AT_ONCE = 1_024
"""How many jobs are under way at the most: each holds its prompt while it waits for its call."""


async def together(jobs: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Run all jobs to their ends, up to AT_ONCE at a time; their results in the order given.

    An error cancels none of the others, whose replies are paid for; then the first one in order,
    not in time, is raised. Jobs of a generator are made when their time has come.
    """
    numbered = enumerate(jobs)
    done: dict[int, tuple[T, None] | tuple[Any, Exception]] = {}

    async def work(first: tuple[int, Coroutine[Any, Any, T]]) -> None:
        for number, job in chain([first], numbered):
            done[number] = await _caught(job)

    async with TaskGroup() as group:
        for first in islice(numbered, AT_ONCE):
            group.create_task(work(first))
    results = [done[number] for number in sorted(done)]
    for _, error in results:
        if error is not None:
            raise error
    return [found for found, _ in results]


async def _caught(job: Coroutine[Any, Any, T]) -> tuple[T, None] | tuple[Any, Exception]:
    try:
        return await job, None
    except Exception as error:  # noqa: BLE001 - raised again when all are through
        return None, error
