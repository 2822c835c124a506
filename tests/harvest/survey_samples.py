"""A small survey to harvest: six people, a choice, a likert, a ranking, several choices and a text."""

from __future__ import annotations

from datetime import datetime

from tinytroupe_cli.events import Answer, Joined, Posed, StepStarted, WorldOpened
from tinytroupe_cli.harvest import Material

FACTS = {
    "Ana": {"age": 22, "gender": "female", "heft": 2},
    "Bea": {"age": 34, "gender": "female", "heft": 1},
    "Cid": {"age": 35, "gender": "male", "heft": 1},
    "Dan": {"age": 61, "gender": "male", "heft": 0.5},
    "Eva": {"age": 70, "gender": "female", "heft": 0.5},
    "Fay": {"age": 44, "gender": "female", "heft": 1},
}
QUESTIONS = {
    "vote": ("choice", {"B": "Zero fees.", "A": "Fits your life.", "C": "In 30 seconds."}),
    "likelihood": ("likert", {"1": "never", "2": "", "3": "perhaps", "4": "", "5": "always"}),
    "best": ("ranking", {"tea": "tea", "milk": "milk", "water": "water"}),
    "used": ("choices", {"tv": "television", "web": "the web", "paper": "a paper"}),
    "why": ("text", {}),
}
ANSWERS = {
    "vote": ["A", "A", "B", None, "A", "B"],
    "likelihood": [5, 4, 2, 5, None, 1],
    "best": [["tea", "milk", "water"], ["milk", "tea", "water"], ["tea", "water", "milk"],
             ["tea", "milk", "water"], ["water"], None],
    "used": [["tv", "web"], ["tv"], [], ["web"], ["tv", "web"], None],
    "why": ["It is cheap", "cheap", "I like it", "nothing", "It is cheap", None],
}  # fmt: skip
LOST = {
    "vote": "failed",
    "likelihood": "skipped",
    "best": "invalid",
    "used": "failed",
    "why": "failed",
}


def survey(facts=None, answers=None):
    """The run as material: who is None in a list of answers has none."""
    facts, made = facts or FACTS, []

    def add(kind, **values):
        place = {"step": 1, "time": datetime.fromisoformat("2026-01-05T09:00")}
        made.append(kind(seq=len(made) + 1, **place, **values))

    add(WorldOpened, name="a panel")
    for name, persona in facts.items():
        add(Joined, person=name, persona={"name": name, **persona})
    add(StepStarted, verb="ask")
    for question, (type_, options) in QUESTIONS.items():
        add(Posed, question=question, type=type_, text="?", options=options, reason=True)
        for name, value in zip(facts, (answers or ANSWERS)[question], strict=True):
            lost = {} if value is not None else {"status": LOST[question], "problem": "no answer"}
            reason = None if value is None else f"because of {value}"
            add(Answer, person=name, question=question, answer=value, content=str(value), reason=reason,
                order=tuple(options), **lost)  # fmt: skip
    return Material(made, {})
