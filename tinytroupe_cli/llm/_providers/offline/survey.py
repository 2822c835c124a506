"""Answers to a survey: what a persona's tastes, temper and facts say to each question, and chance.

Without anything in the persona that speaks to a question the answer is chance alone, so that this
engine is a null model: it invents no differences between groups of people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any

from tinytroupe_cli.events import AskContext, Asking, Stimulus
from tinytroupe_cli.ids import plain, stream
from tinytroupe_cli.llm._providers.offline._leaning import leaning
from tinytroupe_cli.llm._providers.offline._own_words import own_words
from tinytroupe_cli.llm._providers.offline._persona import Portrait, portrait
from tinytroupe_cli.spec import PROVENANCE

NOISE = 0.55
"""The standard deviation of chance, against tastes that go from -1 to 1."""
SLOPE = 0.62
"""How much of a scale a feeling from -1 to 1 covers to either side of its middle: a bit more than
half, so that strong feelings reach the ends."""
_AGAINST = re.compile(
    r"\b(?:annoy\w*|dislik\w*|hate|cancel|quit|leave|stop using|worr\w+|bother\w*|unpleasant|difficult"
    r"|problem\w*|disappoint\w*|oppose\w*|avoid|refuse)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^(?:not\b|no\b|never\b|none\b|hardly\b|least\b|worst\b|(?:very |extremely |totally |strongly )?"
    r"(?:un\w+|dis\w+|bad\b|poor\b|against\b|low\b))|\bnot\b|\bdisagree\b|\bat all\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^(?:none|neither|nothing|no one|other|don'?t know|no opinion)\b", re.IGNORECASE
)
_NEW = re.compile(r"\b(?:apps?|online|digital|AI|robots?|streaming|smart\w*)\b")
_AGE = re.compile(r"\b(?:how old|your age|age group)\b", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)|(\d+)\s*(\+|and (?:over|older|above))")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def answer(context: AskContext, seed: int, sample: str) -> dict[str, Any]:
    """The answers of a person to the questions put to them, as a reply has them."""
    persona = {key: value for key, value in context.persona.items() if key != PROVENANCE}
    text = json.dumps(plain(persona), ensure_ascii=False)
    return _Respondent(context, persona, portrait(context.person, text), seed, sample).answers()


class _Respondent:
    """Somebody who answers one questionnaire."""

    def __init__(
        self,
        context: AskContext,
        persona: Mapping[str, Any],
        me: Portrait,
        seed: int,
        sample: str,
    ) -> None:
        self._context, self._me = context, me
        self._path = (seed, sample, "ask", context.person)
        self._facts = {
            str(value).casefold() for value in persona.values() if isinstance(value, str | int)
        }
        seen = [one.content for one in context.history if isinstance(one, Stimulus)]
        self._seen = "\n".join([*(each.text for each in context.material), *seen[-2:]])
        self._told: set[str] = set()
        self._single = {
            key: str(value)
            for key, value in persona.items()
            if isinstance(value, str | int) and key != "name" and len(str(value)) <= 40
        }

    def _why(self, about: str, rng: Random, *, liked: bool) -> str:
        return own_words(self._me, about, liked=liked, told=self._told, rng=rng, facts=self._single)

    def answers(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for question in self._context.questions:
            rng = stream(*self._path, question.name)
            about, liked, value = self._one(question, rng)
            if question.reason:
                why = self._why(about, rng, liked=liked)
                found[question.name] = {"reason": why, "answer": value}
            else:
                found[question.name] = value
        return found

    def _one(self, question: Asking, rng: Random) -> tuple[str, bool, Any]:
        """What the answer is about, whether it is liked, and the answer."""
        matter = f"{self._seen}\n{question.text}".strip()
        if question.type in {"choice", "choices", "ranking"}:
            return self._among(question, rng)
        feeling = self._feeling(matter, rng)
        liked = feeling > 0
        if _AGAINST.search(question.text):
            feeling = -feeling
        if question.type == "likert":
            return matter, liked, self._point(question, feeling)
        if question.type == "number":
            return matter, liked, self._number(question, feeling)
        if question.type == "yes_no":
            return matter, liked, "yes" if feeling > 0 else "no"
        return matter, liked, self._why(matter, rng, liked=liked)

    def _feeling(self, matter: str, rng: Random) -> float:
        """From below -1 to above 1: tastes, temper, age, chance."""
        temper = self._me.temper
        score = leaning(self._me, matter).score + rng.gauss(0.0, NOISE)
        score += 0.08 * temper.get("agreeableness", 0) + 0.05 * temper.get("openness", 0)
        score -= 0.05 * temper.get("neuroticism", 0)
        if self._me.age is not None and _NEW.search(matter):
            score -= max(0, self._me.age - 50) / 200
        return score

    def _among(self, question: Asking, rng: Random) -> tuple[str, bool, Any]:
        options = question.options
        # In the order of their labels, so that the order in which they are shown decides nothing.
        scores = {
            label: self._liking(label, options[label] or label, rng) for label in sorted(options)
        }
        ranked = sorted(scores, key=lambda label: (-scores[label], label))
        if question.type == "choice":
            mine = self._mine(question) or ranked[0]
            return options[mine] or mine, True, mine
        count = len(options)
        least, most = question.choose or (
            (count, count) if question.type == "ranking" else (0, count)
        )
        if question.type == "ranking":
            return options[ranked[0]] or ranked[0], True, ranked[:most]
        kept = [label for label in ranked if scores[label] > 0.1][:most]
        chosen = kept if len(kept) >= least else ranked[:least]
        about = (options[chosen[0]] or chosen[0]) if chosen else question.text
        return about, bool(chosen), chosen

    def _liking(self, label: str, text: str, rng: Random) -> float:
        chance = rng.gauss(0.0, NOISE)
        if _NONE.match(text):
            return chance / 2
        return leaning(self._me, f"{label} {text}" if len(label) > 2 else text).score + chance

    def _mine(self, question: Asking) -> str | None:
        """The option that the persona's facts name: a gender, a country, an age group."""
        age = self._me.age
        if age is not None and _AGE.search(question.text):
            for label, text in question.options.items():
                found = _RANGE.search(text or label)
                if found and _within(age, found):
                    return label
        named = [
            label for label, text in question.options.items()
            if {label.casefold(), text.casefold()} & self._facts and len(text or label) > 2
        ]  # fmt: skip
        return named[0] if len(named) == 1 else None

    def _point(self, question: Asking, feeling: float) -> int:
        points = sorted(question.options, key=int)
        first, last = question.options[points[0]], question.options[points[-1]]
        if _NO.search(last) and not _NO.search(first):
            feeling = -feeling
        place = 0.5 + SLOPE * feeling
        return int(points[round((len(points) - 1) * min(1.0, max(0.0, place)))])

    def _number(self, question: Asking, feeling: float) -> int | float:
        low, high = question.minimum, question.maximum
        fits = (low is None or low <= (self._me.age or 0)) and (
            high is None or (self._me.age or 0) <= high
        )
        if self._me.age is not None and _AGE.search(question.text) and fits:
            return self._me.age
        if low is None or high is None:
            named = [float(each) for each in _FIGURE.findall(question.text)]
            usual = max(named, default=10.0) or 10.0
            low = min(0.0, usual) if low is None else low
            high = max(low + 2 * usual, usual) if high is None else high
        value = low + (high - low) * min(1.0, max(0.0, 0.5 + SLOPE * feeling))
        wide = high - low > 4 or (float(low).is_integer() and float(high).is_integer())
        return round(value) if wide else round(value, 2)


def _within(age: int, found: re.Match[str]) -> bool:
    if found[1]:
        return int(found[1]) <= age <= int(found[2])
    return age >= int(found[3])
