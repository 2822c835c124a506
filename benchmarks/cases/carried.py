"""Replies that are exported from one database and imported into an empty one."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.case import Case, Figures, Row, exactly
from benchmarks.cases.survey import survey
from benchmarks.lab import FAST, Lab, Played

PEOPLE = 20
OWN = ("run", "usage")
"""What is a run's own: its id, and who paid."""


def once(lab: Lab) -> Figures:
    """Played here, carried, played there from kept replies alone."""
    here, there = survey(lab.folder(), PEOPLE), survey(lab.folder(), PEOPLE)
    played = lab.play(here, endpoint=FAST, form="json")
    file = there.parent / "replies.jsonl"
    lab.do(here.parent, "cache", "export", file)
    lab.do(there.parent, "cache", "import", file)
    again = lab.play(there, "--cache-only", endpoint=FAST, form="json", ends=None)
    return {
        "first": played.calls,
        "lines": len(file.read_text(encoding="utf-8").splitlines()),
        "exit": again.done.exit_code,
        "requests": again.calls,
        "same": _document(again) == _document(played),
        "story": lab.story(here.parent) == lab.story(there.parent),
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        exactly("played once: requests", found["first"], 2 * PEOPLE),
        exactly("exported: replies", found["lines"], 2 * PEOPLE),
        exactly("imported elsewhere, --cache-only: exit code", found["exit"], 0),
        exactly("imported elsewhere, --cache-only: requests", found["requests"], 0),
        exactly("the same JSON, but for the run's id and usage", found["same"], 1),
        exactly("the same story", found["story"], 1),
    ]


def _document(played: Played) -> dict[str, Any]:
    document = json.loads(played.done.stdout)
    return {name: value for name, value in document.items() if name not in OWN}


CASE = Case("carried", "kept replies, exported and imported elsewhere", once, rows)
