"""CPU a call, marginal between 1,000 and 2,000 turns at concurrency 200, beside the bare client.

Method: 200 people play 5 and 10 rounds on an endpoint that answers in 20 ms; the difference in
CPU (user and system, all threads, of the client's process alone) over the difference in calls,
consolidations counted. The same for reruns whose replies are all kept, and for a bare loop of the
openai package's client, which sends the very bodies that the command sent (the endpoint kept
them), as many at once, with the same settings of the garbage collector, and gets the same replies.
All sizes of all sides are run in turn, TIMES times over; a difference is one of medians, so that
no single slow process makes a figure.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from benchmarks.case import Case, Figures, Row, at_most, exactly, plain
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.command import run
from benchmarks.endpoint import HOME
from benchmarks.lab import FAST, ORDINARY, Lab, Played
from benchmarks.town import scenario

PEOPLE = 200
FEW, MANY, LONG = 5, 10, 50
"""Rounds."""
TIMES = 5
WAYS = ("create", "post")


def once(lab: Lab) -> Figures:
    """Cold, warm and bare, each at both sizes, in turn."""
    bodies = lab.folder() / "bodies.jsonl"
    first = _play(lab, _file(lab, MANY), bodies=str(bodies))
    found: dict[tuple[str, int], list[float]] = {}
    calls, warm_calls, peak = {MANY: first.calls}, 0, 0.0
    for _ in range(TIMES):
        for rounds in (FEW, MANY):
            file = _file(lab, rounds)
            cold, warm = _play(lab, file), _play(lab, file)
            calls[rounds], warm_calls, peak = cold.calls, warm_calls + warm.calls, cold.done.peak_mb
            found.setdefault(("cold", rounds), []).append(cold.done.cpu)
            found.setdefault(("warm", rounds), []).append(warm.done.cpu)
            for way in WAYS:
                cpu = _bare(lab, bodies, calls[rounds], way)
                found.setdefault((way, rounds), []).append(cpu)
    more = calls[MANY] - calls[FEW]
    cpu_ms = {
        side: (median(found[side, MANY]) - median(found[side, FEW])) / more * 1000
        for side in ("cold", "warm", *WAYS)
    }
    return cpu_ms | {
        "ratio": cpu_ms["cold"] / cpu_ms["create"],
        "warm requests": warm_calls,
        "warm openai": _imports_openai(lab, file),
        "peak": peak,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("CPU a call", found["cold"], unit=" ms"),
        plain("bare openai client, .create", found["create"], unit=" ms"),
        plain("bare openai client, .post", found["post"], unit=" ms"),
        at_most("CPU a call / bare .create", found["ratio"], 1.3),
        at_most("warm rerun, CPU a call", found["warm"], 1.0, unit=" ms"),
        exactly("warm rerun, requests", found["warm requests"], 0),
        exactly("warm rerun imports openai", found["warm openai"], 0),
        plain("peak memory at 2,000 turns of 200 people", found["peak"], digits=0, unit=" MB"),
    ]


def _file(lab: Lab, rounds: int) -> Path:
    steps = [{"broadcast": BRIEF}, {"rounds": rounds}]
    return scenario(lab.folder(), PEOPLE, world=WORLD, steps=steps)


def _play(lab: Lab, file: Path, **endpoint: str) -> Played:
    flags = ("--no-reuse",) if lab.has("--no-reuse") else ()
    return lab.play(file, "--concurrency", str(PEOPLE), *flags, endpoint={**FAST, **endpoint})


def _bare(lab: Lab, bodies: Path, calls: int, way: str) -> float:
    """Seconds of CPU that the bare client takes for the first so many bodies."""
    lab.endpoint.behave(**{**ORDINARY, **FAST})
    words = [sys.executable, "-m", "benchmarks.bare", lab.endpoint.base_url, str(bodies)]
    done = run([*words, str(calls), str(PEOPLE), way], HOME)
    assert done.exit_code == 0, done.stderr
    return done.cpu


def _imports_openai(lab: Lab, file: Path) -> int:
    words = [sys.executable, "-X", "importtime", "-m", "tinytroupe_cli", "run", str(file)]
    address = ["--base-url", lab.endpoint.base_url, "--model", "toy", "--format", "json"]
    done = run([*words, *address], file.parent)
    return int(any(line.endswith("| openai") for line in done.stderr.splitlines()))


def once_long(lab: Lab) -> Figures:
    """The marginal CPU of a run that is ten times as long, beside that of the short one."""
    cpu: dict[int, list[float]] = {}
    calls: dict[int, int] = {}
    # The shorter the run, the more its start-up hides of what is looked for: those are repeated.
    for rounds in (FEW, MANY, FEW, MANY, LONG) * 3:
        played = _play(lab, _file(lab, rounds))
        cpu.setdefault(rounds, []).append(played.done.cpu)
        calls[rounds] = played.calls
    short, long = (
        (median(cpu[more]) - median(cpu[less])) / (calls[more] - calls[less]) * 1000
        for less, more in ((FEW, MANY), (MANY, LONG))
    )
    return {"short": short, "long": long, "calls": calls[LONG]}


def rows_long(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("calls of the long run", found["calls"], digits=0),
        plain("CPU a call up to 2,000 turns", found["short"], unit=" ms"),
        plain("CPU a call from there to 10,000", found["long"], unit=" ms"),
        at_most("the later / the earlier", found["long"] / found["short"], 1.2),
    ]


CASE = Case("cpu", "CPU a call, cold and warm, beside the bare client", once, rows)
LARGE = Case("cpu_10000", "CPU a call of 10,000 turns", once_long, rows_long, usual=False)
