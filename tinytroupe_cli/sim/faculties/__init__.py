"""What a person's mind is made of: one file for each faculty, each of them plain functions."""

from tinytroupe_cli.sim.faculties.access import (
    meant,
    near,
    reachable,
    to_everyone,
    voice_meant,
)
from tinytroupe_cli.sim.faculties.hearing import is_too_much, taken_in
from tinytroupe_cli.sim.faculties.memory import (
    MemoryPolicy,
    Recall,
    newest,
    oldest_block,
    recall,
    told,
)
from tinytroupe_cli.sim.faculties.repetition import repeats

__all__ = [
    "MemoryPolicy",
    "Recall",
    "is_too_much",
    "meant",
    "near",
    "newest",
    "oldest_block",
    "reachable",
    "recall",
    "repeats",
    "taken_in",
    "to_everyone",
    "told",
    "voice_meant",
]
