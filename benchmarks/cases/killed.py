"""Killed at 25 seeded instants, each time begun anew: is anything lost, or paid twice.

Each instant has a database of its own: the run is killed there with all its processes (SIGKILL),
then the same command ends it. Instants lie between the first request and the end, for before it
there is nothing to be lost. In flight is what the endpoint had not answered at that instant, or
answered within the last moment before: such a reply is on its way to the disk.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.case import Case, Figures, Row, exactly, plain
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.command import SECRET, TROUPE
from benchmarks.endpoint import quiet
from benchmarks.lab import ORDINARY, Lab
from benchmarks.town import scenario

PEOPLE, KILLS = 20, 25
ENDPOINT = {"first_token_ms": 60.0, "per_token_ms": 0.4}
"""About 0.22 s a reply."""
MOMENT_S = 0.05
"""How long a reply may need from the endpoint to the disk."""


def once(lab: Lab) -> Figures:
    """One run left alone, then the killed ones."""
    file = _file(lab)
    alone = lab.play(file, endpoint=ENDPOINT, form="json")
    story, seconds = lab.story(file.parent), alone.wall
    random = Random("kill -9")
    figures = {"alone": alone.calls, "seconds": seconds}
    sums = dict.fromkeys(("met", "flying", "moment", "extra", "over", "same", "whole"), 0)
    for _ in range(KILLS):
        file = _file(lab)
        log, at, met = _kill(lab, file, random.uniform(0, seconds))
        intact = _intact(file.parent)
        again = lab.play(file, endpoint=ENDPOINT, form="json")
        flying = sum(each["outcome"] == "lost" or each["ended"] >= at for each in log)
        moment = sum(at - MOMENT_S <= each["ended"] < at for each in log)
        extra = len(log) + again.calls - alone.calls
        sums["met"] += met
        sums["flying"] += flying
        sums["moment"] += moment
        sums["extra"] += extra
        sums["over"] += max(0, extra - flying - moment)
        sums["same"] += lab.story(file.parent) == story
        sums["whole"] += intact and _intact(file.parent)
    return figures | sums


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("left alone: requests", found["alone"], digits=0),
        plain("left alone: wall from the first request", found["seconds"], unit=" s"),
        plain(f"{KILLS} kills: of them while it ran", found["met"], digits=0),
        exactly(f"{KILLS} kills: the same story in the end", found["same"], KILLS),
        plain("requests beyond one run's each", found["extra"], digits=0),
        plain("in flight at the kill", found["flying"], digits=0),
        plain(f"answered in the last {MOMENT_S:g} s before it", found["moment"], digits=0),
        exactly("requests beyond one run's and those", found["over"], 0),
        exactly("integrity_check ok, killed and ended", found["whole"], KILLS),
    ]


def _file(lab: Lab) -> Path:
    ask = {"listen_and_act": {"who": "everyone", "text": "What would you pay for it?"}}
    steps = [{"broadcast": BRIEF}, {"rounds": 2}, ask, {"rounds": 1}]
    return scenario(lab.folder(), PEOPLE, world=WORLD, steps=steps)


def _kill(lab: Lab, file: Path, seconds: float) -> tuple[list[dict[str, Any]], float, bool]:
    """Kill a run so long after its first request: the endpoint's log, when, whether it ran."""
    lab.endpoint.behave(**{**ORDINARY, **ENDPOINT})
    process = subprocess.Popen(
        [TROUPE, "run", file, *lab.address, "--format", "json"],
        cwd=file.parent,
        env={"PATH": os.environ["PATH"], "HOME": str(file.parent), "OPENAI_API_KEY": SECRET},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and not lab.endpoint.totals()["received"]:
        time.sleep(0.005)
    time.sleep(seconds)
    running = process.poll() is None
    at = time.monotonic()
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    quiet(lab.endpoint)
    return lab.endpoint.log(), at, running


def _intact(folder: Path) -> bool:
    """Whether a copy of the database, as it lies there, is whole; one not made yet is."""
    copy = folder / "copy"
    copy.mkdir(exist_ok=True)
    for each in folder.glob("troupe.db*"):
        shutil.copy(each, copy)
    if not (copy / "troupe.db").exists():
        return True
    database = sqlite3.connect(copy / "troupe.db")
    try:
        found = database.execute("PRAGMA integrity_check").fetchall()
    finally:
        database.close()
        shutil.rmtree(copy)
    return bool(found == [("ok",)])


CASE = Case(
    "killed", "killed at 25 instants and begun anew, a minute or two", once, rows, usual=False
)
