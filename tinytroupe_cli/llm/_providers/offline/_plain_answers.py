"""Numbers, yes or no, and one-of-several for a form, from what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

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
    if role != "rating":
        yield from _uttered(reading, place, words)


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


_NONE_WORDS = frozenset(
    ["none", "neither", "nothing", "nobody", "no_choice", "undecided", "abstain"]
)
_OPEN_WORDS = ("unknown", "unclear", "not said", "not stated", "undecided", "n/a", "na", "other",
               "none", "neutral", "sober", "factual", "mixed", "maybe", "unsure")  # fmt: skip
_YES = frozenset(["yes", "positive", "favorable", "favourable", "agree", "agrees", "agreed", "approve", "support", "likely", "true", "for", "pro", "accept", "buy", "click", "interested", "good", "satisfied"])  # fmt: skip
_NO = frozenset(["no", "negative", "unfavorable", "unfavourable", "disagree", "disagrees", "disagreed", "disapprove", "oppose", "unlikely", "false", "against", "con", "reject", "skip", "uninterested", "bad", "dissatisfied"])  # fmt: skip
_MIDDLE = frozenset(
    ["neutral", "mixed", "maybe", "unsure", "undecided", "ambivalent", "unclear", "balanced"]
)
_TONES: dict[str, str] = {
    "warm friendly kind welcoming": r"welcome|glad\b|love\w*|happy|dear|thank|gladly|feel at home|look forward"
    r"|come by|hope\b|hopes?|kind|you will like|you may like|like to live|lovely|heart\w*|friendly|and it is only|your next home|fond of|well looked after|take your coat|pleasure|your home|best wishes|promise to|nice person|want it myself|bring your questions|look forward|ring the bell|read them all|a second look|see you",
    "boastful proud enthusiastic excited promotional": r"best|unique|perfect\w*|finest|greatest|envy|crown"
    r"|dream|amazing|never before|second one like|where else|gift|gone by tomorrow|be quick|you will sign|deserve"
    r"|all of it|all that|of course|stop looking|once in ten years|envied|jewel|worth twice|bargain|call me a fool|must be mad|thank me later|queue will be|never want to leave|cried when|bring the pen|nobody told you",
    "blunt rude direct curt angry": r"no haggling|don['’]t ask|don['’]t text|that['’]s it|on time|for rent(?=\.)"
    r"|included:|what it is:|or not at all|cash only|no discussion|not one less|take it or|not one|punctually|nothing else|serious people|no stories|ring once|decide quickly|one viewing|straight to the matter|short and simple|read this first|tenant wanted|that['’]s the price|to let(?=\.)|no lift(?=\.)",
    "humorous funny joking playful": r"joke\w*|laugh|funny|castle|worse advertisements|boasts|virtues|gym|kidneys"
    r"|cake|boxes|opinion|good shoes|pride included",
    "formal sober factual neutral matter-of-fact": r"appointment|the following|particulars|application|offer for rent"
    r"|includes|situated|amounts to|has been set|further offers|to be mentioned|distance:|should be noted|please note|hereby|undersigned|subject of this|vacant|notice|invited|payable|is charged|obligation|is fixed|consideration|agreed rent|in writing|references|on request|kindly|on site",
}


def enum_answer(reading: Reading, place: Place, values: Sequence[Any]) -> Any:
    """The value of a list of allowed ones that was meant; MISSING when none was."""
    real = [value for value in values if value is not None]
    texts = [value for value in real if isinstance(value, str)]
    if texts and all(text in reading.context.people for text in texts):
        return _person(reading, place, texts)
    person = place.person or reading.context.person
    for found in (
        _chosen(reading, place, person, real),
        _rated(reading, person, real),
        _by_stance(reading, place, person, texts),
        _by_tone(reading, person, texts),
        _mentioned(reading, place, texts),
    ):
        if found is not MISSING:
            return found
    return MISSING


def enum_guess(values: Sequence[Any]) -> Any:
    """The most defensible value where one has to stand: one that leaves it open, else the first."""
    for word in _OPEN_WORDS:
        for value in values:
            if isinstance(value, str) and value.casefold().replace("_", " ") == word:
                return value
    return None if None in values else values[0]


def _person(reading: Reading, place: Place, names: Sequence[str]) -> str | _Missing:
    for one in (place.proposal, place.said):
        if one is not None and one.person in names:
            return one.person
    person = place.person or reading.context.person
    if person is not None and person in names:
        return person
    told = [one for one in reading.sentences(place) if one.person in names]
    near = reading.transcript.nearest(reading.query(place), told, limit=1, least=0.2)
    return near[0].person if near else MISSING


def _chosen(reading: Reading, place: Place, person: str | None, values: Sequence[Any]) -> Any:
    options = reading.transcript.options
    by_label = {
        one.label: value for one in options if (value := _value_of(one, values)) is not None
    }
    if not by_label:
        if any(not isinstance(value, str) for value in values) or not _is_choice(values):
            return MISSING
        options = tuple(w.Option(value, value, value) for value in values)
        by_label = {value: value for value in values}
    people = [person] if person else reading.transcript.speakers
    made = [pair[0] for who in people if (pair := reading.transcript.choice(who, options))]
    if place.said and not made:
        return MISSING
    if not made:
        return MISSING
    label = max(made, key=made.count)
    if label == w.NONE:
        return next(
            (v for v in values if str(v).casefold().replace(" ", "_") in _NONE_WORDS), MISSING
        )
    return by_label.get(label, MISSING)


def _is_choice(values: Sequence[str]) -> bool:
    low = {value.casefold() for value in values}
    return not low & (_YES | _NO | _MIDDLE)


def _value_of(option: w.Option, values: Sequence[Any]) -> Any:
    names = {option.label.casefold(), w.label_number(option.label), option.title.casefold()}
    for value in values:
        if str(value).casefold() in names or w.label_number(str(value)) in names:
            return value
    near = [(w.overlap(str(value), f"{option.title} {option.text}"), value) for value in values]
    best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= 0.5 else None


def _rated(reading: Reading, person: str | None, values: Sequence[Any]) -> Any:
    numbers = [value for value in values if isinstance(value, int | float)]
    if not numbers or isinstance(numbers[0], bool):
        return MISSING
    found = reading.transcript.rating(person, (min(numbers), max(numbers)))
    return next((value for value in numbers if found and value == found[0]), MISSING)


def _by_stance(
    reading: Reading, place: Place, person: str | None, values: Sequence[str]
) -> str | _Missing:
    low = {value.casefold(): value for value in values}
    yes, no = (next((low[one] for one in low if one in side), None) for side in (_YES, _NO))
    if yes is None or no is None:
        return MISSING
    if place.said:
        stance = w.stance_in(place.said.text)
        return {"for": yes, "against": no}.get(stance or "", MISSING)
    taken = reading.transcript.stance(person, reading.query(place), reading.named(place))
    if taken:
        return yes if taken[0] == "for" else no
    return next((low[one] for one in low if one in _MIDDLE), MISSING)


def _by_tone(reading: Reading, person: str | None, values: Sequence[str]) -> str | _Missing:
    patterns = {
        value: pattern
        for value in values
        for words, pattern in _TONES.items()
        if value.casefold() in words.split()
    }
    if len(patterns) < 2:
        return MISSING
    text = " ".join(one.text for one in reading.transcript.of(person))
    signs = {value: len(re.findall(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE))
             for value, pattern in patterns.items()}  # fmt: skip
    return max(signs, key=lambda value: signs[value]) if any(signs.values()) else MISSING


def _mentioned(reading: Reading, place: Place, values: Sequence[str]) -> str | _Missing:
    """The value whose words the sentences speak of most."""
    said = [place.said] if place.said else reading.sentences(place)
    counts = {
        value: sum(bool(w.stems(value)) and w.stems(value) <= w.stems(one.text) for one in said)
        for value in values
    }
    best = max(counts, key=lambda value: counts[value], default=None)
    return best if best is not None and counts[best] else MISSING
