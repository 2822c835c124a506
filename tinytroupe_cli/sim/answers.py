"""What an answer to a survey has to look like, and what is certain of what a model wrote.

Nothing is bent into an answer: what can mean one thing alone is read, anything else is told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.events import Posed

Json = dict[str, Any]
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_YES, _NO = frozenset({"yes", "true", "y"}), frozenset({"no", "false", "n"})
_MARKS = " \t\n\r.,;:!)(\"'`[]*"


def answers_schema(posed: Sequence[Posed]) -> Json:
    """The form of a reply to some questions: the same for everyone who is asked them."""
    return _record({question.question: _field(question) for question in posed})


def _field(question: Posed) -> Json:
    answer = _answer(question)
    if not question.reason:
        return answer
    return _record({"reason": {"type": "string"}, "answer": answer})


def _answer(question: Posed) -> Json:
    labels: Json = {"type": "string", "enum": [*question.options]}
    return {
        "choice": labels,
        "choices": {"type": "array", "items": labels, "description": _wanted(question)},
        "ranking": {"type": "array", "items": labels, "description": _wanted(question)},
        "likert": {"type": "integer", "enum": [int(point) for point in _points(question)]},
        "number": {"type": "number"},
        "yes_no": {"type": "string", "enum": ["yes", "no"]},
        "text": {"type": "string"},
    }[question.type]


def _bounds(question: Posed) -> tuple[int, int]:
    """How many options at least and at the most."""
    every = len(question.options)
    return question.choose or ((every, every) if question.type == "ranking" else (0, every))


def _wanted(question: Posed) -> str:
    # Endpoints' strict modes do not agree on minItems and know no uniqueItems; words they all take.
    least, most = _bounds(question)
    return f"{least if least == most else f'{least} to {most}'}, each at most once"


def _points(question: Posed) -> list[str]:
    return [*question.options] if question.type == "likert" else []


def _record(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


class Reading:
    """Reads replies to some questions, and keeps what the last one held.

    Args:
        posed: the questions that were put.
    """

    def __init__(self, posed: Sequence[Posed]) -> None:
        self._posed = posed
        self.answers: dict[str, tuple[Any, str | None]] = {}
        """Question -> answer and reason."""
        self.faults: dict[str, str] = {}
        """Question -> why there is no answer to it in the reply."""

    def __call__(self, value: Any) -> Reading:
        """Read a reply.

        Raises:
            ValueError: with what is wrong, question by question.
        """
        self.answers, self.faults = {}, {}
        for question in self._posed:
            try:
                self.answers[question.question] = self._one(question, value)
            except ValueError as fault:
                self.faults[question.question] = str(fault)
        if self.faults:
            raise ValueError("; ".join(f"{name}: {why}" for name, why in self.faults.items()))
        return self

    def _one(self, question: Posed, value: Any) -> tuple[Any, str | None]:
        name = question.question
        given = value.get(name, _MISSING) if isinstance(value, Mapping) else _MISSING
        if given is _MISSING and len(self._posed) == 1:
            given = value  # the bare answer to the only question
        if given is _MISSING:
            raise ValueError("there is no answer to it in the reply")
        reason = None
        if isinstance(given, Mapping) and "answer" in given:
            reason, given = given.get("reason"), given["answer"]
        if question.reason and not (isinstance(reason, str) and reason.strip()):
            raise ValueError("a reason is wanted too")
        said = reason.strip() if question.reason and isinstance(reason, str) else None
        return _READERS[question.type](question, given), said


_MISSING: Any = object()


def in_words(question: Posed, answer: Any) -> str:
    """An answer as people say it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, list):
        words = [in_words(question, each) for each in answer]
        ranked = question.type == "ranking"
        told = [f"{place}. {each}" for place, each in enumerate(words, 1)] if ranked else words
        return "; ".join(told) or "none of them"
    if question.type == "likert":
        text = question.options.get(str(answer), "")
        return f"{answer} ({text})" if text else f"{answer}"
    if question.type == "number":
        return f"{answer} {question.unit}".strip()
    return question.options.get(str(answer), str(answer))


def _label(question: Posed, given: Any) -> str:
    """The one option that is meant: by its label, by its text, or by both."""
    shown = _shown(given)
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str):
        raise ValueError(f"{shown} is no label; there are {_labels(question)}")  # noqa: TRY004
    if given in question.options:
        return given
    said = _bare(given)
    labels = {_bare(label): label for label in question.options}
    texts: dict[str, list[str]] = {}
    for label, text in question.options.items():
        texts.setdefault(_bare(text), []).append(label)
        texts.setdefault(_bare(f"{label} {text}"), []).append(label)
    found = labels.get(said) or labels.get(said.removeprefix("option "))
    meant = [found] if found else texts.get(said, [])
    if len({*meant}) != 1:
        raise ValueError(f"{shown} is none of {_labels(question)}")
    return meant[0]


def _labels_of(question: Posed, given: Any) -> list[str]:
    if isinstance(given, str) or given is None:
        given = [] if given is None else [given]
    if not isinstance(given, list):
        raise ValueError(f"{_shown(given)} is no list of labels")  # noqa: TRY004
    found = [_label(question, each) for each in given]
    twice = [label for label in dict.fromkeys(found) if found.count(label) > 1]
    if twice:
        raise ValueError(f"{twice[0]} stands there twice")
    least, most = _bounds(question)
    if not least <= len(found) <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(f"{wanted} options are wanted, not {len(found)}")
    return found


def _choices(question: Posed, given: Any) -> list[str]:
    chosen = _labels_of(question, given)
    return [label for label in question.options if label in chosen]


def _point(question: Posed, given: Any) -> int:
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, str) and (head := re.match(r"\s*(-?\d+)\s*[.:)(-]\s*(\S.*)", given)):
        words = question.options.get(head[1])
        if words and _bare(words) == _bare(head[2]):
            given = head[1]
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise ValueError(f"{_shown(given)} is no point of the scale")  # noqa: TRY004
    return int(_label(question, given))


def _number(question: Posed, given: Any) -> int | float:
    if isinstance(given, str):
        bare = given.strip().removesuffix(question.unit).strip() if question.unit else given.strip()
        if not _NUMBER.fullmatch(bare):
            raise ValueError(f"{_shown(given)} is no number")
        given = float(bare) if "." in bare else int(bare)
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise ValueError(f"{_shown(given)} is no number")
    low, high = question.minimum, question.maximum
    if low is not None and given < low:
        raise ValueError(f"{given} is less than {low:g}")
    if high is not None and given > high:
        raise ValueError(f"{given} is more than {high:g}")
    return int(given) if isinstance(given, float) and given.is_integer() else given


def _truth(_: Posed, given: Any) -> bool:
    said = _bare(given) if isinstance(given, str) else given
    if said is True or said in _YES:
        return True
    if said is False or said in _NO:
        return False
    raise ValueError(f"{_shown(given)} is neither yes nor no")


def _text(_: Posed, given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise ValueError("a text is wanted, and this holds nothing")
    return given.strip()


_READERS: Mapping[str, Any] = {
    "choice": _label,
    "choices": _choices,
    "ranking": _labels_of,
    "likert": _point,
    "number": _number,
    "yes_no": _truth,
    "text": _text,
}


def _bare(text: str) -> str:
    """A text without case, and without marks at its ends and after its first word: `A) Fits`."""
    words = text.casefold().strip(_MARKS).split()
    return " ".join([words[0].rstrip(_MARKS), *words[1:]]) if words else ""


def _labels(question: Posed) -> str:
    return ", ".join(question.options)


def _shown(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= 80 else f"{text[:77]}..."
