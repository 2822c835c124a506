"""The words put to a model: packaged templates, rendered from typed contexts.

Why this floor exists: prompts are what the user pays for, so they stand in files of their own
that can be read, measured and hashed.

object    | role                                                  | lifetime
*.j2      | one message of a request                              | packaged
turn      | the messages of a turn, stable parts first            | one request
digest    | the identity of the simulation's templates            | enters every checkpoint
"""

from tinytroupe_cli.prompts._messages import (
    consolidate_messages,
    extract_messages,
    judge_messages,
    life_messages,
    minibio_messages,
    turn_messages,
)
from tinytroupe_cli.prompts._moments import chronicle, describe
from tinytroupe_cli.prompts._sorting import categories_messages, sort_messages
from tinytroupe_cli.prompts._survey import ask_messages
from tinytroupe_cli.prompts._templates import life_digest, render, simulation_digest

__all__ = [
    "ask_messages",
    "categories_messages",
    "chronicle",
    "consolidate_messages",
    "describe",
    "extract_messages",
    "judge_messages",
    "life_digest",
    "life_messages",
    "minibio_messages",
    "render",
    "simulation_digest",
    "sort_messages",
    "turn_messages",
]
