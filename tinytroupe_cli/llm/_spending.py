"""What one invocation used and paid, by purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tinytroupe_cli.llm._types import Attempt, ModelParams, Price, Request, Usage


@dataclass(slots=True)
class Tally:
    """Calls, tokens and cost of one purpose."""

    calls: int = 0
    """Calls that were put to a model, however often tried."""
    cached_calls: int = 0
    """Calls that kept replies, or equal calls in flight, answered."""
    attempts: int = 0
    """Requests that were sent for the calls."""
    failed_calls: int = 0
    """Calls that got no reply in the end."""
    usage: Usage = field(default_factory=Usage)
    """Tokens of all attempts, those of useless replies too."""
    cost_usd: Decimal | None = Decimal(0)
    """None once a model without a known price was used."""
    saved_usd: Decimal = Decimal(0)
    """What kept replies would have cost, as far as prices are known."""

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.calls += other.calls
        self.cached_calls += other.cached_calls
        self.attempts += other.attempts
        self.failed_calls += other.failed_calls
        self.usage += other.usage
        self.saved_usd += other.saved_usd
        if self.cost_usd is None or other.cost_usd is None:
            self.cost_usd = None
        else:
            self.cost_usd += other.cost_usd

    def as_json(self) -> dict[str, Any]:
        """The tally as the command contract names it; kept replies' tokens do not count."""
        return {
            "calls": self.calls,
            "cached_calls": self.cached_calls,
            "attempts": self.attempts,
            "failed_calls": self.failed_calls,
            "prompt_tokens": self.usage.prompt_tokens,
            "cached_prompt_tokens": self.usage.cached_prompt_tokens,
            "completion_tokens": self.usage.completion_tokens,
            "reasoning_tokens": self.usage.reasoning_tokens,
            "cost_usd": None if self.cost_usd is None else float(round(self.cost_usd, 6)),
            "saved_usd": float(round(self.saved_usd, 6)),
        }


class Spending:
    """The tallies of one invocation."""

    def __init__(self, price: Price) -> None:
        self._price = price
        self._by_purpose: dict[str, Tally] = {}

    @property
    def by_purpose(self) -> dict[str, Tally]:
        """The tallies, by purpose in alphabetical order."""
        return dict(sorted(self._by_purpose.items()))

    @property
    def total(self) -> Tally:
        """All purposes together."""
        total = Tally()
        for tally in self._by_purpose.values():
            total.add(tally)
        return total

    def add(
        self,
        request: Request,
        tries: Sequence[Attempt],
        *,
        cached: Usage | None = None,
        failed: bool = False,
    ) -> None:
        """Count a call.

        Args:
            request: the call.
            tries: what was tried for it.
            cached: what the reply had cost when it came, if it was a kept one.
            failed: whether it was not answered at all.
        """
        one = Tally(cached_calls=int(cached is not None), failed_calls=int(failed))
        if cached is not None:
            one.saved_usd = self._price(cached, request.params) or Decimal(0)
        if tries and cached is None:
            one.calls, one.attempts = 1, len(tries)
            one.usage = sum((each.usage for each in tries), Usage())
            one.cost_usd = self._cost(request, tries)
        self._by_purpose.setdefault(request.purpose, Tally()).add(one)

    def spare(self, purpose: str, usage: Usage, params: ModelParams) -> None:
        """Count a call that was not even asked for, since its outcome was taken over."""
        saved = self._price(usage, params) or Decimal(0)
        self._by_purpose.setdefault(purpose, Tally()).add(Tally(saved_usd=saved))

    def as_json(self) -> dict[str, Any]:
        """The totals, and `by_purpose`; `cost_usd` is None where a price is unknown."""
        by_purpose = {name: tally.as_json() for name, tally in self.by_purpose.items()}
        return self.total.as_json() | {"by_purpose": by_purpose}

    def _cost(self, request: Request, tries: Sequence[Attempt]) -> Decimal | None:
        cost = Decimal(0)
        for each in tries:
            if each.usage == Usage():
                # Nothing counted: free after an error; after an answer, whatever it cost.
                if each.error is None and self._price(Usage(1, 0, 1), request.params) != 0:
                    return None
                continue
            paid = self._price(each.usage, request.params)
            if paid is None:
                return None
            cost += paid
        return cost
