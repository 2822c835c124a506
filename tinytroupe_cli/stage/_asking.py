"""Asking the people of a run: what they lived through there goes before the questions."""

from __future__ import annotations

from typing import NamedTuple

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import fold
from tinytroupe_cli.spec import (
    AskStep,
    CastMember,
    LoadedScenario,
    Scenario,
    counted,
)
from tinytroupe_cli.stage._session import Fork
from tinytroupe_cli.store import RunRecord, Store


class People(NamedTuple):
    """Who is asked, and where their story is."""

    record: RunRecord
    scenario: Scenario
    cast: tuple[CastMember, ...]


def people_of(store: Store, run: str) -> People:
    """Those who are there at the end of a run.

    Raises:
        UsageError: there is no such run, it says nothing of its scenario, or nobody is there.
    """
    record = store.find_run(run)
    told = record.spec.get("scenario")
    if not told:
        raise UsageError(
            f"run {record.id} was not played by `troupe run`, so nothing can follow it",
            hint="`troupe runs` lists all",
        )
    known = fold(store.events(record.id)).people.values()
    cast = tuple(CastMember(one.name, one.persona) for one in known if one.present)
    if not cast:
        raise UsageError(f"nobody is there at the end of run {record.id}")
    return People(record, Scenario.model_validate(told), cast)


def asked_after(people: People, step: AskStep, name: str) -> tuple[LoadedScenario, Fork]:
    """The run's scenario with the questions as its last step, and where it goes on."""
    steps = (*people.scenario.steps, step)
    scenario = people.scenario.model_copy(
        update={
            "name": name, "steps": steps, "extract": {}, "reduce": counted(step.questions),
            "outputs": (), "repeat": 1,
        }
    )  # fmt: skip
    return LoadedScenario(scenario, people.cast, None), Fork(people.record.id, len(steps))
