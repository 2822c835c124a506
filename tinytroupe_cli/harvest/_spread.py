"""How far the same reduction is apart over independent samples of a scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import Any

from tinytroupe_cli.harvest._measures import NOT_COMPARED, TAKEN
from tinytroupe_cli.harvest._rows import Row

MEASURES = ("count", "share", "mean", "sum", "borda", "borda_mean", "top_box", "top_two")


def spread(samples: Sequence[Mapping[str, Sequence[Row]]]) -> dict[str, list[Row]]:
    """Each reduction over all samples.

    Args:
        samples: for each repeat its reductions, name -> rows.

    Returns:
        Name -> rows: the group, then for each measure its mean over the repeats, and `_sd`, `_min`
        and `_max` (standard deviation of the sample, smallest, largest), and as `n` of how many
        answers the repeat with the fewest has them. A group that a sample lacks counts there as 0
        for counts and shares, and not at all for means and sums. Tables have no spread and are
        left out.
    """
    names = dict.fromkeys(name for sample in samples for name in sample)
    found = {name: _rows([sample.get(name, ()) for sample in samples]) for name in names}
    return {name: rows for name, rows in found.items() if rows}


def _rows(samples: Sequence[Sequence[Row]]) -> list[Row]:
    groups: dict[str, Row] = {}
    values: dict[str, list[Row | None]] = {}
    for at, sample in enumerate(samples):
        for row in sample:
            if not any(measure in row for measure in MEASURES):
                return []
            group = {name: value for name, value in row.items() if name not in TAKEN}
            key = repr(group)
            groups.setdefault(key, group)
            values.setdefault(key, [None] * len(samples))[at] = row
    return [group | _spread_of(values[key]) for key, group in groups.items()]


def _spread_of(rows: Sequence[Row | None]) -> Row:
    result: Row = {"repeats": len(rows)}
    for measure in MEASURES:
        if not any(row is not None and measure in row for row in rows):
            continue
        if measure == "share":
            result = {"repeats": len(rows)}  # it says what the count says
        numbers = [number for row in rows if (number := _number(row, measure)) is not None]
        result[measure] = fmean(numbers) if numbers else None
        result[f"{measure}_sd"] = stdev(numbers) if len(numbers) > 1 else None
        result[f"{measure}_min"] = min(numbers, default=None)
        result[f"{measure}_max"] = max(numbers, default=None)
    answers = [row["n"] for row in rows if row is not None and "n" in row]
    if answers:
        result["n"] = min(answers)
    if result.keys() & {"share", "mean", "borda", "top_box"}:
        result["note"] = NOT_COMPARED
    return result


def _number(row: Row | None, measure: str) -> Any:
    if row is None:
        return 0 if measure in {"count", "share"} else None
    return row.get(measure)
