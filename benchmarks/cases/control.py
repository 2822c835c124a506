"""A Python program with control.begin, checkpoint, end and worlds side by side, run twice."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.case import Case, Figures, Row, exactly, plain
from benchmarks.command import run
from benchmarks.endpoint import quiet
from benchmarks.lab import FAST, ORDINARY, Lab

PROGRAM = """
import asyncio

from tinytroupe_cli import TinyPerson, TinyWorld, control

control.begin("simulation.db")
pier = TinyWorld("pier", [TinyPerson("Ada"), TinyPerson("Bob")])
market = TinyWorld("market", [TinyPerson(f"Trader {number}") for number in range(8)])
pier.broadcast("What do you think of boats?")
market.broadcast("What do you think of bread?")


async def side_by_side():
    async with asyncio.TaskGroup() as group:
        for world in (pier, market):
            group.create_task(world.arun(2))


asyncio.run(side_by_side())
control.checkpoint()
market.broadcast("And of rain?")
asyncio.run(side_by_side())
control.end()
print(control.cache_hits(), control.cache_misses())
"""


def once(lab: Lab) -> Figures:
    """Twice, each in a process of its own."""
    folder = lab.folder()
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    env = {"OPENAI_BASE_URL": lab.endpoint.base_url, "TROUPE_MODEL": "toy"}
    figures: dict[str, float] = {}
    stories = []
    for name in ("first", "second"):
        lab.endpoint.behave(**{**ORDINARY, **FAST})
        done = run([sys.executable, "program.py"], folder, env=env)
        if done.exit_code:
            raise RuntimeError(done.stderr[-2000:])
        quiet(lab.endpoint)
        hits, misses = map(int, done.stdout.splitlines()[-1].split())
        figures |= {name: len(lab.endpoint.log()), f"{name} hits": hits, f"{name} misses": misses}
        stories.append(_told(lab, folder))
    return figures | {"same": stories[0] == stories[1]}


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("first execution: requests", found["first"], digits=0),
        exactly("first execution: counted by cache_misses", found["first misses"], found["first"]),
        exactly("second execution: requests", found["second"], 0),
        exactly("second execution: cache_hits", found["second hits"], found["first"]),
        exactly("both worlds' stories the same", found["same"], 1),
    ]


def _told(lab: Lab, folder: Path) -> list[str]:
    """What both worlds' newest stories tell, as text."""
    told = []
    for world in ("pier", "market"):
        words = ("show", f"latest:default/{world}", "--db", "simulation.db", "--format", "jsonl")
        events = lab.do(folder, *words).events
        told += [str({**each, "run": ""}) for each in events]
    return told


CASE = Case("control", "a program with checkpoints and worlds side by side, twice", once, rows)
