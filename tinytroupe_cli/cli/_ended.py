"""How the play of one scenario ended, also where it did not come to a run; several as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tinytroupe_cli.cli._rim import error_document, first_of
from tinytroupe_cli.errors import TroupeError
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
    found = spread_of(ended)
    more = {"spread": found} if found else {}
    return {"runs": runs, **more, "expect": [], "exit_code": code}


def spread_of(ended: Sequence[Ended]) -> dict[str, Any]:
    """Scenario -> how far its reductions are apart, for those that were repeated."""
    from tinytroupe_cli.harvest import spread

    samples: dict[str, list[Mapping[str, Any]]] = {}
    for each in ended:
        if each.document.get("status") == "finished":
            name = str(each.document["scenario"])
            samples.setdefault(name, []).append(each.document["reduce"])
    return {name: spread(runs) for name, runs in samples.items() if len(runs) > 1}


def code_of(ended: Sequence[Ended]) -> int:
    """The command's exit code."""
    return first_of(each.exit_code for each in ended)


def left(options: Options, ended: Ended) -> Options:
    """The options for the next scenario: limits hold for the command, so what was paid counts."""
    usage = ended.document.get("usage")
    return options if usage is None else replace(options, paid=options.paid.plus(usage))
