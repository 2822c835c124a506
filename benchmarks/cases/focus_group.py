"""A focus group: 50 and 200 people, 3 rounds, each talks to one seeded person who alone hears it.

Wall: seconds from the first request to the last event on stdout (`--format jsonl`), over the
critical path: one reply a round, and one for each round border at which memories are waited for.
Concurrency is the number of people, so that nothing waits for a place.
"""

from __future__ import annotations

from benchmarks.case import Case, Figures, Row, at_most, plain
from benchmarks.lab import Lab, Played
from benchmarks.town import scenario

ROUNDS = 3
WORLD = {"turns": "parallel", "hear": "addressed", "idle": "act"}
BRIEF = "Which part of your week should a machine take over first, and what must it never touch?"


def play(lab: Lab, count: int, *flags: str, rounds: int = ROUNDS, **endpoint: object) -> Played:
    """A focus group of so many people in a new folder."""
    steps = [{"broadcast": BRIEF}, {"rounds": rounds}]
    file = scenario(lab.folder(), count, world=WORLD, steps=steps)
    return lab.play(file, "--concurrency", str(max(count, 32)), *flags, endpoint=endpoint)


def once(lab: Lab) -> Figures:
    """Both sizes, one after the other."""
    small, large = play(lab, 50), play(lab, 200)
    figures: dict[str, float] = {}
    for count, played in ((50, small), (200, large)):
        path = played.critical_path(ROUNDS)
        figures |= {
            f"path {count}": path,
            f"wall {count}": played.wall,
            f"ratio {count}": played.wall / path,
            f"idle {count}": played.idle,
            f"first {count}": played.first_request,
            f"calls {count}": played.calls,
            f"calls a turn {count}": played.calls / (count * ROUNDS),
            f"at once {count}": len(_open_together(played)),
        }
    calls = large.calls - small.calls
    return figures | {"cpu": (large.done.cpu - small.done.cpu) / calls * 1000}


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    lines = []
    for count, limit in ((50, 1.3), (200, 1.5)):
        lines += [
            plain(f"{count} people: critical path", found[f"path {count}"], unit=" s"),
            plain(f"{count} people: wall", found[f"wall {count}"], unit=" s"),
            at_most(f"{count} people: wall / critical path", found[f"ratio {count}"], limit),
            plain(f"{count} people: of it, nothing in flight", found[f"idle {count}"], unit=" s"),
            at_most(f"{count} people: calls a turn", found[f"calls a turn {count}"], 1.1),
            plain(f"{count} people: most in flight", found[f"at once {count}"], digits=0),
            plain(f"{count} people: first request after", found[f"first {count}"], unit=" s"),
        ]
    return [*lines, plain("CPU a call, marginal from 50 to 200 people", found["cpu"], unit=" ms")]


def _open_together(played: Played) -> list[float]:
    """The ends of the requests in flight at the fullest moment."""
    flying: list[float] = []
    fullest: list[float] = []
    for each in played.log:
        flying = [end for end in flying if end > each["began"]] + [each["ended"]]
        fullest = max(fullest, flying, key=len)
    return fullest


CASE = Case("focus_group", "a focus group of 50 and of 200, 3 rounds", once, rows)
