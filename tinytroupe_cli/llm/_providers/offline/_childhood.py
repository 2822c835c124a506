"""The life of a child: play, family and school; no work, money, marriage or drink."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline._life_facts import Bearings

_TODDLER, _PUPIL = 3, 6
"""The ages from which a child goes to a kindergarten, and to school."""


def days_of(here: Bearings) -> dict[str, str]:
    """What fills the days of a child, in the form of an occupation."""
    year = here.age - _PUPIL + 1
    if here.age < _TODDLER:
        title, told = "Toddler at home", "You play, eat and sleep. Somebody is always close by."
    elif here.age < _PUPIL:
        title, told = (
            "Kindergarten child",
            "You play with others all morning. You are fetched at noon.",
        )
    else:
        title = f"Pupil, year {year}"
        told = f"You are in your {_nth(year)} year at school. The breaks are the best part of it."
    return {"title": here.occupation or title, "organization": "", "description": told}


def schooling_of(here: Bearings, town: str) -> str:
    """What a child has learnt so far."""
    if here.age < _PUPIL:
        return "Not at school yet"
    return f"In the {_nth(here.age - _PUPIL + 1)} year of school in {town}"


def _nth(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return words[number - 1] if number <= len(words) else f"{number}th"
