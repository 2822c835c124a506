"""How the play of one scenario ended, also where it did not come to a run; several as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tinytroupe_cli.cli._rim import error_document, first_of
from tinytroupe_cli.errors import BudgetError, TroupeError
from tinytroupe_cli.stage import Options, Run

STATUS = {4: "budget", 130: "interrupted"}
ENDS_ALL = frozenset({5, 130})
"""Exit codes after which no further scenario is begun."""


@dataclass(frozen=True, slots=True)
class Ended:
    """One scenario's end."""

    path: Path
    document: Mapping[str, Any]
    exit_code: int
    run: Run | None = None
    error: TroupeError | None = None


def well(path: Path, run: Run) -> Ended:
    """The end of a run that could be told to its end, good or bad."""
    return Ended(path, run.document, run.exit_code, run, run.error)


def broken(path: Path, facts: Mapping[str, Any], failure: TroupeError) -> Ended:
    """The end of a run that broke off; `facts` are empty if it had not begun."""
    known = dict(facts)
    if facts:
        known["status"] = STATUS.get(failure.exit_code, "failed")
    return Ended(path, known | error_document(failure), failure.exit_code, None, failure)


def document_of(ended: Sequence[Ended], code: int, asked: int) -> dict[str, Any]:
    """The one document of a command; of one scenario, or `runs` of several."""
    if asked == len(ended) == 1:
        return dict(ended[0].document) | {"exit_code": code}
    runs = [{"scenario": each.path.stem} | dict(each.document) for each in ended]
    return {"runs": runs, "expect": [], "exit_code": code}


def code_of(ended: Sequence[Ended]) -> int:
    """The command's exit code."""
    return first_of(each.exit_code for each in ended)


def used_up(options: Options) -> BudgetError | None:
    """Why nothing more may be begun, if so."""
    limits = {
        "--max-cost": options.max_cost,
        "--max-calls": options.max_calls,
        "--max-tokens": options.max_tokens,
    }
    gone = next((flag for flag, limit in limits.items() if limit == 0), None)
    if gone is None:
        return None
    return BudgetError(f"{gone} was used up by the scenarios before this one")


def left(options: Options, ended: Ended) -> Options:
    """The limits that the command line gave, less what was paid: they hold for the command."""
    usage = ended.document.get("usage")
    if usage is None:
        return options
    tokens = usage["prompt_tokens"] + usage["completion_tokens"]
    max_cost = options.max_cost
    if max_cost is not None and usage["cost_usd"] is not None:
        max_cost = max(0.0, float(Decimal(str(max_cost)) - Decimal(str(usage["cost_usd"]))))
    return replace(
        options,
        max_cost=max_cost,
        max_calls=_less(options.max_calls, usage["attempts"]),
        max_tokens=_less(options.max_tokens, tokens),
    )


def _less(limit: int | None, paid: int) -> int | None:
    return None if limit is None else max(0, limit - paid)
