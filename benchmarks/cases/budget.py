"""Budgets: 50 people ask at once and the endpoint counts what it sees."""

from __future__ import annotations

from benchmarks.case import Case, Figures, Row, exactly, never_above
from benchmarks.cases.survey import survey
from benchmarks.lab import Lab, Played

PEOPLE, CALLS, TOKENS = 50, 37, 100_000
AT_ONCE = ("--concurrency", "64")


def once(lab: Lab) -> Figures:
    """Calls, calls with faults, tokens; and a second run that goes on."""
    folder = lab.folder()
    file = survey(folder, PEOPLE)
    limited = lab.play(file, *AT_ONCE, "--max-calls", str(CALLS), form="json", ends=None)
    further = lab.play(file, *AT_ONCE, form="json", ends=None)
    faults = {"429": 0.1, "500": 0.1, "drop": 0.05}
    unlucky = lab.play(
        survey(lab.folder(), PEOPLE),
        *(*AT_ONCE, "--max-calls", str(CALLS)),
        endpoint={"faults": faults},
        form="json",
        ends=None,
    )
    tokens = lab.play(
        survey(lab.folder(), PEOPLE),
        *(*AT_ONCE, "--max-tokens", str(TOKENS)),
        form="json",
        ends=None,
    )
    return {
        "calls": limited.calls,
        "exit": limited.done.exit_code,
        "both": limited.calls + further.calls,
        "exit further": further.done.exit_code,
        "unlucky": unlucky.calls,
        "exit unlucky": unlucky.done.exit_code,
        "tokens": _tokens(tokens),
        "exit tokens": tokens.done.exit_code,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly(f"--max-calls {CALLS}: requests", found["calls"], CALLS),
        exactly(f"--max-calls {CALLS}: exit code", found["exit"], 4),
        exactly("run again without it: requests of both", found["both"], 2 * PEOPLE),
        exactly("run again without it: exit code", found["exit further"], 0),
        never_above(f"--max-calls {CALLS}, 25 % faults: requests", found["unlucky"], CALLS),
        exactly(f"--max-calls {CALLS}, 25 % faults: exit code", found["exit unlucky"], 4),
        never_above(f"--max-tokens {TOKENS:,}: tokens", found["tokens"], TOKENS),
        exactly(f"--max-tokens {TOKENS:,}: exit code", found["exit tokens"], 4),
    ]


def _tokens(played: Played) -> float:
    return float(sum(each["prompt_tokens"] + each["completion_tokens"] for each in played.log))


CASE = Case("budget", "limits on calls and tokens", once, rows)
