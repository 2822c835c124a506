"""What a command may pay, and whether it can be carried out; looked at before it begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tinytroupe_cli.config import Settings
from tinytroupe_cli.errors import BudgetError, ConfigError, UsageError
from tinytroupe_cli.llm import Budget, ModelParams, Purpose, Usage, prices
from tinytroupe_cli.stage._models import Models

PURPOSES: tuple[Purpose, ...] = ("act", "judge", "extract", "generate")


@dataclass(frozen=True, slots=True)
class Paid:
    """What the scenarios of a command have paid so far."""

    usd: Decimal = Decimal(0)
    calls: int = 0
    tokens: int = 0

    def plus(self, usage: Mapping[str, Any]) -> Paid:
        """With the usage of one more run, as its document has it."""
        return Paid(
            self.usd + Decimal(str(usage["cost_usd"] or 0)),
            self.calls + usage["attempts"],
            self.tokens + usage["prompt_tokens"] + usage["completion_tokens"],
        )


def limits_of(settings: Settings, scenario: Budget, paid: Paid) -> Budget:
    """What is left: of a flag's limit, or else of the smaller of the scenario's and config.ini's.

    A flag and config.ini limit the command, which may have paid for other scenarios already; a
    scenario's budget is its own.
    """

    def left(name: str, own: Any, spent: Any) -> Any:
        given = getattr(settings, name)
        rest = None if given is None else max(type(spent)(0), type(spent)(str(given)) - spent)
        if settings.origin(name) == "command line":
            return rest
        return min((each for each in (rest, own) if each is not None), default=None)

    usd = left("max_cost", scenario.usd, paid.usd)
    return Budget(
        usd=None if usd is None else float(usd),
        calls=left("max_calls", scenario.calls, paid.calls),
        tokens=left("max_tokens", scenario.tokens, paid.tokens),
    )


def require_possible(
    settings: Settings, models: Models, people: Iterable[str], limit: Budget, paid: Paid
) -> None:
    """Refuse what could only fail.

    Raises:
        BudgetError: the scenarios before this one used up what the command may pay.
        UsageError: a limit on cost cannot hold, since a model's price is unknown.
        ConfigError: a model's address is missing.
    """
    gone = [name for name, rest in _named(limit).items() if rest == 0]
    if gone and paid != Paid():
        raise BudgetError(f"the limit on {gone[0]} was used up by the scenarios before this one")
    price = prices(settings.prices)
    for params in _used(models, people):
        if params.provider == "azure" and params.base_url is None:
            raise ConfigError(
                "the address of the Azure OpenAI resource is missing",
                hint="set AZURE_OPENAI_ENDPOINT, such as https://NAME.openai.azure.com",
            )
        if limit.usd is not None and price(Usage(1, 0, 1), params) is None:
            raise UsageError(
                f"a limit on cost cannot hold: the price of {params.model!r} is unknown",
                hint="give it in [Prices] of config.ini, or limit --max-calls or --max-tokens",
            )


def _named(limit: Budget) -> dict[str, float | None]:
    """The limits by what they are on."""
    return {"cost": limit.usd, "calls": limit.calls, "tokens": limit.tokens}


def _used(models: Models, people: Iterable[str]) -> list[ModelParams]:
    found: list[ModelParams] = []
    for name in (None, *people):
        for purpose in PURPOSES:
            params = models.params(name, purpose)
            if params not in found:
                found.append(params)
    return found
