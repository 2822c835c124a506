"""What a case is: figures of one pass, and the lines of the table that their medians make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

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
    always: bool = False
    """Whether it has to hold in every pass, and not for the median alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is measured.

    Args:
        name: what it is called on the command line.
        about: one line.
        once: measures it once; passes of different cases are interleaved.
        rows: the lines, from the medians of all passes or from one pass.
        usual: whether it is part of the whole; what takes many minutes is asked for by name.
    """

    name: str
    about: str
    once: Callable[[Lab], Figures]
    rows: Callable[[Figures], list[Row]]
    usual: bool = True


def at_most(what: str, found: float, limit: float, *, digits: int = 2, unit: str = "") -> Row:
    """A line whose median may not pass a limit."""
    wanted = f"at most {limit:,g}{unit}"
    return Row(what, f"{found:,.{digits}f}{unit}", wanted, found <= limit)


def never_above(what: str, found: float, limit: float) -> Row:
    """A line whose count may not pass a limit in any pass."""
    return Row(what, f"{found:,g}", f"at most {limit:,g}", found <= limit, always=True)


def plain(what: str, found: float, *, digits: int = 2, unit: str = "") -> Row:
    """A line that only tells."""
    return Row(what, f"{found:,.{digits}f}{unit}")


def exactly(what: str, found: float, wanted: float) -> Row:
    """A line whose count has to be met in every pass."""
    return Row(what, f"{found:,g}", f"{wanted:,g}", found == wanted, always=True)


def over_all(case: Case, passes: Sequence[Figures]) -> list[Row]:
    """The lines from the medians; what has to hold always shows the pass in which it did not."""
    medians = {name: median(each[name] for each in passes) for name in passes[0]}
    single = [case.rows(each) for each in passes]
    lines = []
    for number, row in enumerate(case.rows(medians)):
        failed = [rows[number] for rows in single if rows[number].held is False]
        lines.append(failed[0] if row.always and failed else row)
    return lines
