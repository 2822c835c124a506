"""Independent samples: whether they differ, how many are asked for, and what more of them cost.

Samples of a question are equal on the wire, and a model with a temperature answers each in its own
words. So the endpoint does here: to the same request it gives another answer each time. Without
that a reply depends on the request alone, as in all other cases.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.case import Case, Figures, Row, exactly
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.lab import FAST, Lab
from benchmarks.town import scenario

PEOPLE, ROUNDS = 10, 2
CALLS = PEOPLE * ROUNDS
FEW, MANY = 5, 8
ENDPOINT = FAST | {"samples": True}


def once(lab: Lab) -> Figures:
    """Five samples, eight, and five again."""
    steps = [{"broadcast": BRIEF}, {"rounds": ROUNDS}]
    model = {"name": "toy", "temperature": 1}
    file = scenario(lab.folder(), PEOPLE, world=WORLD, model=model, steps=steps)
    few = lab.play(file, "--repeat", str(FEW), endpoint=ENDPOINT, form="json")
    first = _samples(lab, file.parent)
    many = lab.play(file, "--repeat", str(MANY), endpoint=ENDPOINT, form="json")
    samples = _samples(lab, file.parent)
    again = lab.play(file, "--repeat", str(FEW), endpoint=ENDPOINT, form="json")
    return {
        "few": few.calls,
        "few texts": _least(first),
        "few replies": sum(len(set(each)) for each in first.values()),
        "many": many.calls,
        "kept": sum(set(first[each]) <= set(samples[each]) for each in first),
        "again": again.calls,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly(f"--repeat {FEW}: requests", found["few"], FEW * CALLS),
        exactly("different samples of each first question, at the least", found["few texts"], FEW),
        exactly("different replies in all", found["few replies"], FEW * CALLS),
        exactly(f"raised to {MANY}: requests", found["many"], (MANY - FEW) * CALLS),
        exactly("people whose samples from before are kept", found["kept"], PEOPLE),
        exactly(f"{FEW} again: requests", found["again"], 0),
    ]


def _samples(lab: Lab, folder: Path) -> dict[str, list[str]]:
    """Person -> the texts of all their replies, those to the question that all share first."""
    lab.do(folder, "cache", "export", "replies.jsonl")
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    lines = (folder / "replies.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    asked = Counter(json.dumps(each["request"]["messages"]) for each in kept)
    for each in kept:
        shared = asked[json.dumps(each["request"]["messages"])] > 1
        found[each["request"]["person"]].append((not shared, each["reply"]["text"]))
    return {person: [text for _, text in sorted(texts)] for person, texts in found.items()}


def _least(samples: dict[str, list[str]]) -> int:
    """How many different answers the first question has from whoever has the fewest."""
    return min(len(set(texts[:FEW])) for texts in samples.values())


CASE = Case("repeats", "5 different samples of each call at temperature 1, then 8", once, rows)
