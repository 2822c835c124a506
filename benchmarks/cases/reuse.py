"""Ten steps with 20 people, edited: what is asked again, and what the user waits for besides.

The overhead is the whole process, start-up included, less the one reply of the step that is new;
the endpoint answers in 20 ms, so that nothing hides behind it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.case import Case, Figures, Row, at_most, exactly, plain
from benchmarks.cases.focus_group import BRIEF, WORLD
from benchmarks.lab import FAST, Lab, Played
from benchmarks.town import people, scenario

PEOPLE = 20
LAST = "What do you take home from today?"
KEY = "residence"


def once(lab: Lab) -> Figures:
    """Played, then edited, commented, played over, forked, and a word of a persona changed."""
    file = _file(lab)
    first = lab.play(file, endpoint=FAST, form="json")
    told = lab.story(file.parent)
    again = lab.play(file, "--no-reuse", endpoint=FAST, form="json")
    told_again = lab.story(file.parent)
    _replace(file, LAST, "What will you do about it tomorrow?")
    edited = lab.play(file, endpoint=FAST, form="json")
    told_edited = lab.story(file.parent)
    file.write_text("# A remark.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    remarked = lab.play(file, endpoint=FAST, form="json")
    _replace(file, "What will you do about it tomorrow?", "Whom will you tell of it?")
    words = ("fork", "latest", file, "--at", "10", *lab.address, "--format", "json")
    forked = lab.do(file.parent, *words, endpoint=FAST)
    told_forked = lab.story(file.parent)
    name, persona = people(PEOPLE)[3]["name"], file.parent / "town" / "p00003.yaml"
    _replace(persona, f'{KEY}: "', f'{KEY}: "New ')
    changed = lab.play(file, endpoint=FAST, form="json")
    return {
        "first": first.calls,
        "no reuse": again.calls,
        "no reuse same": told_again == told,
        "edited": edited.calls,
        "edited old": _asked_again(first, edited),
        "edited cpu": edited.done.cpu,
        "edited same": _before(told_edited) == _before(told),
        "edited told": "step 10 changed: text" in edited.done.stderr,
        "overhead": edited.done.ended - edited.done.began - FAST["first_token_ms"] / 1000,
        "remarked": remarked.calls,
        "remarked overhead": remarked.done.ended - remarked.done.began,
        "forked": forked.calls,
        "forked old": _asked_again(first, forked),
        "forked same": _before(told_forked) == _before(told),
        "changed": changed.calls,
        "changed reused": _reused(changed),
        "changed told": f"persona of {name} changed: {KEY}" in changed.done.stderr,
    }


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("10 steps, 20 people: requests", found["first"], digits=0),
        exactly("step 10 edited: requests of steps 1-9", found["edited old"], 0),
        exactly("step 10 edited: requests", found["edited"], PEOPLE),
        exactly("step 10 edited: events of steps 1-9 the same", found["edited same"], 1),
        exactly("step 10 edited: the message says why", found["edited told"], 1),
        at_most("step 10 edited: wall beyond its reply", found["overhead"], 2, unit=" s"),
        plain("step 10 edited: CPU of all of it", found["edited cpu"], unit=" s"),
        exactly("a comment edited: requests", found["remarked"], 0),
        at_most("a comment edited: wall", found["remarked overhead"], 2, unit=" s"),
        exactly("a persona's word: units taken over", found["changed reused"], 0),
        exactly("a persona's word: the message names person and key", found["changed told"], 1),
        plain("a persona's word: requests", found["changed"], digits=0),
        exactly("fork at step 10: requests of steps 1-9", found["forked old"], 0),
        exactly("fork at step 10: requests", found["forked"], PEOPLE),
        exactly("fork at step 10: events of steps 1-9 the same", found["forked same"], 1),
        exactly("--no-reuse: requests", found["no reuse"], 0),
        exactly("--no-reuse: the same story", found["no reuse same"], 1),
    ]


def _file(lab: Lab) -> Path:
    talk = [{"rounds": 1}, {"broadcast": "And what would that cost?"}] * 4
    last = {"listen_and_act": {"who": "everyone", "text": LAST}}
    return scenario(lab.folder(), PEOPLE, world=WORLD, steps=[{"broadcast": BRIEF}, *talk, last])


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _before(story: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in story if each["step"] < 10]


def _asked_again(first: Played, later: Played) -> int:
    """Requests that were asked for the first time already."""
    known = {each["digest"] for each in first.log}
    return sum(each["digest"] in known for each in later.log)


def _reused(played: Played) -> int:
    units: int = json.loads(played.done.stdout)["reused"]["units"]
    return units


CASE = Case("reuse", "10 steps with 20 people, edited, forked and played over", once, rows)
