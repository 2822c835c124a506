"""Consoles: stdout is the result, stderr the conversation with the human."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

NARROW, WIDE = 40, 110


def console(*, stderr: bool = False, quiet: bool = False) -> Console:
    """A console as wide as the terminal, at most as wide as one likes to read.

    In a pipe it has no colour, and 100 columns unless COLUMNS says otherwise.
    """
    from rich.console import Console

    out = sys.stderr if stderr else sys.stdout
    terminal = out.isatty()
    plain = quiet or not terminal or "NO_COLOR" in os.environ
    width = None if terminal or "COLUMNS" in os.environ else 100
    made = Console(
        file=out, no_color=plain, force_terminal=terminal, width=width, highlight=False,
        emoji=False, markup=False,
    )  # fmt: skip
    if width is None:
        made.width = max(NARROW, min(made.width, WIDE))
    return made


def warn(text: str) -> None:
    """One line to the human."""
    sys.stderr.write(f"troupe: {text}\n")
