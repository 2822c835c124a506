"""What a run came to, as text: extractions, reductions, usage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinytroupe_cli.cli._console import console
from tinytroupe_cli.harvest import extraction_rows
from tinytroupe_cli.stage import Run
from tinytroupe_cli.view import crosstab, paragraph, table


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
    apart = ("interval", "note")
    notes = dict.fromkeys(row[key] for key in apart for row in rows if key in row)
    plain = [{k: v for k, v in row.items() if k not in apart} for row in rows]
    if not crosstab(out, name, plain):
        table(out, name, _short(plain))
    if notes:
        paragraph(out, f"({'; '.join(notes)})")
    out.print()


def _short(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without counts of missing people where nobody is missing."""
    missing = any(row.get("missing") for row in rows)
    whole = {"share", "mean", "sum", "borda", "top_box"}
    kept = missing or not any(whole & row.keys() for row in rows)
    return rows if kept else [{k: v for k, v in row.items() if k != "missing"} for row in rows]


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
