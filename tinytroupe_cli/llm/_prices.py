"""What a model's tokens cost: the user's own table first, then the genai-prices package."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tinytroupe_cli.llm._types import ModelParams, Price, Usage

FREE = frozenset({"offline", "scripted"})
_MILLION = Decimal(1_000_000)


class Rates(NamedTuple):
    """US dollars per million tokens."""

    fresh: Decimal
    """Prompt tokens that the endpoint had not cached."""
    cached: Decimal
    """Prompt tokens that it had."""
    output: Decimal
    """Completion tokens, those of reasoning included."""

    def cost(self, usage: Usage) -> Decimal:
        """US dollars for some usage."""
        fresh = usage.prompt_tokens - usage.cached_prompt_tokens
        return (
            fresh * self.fresh
            + usage.cached_prompt_tokens * self.cached
            + usage.completion_tokens * self.output
        ) / _MILLION


def prices(table: Mapping[str, tuple[float, float, float]]) -> Price:
    """A price function: engines without an endpoint are free, an unknown price is None.

    Args:
        table: model -> US dollars per million input, cached input and output tokens; these
            come before all others.
    """
    own = {model: Rates(*(Decimal(str(rate)) for rate in rates)) for model, rates in table.items()}

    def price(usage: Usage, params: ModelParams) -> Decimal | None:
        if params.provider in FREE:
            return Decimal(0)
        rates = own.get(params.model) or _listed(params.model, params.provider, params.base_url)
        if isinstance(rates, Rates):
            return rates.cost(usage)
        return rates if rates is None else _tiered(usage, params)

    return price


class _Tiered:
    """A model whose rates depend on the length of the prompt."""


@cache
def _listed(model: str, provider: str, base_url: str | None) -> Rates | _Tiered | None:
    """The published rates of a model, looked up once."""
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    one = Tokens(input_tokens=1, output_tokens=1)
    try:
        if base_url is not None and provider == "openai":
            found = calc_price(one, model, provider_api_url=base_url).model_price
        else:
            found = calc_price(one, model, provider_id=provider).model_price
    except LookupError:
        return None
    listed = found.__dict__
    fresh, output = listed.get("input_mtok"), listed.get("output_mtok")
    cached = listed.get("cache_read_mtok") or fresh
    if fresh is None or output is None:
        return None
    plain = [rate for rate in (fresh, cached, output) if isinstance(rate, Decimal)]
    return Rates(*plain) if len(plain) == len(Rates._fields) else _Tiered()


def _tiered(usage: Usage, params: ModelParams) -> Decimal:
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(
        input_tokens=usage.prompt_tokens,
        cache_read_tokens=usage.cached_prompt_tokens,
        output_tokens=usage.completion_tokens,
    )
    if params.base_url is not None and params.provider == "openai":
        return calc_price(tokens, params.model, provider_api_url=params.base_url).total_price
    return calc_price(tokens, params.model, provider_id=params.provider).total_price
