"""A scripted person: thinks, says one thing to one seeded person within reach, and stops."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any

from benchmarks.server.filler import Filler
from benchmarks.server.sentences import passage

THOUGHT = 0.3
"""The share of a turn that its thought takes; with the state below, about half is said aloud."""
STATE = 70
"""Characters of each text of the state that a turn leaves."""
LINE = 20
"""Characters from which a line is more than a heading."""
MEMORIES = 6
"""How many memories a block of history is turned into, at the most."""

_REACH = re.compile(
    r"^You can (?:talk|speak) to[^\n:]*:[ \t]*([^\n]*(?:\n+[-*] [^\n]*)*)", re.MULTILINE
)
_RELATION = re.compile(r"\s*\([^()]*\)\s*$")


def reachable(prompt: str) -> list[str]:
    """The people whom a prompt names as those that can be talked to."""
    found = _REACH.search(prompt)
    if found is None:
        return []
    told = (line.lstrip("-* ") for line in found[1].splitlines())
    lines = [_RELATION.sub("", line) for line in told if not line.startswith("and ")]
    names = [name.strip(" .") for line in lines for name in re.split("[,;] *", line)]
    return [name for name in names if name]


def turn(schema: Mapping[str, Any], prompt: str, seed: str, characters: int) -> dict[str, Any]:
    """A turn: a thought, one TALK, the state it leaves; about so many characters of JSON."""
    random, people = Random(f"{seed} turn"), reachable(prompt)
    value: dict[str, Any] = Filler(schema, seed, STATE).fill()
    value["thought"] = passage(random, int(characters * THOUGHT))
    value["actions"] = []
    room = max(characters - len(json.dumps(value)) - 60, 40)
    if people:
        whom = random.choice(people)
        said = passage(random, room - len(whom))
        value["actions"] = [{"action": "TALK", "target": whom, "content": said}]
    else:
        value["thought"] += " " + passage(random, room)
    return value


def memories(prompt: str, seed: str, characters: int) -> dict[str, Any]:
    """Memories of a block of history: its first, its last and some other lines, shortened."""
    random = Random(f"{seed} memories")
    lived = prompt.rpartition("\nuser\n")[2].splitlines()
    lines = [line for line in lived if len(line) >= LINE] or ["Nothing of weight happened."]
    chosen = {0, len(lines) - 1, *(random.randrange(len(lines)) for _ in range(MEMORIES - 2))}
    most = max(characters // len(chosen) - 8, 20)
    return {"memories": [lines[each][:most] for each in sorted(chosen)]}


def is_turn(schema: Mapping[str, Any]) -> bool:
    """Whether a schema asks for a person's turn."""
    return {"thought", "actions"} <= set(schema.get("properties", ()))


def is_memories(schema: Mapping[str, Any]) -> bool:
    """Whether a schema asks for memories and nothing else."""
    return [*schema.get("properties", {})] == ["memories"]
