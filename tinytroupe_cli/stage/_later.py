"""What is done with a run in a later process: extract again, reduce again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tinytroupe_cli.config import Settings
from tinytroupe_cli.harvest import Material, reduce
from tinytroupe_cli.llm import Budget
from tinytroupe_cli.spec import AnyExtract, ModelSettings, ReduceSpec
from tinytroupe_cli.stage._harvesting import Harvester, shown
from tinytroupe_cli.stage._models import Models
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import RunRecord, Store


def open_store(options: Options, *, to_read: bool = True) -> Store:
    """The database that the options and the settings name; it has to exist.

    Args:
        options: what the command was told.
        to_read: nothing will be written, so that a database in a read-only place will do.

    Raises:
        StoreError: it is not there or cannot be used.
    """
    return Store.open(settings_for(options, Path.cwd()).database, must_exist=True, to_read=to_read)


async def extract_again(
    store: Store, record: RunRecord, specs: Mapping[str, AnyExtract], options: Options
) -> dict[str, dict[str, Any]]:
    """Put extractions to a stored run, with the run's engine unless another model is named.

    Returns:
        Name -> `{"value", "failures", "from", "n", "engine", "usage"}`.
    """
    settings = settings_for(options, Path.cwd())
    models = _models(record, settings, options)
    session = Session(settings, models, options, store, Budget())
    stack = session.stack(record.id)
    story = store.events(record.id)
    harvester = Harvester(session, stack, record.id, seed=record.seed, sample=str(record.repeat))
    try:
        found = await harvester.extract(specs, story, store.extractions(record.id))
    finally:
        await session.aclose()
    more = {"engine": session.engine(), "usage": stack.spending.as_json()}
    return {name: result | more | {"value": shown(result)} for name, result in found.items()}


def _models(record: RunRecord, settings: Settings, options: Options) -> Models:
    """The models of the run, where they were; unless another is named now."""
    if options.model is not None:
        return Models(settings, flag=options.model)
    spoke: dict[str, Any] = record.spec.get("means", {}).get("model", {})
    given = record.spec.get("scenario", {}).get("model") or {}
    own = ModelSettings.model_validate(given)
    name = f"{spoke.get('provider', record.engine)}:{record.model}"
    address = own.base_url or spoke.get("base_url")
    if spoke.get("provider") == "azure":
        settings = replace(settings, azure_endpoint=address or settings.azure_endpoint)
    scenario = own.model_copy(update={"name": own.name or name, "base_url": address})
    return Models(settings, scenario, flag=record.spec.get("options", {}).get("model"))


def reduce_again(
    store: Store, record: RunRecord, rules: dict[str, ReduceSpec]
) -> dict[str, list[dict[str, Any]]]:
    """Reductions over a stored run."""
    material = Material(store.events(record.id), store.extractions(record.id))
    return {name: reduce(rule, material) for name, rule in rules.items()}
