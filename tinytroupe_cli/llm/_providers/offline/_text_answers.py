"""Texts for a form: sentences of the transcript that answer what a property asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._grounds import SIDES, reason_for, sided
from tinytroupe_cli.llm._providers.offline._ideas import named_in
from tinytroupe_cli.llm._providers.offline._place import Place, Reading
from tinytroupe_cli.llm._providers.offline._roles import persona_field
from tinytroupe_cli.llm._providers.offline._schema_walk import (
    MISSING,
    Node,
    _Missing,
    fit_text,
    found_by_pattern,
)
from tinytroupe_cli.llm._providers.offline._tables import frames
from tinytroupe_cli.llm._providers.offline._transcript import Said

_POLITE = re.compile(
    r"\W*(?:(?:I |we )?thank|thanks\b|hello\b|hi\b|good (?:morning|day|evening|afternoon)\b|goodbye|bye\b)",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\W*(?:(?:so|oh|well|and|let me say|my rating|I (?:rate|give|put|say)|on that scale|that makes),?\s)?"
    r".{0,24}?(?:\b(?:yes|no)\b,?|\b\d+ out of \d+\b|\bI(?: would|['’]d)(?: not)? (?:click|have a look|scroll|open))",
    re.IGNORECASE,
)
"""A sentence that gives the verdict and not what speaks for it."""
_TO_YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?\b")
_FORMATS = {
    "email": r"[\w.+-]+@[\w-]+\.[\w.-]+\w", "uri": r"https?://[^\s<>\"]+[\w/]",
    "time": r"\d{1,2}:\d{2}(?::\d{2})?", "date-time": _DATE.pattern, "date": r"\d{4}-\d{2}-\d{2}",
    "uuid": r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ipv4": r"\d{1,3}(?:\.\d{1,3}){3}",
}  # fmt: skip


def text_answer(reading: Reading, place: Place, schema: Node) -> str | _Missing:
    """The text for a place, verbatim from the transcript or the persona; MISSING without one."""
    wanted = _FORMATS.get(schema.get("format", ""))
    if wanted:
        return _formatted(reading, place, wanted, schema)
    for text in _candidates(reading, place):
        fitted = fit_text(text, schema) if text else MISSING
        if fitted is not MISSING:
            return fitted
    if "pattern" in schema:
        return found_by_pattern((one.text for one in reading.sentences(place)), schema)
    return MISSING


def texts_for(reading: Reading, place: Place) -> list[Said]:
    """All sentences that a list of texts asks for, in the order of the transcript."""
    role = reading.role(place)
    said = [one for one in reading.sentences(place) if len(w.tokens(one.text)) > 1]
    said = [one for one in said if not _POLITE.match(one.text)]
    asked = _asked_about(reading, place)
    said = [_plainly(one) for one in said if not asked or one.person in asked]
    if role in SIDES and (both := sided(said, role)) is not None:
        return both
    if role in _SIGNS:
        found = [one for one in said if _SIGNS[role](one.text) > 0]
        if role == "problem":
            found = [one for one in found if not _praises(one)]
        return [one for one in found if not _VERDICT.match(one.text) or w.gives_reason(one.text)]
    if role == "question":
        return [one for one in said if one.text.endswith("?")]
    told = [one for one in said if not one.text.endswith("?") and _substance(one) >= 3]
    if role == "reason":
        return [one for one in told if w.gives_reason(one.text)]
    if reading.context.person is None and "person" in place.siblings:
        own = [one for one in told if re.search(r"\b(?:I|I['’]\w+|my|we|our)\b", one.text)
               and not _TO_YOU.search(one.text)]  # fmt: skip
        return own or told
    return reading.transcript.nearest(reading.query(place), told, limit=12, least=0.1)


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    """What people begin an answer with that says nothing: `Besides,`, `That one is easy:`."""
    patterns = [
        one.pattern.partition("{clause}") for act in ("answer", "more") for one in frames()[act]
    ]
    heads = sorted(
        {head for head, slot, _ in patterns if slot and head}, key=lambda head: -len(head)
    )
    return re.compile("(?:" + "|".join(re.escape(head) for head in heads) + ")(?=\\S)")


def _plainly(said: Said) -> Said:
    opening = _openings().match(said.text)
    rest = said.text[opening.end() :] if opening else said.text
    return replace(said, text=rest[:1].upper() + rest[1:])


def _praises(said: Said) -> bool:
    """Whether a sentence stands in a reply that welcomes somebody's idea."""
    return bool(named_in(said.whole)) and any(
        w.stance_in(one) == "for" for one in w.sentences(said.whole)
    )


def _substance(said: Said) -> int:
    """How many subject words a sentence has, those it addresses somebody by aside."""
    bare = re.sub(r"^[^\W\d_]+, |, [A-Z]\w+(?=[.!])", "", said.text)
    return len(w.stems(bare))


_SIGNS: dict[str, Callable[[str], float]] = {
    "problem": w.difficulty,
    "need": w.wish,
    "pros": w.tone,
    "cons": lambda text: -w.tone(text),
}


def _asked_about(reading: Reading, place: Place) -> list[str]:
    if place.person or reading.context.person:
        return []
    meant = reading.transcript.meant(f"{place.description} {reading.context.objective}")
    return [name for name in meant if name in reading.transcript.speakers]


