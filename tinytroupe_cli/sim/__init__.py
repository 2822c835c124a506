"""The play: people take turns in a world.

Why this floor exists: here and only here is decided what a person knows, what they may do, and
what becomes of it. It knows neither files nor terminals nor databases.

object   | role                                                | lifetime
World    | clock, people, rounds; emits events                 | one run
Mind     | model, parameters and memory index that are given   | one run
Outcome  | what came of one turn, failure included             | one turn
Unborn   | facts around which a life is to be written          | one call
"""

from tinytroupe_cli.sim.answers import Reading, in_words
from tinytroupe_cli.sim.asking import ask_context, ask_people, posed_of
from tinytroupe_cli.sim.faculties import MemoryPolicy, Recall, near, reachable
from tinytroupe_cli.sim.life import WRITTEN, Unborn, may_write, write_lives
from tinytroupe_cli.sim.mind import Mind
from tinytroupe_cli.sim.person import Outcome, take_turn, turn_context
from tinytroupe_cli.sim.world import Turns, World, is_heard, persona_json

__all__ = [
    "WRITTEN",
    "MemoryPolicy",
    "Mind",
    "Outcome",
    "Reading",
    "Recall",
    "Turns",
    "Unborn",
    "World",
    "ask_context",
    "ask_people",
    "in_words",
    "is_heard",
    "may_write",
    "near",
    "persona_json",
    "posed_of",
    "reachable",
    "take_turn",
    "turn_context",
    "write_lives",
]
