"""Which part of a story answers a question: each utterance once, no thoughts of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeGuard

from tinytroupe_cli.events import Action, Answer, Event, Moment, Stimulus, Turn

_INNER = {"THOUGHT", "INTERNAL_GOAL_FORMULATION"}


def transcript_of_world(events: Sequence[Event], people: Sequence[str]) -> tuple[Moment, ...]:
    """What an observer of all could have seen and heard, answers to surveys included.

    What several people perceived at once stands there once, for all of them.
    """
    found: list[Moment] = []
    heard: dict[int, list[str]] = {}
    latest: dict[tuple[object, ...], int] = {}
    for event in events:
        if _is_told(event):
            found.append(event)
        elif isinstance(event, Stimulus) and event.stimulus not in _INNER:
            same = (event.step, event.round, event.stimulus, event.source, event.content)
            at = latest.get(same)
            if at is None or event.person in heard[at]:
                at = latest[same] = len(found)
                found.append(event)
                heard[at] = []
            heard[at].append(event.person)
    for at, names in heard.items():
        everyone = len(names) > 1 and {*names} >= {*people} - {getattr(found[at], "source", None)}
        whom = "all" if everyone else ", ".join(names)
        found[at] = found[at].model_copy(update={"person": whom})
    return tuple(found)


def _is_told(event: Event) -> TypeGuard[Action | Answer]:
    if isinstance(event, Action):
        return event.action == "TALK" or bool(event.heard_by)
    return isinstance(event, Answer) and event.status == "answered"


def occurring(moments: Sequence[Moment]) -> set[str | None]:
    """Who has to be introduced to somebody who reads these moments."""
    others = [
        moment.source if isinstance(moment, Stimulus) else getattr(moment, "target", None)
        for moment in moments
    ]
    return {*(moment.person for moment in moments), *others}


def transcripts_of_people(
    events: Sequence[Event], people: Iterable[str]
) -> dict[str, tuple[Moment, ...]]:
    """What each of the people did and thought, and had perceived when they last acted.

    What came later can explain nothing of it; and where everybody answers at once it would put
    the answers of all into the question about each.
    """
    known: dict[str, int] = {}
    for each in events:
        if isinstance(each, Turn | Answer):
            known[each.person] = each.perceived if isinstance(each, Turn) else each.seq
    found: dict[str, list[Moment]] = {name: [] for name in people}
    for event in events:
        did: tuple[str, ...] = ()
        perceived: tuple[str, ...] = ()
        if isinstance(event, Stimulus):
            perceived = (event.person,)
        elif isinstance(event, Action) and event.action not in {"DONE", "RECALL"}:
            did, perceived = (event.person,), event.heard_by
        elif isinstance(event, Answer) and event.status == "answered":
            did = (event.person,)
        else:
            continue
        knew = (name for name in perceived if event.seq <= known.get(name, len(events)))
        for name in dict.fromkeys((*did, *knew)):
            if name in found:
                found[name].append(event)
    return {name: tuple(moments) for name, moments in found.items()}
