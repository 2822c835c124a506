"""Limits on what one invocation pays: reserved before each attempt, settled after it."""

from __future__ import annotations

from decimal import Decimal

from tinytroupe_cli.errors import (
    AuthError,
    BadRequestError,
    ModelError,
    QuotaError,
    RateLimitError,
    UnknownModelError,
    UsageError,
)
from tinytroupe_cli.llm._layers._purse import Budget, Purse, Sum
from tinytroupe_cli.llm._sizes import upper_bound
from tinytroupe_cli.llm._types import LLM, Layer, Price, Reply, Request, Usage

UNPAID = (AuthError, BadRequestError, QuotaError, RateLimitError, UnknownModelError)
"""Answers by which an endpoint says that it did nothing."""


def budget(limit: Budget, price: Price) -> Layer:
    """Send nothing that could pass the limit; what is in flight is waited for before giving up.

    Args:
        limit: the most that may be paid.
        price: the cost of some usage.
    """
    purse = Purse(limit)

    def layer(inner: LLM) -> LLM:
        async def call(request: Request) -> Reply:
            most = _sum(upper_bound(request), request, limit, price)
            await purse.reserve(most)
            paid = (
                most  # what was sent and not answered may have been computed, and is paid in full
            )
            try:
                reply = await inner(request)
                paid = _paid(reply, most, request, limit, price)
            except ModelError as failure:
                if failure.reply is not None:
                    paid = _paid(failure.reply, most, request, limit, price)
                elif isinstance(failure, UNPAID):
                    paid = Sum(calls=int(failure.sent))
                raise
            finally:
                purse.settle(most, paid)
            return reply

        return call

    return layer


def _paid(reply: Reply, most: Sum, request: Request, limit: Budget, price: Price) -> Sum:
    # An endpoint that counts nothing is held to cost what it could have cost.
    counted = reply.usage.prompt_tokens or reply.usage.completion_tokens
    return _sum(reply.usage, request, limit, price) if counted else most


def _sum(usage: Usage, request: Request, limit: Budget, price: Price) -> Sum:
    tokens = usage.prompt_tokens + usage.completion_tokens
    if limit.usd is None:
        return Sum(1, tokens)
    usd = price(usage, request.params)
    if usd is None:
        raise UsageError(
            f"a limit on cost cannot hold: the price of {request.params.model!r} is unknown",
            hint="give it in [Prices] of config.ini, or limit calls or tokens instead",
        )
    return Sum(1, tokens, Decimal(usd))
