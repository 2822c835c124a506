"""What a case is: figures of one pass, and the lines of the table that their medians make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.lab import Lab

Figures = Mapping[str, float]
"""Name -> number; counts, seconds, ratios."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    found: str
    wanted: str = ""
    held: bool | None = None
    """Whether what is wanted holds; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is measured.

    Args:
        name: what it is called on the command line.
        about: one line.
        once: measures it once; passes of different cases are interleaved.
        rows: the lines, from the medians of all passes.
        usual: whether it is part of the whole; what takes many minutes is asked for by name.
    """

    name: str
    about: str
    once: Callable[[Lab], Figures]
    rows: Callable[[Figures], list[Row]]
    usual: bool = True


def at_most(what: str, found: float, limit: float, *, digits: int = 2, unit: str = "") -> Row:
    """A line whose figure may not pass a limit."""
    wanted = f"at most {limit:,g}{unit}"
    return Row(what, f"{found:,.{digits}f}{unit}", wanted, found <= limit)


def plain(what: str, found: float, *, digits: int = 2, unit: str = "") -> Row:
    """A line that only tells."""
    return Row(what, f"{found:,.{digits}f}{unit}")


def exactly(what: str, found: float, wanted: float) -> Row:
    """A line whose count has to be met."""
    return Row(what, f"{found:,g}", f"{wanted:,g}", found == wanted)
