"""Generated people: 50 lives in one wave; and 5 of 50 that fail, and are asked for again.

Wall: seconds from the first request to the last output, over one reply. Those who fail are those
whose prompts hold a word that the endpoint refuses, as a content filter does.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from benchmarks.case import Case, Figures, Row, at_most, exactly, plain
from benchmarks.lab import REPLY_S, Lab

PEOPLE, FAILING = 50, 5


def scenario(folder: Path) -> Path:
    """Fifty people of a hospital, who are noted and asked nothing."""
    path = folder / "lives.yaml"
    entry = {"generate": PEOPLE, "context": "People who work at a hospital, or lie in it"}
    text = yaml.safe_dump({"people": entry, "steps": [{"note": "They are all there."}]})
    path.write_text(text, encoding="utf-8")
    return path


def once(lab: Lab) -> Figures:
    """The wave, and the failures."""
    flags = ("--concurrency", str(PEOPLE))
    played = lab.play(scenario(lab.folder()), *flags)
    names = [each["person"] for each in played.events if each["kind"] == "join"]
    told = [each["persona"] for each in played.events if each["kind"] == "join"]
    file = scenario(lab.folder())
    refusing = {"refuses": [f"The facts about {name}:" for name in names[::10]]}
    failed = lab.play(file, *flags, endpoint=refusing, ends=None)
    reasons = [each["person"] for each in failed.events if each["kind"] == "failure"]
    again = lab.play(file, *flags)
    return {
        "calls": played.calls,
        "wall": played.wall,
        "ratio": played.wall / REPLY_S,
        "names": len({*names}),
        "lives": sum("beliefs" in persona for persona in told),
        "prompt": sum(each["prompt_tokens"] for each in played.log) / played.calls,
        "uncached": sum(each["prompt_tokens"] - each["cached_tokens"] for each in played.log)
        / played.calls,
        "exit": failed.done.exit_code,
        "saved": sum(each["kind"] == "join" for each in failed.events),
        "named": len({*reasons} & {*names[::10]}),
        "again": again.calls,
        "there": sum(each["kind"] == "join" for each in again.events),
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly("calls for 50 people", found["calls"], PEOPLE),
        exactly("different names", found["names"], PEOPLE),
        exactly("people with a life", found["lives"], PEOPLE),
        plain("wall", found["wall"], unit=" s"),
        at_most("wall / one reply", found["ratio"], 1.5),
        plain("prompt tokens a person", found["prompt"], digits=0),
        plain("of them uncached", found["uncached"], digits=0),
        exactly("5 of 50 refused: exit code", found["exit"], 3),
        exactly("5 of 50 refused: saved", found["saved"], PEOPLE - FAILING),
        exactly("5 of 50 refused: named", found["named"], FAILING),
        exactly("the same command again: calls", found["again"], FAILING),
        exactly("the same command again: people", found["there"], PEOPLE),
    ]


CASE = Case("generate", "50 people are sampled, their lives written in one wave", once, rows)
