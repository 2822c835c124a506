"""What may be paid, what is reserved, what is spent: first come, first served."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from decimal import Decimal

from tinytroupe_cli.errors import BudgetError


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one invocation may pay; None is no limit."""

    usd: float | None = None
    """US dollars."""
    calls: int | None = None
    """Requests that are sent to a model, each try of a call counted."""
    tokens: int | None = None
    """Prompt and completion tokens together."""

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return (self.usd, self.calls, self.tokens) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Sum:
    """Calls, tokens and US dollars."""

    calls: int = 0
    tokens: int = 0
    usd: Decimal = Decimal(0)

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.calls + other.calls, self.tokens + other.tokens, self.usd + other.usd)

    def __sub__(self, other: Sum) -> Sum:
        return Sum(self.calls - other.calls, self.tokens - other.tokens, self.usd - other.usd)

    def within(self, limit: Budget) -> bool:
        """Whether it does not pass a limit."""
        return (
            (limit.calls is None or self.calls <= limit.calls)
            and (limit.tokens is None or self.tokens <= limit.tokens)
            and (limit.usd is None or self.usd <= Decimal(str(limit.usd)))
        )


class Purse:
    """Grants reservations in the order they were asked for, and none that could pass the limit."""

    def __init__(self, limit: Budget) -> None:
        self._limit = limit
        self._spent = Sum()
        self._reserved = Sum()
        self._waiting: deque[tuple[Sum, asyncio.Future[None]]] = deque()

    async def reserve(self, most: Sum) -> None:
        """Set so much aside; waits while what is in flight may still turn out cheaper.

        Raises:
            BudgetError: nothing is in flight, and it would pass the limit.
        """
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((most, turn))
        self._serve()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.settle(most, Sum())
            else:
                self._serve()
            raise

    def settle(self, most: Sum, paid: Sum) -> None:
        """Put back what was set aside, and take what was paid."""
        self._reserved -= most
        self._spent += paid
        self._serve()

    def _serve(self) -> None:
        while self._waiting:
            most, turn = self._waiting[0]
            if not turn.done():
                if (self._spent + self._reserved + most).within(self._limit):
                    self._reserved += most
                    turn.set_result(None)
                elif self._reserved.calls:
                    return
                else:
                    turn.set_exception(self._reached(most))
            self._waiting.popleft()

    def _reached(self, most: Sum) -> BudgetError:
        spent, limit, used = self._spent, self._limit, []
        if limit.calls is not None:
            used.append(f"{spent.calls} of {limit.calls} calls")
        if limit.tokens is not None:
            used.append(f"{spent.tokens} of {limit.tokens} tokens (one more: up to {most.tokens})")
        if limit.usd is not None:
            used.append(f"${spent.usd:.4f} of ${limit.usd:g} (one more: up to ${most.usd:.4f})")
        return BudgetError(
            f"the budget allows no further call: used {', '.join(used)}",
            hint="what was answered is kept and costs nothing again: go on with a higher limit",
        )
