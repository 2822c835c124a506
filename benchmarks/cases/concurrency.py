"""Without --concurrency: how near the level that finds itself comes to what the endpoint allows.

200 people, 2 rounds; an endpoint without bounds, one that works on 64 requests at a time and
queues the rest, one that answers 429 beyond 64. The critical path of the bounded ones is the
number of waves: 200 / 64 is 4 replies a round.
"""

from __future__ import annotations

from math import ceil

from benchmarks.case import Case, Figures, Row, plain
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.lab import REPLY_S, Lab
from benchmarks.town import scenario

PEOPLE, ROUNDS, PLACES = 200, 2, 64


def once(lab: Lab) -> Figures:
    """All three endpoints."""
    figures: dict[str, float] = {}
    arms = {"free": {}, "queue": {"slots": PLACES}, "429": {"reject_beyond": PLACES}}
    for name, endpoint in arms.items():
        steps = [{"broadcast": BRIEF}, {"rounds": ROUNDS}]
        file = scenario(lab.folder(), PEOPLE, world=WORLD, steps=steps)
        played = lab.play(file, endpoint=endpoint, ends=None)
        waves = 1 if name == "free" else ceil(PEOPLE / PLACES)
        figures |= {
            f"exit {name}": played.done.exit_code,
            f"wall {name}": played.wall,
            f"ratio {name}": played.wall / (ROUNDS * waves * REPLY_S),
            f"refused {name}": sum(each["outcome"] == "429" for each in played.log),
        }
    return figures


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    lines = []
    told = {"free": "no bounds", "queue": f"queues beyond {PLACES}", "429": f"429 beyond {PLACES}"}
    for name, which in told.items():
        lines += [
            plain(f"{which}: wall", found[f"wall {name}"], unit=" s"),
            plain(f"{which}: wall / critical path", found[f"ratio {name}"]),
            plain(f"{which}: refused", found[f"refused {name}"], digits=0),
            plain(f"{which}: exit code", found[f"exit {name}"], digits=0),
        ]
    return lines


CASE = Case("concurrency", "the level that finds itself", once, rows)
