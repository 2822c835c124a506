"""Playing a scenario from a file, once or as often as it says."""

from __future__ import annotations

from asyncio import TaskGroup
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tinytroupe_cli.config import Settings
from tinytroupe_cli.errors import TroupeError, UsageError
from tinytroupe_cli.llm import Budget
from tinytroupe_cli.spec import LoadedScenario, load_scenario
from tinytroupe_cli.stage._keys import require_key
from tinytroupe_cli.stage._limits import limits_of, require_possible
from tinytroupe_cli.stage._models import CHOSEN_OFFLINE, Models, choose_models
from tinytroupe_cli.stage._one_run import Run, Watcher, play_once
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import Store


async def run_scenario_async(
    path: Path | str, options: Options | None = None, watcher: Watcher | None = None
) -> Run:
    """Play a scenario file once.

    Raises:
        SpecError: the file or one it names has problems; nothing was run or written.
        UsageError, ConfigError: it cannot be run as told, or is to be repeated; nothing was run
            or written.
        StoreError: the database cannot be used.
    """
    watcher = watcher or Watcher()
    loaded, settings, models = _prepared(Path(path), options := options or Options())
    if loaded.scenario.repeat != 1:
        raise UsageError(
            f"{str(path)!r} asks for {loaded.scenario.repeat} repeats",
            hint="run_repeats plays them all",
        )
    with _session(loaded, settings, models, options) as session:
        _warn(loaded, settings, models, watcher)
        try:
            return await play_once(loaded, session, watcher, repeat=0)
        finally:
            await session.aclose()


async def run_repeats_async(
    path: Path | str,
    options: Options | None = None,
    watch: Callable[[int], Watcher] = lambda _: Watcher(),
    *,
    loaded: LoadedScenario | None = None,
) -> list[Run]:
    """Play a scenario file as often as it says, all samples at once; see `run_scenario_async`.

    Args:
        path: the file.
        options: what the command was told.
        watch: gives the watcher of each repeat, from 0; warnings are told to the first.
        loaded: what the file holds, where it was read with these options already.

    Returns:
        The runs in the order of their repeats.
    """
    options = options or Options()
    loaded, settings, models = _prepared(Path(path), options, loaded)
    watchers = [watch(repeat) for repeat in range(loaded.scenario.repeat)]
    with _session(loaded, settings, models, options) as session:
        _warn(loaded, settings, models, watchers[0])
        try:
            async with TaskGroup() as group:
                tasks = [
                    group.create_task(play_once(loaded, session, watcher, repeat=repeat))
                    for repeat, watcher in enumerate(watchers)
                ]
        except* TroupeError as several:
            raise several.exceptions[0] from None
        finally:
            await session.aclose()
    return [task.result() for task in tasks]


def _prepared(
    path: Path, options: Options, loaded: LoadedScenario | None = None
) -> tuple[LoadedScenario, Settings, Models]:
    loaded = loaded or load_scenario(path, sets=options.sets, env=options.env, seed=options.seed)
    if options.repeat is not None:
        scenario = loaded.scenario.model_copy(update={"repeat": options.repeat})
        loaded = LoadedScenario(scenario, loaded.cast, loaded.path, loaded.warnings)
    settings = settings_for(options, path.parent)
    models = choose_models(
        settings, loaded, flag=options.model, ci=options.env.get("CI", "").lower() == "true"
    )
    return loaded, settings, models


@contextmanager
def _session(
    loaded: LoadedScenario, settings: Settings, models: Models, options: Options
) -> Iterator[Session]:
    spec = loaded.scenario.budget
    budget = Budget(spec.usd, spec.calls, spec.tokens)
    names = [member.name for member in loaded.cast]
    limit = limits_of(settings, budget, options.paid)
    require_possible(settings, models, names, limit, options.paid)
    require_key(settings, models, options.env)
    with Store.open(settings.database) as store:
        yield Session(settings, models, options, store, budget)


def _warn(loaded: LoadedScenario, settings: Settings, models: Models, watcher: Watcher) -> None:
    for text in (*settings.notices, *loaded.warnings):
        watcher.warn(text)
    if models.chosen_offline:
        watcher.warn(CHOSEN_OFFLINE)
