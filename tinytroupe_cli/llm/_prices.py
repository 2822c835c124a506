"""What a model's tokens cost: the user's own table first, then the genai-prices package."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from tinytroupe_cli.llm._types import ModelParams, Price, Usage

MILLION = Decimal(1_000_000)
FREE = frozenset({"offline", "scripted"})


def prices(table: Mapping[str, tuple[float, float, float]]) -> Price:
    """A price function.

    Args:
        table: model -> US dollars per million input, cached input and output tokens.
    """

    def price(usage: Usage, params: ModelParams) -> Decimal | None:
        if params.provider in FREE:
            return Decimal(0)
        own = table.get(params.model)
        if own is not None:
            return _sum(usage, tuple(Decimal(str(each)) for each in own))
        if params.base_url is not None:
            return None  # somebody else's endpoint has somebody else's prices
        return _listed(usage, params.model, params.provider)

    return price


def _sum(usage: Usage, rates: tuple[Decimal, ...]) -> Decimal:
    fresh, cached, output = rates
    known = usage.cached_prompt_tokens
    return (
        (usage.prompt_tokens - known) * fresh + known * cached + usage.completion_tokens * output
    ) / MILLION


@lru_cache(maxsize=4096)
def _listed(usage: Usage, model: str, provider: str) -> Decimal | None:
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(
        input_tokens=usage.prompt_tokens,
        cache_read_tokens=usage.cached_prompt_tokens,
        output_tokens=usage.completion_tokens,
    )
    try:
        return calc_price(tokens, model, provider_id=provider).total_price
    except LookupError:
        return None
