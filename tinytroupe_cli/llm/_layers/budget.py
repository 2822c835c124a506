"""Limits on what one invocation pays: reserved before each attempt, settled after it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal

from tinytroupe_cli.errors import BudgetError
from tinytroupe_cli.llm._types import LLM, Layer, Price, Reply, Request, Usage


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one invocation may pay; None is no limit."""

    usd: float | None = None
    calls: int | None = None
    tokens: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return (self.usd, self.calls, self.tokens) != (None, None, None)


@dataclass(slots=True)
class _Spent:
    usd: Decimal = Decimal(0)
    calls: int = 0
    tokens: int = 0

    def add(self, usd: Decimal, calls: int, tokens: int) -> None:
        self.usd, self.calls = self.usd + usd, self.calls + calls
        self.tokens += tokens


def budget(limit: Budget, price: Price) -> Layer:
    """Send nothing that could pass the limit; what is in flight is waited for before giving up."""
    settled, reserved = _Spent(), _Spent()
    changed = asyncio.Condition()

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            tokens, usd = _upper_bound(request, price)
            async with changed:
                while not _fits(limit, (settled, reserved), tokens, usd):
                    if not reserved.calls:
                        raise _reached(limit, settled)
                    await changed.wait()
                reserved.add(usd, 1, tokens)
            paid_tokens, paid_usd = tokens, usd
            try:
                reply = await inner(request)
                usage = reply.usage
                if usage.prompt_tokens:
                    paid_tokens = usage.prompt_tokens + usage.completion_tokens
                    paid_usd = price(usage, request.params) or Decimal(0)
            finally:
                async with changed:
                    reserved.add(-usd, -1, -tokens)
                    settled.add(paid_usd, 1, paid_tokens)
                    changed.notify_all()
            return reply

        return call

    return layer


def _upper_bound(request: Request, price: Price) -> tuple[int, Decimal]:
    # A token is at least one byte, so the bytes of a prompt bound its tokens from above.
    prompt = sum(len(message.content.encode()) + 16 for message in request.messages)
    if request.schema is not None:
        prompt += len(str(request.schema.json))
    usage = Usage(prompt_tokens=prompt, completion_tokens=request.params.max_tokens)
    return prompt + request.params.max_tokens, price(usage, request.params) or Decimal(0)


def _fits(limit: Budget, spent: tuple[_Spent, _Spent], tokens: int, usd: Decimal) -> bool:
    one, other = spent
    return (
        (limit.calls is None or one.calls + other.calls + 1 <= limit.calls)
        and (limit.tokens is None or one.tokens + other.tokens + tokens <= limit.tokens)
        and (limit.usd is None or one.usd + other.usd + usd <= Decimal(str(limit.usd)))
    )


def _reached(limit: Budget, spent: _Spent) -> BudgetError:
    limits = []
    if limit.calls is not None:
        limits.append(f"{spent.calls} of {limit.calls} calls")
    if limit.tokens is not None:
        limits.append(f"{spent.tokens} of {limit.tokens} tokens")
    if limit.usd is not None:
        limits.append(f"${spent.usd:.4f} of ${limit.usd}")
    return BudgetError(
        f"the budget does not allow another call: {', '.join(limits)} used",
        hint="replies so far are kept and cost nothing again: run with a higher limit",
    )
