"""How a scenario becomes events: planned units, played one after another, committed whole.

Why this floor exists: resume, fork and reuse are statements about units and their hashes; they
stand here and nowhere else.

object   | role                                               | lifetime
Plan     | the units of a scenario with their prefix hashes   | one run
Unit     | what is committed at once                          | one run
play     | carries units out in a world                       | one run
Basis    | what a run is played from, to say what changed     | one comparison
"""

from tinytroupe_cli.run._plan import Past, Plan, Unit, plan
from tinytroupe_cli.run._reuse import Basis, Reason, longest_prefix, why_new
from tinytroupe_cli.run._runner import Commit, Played, play
from tinytroupe_cli.run._verbs import perceive

__all__ = [
    "Basis",
    "Commit",
    "Past",
    "Plan",
    "Played",
    "Reason",
    "Unit",
    "longest_prefix",
    "perceive",
    "plan",
    "play",
    "why_new",
]
