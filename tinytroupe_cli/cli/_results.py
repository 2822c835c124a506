"""What a run came to, as text: extractions, reductions, usage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinytroupe_cli.cli._console import console
from tinytroupe_cli.cli._folded import SIDES, folded, heavy
from tinytroupe_cli.harvest import extraction_rows
from tinytroupe_cli.stage import Run
from tinytroupe_cli.view import cell, crosstab, paragraph, table

APART = ("interval", "note")
"""What is said of numbers, and is none."""
BASE = ("points", "n", "n_effective", "design_effect", "missing", "skipped", "invalid", "failed")
"""What shares and points are of."""


def print_results(run: Run, *, quiet: bool) -> None:
    """Print a run's results and what it cost."""
    out = console(quiet=quiet)
    out.print()
    for name, result in run.extractions.items():
        table(out, name, extraction_rows(name, result))
        out.print()
    for name, rows in run.reduce.items():
        print_reduction(out, name, rows)
    paragraph(out, _account(run.document))


def print_reduction(out: Any, name: str, rows: list[dict[str, Any]]) -> None:
    """Print one reduction; what holds for every row stands once below it."""
    notes = [*dict.fromkeys(row[key] for key in APART for row in rows if key in row)]
    if weights := heavy(rows):
        notes.append(weights)
    plain = [{k: v for k, v in row.items() if k not in APART} for row in rows]
    if not crosstab(out, name, plain):
        common = _common(plain)
        told = [
            f"{key.replace('_', ' ')} {cell(value)}"
            for key, value in common.items()
            if value or not key.startswith("missing")
        ]
        notes = [*told, *notes]
        rest = [{k: v for k, v in row.items() if k not in common} for row in plain]
        table(out, name, folded(rest))
    if notes:
        paragraph(out, f"({'; '.join(notes)})")
    out.print()


def _common(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What all rows are of, where that is worth no column: how many answers, how many missing."""
    keys = rows[0].keys() if rows else ()
    if not any(key.startswith(("share", "borda", "top_box")) or _side(key) for key in keys):
        return {}
    first = {key: rows[0][key] for key in keys if key.removesuffix(_side(key)) in BASE}
    return {k: v for k, v in first.items() if all(row.get(k) == v for row in rows)}


def _side(column: str) -> str:
    """Whose measure a column of a comparison holds."""
    return next((side for side in SIDES if side and column.endswith(side)), "")


def print_spread(found: Mapping[str, Mapping[str, list[dict[str, Any]]]], *, quiet: bool) -> None:
    """Print how far the repeats of each scenario are apart."""
    out = console(quiet=quiet)
    for scenario, reductions in found.items():
        for name, rows in reductions.items():
            print_reduction(out, f"{scenario}: {name}, over {rows[0]['repeats']} repeats", rows)


def _account(document: Mapping[str, Any]) -> str:
    usage = document["usage"]
    cost = "unknown" if usage["cost_usd"] is None else f"${usage['cost_usd']:.4f}"
    tokens = usage["prompt_tokens"] + usage["completion_tokens"]
    calls = "1 call" if usage["calls"] == 1 else f"{usage['calls']:,} calls"
    kept = usage["cached_calls"]
    replies = "1 kept reply" if kept == 1 else f"{kept:,} kept replies"
    saved = f", saved ${usage['saved_usd']:.4f}" if usage["saved_usd"] else ""
    again = "; another sample: --repeat 2" if _is_old(document) else ""
    return (
        f"run {document['run']} {document['status']}: {calls}, {replies}, {tokens:,} tokens, "
        f"cost {cost}{saved}, engine {document['engine']}{again}"
    )


def _is_old(document: Mapping[str, Any]) -> bool:
    """Whether all of it was known before."""
    finished = document["status"] == "finished" and not document["exit_code"]
    return finished and bool(document["reused"]["run"]) and not document["usage"]["calls"]
