"""The stage: the only place where things are constructed and put together.

Why this floor exists: everything below takes what it needs as arguments; here a session is
opened (settings, store, layers), a scenario is played in it, and its results are harvested. Two
rooms beside: `people` for scripts and notebooks, `stored` for what is done with what was kept.

object      | role                                              | lifetime
Options     | what a command was told                           | one command
Session     | settings, models, store and layers together       | one command
Watcher     | is told what happens meanwhile                    | one run
Lives       | of people who were sampled, outside of a run      | for its caller
Run         | what was played, and the document about it        | for its caller
Troupe      | a session, opened when somebody first thinks      | people that share it
Simulation  | a troupe that keeps the stories of its worlds too | from control.begin to end
TinyPerson  | a person, in a world of their own or a TinyWorld  | for its caller
TinyWorld   | people together, with a clock                     | for its caller
"""

from tinytroupe_cli.stage._asking import asked_after, people_of
from tinytroupe_cli.stage._earlier import Taken
from tinytroupe_cli.stage._harvesting import shown
from tinytroupe_cli.stage._later import extract_again, open_store, reduce_again
from tinytroupe_cli.stage._lives import Life, Lives, write_lives_async
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage._models import Models, choose_models
from tinytroupe_cli.stage._one_run import Run, Watcher
from tinytroupe_cli.stage._run import run_repeats_async, run_scenario_async
from tinytroupe_cli.stage._session import Fork, Options, Session, reads_cache, settings_for
from tinytroupe_cli.stage._sync import run_repeats, run_scenario
from tinytroupe_cli.stage._usage import GROUPS as USAGE_GROUPS
from tinytroupe_cli.stage._usage import usage_of
from tinytroupe_cli.stage._whole import whole
from tinytroupe_cli.stage.people._ambient import ambient, current, switch
from tinytroupe_cli.stage.people._factory import TinyPersonFactory
from tinytroupe_cli.stage.people._normalizing import Normalizer
from tinytroupe_cli.stage.people._people import TinyPerson
from tinytroupe_cli.stage.people._reducing import ResultsReducer
from tinytroupe_cli.stage.people._results import ResultsExtractor
from tinytroupe_cli.stage.people._simulation import DEFAULT_ID, Simulation
from tinytroupe_cli.stage.people._social_network import TinySocialNetwork
from tinytroupe_cli.stage.people._troupe import Troupe
from tinytroupe_cli.stage.people._worlds import TinyWorld
from tinytroupe_cli.stage.stored._carrying import Imported, import_run, run_lines
from tinytroupe_cli.stage.stored._crowd import Crowd, crowd
from tinytroupe_cli.stage.stored._doctor import Check, Diagnosis, diagnose
from tinytroupe_cli.stage.stored._keeping import Outgoing, import_replies, statistics
from tinytroupe_cli.stage.stored._lines import as_line, write_lines
from tinytroupe_cli.stage.stored._listing import run_rows
from tinytroupe_cli.stage.stored._removing import Removed, remove_replies, remove_runs

__all__ = [
    "DEFAULT_ID",
    "USAGE_GROUPS",
    "Check",
    "Crowd",
    "Diagnosis",
    "Fork",
    "Imported",
    "Life",
    "Lives",
    "Models",
    "Normalizer",
    "Options",
    "Outgoing",
    "Removed",
    "ResultsExtractor",
    "ResultsReducer",
    "Run",
    "Session",
    "Simulation",
    "Taken",
    "TinyPerson",
    "TinyPersonFactory",
    "TinySocialNetwork",
    "TinyWorld",
    "Troupe",
    "Watcher",
    "ambient",
    "as_line",
    "asked_after",
    "choose_models",
    "crowd",
    "current",
    "diagnose",
    "extract_again",
    "import_replies",
    "import_run",
    "open_store",
    "people_of",
    "reads_cache",
    "reduce_again",
    "remove_replies",
    "remove_runs",
    "run_lines",
    "run_repeats",
    "run_repeats_async",
    "run_rows",
    "run_scenario",
    "run_scenario_async",
    "settings_for",
    "shown",
    "statistics",
    "switch",
    "usage_of",
    "wait_for",
    "wait_for_async",
    "whole",
    "write_lines",
    "write_lives_async",
]
