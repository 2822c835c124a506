"""What recording costs: CPU beside the same run with its store in memory, and the file's size.

CPU of whole processes, start-up included, 20 people x 3 rounds, file and memory in turn; the ratio
is the median of the ratios of neighbours, and the cost a call leaves start-up out of it.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks.case import Case, Figures, Row, at_most, plain
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.lab import FAST, Lab, Played
from benchmarks.town import scenario

PAIRS = 9
SMALL, LARGE = (20, 3), (200, 10)
"""People and rounds."""
MB = 1_000_000


def once(lab: Lab) -> Figures:
    """Nine pairs in turn, then a large one, where start-up hides nothing."""
    pairs = []
    for number in range(PAIRS):
        file, memory = _file(lab, *SMALL), _file(lab, *SMALL)
        arms = [(file, ()), (memory, ("--db", ":memory:"))]
        turn = 1 if number % 2 else -1
        done = [lab.play(each, *flags, endpoint=FAST) for each, flags in arms[::turn]]
        pairs.append(done[::turn])
    small = pairs[-1][0]
    file_large = _file(lab, *LARGE)
    large = lab.play(file_large, endpoint=FAST)
    forgotten = lab.play(_file(lab, *LARGE), "--db", ":memory:", endpoint=FAST)
    sizes = _size(file), _size(file_large)
    return {
        "file": median(kept.done.cpu for kept, _ in pairs),
        "memory": median(forgot.done.cpu for _, forgot in pairs),
        "ratio": median(kept.done.cpu / forgot.done.cpu for kept, forgot in pairs),
        "a call": median((kept.done.cpu - forgot.done.cpu) / kept.calls for kept, forgot in pairs)
        * 1000,
        "large ratio": large.done.cpu / forgotten.done.cpu,
        "size": sizes[0] / MB,
        "large size": sizes[1] / MB,
        "small event": _a_event(sizes[0], small),
        "large event": _a_event(sizes[1], large),
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    growth = found["large event"] / found["small event"]
    return [
        plain("20 x 3, store in a file: CPU", found["file"], unit=" s"),
        plain("20 x 3, store in memory: CPU", found["memory"], unit=" s"),
        at_most("20 x 3: CPU in a file / in memory, paired", found["ratio"], 1.1, digits=3),
        plain("20 x 3: CPU of the file, a call", found["a call"], unit=" ms"),
        at_most("200 x 10: CPU in a file / in memory", found["large ratio"], 1.1, digits=3),
        at_most("20 x 3: size of the database", found["size"], 3, unit=" MB"),
        plain("200 x 10: size of the database", found["large size"], unit=" MB"),
        plain("20 x 3: bytes an event", found["small event"], digits=0),
        at_most("bytes an event, 200 x 10 / 20 x 3", growth, 1.1),
    ]


def _file(lab: Lab, count: int, rounds: int) -> Path:
    steps = [{"broadcast": BRIEF}, {"rounds": rounds}]
    return scenario(lab.folder(), count, world=WORLD, steps=steps)


def _size(scenario: Path) -> int:
    """Bytes of a scenario's database, its write-ahead log included."""
    return sum(each.stat().st_size for each in scenario.parent.glob("troupe.db*"))


def _a_event(size: int, played: Played) -> float:
    return size / len(played.events)


CASE = Case("store", "what recording costs in CPU and bytes", once, rows, usual=False)
