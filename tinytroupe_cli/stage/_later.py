"""What is done with a run in a later process: extract again, reduce again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinytroupe_cli.harvest import Material, reduce
from tinytroupe_cli.llm import Budget
from tinytroupe_cli.spec import ExtractSpec, ReduceSpec
from tinytroupe_cli.stage._harvesting import Harvester, shown
from tinytroupe_cli.stage._models import choose_models
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import RunRecord, Store


def open_store(options: Options) -> Store:
    """The database that the options and the settings name; it has to exist.

    Raises:
        StoreError: it is not there or cannot be used.
    """
    return Store.open(settings_for(options, Path.cwd()).database, must_exist=True)


async def extract_again(
    store: Store, record: RunRecord, specs: dict[str, ExtractSpec], options: Options
) -> dict[str, dict[str, Any]]:
    """Put extractions to a stored run, with the run's engine unless another model is named.

    Returns:
        Name -> `{"value", "failures", "from", "n", "engine", "usage"}`.
    """
    settings = settings_for(options, Path.cwd())
    engine = "offline" if record.engine == "offline" else f"{record.engine}:{record.model}"
    models = choose_models(settings, None, flag=options.model or engine, ci=False)
    session = Session(settings, models, options, store, Budget())
    stack = session.stack(record.id)
    story = store.events(record.id)
    harvester = Harvester(session, stack, record.id, seed=record.seed, sample=str(record.repeat))
    try:
        found = await harvester.extract(specs, story)
    finally:
        await session.aclose()
    more = {"engine": session.engine(), "usage": stack.spending.as_json()}
    return {name: result | more | {"value": shown(result)} for name, result in found.items()}


def reduce_again(
    store: Store, record: RunRecord, rules: dict[str, ReduceSpec]
) -> dict[str, list[dict[str, Any]]]:
    """Reductions over a stored run."""
    material = Material(store.events(record.id), store.extractions(record.id))
    return {name: reduce(rule, material) for name, rule in rules.items()}
