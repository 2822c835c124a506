"""An unlucky endpoint: 100 people, 3 rounds, 11 % of all tries fail; and one that refuses all.

5 % 429 (half with Retry-After), 2 % 500, 2 % malformed JSON, 1 % hang until the client gives up
after 10 seconds, 1 % drop the connection. The story has to be that of the fault-free run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.case import Case, Figures, Row, at_most, exactly, never_above, plain
from benchmarks.cases.focus_group import BRIEF, ROUNDS, WORLD
from benchmarks.lab import Lab, Played
from benchmarks.town import scenario

PEOPLE, TIMEOUT_S = 100, 10
FAULTS = {
    "429": 0.025,
    "429_retry_after": 0.025,
    "500": 0.02,
    "malformed": 0.02,
    "hang": 0.01,
    "drop": 0.01,
}
REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "invalid key": ({"key": "another"}, "OPENAI_API_KEY"),
    "unknown model": ({"model": "another"}, "toy"),
    "no credit": ({"credit": 0}, "credit"),
}
"""What refuses everything, and a word of the message that helps."""


def once(lab: Lab) -> Figures:
    """The fault-free run, the unlucky one, and those in which everything is refused."""
    fair, unlucky = _play(lab, {}), _play(lab, {"faults": FAULTS}, ends=None)
    figures: dict[str, float] = {}
    for name, (endpoint, word) in REFUSALS.items():
        refused = _play(lab, endpoint, ends=None)
        figures |= {
            f"{name} exit": refused.done.exit_code,
            f"{name} requests": refused.calls,
            f"{name} seconds": refused.done.ended - refused.done.began,
            f"{name} named": float(word in refused.done.stderr),
        }
    return figures | {
        "exit": unlucky.done.exit_code,
        "turns": sum(each["kind"] == "turn" for each in unlucky.events),
        "same": float(_story(fair) == _story(unlucky)),
        "requests": unlucky.calls / fair.calls,
        "failed": sum(each["outcome"] != "ok" for each in unlucky.log),
        "fair": fair.wall,
        "wall": unlucky.wall,
        "timeouts": (unlucky.wall - fair.wall) / TIMEOUT_S / ROUNDS,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    lines = [
        exactly("11 % faults: exit code", found["exit"], 0),
        exactly("11 % faults: turns that completed", found["turns"], PEOPLE * ROUNDS),
        exactly("11 % faults: the story is the fault-free one", found["same"], 1),
        plain("11 % faults: tries that failed", found["failed"], digits=0),
        plain("11 % faults: requests / fault-free", found["requests"]),
        plain("fault-free wall", found["fair"], unit=" s"),
        plain("11 % faults: wall", found["wall"], unit=" s"),
        at_most("11 % faults: time-outs lost a round", found["timeouts"], 2),
    ]
    for name, (_, word) in REFUSALS.items():
        lines += [
            exactly(f"{name}: exit code", found[f"{name} exit"], 3),
            never_above(f"{name}: requests", found[f"{name} requests"], 1),
            at_most(f"{name}: seconds", found[f"{name} seconds"], 5, digits=1),
            exactly(f"{name}: stderr says {word!r}", found[f"{name} named"], 1),
        ]
    return lines


def _play(lab: Lab, endpoint: dict[str, Any], ends: int | None = 0) -> Played:
    file = _file(lab.folder())
    return lab.play(file, "--concurrency", str(PEOPLE), endpoint=endpoint, ends=ends)


def _file(folder: Path) -> Path:
    (folder / "config.ini").write_text(f"[OpenAI]\nTIMEOUT={TIMEOUT_S}\n", encoding="utf-8")
    steps = [{"broadcast": BRIEF}, {"rounds": ROUNDS}]
    return scenario(folder, PEOPLE, world=WORLD, steps=steps)


def _story(played: Played) -> list[dict[str, Any]]:
    """The events but for the run's name and the keys of calls, which belong to the ledger."""
    apart = {"run", "calls"}
    return [{k: v for k, v in each.items() if k not in apart} for each in played.events]


CASE = Case("faults", "an unlucky endpoint, an endpoint that refuses", once, rows)
