"""How the endpoint behaves; everything can be changed while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

FAULTS = (
    "429",
    "429_retry_after",
    "500",
    "drop",
    "hang",
    "malformed",
    "truncated",
    "no_content",
)
"""What can happen to a request: see `faults`."""

QUIRKS = (
    "no_strict",
    "no_json_schema",
    "no_response_format",
    "no_temperature",
    "no_max_tokens",
    "no_max_completion_tokens",
)
"""What the endpoint does not take and answers with status 400."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The behaviour of the endpoint from now on."""

    first_token_ms: float = 300.0
    """Milliseconds before the first token of a reply."""
    per_token_ms: float = 5.0
    """Milliseconds for each token of a reply."""
    reply_tokens: int = 400
    """Tokens (4 characters each) that a reply is given, where its schema has room for text."""
    slots: int | None = None
    """Requests that are worked on at once; more wait in line, as on a local server."""
    reject_beyond: int | None = None
    """Requests in flight beyond which further ones are answered with status 429."""
    seed: int = 0
    """Seeds which requests meet a fault."""
    faults: Mapping[str, float] = field(default_factory=dict)
    """Kind of fault -> the share of tries that meet it."""
    quirks: tuple[str, ...] = ()
    """Which of QUIRKS hold."""
    key: str | None = None
    """The only key that is accepted; None takes any."""
    model: str | None = None
    """The only model there is; None takes any."""
    credit: int | None = None
    """Requests that are answered before `insufficient_quota`; None is no end."""
    refuses: tuple[str, ...] = ()
    """Texts; a request that holds one of them is refused as by a content filter."""
    samples: bool = False
    """True answers equal requests with a temperature above 0 and no `seed` anew each time, as a
    model does; False answers by the request alone."""
    watch: str = ""
    """A text whose presence in a prompt is noted in the log."""
    bodies: str = ""
    """A file to which the body of each request is added, a line each; empty for none."""

    def seconds(self, tokens: int) -> float:
        """How long a reply of so many tokens takes."""
        return (self.first_token_ms + tokens * self.per_token_ms) / 1000


def changed(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """The settings with some changed.

    Raises:
        ValueError: a fault or a quirk of that name does not exist.
        TypeError: neither does a setting.
    """
    new = replace(settings, **changes)
    unknown = {*new.faults} - {*FAULTS} | {*new.quirks} - {*QUIRKS}
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return new
