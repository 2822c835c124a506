"""One run from its beginning to its results: take over, play, keep, harvest, report."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.events import Answer, Event, Turn
from tinytroupe_cli.harvest import event_rows
from tinytroupe_cli.ids import new_run_id
from tinytroupe_cli.llm import Purpose, Stack, Usage
from tinytroupe_cli.run import Plan, Played, Unit, plan, play
from tinytroupe_cli.sim import Mind, World
from tinytroupe_cli.spec import LoadedScenario, Scenario
from tinytroupe_cli.stage._document import document
from tinytroupe_cli.stage._earlier import Taken, take
from tinytroupe_cli.stage._forking import past
from tinytroupe_cli.stage._harvesting import Harvest, Harvester
from tinytroupe_cli.stage._means import engine, means
from tinytroupe_cli.stage._session import Session


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was played: its story, its results, the document that the command prints."""

    id: str
    events: tuple[Event, ...]
    extract: Mapping[str, Any]
    """Name -> value; a list of values where people were asked one by one."""
    reduce: Mapping[str, list[dict[str, Any]]]
    document: Mapping[str, Any]
    exit_code: int
    error: TroupeError | None = None
    extractions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name -> all that an extraction found, with whose answer could not be had."""
    outputs: tuple[Path, ...] = ()
    """The files that the scenario wants written."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The story as flat records, one for each event."""
        return event_rows(self.events)


@dataclass(slots=True)
class Watcher:
    """Told what happens while a run is played; the defaults do nothing."""

    on_start: Callable[[dict[str, Any]], None] = lambda _facts: None
    """The run's id, scenario, engine and model."""
    on_taken: Callable[[Taken], None] = lambda _taken: None
    """What comes from an earlier run; its events follow as if they were played."""
    on_event: Callable[[Event], None] = lambda _event: None
    on_unit: Callable[[Unit], None] = lambda _unit: None
    """A unit's events are in the store."""
    on_call: Callable[[Mapping[str, Any]], None] = lambda _call: None
    """A call to a model has ended: purpose, person, step, round, cached, error, ..."""
    on_warning: Callable[[str], None] = lambda _text: None
    stop: Callable[[], bool] = lambda: False
    notices: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        """Keep a warning for the document and show it."""
        self.notices.append(text)
        self.on_warning(text)


async def play_once(
    loaded: LoadedScenario, session: Session, watcher: Watcher, *, repeat: int
) -> Run:
    """Play one sample of a scenario in an open session, from what is new on, and harvest it."""
    scenario, run = loaded.scenario, new_run_id()
    names = [member.name for member in loaded.cast]
    generated = [member.name for member in loaded.cast if member.life is not None]
    by = means(session, names, generated)
    before = past(session, loaded)
    planned = plan(loaded, by, repeat=repeat, past=before and before.past)
    taken = Taken()
    if session.reuses:
        taken = take(planned, by, session.store, repeat=repeat, since=session.options.since)
    if before is not None and taken.units == 0:
        taken = before.taken
    facts = {
        "run": run,
        "scenario": scenario.name,
        "engine": engine(session, names, generated),
        "model": session.acting.model,
        "seed": scenario.seed,
        "repeat": repeat,
    }
    _begin(facts, loaded, by, session, taken)
    with _ended_somehow(facts, session):
        watcher.on_start(facts)
        watcher.on_taken(taken)
        stack = session.stack(run, watcher.on_call)
        _count_saved(taken, session, stack)
        mind = session.mind(stack, seed=scenario.seed, repeat=repeat)
        world = _world(scenario, mind, watcher)
        world.restore(taken.events)
        for event in taken.events:
            watcher.on_event(event)
        if taken.units:
            watcher.on_unit(planned.units[taken.units - 1])
        played = await _units(planned, session, world, run, watcher, first=taken.units)
        results = Harvest()
        if played.status == "finished" and watcher.stop():
            played = Played("interrupted", played.units)
        if played.status == "finished":
            harvester = Harvester(session, stack, run, seed=scenario.seed, sample=mind.sample)
            results = await harvester.harvest(scenario, world.story)
        said = document(facts, played, taken, world, results, stack, session, watcher.notices)
    code = said["exit_code"]
    session.store.finish_run(run, status=said["status"], exit_code=code, summary=said)
    return Run(
        run,
        tuple(world.story),
        results.shown,
        results.reduced,
        said,
        code,
        played.error,
        results.extracted,
        _outputs(loaded),
    )


def _outputs(loaded: LoadedScenario) -> tuple[Path, ...]:
    """The files that a scenario names, beside its own."""
    folder = Path() if loaded.path is None else loaded.path.parent
    return tuple(folder / name for name in loaded.scenario.outputs)


def _count_saved(taken: Taken, session: Session, stack: Stack) -> None:
    """Count what the turns and answers that are taken over had cost."""
    behind = {
        key: event
        for event in taken.events
        if isinstance(event, Turn | Answer)
        for key in event.calls  # of several answers the same, when they were asked for together
    }
    for key, event in behind.items():
        kept = session.store.cache.get(key)
        if kept is not None:
            purpose: Purpose = "act" if isinstance(event, Turn) else "ask"
            params = session.models.params(event.person, purpose)
            stack.spending.spare(purpose, Usage(**kept["usage"]), params)


@contextmanager
def _ended_somehow(facts: Mapping[str, Any], session: Session) -> Iterator[None]:
    """Note of a run that was broken off how it ended, as far as the store still takes it."""
    try:
        yield
    except BaseException as broken:
        stopped = isinstance(broken, CancelledError | KeyboardInterrupt)
        status, code = ("interrupted", 130) if stopped else ("failed", 70)
        if isinstance(broken, TroupeError):
            code = broken.exit_code
        summary = {**facts, "status": status, "exit_code": code}
        with suppress(StoreError):
            session.store.finish_run(facts["run"], status=status, exit_code=code, summary=summary)
        raise


def _begin(
    facts: Mapping[str, Any],
    loaded: LoadedScenario,
    by: Mapping[str, Any],
    session: Session,
    taken: Taken,
) -> None:
    spec = {
        "scenario": loaded.scenario.model_dump(mode="json", by_alias=True),
        "path": str(loaded.path and loaded.path.absolute()),
        "means": by,
        "options": session.kept(),
    }
    session.store.create_run(
        facts["run"],
        scenario=facts["scenario"],
        engine=facts["engine"],
        model=facts["model"],
        seed=facts["seed"],
        repeat=facts["repeat"],
        spec=spec,
        parent=taken.run,
        parent_seq=taken.seq,
    )


def _world(scenario: Scenario, mind: Mind, watcher: Watcher) -> World:
    spec = scenario.world
    return World(
        mind,
        turns=spec.turns,
        idle=spec.idle,
        hear=spec.hear,
        step=spec.step,
        on_event=watcher.on_event,
    )


async def _units(
    planned: Plan, session: Session, world: World, run: str, watcher: Watcher, *, first: int
) -> Played:
    def commit(unit: Unit, events: Any, checkpoint: str | None) -> None:
        session.store.commit_unit(run, events, unit=unit.number, prefix_hash=checkpoint)
        watcher.on_unit(unit)

    return await play(
        planned,
        world,
        commit,
        start=_start(planned.loaded.scenario),
        first=first,
        keep_going=session.options.keep_going,
        stop=watcher.stop,
    )


def _start(scenario: Scenario) -> datetime:
    start = scenario.world.start
    return datetime.now() if start == "now" else start  # noqa: TID251, DTZ005 - `now` was asked for
