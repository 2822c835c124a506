"""Going on from the story of another run: what if, from the same past."""

from __future__ import annotations

from typing import NamedTuple

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import Failure, fold
from tinytroupe_cli.ids import digest
from tinytroupe_cli.run import Past
from tinytroupe_cli.spec import LoadedScenario
from tinytroupe_cli.stage._earlier import Taken
from tinytroupe_cli.stage._session import Session


class Before(NamedTuple):
    """What goes before a forked scenario."""

    past: Past
    taken: Taken


def past(session: Session, loaded: LoadedScenario) -> Before | None:
    """The story that a scenario goes on from; None when it begins by itself.

    Raises:
        UsageError: there is no such run or step, the run did not get that far, or somebody takes
            part in the scenario who is not in the story.
    """
    fork = session.options.fork
    if fork is None:
        return None
    steps = len(loaded.scenario.steps)
    if not 1 <= fork.step <= steps:
        raise UsageError(f"--at {fork.step}: the scenario has the steps 1 to {steps}")
    record = session.store.find_run(fork.run)
    story = session.store.events(record.id)
    kept = tuple(event for event in story if event.step < fork.step)
    reached = record.status == "finished" or any(event.step >= fork.step for event in story)
    if not kept or not reached or any(isinstance(event, Failure) for event in kept):
        raise UsageError(
            f"run {record.id} did not complete step {fork.step - 1}",
            hint=f"`troupe resume {record.id}` ends it; `troupe show {record.id}` has its story",
        )
    known = fold(kept).people
    missing = [m.name for m in loaded.cast if not m.joins_later and m.name not in known]
    if missing:
        raise UsageError(
            f"{missing[0]} takes part in the scenario but not in the story of run {record.id}",
            hint="a `join` step lets somebody come in",
        )
    identity = digest([event.model_dump(mode="json") for event in kept])
    return Before(Past(fork.step, identity), Taken(record.id, kept, 1, fork.step - 1))
