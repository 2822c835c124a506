"""One of several allowed values for a form: a person, a choice, a rating, a stance, a tone, a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.ids import canonical_json
from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._leaning import leaning
from tinytroupe_cli.llm._providers.offline._persona import portrait
from tinytroupe_cli.llm._providers.offline._place import Place, Reading
from tinytroupe_cli.llm._providers.offline._schema_walk import MISSING, _Missing

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
    if _offered(reading, real)[1]:
        return _chosen(reading, place, person, real)
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


def enum_guess(reading: Reading, place: Place, values: Sequence[Any]) -> Any:
    """The most defensible value where one has to stand: one that leaves it open, else the likeliest."""
    for word in _OPEN_WORDS:
        for value in values:
            if isinstance(value, str) and value.casefold().replace("_", " ") == word:
                return value
    if None in values:
        return None
    person = place.person or reading.context.person or ""
    mind = portrait(person, canonical_json(reading.persona(person)))
    return max(values, key=lambda value: leaning(mind, str(value)).score)


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
    options, by_label = _offered(reading, values)
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


def _offered(
    reading: Reading, values: Sequence[Any]
) -> tuple[tuple[w.Option, ...], dict[str, Any]]:
    """The options of the text that offered these values, and the value that each label stands for."""
    for options, _ in reading.transcript.offers:
        found = {
            one.label: value for one in options if (value := _value_of(one, values)) is not None
        }
        if len({str(value) for value in found.values()}) > 1:
            return options, found
    return (), {}


def _is_choice(values: Sequence[str]) -> bool:
    low = {value.casefold() for value in values}
    return not low & (_YES | _NO | _MIDDLE)


def _value_of(option: w.Option, values: Sequence[Any]) -> Any:
    names = {option.label.casefold(), w.label_number(option.label), option.title.casefold()}
    for value in values:
        if str(value).casefold() in names or w.label_number(str(value)) in names:
            return value
    near = [
        (max(w.overlap(str(value), option.title), w.overlap(str(value), option.text)), value)
        for value in values
    ]
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
    said = [one for one in said if not one.text.endswith("?") and w.tone(one.text) >= 0]
    counts = {
        value: sum(bool(w.stems(value)) and w.stems(value) <= w.stems(one.text) for one in said)
        for value in values
    }
    best = max(counts, key=lambda value: counts[value], default=None)
    alone = best is not None and [*counts.values()].count(counts[best]) == 1
    return best if best is not None and counts[best] and alone else MISSING
