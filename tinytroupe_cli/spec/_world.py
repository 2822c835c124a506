"""The world that people live in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from tinytroupe_cli.spec._base import Spec

START = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - a world's clock has no zone
"""Where the clock of a world without a date starts: a Monday morning, always the same."""


class RelationSpec(Spec):
    """People who know each other, and how."""

    between: tuple[str, ...] = Field(min_length=2)
    """The people related to each other, at least two."""
    name: str = Field(default="acquaintances", alias="as", min_length=1)
    """What they are to each other, such as `colleagues`."""


class WorldSpec(Spec):
    """The place, its clock, and who can hear and reach whom."""

    name: str = "the room"
    """The place where people are until they move."""
    kind: Literal["world", "social_network"] = "world"
    """`world`: everyone reaches everyone unless relations are given; `social_network`: only
    those related reach each other."""
    start: datetime | Literal["now"] = START
    """The clock at the beginning, such as `2026-03-02 09:00`, or `now`."""
    step: timedelta = timedelta(minutes=10)
    """How much time passes in each round, such as `10 minutes`."""
    turns: Literal["auto", "parallel", "in_order"] = "auto"
    """`parallel`: all act on the same moment; `in_order`: each hears those before; `auto`: in
    order for two people, parallel for more."""
    idle: Literal["skip", "act"] = "skip"
    """What somebody does who has perceived nothing new and has no goal pending that was given."""
    hear: Literal["everyone", "addressed"] = "everyone"
    """`everyone`: what is said is heard by all who can reach the speaker; `addressed`: by the
    one it is said to."""
    relations: tuple[RelationSpec, ...] = ()
    """Who is related to whom; with any relation given, only those related reach each other."""
