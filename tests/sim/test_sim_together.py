"""Many jobs at a time, but never more than a machine can hold."""

from __future__ import annotations

import asyncio

import pytest

from tinytroupe_cli.sim.together import AT_ONCE, FIRST, together


class Crowd:
    """Jobs that count how many of them are under way."""

    def __init__(self) -> None:
        self.now = self.most = 0

    async def job(self, number: int) -> int:
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(number % 7):
            await asyncio.sleep(0)
        self.now -= 1
        if number in {5, AT_ONCE + 3}:
            raise ValueError(number)
        return number


@pytest.mark.parametrize("count", [0, 1, 5])
def test_results_stand_in_the_order_given(count):
    """Whichever ends first."""
    crowd = Crowd()
    assert asyncio.run(together(crowd.job(n) for n in range(count))) == list(range(count))


def test_jobs_that_wait_are_as_many_as_the_bound():
    """While all of them only wait, more begin, but never more than the bound; none is forgotten."""
    crowd = Crowd()

    async def everyone() -> list[int]:
        full = asyncio.Event()

        async def waits(number: int) -> int:
            crowd.now += 1
            crowd.most = max(crowd.most, crowd.now)
            if crowd.now == AT_ONCE:
                full.set()
            await full.wait()
            crowd.now -= 1
            return number

        async with asyncio.timeout(60):  # it would wait for ever if not so many ever began
            return await together(waits(n) for n in range(3 * AT_ONCE))

    assert asyncio.run(everyone()) == list(range(3 * AT_ONCE))
    assert crowd.most == AT_ONCE


def test_without_time_to_spare_no_more_begin():
    """A process that is busy from end to end would hold more and be no sooner."""
    crowd = Crowd()
    jobs = (crowd.job(n) for n in range(10, 3 * AT_ONCE) if n != AT_ONCE + 3)

    async def all_of_them() -> list[int]:
        return await together(jobs, spare=asyncio.Event().wait)  # which never comes

    found = asyncio.run(all_of_them())
    assert found == [n for n in range(10, 3 * AT_ONCE) if n != AT_ONCE + 3]
    assert crowd.most == FIRST


def test_the_first_error_in_order_is_raised_when_all_are_through():
    """Not the first in time; nobody is called off for it."""
    crowd = Crowd()
    done: list[int] = []

    async def noted(number: int) -> None:
        await crowd.job(number)
        done.append(number)

    with pytest.raises(ValueError, match="^5$"):
        asyncio.run(together(noted(n) for n in range(2 * AT_ONCE)))
    assert len(done) == 2 * AT_ONCE - 2
