"""A long run: does a turn's prompt stay flat, and is what was said at first still known late.

Two people talk for 100 rounds, and ten who all hear each other for 30. A fact is told in round 1
and asked for after round 30: the prompt of that turn has to hold it. The history rises and falls
like a saw as blocks leave it, so ten rounds are compared with ten rounds and not one with one.
"""

from __future__ import annotations

from benchmarks.case import Case, Figures, Row, at_most, exactly, plain
from benchmarks.lab import FAST, Lab, Played
from benchmarks.town import people, scenario

FACT = "The spare key of the boathouse lies under the blue flowerpot."
QUESTION = "Where does the spare key of the boathouse lie?"
ANSWER = "under the blue flowerpot"


def once(lab: Lab) -> Figures:
    """Both rooms."""
    two, ten = _two(lab), _ten(lab)
    asked = two.turns[2 * 30]
    return {
        "15": two.mean("prompt_tokens", slice(20, 40)),
        "100": two.mean("prompt_tokens", slice(-20, None)),
        "two": _ratio(two, 2),
        "ten": _ratio(ten, 10),
        "ten tokens": ten.mean("prompt_tokens", slice(200, 300)),
        "known": float(asked["watched"]),
        "calls": two.calls / len(two.turns),
        "calls ten": ten.calls / len(ten.turns),
        "uncached": two.uncached,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("two people: prompt tokens a turn, rounds 11-20", found["15"], digits=0),
        at_most("two people: rounds 91-100 / 11-20", found["100"] / found["15"], 1.2),
        at_most("two people: rounds 21-30 / 11-20", found["two"], 1.2),
        plain("two people: uncached tokens a turn", found["uncached"], digits=0),
        at_most("two people: calls a turn, memories included", found["calls"], 1.2),
        at_most("ten who hear each other: rounds 21-30 / 11-20", found["ten"], 1.2),
        plain("ten: prompt tokens a turn, rounds 21-30", found["ten tokens"], digits=0),
        plain("ten: calls a turn, memories included", found["calls ten"]),
        exactly("a fact of round 1 is in the prompt that asks after round 30", found["known"], 1),
    ]


def _two(lab: Lab) -> Played:
    name = people(1)[0]["name"]
    steps = [
        {"listen": {"who": name, "text": FACT}},
        {"rounds": 30},
        {"listen": {"who": name, "text": QUESTION}},
        {"act": name},
        {"rounds": 70},
    ]
    file = scenario(lab.folder(), 2, world={"idle": "act"}, steps=steps)
    return lab.play(file, endpoint={**FAST, "first_token_ms": 2.0, "watch": ANSWER})


def _ten(lab: Lab) -> Played:
    steps = [{"broadcast": "Good morning."}, {"rounds": 30}]
    file = scenario(lab.folder(), 10, world={"turns": "parallel"}, steps=steps)
    return lab.play(file, endpoint=FAST)


def _ratio(played: Played, count: int) -> float:
    later = played.mean("prompt_tokens", slice(20 * count, 30 * count))
    return later / played.mean("prompt_tokens", slice(10 * count, 20 * count))


CASE = Case("long_run", "prompts of a long run, and what is remembered", once, rows)
