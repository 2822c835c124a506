"""The stage: the only place where things are constructed and put together.

Why this floor exists: everything below takes what it needs as arguments; here a session is
opened (settings, store, layers), a scenario is played in it, and its results are harvested.

object   | role                                              | lifetime
Options  | what a command was told                           | one command
Session  | settings, models, store and layers together       | one command
Watcher  | is told what happens meanwhile                     | one run
Run      | what was played, and the document about it        | for its caller
"""

from tinytroupe_cli.stage._later import extract_again, open_store, reduce_again
from tinytroupe_cli.stage._loop import wait_for
from tinytroupe_cli.stage._models import Models, choose_models
from tinytroupe_cli.stage._run import Run, Watcher, run_scenario_async, shown
from tinytroupe_cli.stage._session import Options, Session, settings_for

__all__ = [
    "Models",
    "Options",
    "Run",
    "Session",
    "Watcher",
    "choose_models",
    "extract_again",
    "open_store",
    "reduce_again",
    "run_scenario_async",
    "settings_for",
    "shown",
    "wait_for",
]
