"""How what happened reads: to the person who lived it, or to an observer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from tinytroupe_cli.events import Action, Answer, Moment, Observation, Stimulus, Undelivered

_PERCEIVED = {
    "SOCIAL": "You notice: {content}",
    "LOCATION": "You are now at: {content}",
    "VISUAL": "You see: {content}",
    "THOUGHT": "It crosses your mind: {content}",
    "INTERNAL_GOAL_FORMULATION": "You now want: {content}",
}
_SEEN = {
    "SOCIAL": "{person} notices: {content}",
    "LOCATION": "{person} is now at: {content}",
    "VISUAL": "{person} sees: {content}",
    "THOUGHT": "(It crosses the mind of {person}: {content})",
    "INTERNAL_GOAL_FORMULATION": "({person} now wants: {content})",
}

_OWN = {"THINK": "think", "RECALL": "try to remember"}


def chronicle(
    moments: Sequence[Moment],
    person: str | None = None,
    *,
    now: datetime | None = None,
) -> list[str]:
    """A line for each moment, and the time as a heading wherever it changes.

    Args:
        moments: oldest first.
        person: whose account it is; None for an observer's.
        now: the time that needs no heading.
    """
    lines, last = [], now
    asking = _asking(moments) if person is None else frozenset()
    for moment in moments:
        if moment.time != last:
            lines.append(clock(moment.time, last))
            last = moment.time
        lines.append(_words(moment, person, asking))
    return lines


def clock(time: datetime, last: datetime | None) -> str:
    """The time as it is told after another: with the day, unless that is the same."""
    if last is None or time.date() != last.date():
        return _day_and_time(time)
    return f"{time:%H:%M}"


@lru_cache(maxsize=1024)
def _day_and_time(time: datetime) -> str:
    return f"{time:%A %Y-%m-%d, %H:%M}"


def describe(moment: Moment, person: str | None = None) -> str:
    """A moment by itself, with its day and time."""
    return f"{_day_and_time(moment.time)}: {_words(moment, person)}"


def _asking(moments: Sequence[Moment]) -> frozenset[str | None]:
    """Who speaks without being of the world, and hears what is said to them."""
    asking = frozenset(moment.source for moment in moments if isinstance(moment, Stimulus))
    return asking - {moment.person for moment in moments}


def _words(moment: Moment, person: str | None, asking: frozenset[str | None] = frozenset()) -> str:
    if isinstance(moment, Action):
        return _seen(moment, asking) if person is None else _done(moment, person)
    if isinstance(moment, Stimulus):
        return _perceived(moment, person)
    if isinstance(moment, Answer):
        return _answered(moment, person)
    if isinstance(moment, Observation):
        start = "\n" if moment.content.startswith("- ") else " "
        return f"What came back to you:{start}{moment.content}"
    if isinstance(moment, Undelivered):
        return f"(That came to nothing: {moment.content})"
    return f"(You were about to say again, and kept to yourself: {moment.content})"


def _answered(moment: Answer, person: str | None) -> str:
    because = f" ({moment.reason})" if moment.reason else ""
    if person is not None:
        return f"You are asked, alone: {moment.text}\nYou answer: {moment.content}{because}"
    who = moment.person
    return f"{who} is asked, alone: {moment.text}\n{who} answers: {moment.content}{because}"


def _perceived(moment: Stimulus, person: str | None) -> str:
    if moment.stimulus == "CONVERSATION":
        if person is None:
            told = f"{moment.source} to" if moment.source is not None else "Told to"
            return f"{told} {moment.person}: {moment.content}"
        if moment.source is not None:
            return f"{moment.source} to {'all' if moment.to_all else 'you'}: {moment.content}"
        return f"You are {'all ' if moment.to_all else ''}told: {moment.content}"
    form = _SEEN if person is None else _PERCEIVED
    return form[moment.stimulus].format(person=moment.person, content=moment.content)


def _done(moment: Action, person: str) -> str:
    content = f": {moment.content}" if moment.content else ""
    if moment.person != person:
        whom = "you" if moment.target == person else moment.target or "all"
        verb = f"comes up to {whom}" if moment.action == "REACH_OUT" else f"to {whom}"
        return f"{moment.person} {verb}{content}"
    if moment.action == "TALK":
        whom = moment.target or ("all" if moment.heard_by else "")
        return f"You to {whom}{content}" if whom else f"You{content}"
    if moment.action == "REACH_OUT":
        return f"You go up to {moment.target}{content}"
    return f"You {_OWN.get(moment.action, moment.action)}{content}"


def _seen(moment: Action, asking: frozenset[str | None]) -> str:
    if moment.action == "THINK":
        return f"{moment.person} (thinks): {moment.content}"
    whom = moment.target or ("all" if moment.heard_by else "")
    verb = "comes up to" if moment.action == "REACH_OUT" else "to"
    in_vain = moment.target and not moment.heard_by and moment.target not in asking
    unheard = " (not heard)" if in_vain else ""
    return f"{moment.person}{f' {verb} {whom}' if whom else ''}{unheard}: {moment.content}"
