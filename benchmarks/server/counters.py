"""What the endpoint saw: totals, and a line for each request."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Seen:
    """One request; times are seconds of the machine's monotonic clock."""

    began: float
    kind: str
    """`turn`, `memories`, `form` or `text`."""
    prompt_tokens: int
    """Of the messages, four characters each."""
    schema_tokens: int
    """Of the response format that is sent beside the messages."""
    cached_tokens: int = 0
    completion_tokens: int = 0
    ended: float = 0.0
    """0 while it is under way."""
    outcome: str = ""
    """`ok`, a fault, or the status of a refusal."""
    digest: str = ""
    """Of the body: requests share it that are equal byte for byte."""
    watched: bool = False
    """Whether the watched text stands in the prompt."""


@dataclass(slots=True)
class Counters:
    """Everything since the last reset."""

    log: list[Seen] = field(default_factory=list)
    flying: int = 0
    most_flying: int = 0
    connections: int = 0
    """Connections that were opened."""

    def begin(self, seen: Seen) -> None:
        """A request has come in whole."""
        self.log.append(seen)
        self.flying += 1
        self.most_flying = max(self.most_flying, self.flying)

    def end(self, seen: Seen, outcome: str) -> None:
        """It was answered, or its connection is gone."""
        if not seen.ended:
            seen.ended, seen.outcome = time.monotonic(), outcome
            self.flying -= 1

    def totals(self) -> dict[str, Any]:
        """Counts and sums."""
        return {
            "received": len(self.log),
            "in_flight_max": self.most_flying,
            "connections": self.connections,
            "outcomes": dict(Counter(each.outcome for each in self.log)),
            "kinds": dict(Counter(each.kind for each in self.log)),
            "prompt_tokens": sum(each.prompt_tokens for each in self.log),
            "cached_tokens": sum(each.cached_tokens for each in self.log),
            "completion_tokens": sum(each.completion_tokens for each in self.log),
        }

    def lines(self) -> list[dict[str, Any]]:
        """The log, in order of arrival."""
        return [asdict(each) for each in self.log]
