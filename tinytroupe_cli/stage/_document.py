"""The one document about a run: what `--format json` prints and the store keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.events import Failure
from tinytroupe_cli.llm import Stack
from tinytroupe_cli.run import Played
from tinytroupe_cli.sim import World
from tinytroupe_cli.stage._earlier import Taken
from tinytroupe_cli.stage._harvesting import Harvest
from tinytroupe_cli.stage._session import Session

EXIT = {"finished": 0, "failed": 3, "budget": 4, "interrupted": 130}


def document(
    facts: Mapping[str, Any],
    played: Played,
    taken: Taken,
    world: World,
    results: Harvest,
    stack: Stack,
    session: Session,
    notices: Sequence[str],
) -> dict[str, Any]:
    """How a run ended and what came of it, by the names of the command contract.

    Args:
        facts: run, scenario, engine, model, seed, repeat.
        played: how the play ended.
        taken: what came from an earlier run.
        world: with the whole story.
        results: what was extracted and reduced.
        stack: what was spent.
        session: the store, and what providers noticed.
        notices: what the user was warned of.
    """
    events = [each for each in world.story if isinstance(each, Failure)]
    failures = [
        {"person": each.person, "step": each.step, "round": each.round, "reason": each.reason}
        for each in events
    ]
    failures += [
        {"person": each["person"], "step": None, "round": None, "reason": each["reason"]}
        for each in results.failures
    ]
    status, exit_code = _ended(
        played.status,
        [each.error for each in events] + [each["error"] for each in results.failures],
    )
    return {
        **facts,
        "status": status,
        "exit_code": exit_code,
        "steps": len({each.step for each in world.story if each.step}),
        "rounds": sum(1 for each in world.story if each.kind == "round"),
        "reused": {"run": taken.run, "units": taken.units},
        "usage": stack.spending.as_json(),
        "extract": results.shown,
        "reduce": results.reduced,
        "expect": [],
        "failures": failures,
        "warnings": [*notices, *session.providers.notices],
        "db": session.store.path,
    }


def _ended(status: str, errors: Sequence[str]) -> tuple[str, int]:
    """The status, and the first exit code that applies: a failed model comes before a budget."""
    out_of_money = [error == "BudgetError" for error in errors]
    if status == "finished" and any(out_of_money):
        status = "budget"
    if status in {"finished", "budget"} and not all(out_of_money):
        return status, EXIT["failed"]
    return status, EXIT[status]
