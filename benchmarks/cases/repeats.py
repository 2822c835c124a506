"""Independent samples: how many are asked for, and what more of them cost.

Samples of a question are equal on the wire, as they are for any model that is asked again, and this
endpoint answers by the request alone; so samples are told apart by the keys of the kept replies.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from benchmarks.case import Case, Figures, Row, exactly
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.lab import FAST, Lab
from benchmarks.town import scenario

PEOPLE, ROUNDS = 10, 2
CALLS = PEOPLE * ROUNDS
FEW, MANY = 5, 8


def once(lab: Lab) -> Figures:
    """Five samples, eight, and five again."""
    steps = [{"broadcast": BRIEF}, {"rounds": ROUNDS}]
    model = {"name": "toy", "temperature": 1}
    file = scenario(lab.folder(), PEOPLE, world=WORLD, model=model, steps=steps)
    few = lab.play(file, "--repeat", str(FEW), endpoint=FAST, form="json")
    samples = _samples(lab, file.parent)
    many = lab.play(file, "--repeat", str(MANY), endpoint=FAST, form="json")
    again = lab.play(file, "--repeat", str(FEW), endpoint=FAST, form="json")
    return {
        "few": few.calls,
        "on the wire": len({each["digest"] for each in few.log}),
        "questions": len(samples),
        "least": min(map(len, samples.values())),
        "most": max(map(len, samples.values())),
        "many": many.calls,
        "again": again.calls,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly(f"--repeat {FEW}: requests", found["few"], FEW * CALLS),
        exactly(f"--repeat {FEW}: different ones on the wire", found["on the wire"], CALLS),
        exactly(f"--repeat {FEW}: questions kept, samples aside", found["questions"], CALLS),
        exactly("samples with keys of their own, of the least asked", found["least"], FEW),
        exactly("samples with keys of their own, of the most asked", found["most"], FEW),
        exactly(f"raised to {MANY}: requests", found["many"], (MANY - FEW) * CALLS),
        exactly(f"{FEW} again: requests", found["again"], 0),
    ]


def _samples(lab: Lab, folder: Path) -> dict[str, set[str]]:
    """A question without its sample -> the keys under which its replies are kept."""
    lab.do(folder, "cache", "export", "replies.jsonl")
    found = defaultdict(set)
    for line in (folder / "replies.jsonl").read_text(encoding="utf-8").splitlines():
        kept = json.loads(line)
        asked = {name: value for name, value in kept["request"].items() if name != "sample"}
        found[json.dumps(asked, sort_keys=True)].add(kept["key"])
    return found


CASE = Case("repeats", "5 samples of each call at temperature 1, then 8", once, rows)
