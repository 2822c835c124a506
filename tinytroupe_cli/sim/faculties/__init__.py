"""What a person's mind is made of: one file for each faculty, each of them plain functions."""

from tinytroupe_cli.sim.faculties.access import reachable, relation_to
from tinytroupe_cli.sim.faculties.memory import MemoryPolicy, Recall, oldest_block, recall
from tinytroupe_cli.sim.faculties.repetition import repeats

__all__ = [
    "MemoryPolicy",
    "Recall",
    "oldest_block",
    "reachable",
    "recall",
    "relation_to",
    "repeats",
]
