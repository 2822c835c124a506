"""`python -m benchmarks [NAME...] [--runs N]`: measure, and print the table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.case import Case, Figures, Row, over_all
from benchmarks.cases import CASES
from benchmarks.command import TROUPE
from benchmarks.endpoint import Endpoint
from benchmarks.lab import Lab

PROBLEM = 1
"""The exit code when something that is wanted does not hold."""


def main() -> int:
    """Measure what was asked for; 1 when something that is wanted does not hold."""
    told = _arguments()
    chosen = [case for case in CASES if (case.name in told.names if told.names else case.usual)]
    with Endpoint() as endpoint, tempfile.TemporaryDirectory(prefix="troupe-bench-") as folder:
        lab = Lab(endpoint, Path(folder))
        passes = [_measured(chosen, lab, number) for number in range(told.runs)]
    print(f"\n{_conditions(told.runs)}\n")
    rows = [
        (case, row)
        for case in chosen
        for row in over_all(case, [each[case.name] for each in passes])
    ]
    print(_table(rows))
    return PROBLEM if any(row.held is False for _, row in rows) else 0


def _arguments() -> argparse.Namespace:
    names = "\n".join(
        f"  {case.name:12} {case.about}{'' if case.usual else ' (only when named)'}"
        for case in CASES
    )
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="What troupe costs in time, tokens and CPU, against a local endpoint.",
        epilog=f"cases:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a case; all when left out")
    parser.add_argument("--runs", type=int, default=3, help="passes; medians are shown [3]")
    told = parser.parse_args()
    unknown = {*told.names} - {case.name for case in CASES}
    if unknown:
        parser.error(f"no case is called {', '.join(sorted(unknown))}")
    if not TROUPE.exists():
        parser.error(f"{TROUPE} is missing: run it with the Python that troupe is installed for")
    return told


def _measured(cases: Sequence[Case], lab: Lab, number: int) -> Mapping[str, Figures]:
    """One pass over all cases."""
    found = {}
    for case in cases:
        began = time.monotonic()
        found[case.name] = case.once(lab)
        seconds = time.monotonic() - began
        print(f"pass {number + 1}: {case.name}, {seconds:.0f} s", file=sys.stderr)
    return found


def _conditions(runs: int) -> str:
    """Under which conditions it was measured; a busy machine makes times long, not counts."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores{load}; medians of {runs} "
        "passes, counts hold in each; endpoint at 300 ms + 5 ms a token, replies of 400 tokens"
    )


def _table(rows: Sequence[tuple[Case, Row]]) -> str:
    lines = [("case", "what", "measured", "wanted", "")]
    lines += [(case.name, row.what, row.found, row.wanted, _MARKS[row.held]) for case, row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    text = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text)


_MARKS = {None: "", True: "yes", False: "NO"}

if __name__ == "__main__":
    sys.exit(main())
