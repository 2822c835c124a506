"""Doing things at the same time, with results in a fixed order."""

from __future__ import annotations

from asyncio import TaskGroup
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def together(jobs: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Run all jobs to their ends; their results in the order given.

    An error cancels none of the others, whose replies are paid for; then the first one in order,
    not in time, is raised.
    """
    async with TaskGroup() as group:
        tasks = [group.create_task(_caught(job)) for job in jobs]
    results = [task.result() for task in tasks]
    for _, error in results:
        if error is not None:
            raise error
    return [found for found, _ in results]


async def _caught(job: Coroutine[Any, Any, T]) -> tuple[T, None] | tuple[Any, Exception]:
    try:
        return await job, None
    except Exception as error:  # noqa: BLE001 - raised again when all are through
        return None, error
