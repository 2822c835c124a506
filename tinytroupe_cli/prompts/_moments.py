"""How one moment of a history reads to the person who lived it."""

from __future__ import annotations

from tinytroupe_cli.events import Action, Moment, Observation, Stimulus, Undelivered

_PERCEIVED = {
    "SOCIAL": "You notice: {content}",
    "LOCATION": "You are now at: {content}",
    "VISUAL": "You see: {content}",
    "THOUGHT": "It crosses your mind: {content}",
    "INTERNAL_GOAL_FORMULATION": "You now want: {content}",
}


def describe(moment: Moment, person: str | None = None) -> str:
    """One line with the time of day; `person` is whose line it is, None for an observer."""
    return f"[{moment.time:%m-%d %H:%M}] {_words(moment, person)}"


def _words(moment: Moment, person: str | None) -> str:
    if isinstance(moment, Stimulus):
        return _perceived(moment, person)
    if isinstance(moment, Action):
        return _done(moment, person)
    if isinstance(moment, Observation):
        return f"{moment.action} brought up: {moment.content}"
    if isinstance(moment, Undelivered):
        return f"Your {moment.action} did not reach {moment.target!r}: {moment.content}"
    return f"You were about to repeat yourself and kept silent: {moment.content}"


def _perceived(moment: Stimulus, person: str | None) -> str:
    if person is None:
        return (
            f"{moment.source or 'Outside'} -> {moment.person} [{moment.stimulus}]: {moment.content}"
        )
    if moment.stimulus == "CONVERSATION":
        return f"{moment.source or 'Somebody'} says to you: {moment.content}"
    return _PERCEIVED[moment.stimulus].format(content=moment.content)


def _done(moment: Action, person: str | None) -> str:
    if person is None:
        whom = f" -> {moment.target}" if moment.target else ""
        return f"{moment.person}{whom} [{moment.action}]: {moment.content}"
    if moment.person == person:
        whom = f" to {moment.target}" if moment.target else ""
        return f"You {moment.action}{whom}: {moment.content}".rstrip(": ")
    if moment.action == "REACH_OUT":
        return f"{moment.person} comes up to {'you' if moment.target == person else moment.target}."
    whom = "you" if moment.target == person else moment.target or "everyone"
    return f"{moment.person} says to {whom}: {moment.content}"
