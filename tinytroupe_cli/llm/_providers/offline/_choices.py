"""Recognising a choice among options, and a rating on a scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tinytroupe_cli.llm._providers.offline._markers import marks
from tinytroupe_cli.llm._providers.offline._options import Option, label_number, number_of
from tinytroupe_cli.llm._providers.offline._text import overlap, sentences

NONE: Final = "none"
"""What `choice_in` answers when somebody said that they choose none."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_KIND = (
    r"(?:option|ad|advert|advertisement|choice|number|no\.?|version|variant|concept|letter|"
    r"alternative|plan|design|product|answer)"
)
_AFTER = (
    r"(?=[\"”')]?\s*(?:$|[.,;:!?)—–-]|(?:because|since|for|and|over|as|rather|without|to|than|instead|"
    r"with|but|best|any|would|so|,)\b))"
)


def choice_in(text: str, options: Sequence[Option]) -> str | None:
    """The label of the option that a text chooses, NONE when it refuses all, None when it is open.

    The last choice of the text counts; questions and negated choices don't.
    """
    chosen: str | None = None
    for sentence in sentences(text):
        if not sentence.rstrip("\"”') ").endswith("?"):
            chosen = _of_sentence(sentence, options) or chosen
    return chosen


def _of_sentence(sentence: str, options: Sequence[Option]) -> str | None:
    found: str | None = None
    for match in marks("choice", sentence):
        found = _named(sentence[match.end() :], options) or found
    if found is None and next(iter(marks("none", sentence, negated=True)), None):
        return NONE
    tail = _TAIL.match(sentence)
    if found is None and tail:
        found = _named(re.sub(r"^I (?:really )?like ", "", tail["named"]), options)
    return found or _bare(sentence, options)


def _bare(sentence: str, options: Sequence[Option]) -> str | None:
    """A sentence that is little but an option: `B.`, `Option B, because it is honest.`."""
    said = sentence.strip().strip('*_"“”')
    for option in options:
        number = re.escape(label_number(option.label))
        if re.match(rf"{_KIND}\s+{number}\b{_AFTER}", said, re.IGNORECASE):
            return option.label
        if said.rstrip(".!) ").casefold() in {option.label.casefold(), option.title.casefold()}:
            return option.label
    return None


_TAIL = re.compile(
    r"^(?P<named>.{1,90}?)(?:,?\s+(?:that(?: is|['’]s)|gets|has|so that is) my (?:vote|choice|pick|favou?rite)"
    r"|,? it is\b| wins\b)",
    re.IGNORECASE,
)


def _named(rest: str, options: Sequence[Option]) -> str | None:
    """The option that the words after a choice's mark name first."""
    clause = re.split(r"\b(?:because|since|although|though|instead of|rather than)\b", rest)[0]
    places: list[tuple[int, int, str]] = []
    for index, option in enumerate(options):
        place = min(_places(clause, index, option, len(options)), default=None)
        if place is not None:
            places.append((place, index, option.label))
    if places:
        return min(places)[2]
    near = [(overlap(clause, f"{option.title} {option.text}"), option.label) for option in options]
    near.sort(key=lambda pair: -pair[0])
    if len(near) > 1 and near[0][0] >= 0.4 and near[0][0] > 1.5 * near[1][0]:
        return near[0][1]
    return None


def _places(clause: str, index: int, option: Option, count: int) -> Iterable[int]:
    number = label_number(option.label)
    letter = len(number) == 1 and number.isalpha()
    shown = re.escape(number.upper() if letter else number)
    case = re.NOFLAG if letter else re.IGNORECASE
    if start := re.match(rf"\s*(?:the\s+)?(?:{_KIND}\s+)?[\"“'(]?", clause, re.IGNORECASE):
        if re.match(rf"{shown}(?!\w){_AFTER}", clause[start.end() :], case):
            yield 0
        if letter and re.match(rf"{re.escape(number)}[).]", clause[start.end() :]):
            yield 0
    if kind := re.search(rf"\b{_KIND}\s+{shown}\b", clause, re.IGNORECASE):
        yield kind.start()
    if letter and (lone := re.search(rf"(?<![\w'’]){shown}(?![\w'’]){_AFTER}", clause)):
        yield lone.start()
    if len(option.label) > 1 and (
        whole := re.search(rf"(?<![\w.,]){re.escape(option.label)}(?![\w]|[.,]\d)", clause)
    ):
        yield whole.start()
    title = option.title if len(option.title) > 2 else ""
    if title and (
        named := re.search(rf"(?<![\w.,]){re.escape(title)}(?!\w)", clause, re.IGNORECASE)
    ):
        yield named.start()
    if index < len(_ORDINALS):
        ordinal = _ORDINALS[index] + ("|last" if index == count - 1 else "")
        if placed := re.search(rf"\bthe (?:{ordinal})(?: one| {_KIND})?\b", clause, re.IGNORECASE):
            yield placed.start()


_VALUE = r"(?P<value>\d{1,3}(?:\.\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_RATED = re.compile(
    r"\s*(?:(?:an?|at|about|only|just|as|is|strong|weak|solid|clear|full|firm|cautious|generous|mere)\s+)*"
    + _VALUE + r"(?![\w%'’])(?!\s+(?:[a-z]+s|of (?:them|these|the|my))\b(?<!stars)(?<!points))",
    re.IGNORECASE,
)  # fmt: skip
_OUT_OF = re.compile(
    r"(?<![\w.])" + _VALUE + r"\s*(?:out of|/|of|on a scale of)\s*(?:\d+|five|ten|seven)\b",
    re.IGNORECASE,
)
_LONE = re.compile(r"\W*" + _VALUE + r"(?=\s*(?:$|[.,;:!—–-](?!\d)))", re.IGNORECASE)


def rating_in(text: str, scale: tuple[float, float] | None = None) -> float | None:
    """The number that a text gives as a rating, within the scale if there is one; the last one."""
    found: float | None = None
    for sentence in sentences(text):
        for value in _ratings(sentence):
            if scale is None or scale[0] <= value <= scale[1]:
                found = value
                break
    return found


def _ratings(sentence: str) -> Iterable[float]:
    for match in _OUT_OF.finditer(sentence):
        yield _float(match["value"])
    for mark in marks("rating", sentence):
        rated = _RATED.match(sentence, mark.end())
        if rated:
            yield _float(rated["value"])
    lone = _LONE.match(sentence)
    if lone:
        yield _float(lone["value"])


def _float(value: str) -> float:
    return float(value) if value[0].isdigit() else float(number_of(value))
