"""A survey: 200 people answer one question, then one extraction is asked of each.

Wall: seconds from the first request to the document on stdout, over two replies.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.case import Case, Figures, Row, at_most, exactly, plain
from benchmarks.lab import REPLY_S, Lab
from benchmarks.town import scenario

PEOPLE = 200
QUESTION = "Which of these would you pay for: A, a repair pass; B, a quiet bus; C, a night bakery?"
VOTE = {
    "objective": "What this person would pay for, and why",
    "from": "people",
    "fields": {"choice": ["A", "B", "C"], "reason": "text"},
}


def survey(folder: Path, count: int = PEOPLE) -> Path:
    """The scenario of a survey."""
    steps = [{"listen_and_act": {"who": "everyone", "text": QUESTION}}]
    world = {"turns": "parallel", "hear": "addressed"}
    return scenario(folder, count, world=world, steps=steps, extract={"vote": VOTE})


def once(lab: Lab) -> Figures:
    """One survey."""
    played = lab.play(survey(lab.folder()), "--concurrency", str(PEOPLE), form="json")
    paid = sum(each["prompt_tokens"] - each["cached_tokens"] for each in played.log)
    return {
        "calls": played.calls,
        "wall": played.wall,
        "ratio": played.wall / (2 * REPLY_S),
        "first": played.first_request,
        "idle": played.idle,
        "uncached": paid / PEOPLE,
        "prompt": sum(each["prompt_tokens"] for each in played.log) / PEOPLE,
        "cpu": played.done.cpu / played.calls * 1000,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly("calls", found["calls"], 2 * PEOPLE),
        plain("critical path: two replies", 2 * REPLY_S, unit=" s"),
        plain("wall", found["wall"], unit=" s"),
        at_most("wall / critical path", found["ratio"], 1.5),
        plain("of it, nothing in flight", found["idle"], unit=" s"),
        plain("first request after", found["first"], unit=" s"),
        plain("prompt tokens a person, answer and extraction", found["prompt"], digits=0),
        at_most("of them uncached", found["uncached"], 2600, digits=0),
    ]


CASE = Case("survey", "200 people answer one question, then one extraction each", once, rows)
