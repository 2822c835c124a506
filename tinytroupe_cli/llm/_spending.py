"""What one invocation used and paid, by purpose."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tinytroupe_cli.llm._types import Price, Reply, Request, Usage


@dataclass(slots=True)
class Tally:
    """Calls, tokens and cost of one purpose."""

    calls: int = 0
    cached_calls: int = 0
    failed_calls: int = 0
    usage: Usage = field(default_factory=Usage)
    cost_usd: Decimal | None = Decimal(0)
    """None once a model without a known price was used."""

    def as_json(self) -> dict[str, Any]:
        """The tally as the command contract names it; only paid calls' tokens count."""
        return {
            "calls": self.calls,
            "cached_calls": self.cached_calls,
            "failed_calls": self.failed_calls,
            "prompt_tokens": self.usage.prompt_tokens,
            "cached_prompt_tokens": self.usage.cached_prompt_tokens,
            "completion_tokens": self.usage.completion_tokens,
            "reasoning_tokens": self.usage.reasoning_tokens,
            "cost_usd": None if self.cost_usd is None else float(round(self.cost_usd, 6)),
        }


class Spending:
    """The tallies of one invocation."""

    def __init__(self, price: Price) -> None:
        self._price = price
        self._by_purpose: dict[str, Tally] = {}

    def add(self, request: Request, reply: Reply) -> None:
        """Count a reply."""
        tally = self._by_purpose.setdefault(request.purpose, Tally())
        if reply.cached:
            tally.cached_calls += 1
            return
        tally.calls += 1
        tally.usage = tally.usage + reply.usage
        cost = self._price(reply.usage, request.params)
        if cost is None or tally.cost_usd is None:
            tally.cost_usd = None
        else:
            tally.cost_usd += cost

    def failed(self, request: Request) -> None:
        """Count a call that failed for good."""
        self._by_purpose.setdefault(request.purpose, Tally()).failed_calls += 1

    def as_json(self) -> dict[str, Any]:
        """The totals, and `by_purpose`; `cost_usd` is None where a price is unknown."""
        total = Tally()
        for tally in self._by_purpose.values():
            total.calls += tally.calls
            total.cached_calls += tally.cached_calls
            total.failed_calls += tally.failed_calls
            total.usage = total.usage + tally.usage
            if tally.cost_usd is None or total.cost_usd is None:
                total.cost_usd = None
            else:
                total.cost_usd += tally.cost_usd
        by_purpose = {name: tally.as_json() for name, tally in sorted(self._by_purpose.items())}
        return total.as_json() | {"by_purpose": by_purpose}
