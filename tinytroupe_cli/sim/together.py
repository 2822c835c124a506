"""Doing things at the same time, with results in a fixed order."""

from __future__ import annotations

from asyncio import TaskGroup, sleep
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from itertools import chain, islice
from time import monotonic, thread_time
from typing import Any, TypeVar

T = TypeVar("T")


AT_ONCE = 1_024
"""How many jobs are under way at the most: each holds its prompt while it waits for its call."""
FIRST = 64
"""How many jobs begin at once; they become more while this process has time to spare."""
LOOK_S = 0.02
"""Seconds between two looks at that."""
PATIENCE_S = 1.0
"""Seconds after which other processes are no reason any more to hold back."""


async def time_to_spare() -> None:
    """Wait until this process does little but wait.

    One that is busy from end to end gets nothing done sooner by beginning more: it would only hold
    more prompts and open connections.
    """
    first, idle = monotonic(), False
    while not idle:
        began, busy = monotonic(), thread_time()
        await sleep(LOOK_S)
        passed = monotonic() - began
        # Late means that others came first: jobs of this process, or other processes. These may
        # go on for ever, and a crowd is not to wait for its replies in small parties because of it.
        late = passed >= 1.5 * LOOK_S and began - first < PATIENCE_S
        idle = not late and thread_time() - busy < passed / 2


async def together(
    jobs: Iterable[Coroutine[Any, Any, T]],
    *,
    spare: Callable[[], Awaitable[object]] = time_to_spare,
) -> list[T]:
    """Run all jobs to their ends, many at a time; their results in the order given.

    An error cancels none of the others, whose replies are paid for; then the first one in order,
    not in time, is raised. Jobs of a generator are made when their time has come.

    Args:
        jobs: what is to be done.
        spare: waits until twice as many may be under way.
    """
    numbered = enumerate(jobs)
    done: dict[int, tuple[T, None] | tuple[Any, Exception]] = {}

    async def work(first: tuple[int, Coroutine[Any, Any, T]]) -> None:
        for number, job in chain([first], numbered):
            done[number] = await _caught(job)
        growing.cancel()  # nothing is left to begin

    async with TaskGroup() as group:

        def begin(count: int) -> int:
            return len([group.create_task(work(first)) for first in islice(numbered, count)])

        async def grow() -> None:
            under_way = FIRST
            while under_way < AT_ONCE:
                await spare()
                begin(min(under_way, AT_ONCE - under_way))
                under_way *= 2

        growing = group.create_task(grow())
        if not begin(FIRST):
            growing.cancel()
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
