"""Playing a scenario from a file: load, take over what was played before, play, keep, harvest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.events import Event
from tinytroupe_cli.harvest import Material, event_rows, extract, reduce
from tinytroupe_cli.ids import new_run_id
from tinytroupe_cli.llm import Budget
from tinytroupe_cli.run import Plan, Played, Unit, plan, play
from tinytroupe_cli.sim import World
from tinytroupe_cli.spec import ExtractSpec, LoadedScenario, Scenario, load_scenario
from tinytroupe_cli.stage._document import document
from tinytroupe_cli.stage._earlier import Taken, take
from tinytroupe_cli.stage._means import engine, means
from tinytroupe_cli.stage._models import CHOSEN_OFFLINE, choose_models
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import Store


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
    on_warning: Callable[[str], None] = lambda _text: None
    stop: Callable[[], bool] = lambda: False
    notices: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        """Keep a warning for the document and show it."""
        self.notices.append(text)
        self.on_warning(text)


async def run_scenario_async(
    path: Path | str, options: Options | None = None, watcher: Watcher | None = None
) -> Run:
    """Play a scenario file.

    Raises:
        SpecError: the file or one it names has problems; nothing was run or written.
        UsageError, ConfigError: it cannot be run as told; nothing was run or written.
        StoreError: the database cannot be used.
    """
    options, watcher, path = options or Options(), watcher or Watcher(), Path(path)
    loaded = load_scenario(path, sets=options.sets, env=options.env)
    if options.seed is not None:
        scenario = loaded.scenario.model_copy(update={"seed": options.seed})
        loaded = LoadedScenario(scenario, loaded.cast, loaded.path, loaded.warnings)
    settings = settings_for(options, path.parent)
    models = choose_models(
        settings, loaded, flag=options.model, ci=options.env.get("CI", "").lower() == "true"
    )
    spec_budget = loaded.scenario.budget
    budget = Budget(spec_budget.usd, spec_budget.calls, spec_budget.tokens)
    with Store.open(settings.database) as store:
        session = Session(settings, models, options, store, budget)
        for text in (*settings.notices, *loaded.warnings):
            watcher.warn(text)
        if models.chosen_offline:
            watcher.warn(CHOSEN_OFFLINE)
        return await _play(loaded, session, watcher)


async def _play(loaded: LoadedScenario, session: Session, watcher: Watcher) -> Run:
    scenario, run = loaded.scenario, new_run_id()
    names = [member.name for member in loaded.cast]
    by = means(session, names)
    planned = plan(loaded, models=[by], engine="")
    taken = take(planned, by, session.store) if session.reuses else Taken()
    facts = {
        "run": run,
        "scenario": scenario.name,
        "engine": engine(session, names),
        "model": session.acting.model,
        "seed": scenario.seed,
        "repeat": 0,
    }
    _begin(facts, loaded, by, session, taken)
    watcher.on_start(facts)
    watcher.on_taken(taken)
    stack = session.stack(run)
    try:
        world = _world(scenario, session, stack, watcher)
        world.restore(taken.events)
        for event in taken.events:
            watcher.on_event(event)
        if taken.units:
            watcher.on_unit(planned.units[taken.units - 1])
        played = await _units(planned, session, world, run, watcher, first=taken.units)
        results = await _harvest(scenario, session, stack, world.story, run, played)
        said = document(facts, played, taken, world, results, stack, session, watcher.notices)
    finally:
        await session.aclose()
    code = said["exit_code"]
    session.store.finish_run(run, status=played.status, exit_code=code, summary=said)
    return Run(
        run, tuple(world.story), results["extract"], results["reduce"], said, code, played.error
    )


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
        "options": session.options.kept(),
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


def _world(scenario: Scenario, session: Session, stack: Any, watcher: Watcher) -> World:
    spec = scenario.world
    return World(
        session.mind(stack, seed=scenario.seed),
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


async def _harvest(
    scenario: Scenario, session: Session, stack: Any, story: Any, run: str, played: Played
) -> dict[str, Any]:
    """What the scenario wants out of the run, if it came to its end."""
    results: dict[str, Any] = {"extract": {}, "reduce": {}, "failures": []}
    if played.status != "finished":
        return results
    kept: dict[str, Any] = {}
    for name, spec in scenario.extract.items():
        found = await extract_one(session, stack, story, name, spec, run, scenario.seed)
        kept[name] = found
        results["extract"][name] = shown(found)
        results["failures"] += found["failures"]
    material = Material(story, kept)
    for name, rule in scenario.reduce.items():
        results["reduce"][name] = reduce(rule, material)
    return results


async def extract_one(
    session: Session,
    stack: Any,
    story: Any,
    name: str,
    spec: ExtractSpec,
    run: str,
    seed: int,
) -> dict[str, Any]:
    """Put one extraction to the model and keep what it found."""
    found = await extract(
        stack,
        story,
        name,
        spec,
        params=lambda who: session.models.params(who, "extract"),
        seed=seed,
        cache=session.store.cache,
    )
    result = found.as_json()
    session.store.save_extraction(
        run, name, digest=found.digest, engine=session.engine(), result=result
    )
    return result


def shown(result: Mapping[str, Any]) -> Any:
    """An extraction as results show it: the value itself, or a list with whose each is."""
    if result["from"] == "world":
        return result["rows"][0]["value"] if result["rows"] else None
    return result["rows"]
