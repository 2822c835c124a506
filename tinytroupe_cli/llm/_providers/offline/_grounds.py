"""Why somebody says what they say: the reason beside a verdict, and the two sides of a judgement."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._place import Place, Reading
from tinytroupe_cli.llm._providers.offline._transcript import Said


def reason_for(reading: Reading, place: Place) -> str | None:
    """The sentence in which somebody says why: near their choice, their rating, their proposal."""
    person = place.person or reading.context.person
    anchor = place.said or (place.proposal.said if place.proposal else None)
    if anchor is None and person is not None:
        chosen = reading.transcript.choice(person, reading.transcript.options)
        rated = reading.transcript.rating(person, reading.transcript.scale)
        taken = reading.transcript.stance(person, reading.context.objective)
        anchor = next((pair[1] for pair in (chosen, rated, taken) if pair), None)
    options = reading.transcript.options
    told = _because(w.sentences(anchor.whole), anchor.text, options) if anchor else ""
    others = (one.text for one in reading.sentences(place) if w.gives_reason(one.text))
    return told or next(others, None)


def _because(beside: list[str], verdict: str, options: tuple[w.Option, ...]) -> str:
    """What an utterance gives as the reason for the verdict in it.

    What follows a `because` in the verdict itself; else the sentences after it, up to one that
    speaks of another option; where a `So ...` concludes, those before it.
    """
    joined = re.search(r",\s(?:because|since)\s(.+)", verdict, re.IGNORECASE)
    if (joined and w.choice_in(verdict[: joined.start()], options) is not None) or (
        joined and not options
    ):
        return joined[1][:1].upper() + joined[1][1:]
    index = beside.index(verdict) if verdict in beside else 0
    before, after = beside[:index], beside[index + 1 :]
    after = [*takewhile(lambda one: not _rejects(one, options), after)]
    concludes = re.match(r"\W*(?:so|therefore|that is why|that['’]s why)\b", verdict, re.IGNORECASE)
    for around in [before, after] if concludes else [after, before]:
        told = [one for one in around if _can_be_reason(one, options)]
        if told and around is before and not concludes:
            cause = re.search(r",\s(?:because|since)\s(.+)", told[-1])
            return cause[1][:1].upper() + cause[1][1:] if cause else told[-1]
        if told:
            return " ".join(told)
    return joined[1][:1].upper() + joined[1][1:] if joined else ""


def _can_be_reason(sentence: str, options: tuple[w.Option, ...]) -> bool:
    if sentence.endswith("?") or len(w.tokens(sentence)) < 3 or w.rating_in(sentence) is not None:
        return False
    return not _rejects(sentence, options) and w.choice_in(sentence, options) is None


def _rejects(sentence: str, options: tuple[w.Option, ...]) -> bool:
    """Whether a sentence speaks against one of the options by its label."""
    labels = "|".join(re.escape(w.label_number(one.label).upper()) for one in options)
    if not labels:
        return False
    head = rf"\W*(?:(?:With|As for|Not|Against) (?:{labels})\b|(?:{labels}) (?:would|is|lost|does|can|I(?: would|['’]d))\b"
    return bool(
        re.match(
            rf"{head}|I(?: would|['’]d) (?:leave|walk past|advise against) (?:{labels})\b)",
            sentence,
        )
    )


SIDES = {
    "pros": re.compile(
        r"\b(?:speaks for it|for it speaks|in its favour|I (?:do )?like (?:the part with )?[\"“]|the good part"
        r"|a (?:plus|point for))|^Good:", re.IGNORECASE),
    "cons": re.compile(
        r"\b(?:speaks against|against it(?=:| speaks| I (?:hold|would|can))|not convinced by [\"“]|the weak part|uneasy about|doubts about|advise against)",
        re.IGNORECASE),
}  # fmt: skip
"""How somebody who was asked for both sides marks them."""
_NOTHING = re.compile(
    r"\b(?:nothing|can['’]t find|cannot find|very little|little that|did not find)\b", re.IGNORECASE
)


def sided(said: list[Said], role: str) -> list[Said] | None:
    """What was named as speaking for, or against, each with its grounds; None without such marks."""
    found: list[Said] = []
    marked, here = False, ""
    for one in said:
        side = next((side for side, sign in SIDES.items() if sign.search(one.text)), None)
        if side:
            marked, here = True, "" if _NOTHING.search(one.text) else side
            if here == role:
                found.append(one)
        elif here == role and found and one.whole == found[-1].whole:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {one.text}")
    return found if marked else None
