"""Failures that several calls share: each gets its own copy."""

from __future__ import annotations

from copy import copy

from tinytroupe_cli.errors import ModelError


def again(failure: ModelError) -> ModelError:
    """The same failure for another call, one that paid nothing for it."""
    copied = copy(failure)
    copied.attempts, copied.reply = (), None
    return copied
