"""The layers around a provider: each takes something that answers and returns the like."""

from tinytroupe_cli.llm._layers._purse import Budget
from tinytroupe_cli.llm._layers.attempt import attempt
from tinytroupe_cli.llm._layers.budget import budget
from tinytroupe_cli.llm._layers.cache import cache
from tinytroupe_cli.llm._layers.limits import Limits, limits
from tinytroupe_cli.llm._layers.pace import pace
from tinytroupe_cli.llm._layers.record import record
from tinytroupe_cli.llm._layers.retry import RetryPolicy, retry

__all__ = [
    "Budget",
    "Limits",
    "RetryPolicy",
    "attempt",
    "budget",
    "cache",
    "limits",
    "pace",
    "record",
    "retry",
]
