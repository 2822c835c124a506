"""Which part of a story answers a question: each utterance once, no thoughts of others."""

from __future__ import annotations

from collections.abc import Sequence

from tinytroupe_cli.events import Action, Event, Moment, Stimulus, Turn

_INNER = {"THOUGHT", "INTERNAL_GOAL_FORMULATION"}


def transcript_of_world(events: Sequence[Event], people: Sequence[str]) -> tuple[Moment, ...]:
    """What an observer of all could have seen and heard.

    What several people perceived at once stands there once, for all of them.
    """
    found: list[Moment] = []
    heard: dict[int, list[str]] = {}
    latest: dict[tuple[object, ...], int] = {}
    for event in events:
        if isinstance(event, Action) and (event.action == "TALK" or event.heard_by):
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
        whom = "everyone" if everyone else ", ".join(names)
        found[at] = found[at].model_copy(update={"person": whom})
    return tuple(found)


def occurring(moments: Sequence[Moment]) -> set[str | None]:
    """Who has to be introduced to somebody who reads these moments."""
    others = [
        moment.source if isinstance(moment, Stimulus) else getattr(moment, "target", None)
        for moment in moments
    ]
    return {*(moment.person for moment in moments), *others}


def transcript_of_person(events: Sequence[Event], person: str) -> tuple[Moment, ...]:
    """What somebody did and thought, and what they had perceived when they last did so.

    What came later can explain nothing of it; and where everybody answers at once it would put
    the answers of all into the question about each.
    """
    turns = [each for each in events if isinstance(each, Turn) and each.person == person]
    known = turns[-1].perceived if turns else len(events)
    return tuple(
        event
        for event in events
        if (isinstance(event, Stimulus) and event.person == person and event.seq <= known)
        or (
            isinstance(event, Action)
            and event.action not in {"DONE", "RECALL"}
            and (event.person == person or (person in event.heard_by and event.seq <= known))
        )
    )
