"""Settings: defaults < config.ini < environment < flags, and where each value came from.

Why this floor exists: what holds outside of a scenario is decided in one place, before anything
else is built, and can be asked for its origin.

object     | role                                          | lifetime
Settings   | every value and where it came from            | one command
HONOURED   | the keys of config.ini and what they set      | constant
NOT_OBEYED | TinyTroupe's keys that would slow or cripple  | constant
UNUSED     | TinyTroupe's keys without a meaning here      | constant
"""

from tinytroupe_cli.config._keys import HONOURED, NOT_OBEYED, SECTIONS, UNUSED
from tinytroupe_cli.config._load import find_config, load_settings
from tinytroupe_cli.config._settings import Settings

__all__ = [
    "HONOURED",
    "NOT_OBEYED",
    "SECTIONS",
    "UNUSED",
    "Settings",
    "find_config",
    "load_settings",
]
