"""Surveys: 200 people at the endpoint in one wave; 10,000 offline, also killed and begun anew.

The 200 have personas of 5,000 characters, the 10,000 three facts each. The kill (SIGKILL to the
whole process group) comes once half of the replies are kept.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.case import Case, Figures, Row, at_most, exactly, plain
from benchmarks.command import TROUPE
from benchmarks.lab import REPLY_S, Lab
from benchmarks.town import scenario

PEOPLE, CROWD, QUARTER = 200, 10_000, 2_500
VOTE = {
    "text": "Which of these would you pay for?",
    "options": {"A": "A repair pass", "B": "A quiet bus", "C": "A night bakery"},
    "reason": True,
}
OFFLINE = ("--model", "offline", "--format", "json")


def once(lab: Lab) -> Figures:
    """The wave at the endpoint."""
    file = scenario(lab.folder(), PEOPLE, steps=[{"ask": {"vote": VOTE}}])
    played = lab.play(file, "--concurrency", str(PEOPLE))
    answers = [each for each in played.events if each["kind"] == "answer"]
    paid = sum(each["prompt_tokens"] - each["cached_tokens"] for each in played.log)
    return {
        "calls": played.calls,
        "answered": sum(each["status"] == "answered" for each in answers),
        "ratio": played.wall / REPLY_S,
        "prompt": sum(each["prompt_tokens"] for each in played.log) / PEOPLE,
        "uncached": paid / PEOPLE,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly("calls for 200 people, one question with a reason", found["calls"], PEOPLE),
        exactly("people who answered", found["answered"], PEOPLE),
        at_most("wall / one reply", found["ratio"], 1.5),
        plain("prompt tokens a person", found["prompt"], digits=0),
        at_most("of them uncached", found["uncached"], 2600, digits=0),
    ]


def crowd(lab: Lab) -> Figures:
    """A large survey, a quarter of it, and one that is killed half-way."""
    quarter = lab.do(_folder(lab, QUARTER), "run", "crowd.yaml", *OFFLINE).done
    folder = _folder(lab, CROWD)
    whole = lab.do(folder, "run", "crowd.yaml", *OFFLINE).done
    story = lab.story(folder)
    folder = _folder(lab, CROWD)
    kept = _kill(folder, CROWD // 2)
    lab.do(folder, "run", "crowd.yaml", *OFFLINE)
    summary = _rows(folder, "SELECT summary FROM runs WHERE status = 'finished'")
    usage: dict[str, Any] = json.loads(summary[0][0])["usage"]
    return {
        "seconds": whole.last_output - whole.began,
        "cpu": whole.cpu,
        "ratio": whole.cpu / quarter.cpu,
        "peak": whole.peak_mb,
        "kept": kept,
        "cached": usage["cached_calls"],
        "asked": usage["calls"],
        "same": lab.story(folder) == story,
    }


def crowd_rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("10,000 people answer offline: seconds", found["seconds"], digits=1, unit=" s"),
        plain("CPU", found["cpu"], digits=1, unit=" s"),
        at_most("CPU / that of 2,500 people", found["ratio"], 4.4),
        at_most("peak memory", found["peak"], 700, digits=0, unit=" MB"),
        plain("replies kept at the kill", found["kept"], digits=0),
        exactly("of them asked for again", max(0, found["kept"] - found["cached"]), 0),
        exactly("kept and asked for together", found["cached"] + found["asked"], CROWD),
        exactly("the same story in the end", found["same"], 1),
    ]


def _folder(lab: Lab, count: int) -> Path:
    """A folder with so many people in a CSV and a survey of them."""
    folder, random = lab.folder(), Random(count)
    lines = ["name,age,gender,income"]
    for number in range(count):
        facts = random.randint(18, 85), random.choice(["female", "male"]), random.randint(10, 90)
        lines.append(f"Person {number},{facts[0]},{facts[1]},{facts[2]}000")
    (folder / "crowd.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = (
        "people: crowd.csv\nsteps:\n"
        "- ask: {buy: {text: Would you buy it?, scale: 5, reason: true}}\n"
        "reduce: {buy: {share: buy}}\n"
    )
    (folder / "crowd.yaml").write_text(text, encoding="utf-8")
    return folder


def _kill(folder: Path, replies: int) -> int:
    """Kill a run once so many replies are kept; how many are."""
    process = subprocess.Popen(
        [TROUPE, "run", "crowd.yaml", *OFFLINE],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and _kept(folder) < replies:
        time.sleep(0.05)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return _kept(folder)


def _kept(folder: Path) -> int:
    try:
        return int(_rows(folder, "SELECT count(*) FROM llm_cache")[0][0])
    except sqlite3.OperationalError:  # not made yet, or being made
        return 0


def _rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{folder / 'troupe.db'}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


CASE = Case("ask", "200 people answer a question of a survey, with a reason", once, rows)
LARGE = Case(
    "ask_crowd", "10,000 people answer offline, also killed and begun anew", crowd, crowd_rows,
    usual=False,
)  # fmt: skip
