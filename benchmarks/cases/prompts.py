"""Prompt tokens a turn, in all and uncached; what a room costs in which everyone hears everyone.

A token is four characters of the messages; the schema that goes beside them is told apart.
Uncached is what the rule of 1,024 tokens and steps of 128 leaves, over everything asked in the
same run before.
"""

from __future__ import annotations

from benchmarks.case import Case, Figures, Row, at_most, plain
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.lab import FAST, Lab
from benchmarks.town import scenario

PEOPLE = 50


def once(lab: Lab) -> Figures:
    """Three and ten rounds, and three in which everyone hears everything."""
    figures: dict[str, float] = {}
    arms = (("3", 3, "addressed"), ("10", 10, "addressed"), ("all", 3, "everyone"))
    for name, rounds, hear in arms:
        steps = [{"broadcast": BRIEF}, {"rounds": rounds}]
        file = scenario(lab.folder(), PEOPLE, world={**WORLD, "hear": hear}, steps=steps)
        played = lab.play(file, "--concurrency", str(PEOPLE), endpoint=FAST)
        figures |= {
            f"prompt {name}": played.mean("prompt_tokens"),
            f"uncached {name}": played.uncached,
            f"schema {name}": played.mean("schema_tokens"),
            f"calls {name}": played.calls / (PEOPLE * rounds),
            f"largest {name}": max(each["prompt_tokens"] for each in played.log),
        }
    return figures


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        at_most("3 rounds: prompt tokens a turn", found["prompt 3"], 3500, digits=0),
        at_most("3 rounds: of them uncached", found["uncached 3"], 1100, digits=0),
        plain("10 rounds: prompt tokens a turn", found["prompt 10"], digits=0),
        at_most("10 rounds: of them uncached", found["uncached 10"], 750, digits=0),
        at_most("10 rounds: calls a turn, memories included", found["calls 10"], 1.1),
        plain("schema beside the messages, tokens", found["schema 3"], digits=0),
        plain("all hear all 50, 3 rounds: prompt tokens a turn", found["prompt all"], digits=0),
        plain("all hear all 50, 3 rounds: of them uncached", found["uncached all"], digits=0),
        plain("all hear all 50, 3 rounds: largest prompt", found["largest all"], digits=0),
        plain("all hear all 50, 3 rounds: calls a turn", found["calls all"]),
    ]


CASE = Case("prompts", "prompt tokens a turn", once, rows)
