"""What a difficulty costs in a year, worked out from the figures that somebody gave."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90, "an": 1, "one": 1,
}  # fmt: skip
_NUMBER = r"(\d[\d,.]*|" + "|".join(_WORDS) + r")"
_EACH = re.compile(
    rf"\b{_NUMBER} (minutes|hours)\b[^.]{{0,40}}?\b(?:on|for|per|in) (?:every|each|a|one) ([\w ]+?\b(?=[.,;]|$))",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b{_NUMBER} ((?:\w+ )?\w+) (?:a|per|each|every) (week|day|month)\b", re.IGNORECASE
)
_WEEKLY = re.compile(
    rf"\b{_NUMBER} (hours|minutes) (?:a|per|each|every) (week|day|month)\b", re.IGNORECASE
)
_RATE = re.compile(
    rf"\bhour\b[^.]{{0,30}}?\b(?:at|costs|is) {_NUMBER} (euros|dollars|pounds|kroner|reais)\b",
    re.IGNORECASE,
)
_WEEKS = {"week": 46, "day": 220, "month": 11}


def _number(text: str) -> float:
    low = text.casefold()
    return _WORDS[low] if low in _WORDS else float(text.replace(",", "").rstrip("."))


def yearly_value(texts: Sequence[str]) -> str:
    """A sentence with the hours of a year, and the money where an hour's price is known; or empty.

    hours = minutes a case / 60 x cases a week x 46 working weeks; value = hours x price of an hour.
    """
    text = " ".join(texts)
    rate = _RATE.search(text)
    hours = 0.0
    working = ""
    each = _EACH.search(text)
    if each:
        share = _number(each[1]) / (60 if each[2].casefold() == "minutes" else 1)
        noun = each[3].split()[-1]
        for count in _COUNT.finditer(text):
            if noun.rstrip("s")[:4] in count[2] and count[2].split()[-1] not in {
                "minutes",
                "hours",
            }:
                hours = share * _number(count[1]) * _WEEKS[count[3].casefold()]
                working = f"{each[1]} {each[2]} times {count[1]} {count[2]} a {count[3]}"
                break
    if not hours and (weekly := _WEEKLY.search(text)):
        share = _number(weekly[1]) / (60 if weekly[2].casefold() == "minutes" else 1)
        hours = share * _WEEKS[weekly[3].casefold()]
        working = f"{weekly[1]} {weekly[2]} a {weekly[3]}"
    if not hours:
        return ""
    shown = f"{round(hours, -1 if hours < 1000 else -2):,.0f}"
    if rate and each:
        money = round(hours * _number(rate[1]), -3)
        return f"By your own figures, {working}, that is about {shown} hours or {money:,.0f} {rate[2]} a year."
    return f"By your own figures, {working}, that is about {shown} hours a year."
