"""`run_scenario` for scripts and notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinytroupe_cli.stage._loop import wait_for
from tinytroupe_cli.stage._one_run import Run, Watcher
from tinytroupe_cli.stage._run import run_repeats_async, run_scenario_async
from tinytroupe_cli.stage._session import Options


def run_scenario(path: Path | str, *, watcher: Watcher | None = None, **options: Any) -> Run:
    """Play a scenario file, also from inside of a running event loop such as a notebook's.

    Args:
        path: the file.
        watcher: is told what happens meanwhile.
        options: what the command would be told, by the names of `Options`: model, db, seed, ...

    Raises:
        SpecError: the file or one it names has problems; nothing was run or written.
        UsageError, ConfigError: it cannot be run as told; nothing was run or written.
        StoreError: the database cannot be used.
    """
    return wait_for(run_scenario_async(path, Options(**options), watcher))


def run_repeats(path: Path | str, **options: Any) -> list[Run]:
    """Play a scenario file as often as it or `repeat` says: independent samples, all at once.

    Args:
        path: the file.
        options: as for `run_scenario`; `repeat=5` for five samples.

    Returns:
        The runs in the order of their repeats.

    Raises:
        SpecError, UsageError, ConfigError, StoreError: as in `run_scenario`.
    """
    return wait_for(run_repeats_async(path, Options(**options)))
