"""Peak memory (largest resident set) of 1,000 people who answer one question each."""

from __future__ import annotations

from benchmarks.case import Case, Figures, Row, at_most, plain
from benchmarks.cases.survey import survey
from benchmarks.lab import FAST, Lab


def _once(lab: Lab, count: int) -> Figures:
    played = lab.play(survey(lab.folder(), count), endpoint=FAST, form="json")
    return {
        "peak": played.done.peak_mb,
        "cpu": played.done.cpu / max(1, played.calls) * 1000,
        "first": played.first_request,
    }


def _rows(found: Figures, count: int, limit: float) -> list[Row]:
    return [
        at_most(f"{count:,} people: peak memory", found["peak"], limit, digits=0, unit=" MB"),
        plain(f"{count:,} people: CPU a call, everything included", found["cpu"], unit=" ms"),
        plain(f"{count:,} people: first request after", found["first"], unit=" s"),
    ]


CASE = Case(
    "memory",
    "peak memory of 1,000 people",
    lambda lab: _once(lab, 1_000),
    lambda found: _rows(found, 1_000, 170),
)
LARGE = Case(
    "large",
    "peak memory of 10,000 people",
    lambda lab: _once(lab, 10_000),
    lambda found: _rows(found, 10_000, 550),
    usual=False,
)
