"""Numbers and yes or no for a form, from what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._place import Place, Reading
from tinytroupe_cli.llm._providers.offline._roles import persona_field, words_of
from tinytroupe_cli.llm._providers.offline._schema_walk import (
    MISSING,
    Node,
    _Missing,
    as_kind,
    bounds,
    fits_number,
    number_near,
)

_CURRENCY = r"(?:euros?|eur|dollars?|usd|pounds?|gbp|kroner|reais|naira|yen|rupees|francs?)"
_NUMBER = re.compile(
    r"(?P<sign>[€$£¥])?\s?(?<![\w.,])(?P<value>\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?P<times>thousand|million|k\b|m\b)?\s?(?P<unit>%|[^\W\d_]+|[€$£¥])?",
    re.IGNORECASE,
)
_ASKS_PRICE = re.compile(
    rf"\bhow much\b|\b(?:pay|price|cost|spend)\b[^.?!]*\?|\b{_CURRENCY}\b[^.?!]*\?|[€$£¥]",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\bout of\b|\bscale\b", re.IGNORECASE)
_TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6}
_MONEY = frozenset(["value", "cost", "costs", "price", "budget", "worth", "savings", "saving", "revenue", "euros", "dollars", "usd", "eur", "fee", "fees", "salary", "income", "money", "amount"])  # fmt: skip
_YEARLY = frozenset(["yearly", "annual", "annually", "year"])
_PEOPLE = frozenset(["people", "persons", "participants", "speakers", "respondents", "voters"])
_AGREED = frozenset(["agreed", "agreement", "settled", "consensus", "deal"])
_SETTLES = re.compile(
    r"\b(?:agreed|I agree to|let us do it that way|it['’]s a deal|yes, [A-Z]\w+, gladly)(?!\w)",
    re.IGNORECASE,
)
_REFUSES = frozenset(["object", "objects", "reject", "rejects", "refuse", "refuses", "disagree", "disagrees", "against", "decline", "declines", "skip", "doubt", "doubts"])  # fmt: skip


def number_answer(reading: Reading, place: Place, schema: Node) -> float | int | _Missing:
    """The number for a place that was uttered or can be counted; MISSING without one."""
    for value in _numbers(reading, place, schema):
        if fits_number(value, schema):
            return as_kind(value)
    return MISSING


def number_guess(reading: Reading, place: Place, schema: Node) -> float | int:
    """The most defensible number where one has to stand: a stance on the scale, else its middle."""
    low, high = bounds(schema)
    if low == float("-inf") or high == float("inf"):
        return as_kind(number_near(0, schema))
    taken = reading.transcript.stance(
        place.person or reading.context.person, reading.query(place), reading.named(place)
    )
    share = {"for": 0.75, "against": 0.25}[taken[0]] if taken else 0.5
    return as_kind(number_near(low + share * (high - low), schema))


def _numbers(reading: Reading, place: Place, schema: Node) -> Iterable[float]:
    person = place.person or reading.context.person
    role, words = reading.role(place), set(words_of(place.name))
    if persona_field(place.name) == "age" and person:
        age = reading.persona(person).get("age")
        yield from [float(age)] if isinstance(age, int | float) else []
        return
    yield from _votes(reading, place)
    if words & _MONEY or role == "choice":
        yield from _priced(reading, person)
    if role == "count":
        yield float(_counted(reading, place, words))
        return
    low, high = bounds(schema)
    if role in {"rating", "choice", "summary"} or (high - low <= 100 and role != "number"):
        yield from _ratings(reading, person, (low, high), words, reading.named(place))
    if role == "choice" and person:
        chosen = reading.transcript.choice(person, reading.transcript.options)
        if chosen and w.label_number(chosen[0]).isdigit():
            yield float(w.label_number(chosen[0]))
    if role != "rating" and not (words & _MONEY and reading.transcript.asks(_ASKS_PRICE)):
        yield from _uttered(reading, place, words)


def _priced(reading: Reading, person: str | None) -> Iterable[float]:
    """The amount that somebody chose or named when they were asked for a price."""
    brief = reading.transcript.asks(_ASKS_PRICE)
    if not brief or person is None:
        return
    options = w.choices(brief)
    if options:
        chosen = reading.transcript.choice(person, options)
        label = _NUMBER.search(chosen[0]) if chosen else None
        yield from [_value(label)] if label else []
        return
    for said in reading.transcript.after(person, brief):
        if (match := _NUMBER.search(said.text)) and not _SCALE.search(said.text):
            yield _value(match)
            return


def _votes(reading: Reading, place: Place) -> Iterable[float]:
    """How many chose the option that a property is named after."""
    options = reading.transcript.options
    label = next((one.label for one in options if place.name in {one.label, one.title}), None)
    if label is not None:
        made = [reading.transcript.choice(who, options) for who in reading.transcript.speakers]
        yield float(sum(pair is not None and pair[0] == label for pair in made))


def _counted(reading: Reading, place: Place, words: set[str]) -> int:
    if words & _PEOPLE:
        return len(reading.transcript.speakers)
    if words & {"talk", "utterances", "messages", "turns", "sentences"}:
        return len(reading.transcript.utterances)
    person = place.person or reading.context.person
    return sum(person in {None, one.person} for one in reading.transcript.all_proposals)


def _ratings(
    reading: Reading, person: str | None, ends: tuple[float, float], words: set[str], about: str
) -> Iterable[float]:
    finite = ends[0] > float("-inf") and ends[1] < float("inf")
    scale = ends if finite else reading.transcript.scale
    if person is None and words & {"average", "mean", "avg"}:
        rated = [reading.transcript.rating(who, scale) for who in reading.transcript.speakers]
        values = [pair[0] for pair in rated if pair]
        if values:
            yield sum(values) / len(values)
    found = reading.transcript.rating(person, scale, about)
    if found:
        yield found[0]


def _uttered(reading: Reading, place: Place, words: set[str]) -> Iterable[float]:
    """Numbers of the sentences that speak of what the property is called, the nearest first."""
    about = frozenset().union(*(w.stems(word) for word in words)) | w.stems(place.description)
    query = reading.query(place)
    found: list[tuple[float, int, float]] = []
    for index, said in enumerate(reading.sentences(place)):
        stems = w.stems(said.text)
        for match in _NUMBER.finditer(said.text):
            unit = (match["unit"] or "").lower()
            money = bool(match["sign"] or re.fullmatch(_CURRENCY + "|[€$£¥]", unit))
            named = len(about & (stems | w.stems(unit)))
            if words & _MONEY and not money:
                continue
            if not money and not named:
                continue
            if words & _YEARLY and not re.search(r"\b(?:years?|yearly|annual\w*)\b", said.text):
                continue
            asked = bool(unit) and any(unit in text.lower() for text in reading.transcript.briefs)
            weight = (
                named
                + 0.5 * (money and asked)
                + (words & {unit, unit + "s"} != set())
                + w.overlap(said.text, query)
            )
            found.append((-weight, -index, _value(match)))
    yield from (value for _, _, value in sorted(found))


def _value(match: re.Match[str]) -> float:
    digits = re.sub(r"[,\s ]", "", match["value"])
    return float(digits) * _TIMES.get((match["times"] or "").lower(), 1)


def boolean_answer(reading: Reading, place: Place) -> bool | _Missing:
    """Yes or no for a place by the stance that was taken; MISSING when none was."""
    person = place.person or reading.context.person
    words = set(words_of(place.name))
    if words & {"idea", "ideas", "proposed", "proposes", "suggested"}:
        return any(person in {None, one.person} for one in reading.transcript.all_proposals)
    if words & _AGREED:
        said = reading.transcript.of(person)
        return any(_SETTLES.search(one.text) for one in said)
    people = [person] if person else reading.transcript.speakers
    taken = [
        reading.transcript.stance(who, reading.query(place), reading.named(place)) for who in people
    ]
    stances = [pair[0] for pair in taken if pair]
    if not stances:
        return MISSING
    agrees = 2 * stances.count("for") > len(stances)
    return not agrees if words & _REFUSES else agrees
