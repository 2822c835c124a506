"""Consoles: stdout is the result, stderr the conversation with the human."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

NARROW, IN_A_PIPE = 40, 100


def console(*, quiet: bool = False) -> Console:
    """Stdout, as wide as the terminal.

    In a pipe it is plain, and 100 columns wide unless COLUMNS says otherwise.
    """
    return _console(sys.stdout, plain=quiet or bool(os.environ.get("NO_COLOR")))


def progress(*, quiet: bool = False) -> Console | None:
    """Stderr for a line that moves; None where nobody watches, or wants to."""
    if quiet or not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        return None
    made = _console(sys.stderr, plain=False)
    return None if made.is_dumb_terminal else made


def warn(text: str) -> None:
    """A word to the human."""
    sys.stderr.write(f"troupe: {text}\n")


def _console(out: Any, *, plain: bool) -> Console:
    from rich.console import Console

    terminal = out.isatty()
    width = None if terminal or "COLUMNS" in os.environ else IN_A_PIPE
    made = Console(
        file=out, force_terminal=terminal, color_system=None if plain else "auto", width=width,
        highlight=False, emoji=False, markup=False,
    )  # fmt: skip
    made.width = max(NARROW, made.width)
    return made