def _candidates(reading: Reading, place: Place) -> Iterable[str]:
    """Texts for a place, the best first."""
    field = persona_field(place.name)
    person = place.person or reading.context.person
    if field and person and not (field == "name" and (place.proposal or place.said)):
        yield person if field == "name" else _persona_text(reading.persona(person), field)
    role = reading.role(place)
    if role == "person":
        yield from _people(reading, place)
    elif role == "reason":
        yield reason_for(reading, place) or ""
    elif role == "choice":
        yield from _choice(reading, person)
    elif role in {"title", "idea"} or (role == "person" and place.proposal):
        yield from _ideas(reading, place, role)
    elif role == "content":
        yield from _whole(reading, place)
    elif role == "topic":
        yield from w.key_phrases(" ".join(one.text for one in reading.sentences(place)), 3)
    elif role in {"problem", "need", "pros", "cons", "question"}:
        yield from _signed(reading, place, role)
    elif role == "quote":
        yield from _quote(reading, place)
    elif role in {"number", "count", "rating", "date"}:
        yield from _numbered(reading, place)
    else:
        yield from _summary(reading, place)


def _people(reading: Reading, place: Place) -> Iterable[str]:
    if place.proposal:
        yield place.proposal.person
    elif place.said:
        yield place.said.person
    elif place.person or reading.context.person:
        yield place.person or reading.context.person or ""
    else:
        near = reading.transcript.nearest(reading.query(place), reading.sentences(place), limit=1)
        yield from (one.person for one in near)


def _choice(reading: Reading, person: str | None) -> Iterable[str]:
    people = [person] if person else reading.transcript.speakers
    made = [reading.transcript.choice(who, reading.transcript.options) for who in people]
    labels = [pair[0] for pair in made if pair]
    if labels:
        yield max(labels, key=labels.count)
    elif person:  # nobody wrote options down: the sentence that chooses
        said = reversed(reading.transcript.of(person))
        yield next((one.text for one in said if any(True for _ in w.marks("choice", one.text))), "")


def _ideas(reading: Reading, place: Place, role: str) -> Iterable[str]:
    proposal = place.proposal or (None if place.said else reading.best_proposal(place.person))
    if proposal:
        yield proposal.title if role == "title" else proposal.idea
        yield proposal.title
    if role == "title" and place.said:
        yield w.shorten(place.said.text, 8).rstrip(".!?,;:")
    elif role == "title" and not proposal:
        for whole in _whole(reading, place):
            first = whole.splitlines()[0].strip().rstrip(".")
            yield (
                w.shorten(w.sentences(first)[0], 10).rstrip(".!?,;:") if w.sentences(first) else ""
            )


def _whole(reading: Reading, place: Place) -> Iterable[str]:
    """Whole utterances: the longest that has to do with the matter first."""
    if place.said:
        yield place.said.whole
    mine = [
        one.content
        for one in reading.transcript.utterances
        if (place.person or reading.context.person) in {None, one.person}
    ]
    query = reading.query(place)
    yield from sorted(mine, key=lambda text: -(w.overlap(text, query) + len(text) / 2000))


def _signed(reading: Reading, place: Place, role: str) -> Iterable[str]:
    if place.said:
        yield place.said.text
    found = texts_for(reading, place)
    query = reading.query(place)
    sign: Callable[[str], float] = _SIGNS.get(role, lambda _: 0.0)

    def weight(one: Said) -> float:
        about_others = 0.5 * bool(_TO_YOU.search(one.text))
        return 2 * w.overlap(one.text, query) + 0.3 * sign(one.text) - about_others

    yield from (one.text for one in sorted(found, key=lambda one: -weight(one)))


def _quote(reading: Reading, place: Place) -> Iterable[str]:
    if place.said:
        yield place.said.text
    own = place.proposal.said.text if place.proposal else None
    if own and reading.context.person is None and place.depth > 1:
        yield own
    matter = place.proposal.said.whole if place.proposal else reading.query(place)
    told = [
        one
        for one in reading.sentences(place)
        if one.text != own and not one.text.endswith("?") and not _POLITE.match(one.text)
    ]
    others = [one for one in told if not place.proposal or one.person != place.proposal.person]
    near = reading.transcript.nearest(matter, others or told, limit=1)
    yield from (one.text for one in near)
    yield own or ""


def _numbered(reading: Reading, place: Place) -> Iterable[str]:
    query = reading.query(place)
    told = [one for one in reading.sentences(place) if re.search(r"\d", one.text)]
    near = reading.transcript.nearest(query, told, limit=1, least=0.3)
    yield from (one.text for one in near)


def _summary(reading: Reading, place: Place) -> Iterable[str]:
    if place.said:
        yield place.said.text
        return
    if place.proposal:
        yield place.proposal.said.text
        return
    told = [one for one in reading.sentences(place) if not one.text.endswith("?")]
    near = reading.transcript.nearest(reading.query(place), told, limit=3)
    yield " ".join(dict.fromkeys(one.text for one in near))
    yield from (one.text for one in near)


def _formatted(reading: Reading, place: Place, wanted: str, schema: Node) -> str | _Missing:
    for one in reading.sentences(place):
        match = re.search(rf"(?<!\w){wanted}(?!\w)", one.text, re.IGNORECASE)
        fitted = fit_text(match[0], schema) if match else MISSING
        if fitted is not MISSING:
            return fitted
    return MISSING


def _persona_text(persona: Mapping[str, Any], field: str) -> str:
    value = persona.get(field)
    if isinstance(value, Mapping):
        value = next(
            (value[key] for key in ("title", "name", "degree", "description") if key in value), None
        )
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
