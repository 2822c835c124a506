"""Recognising agreement, disagreement, reasons, difficulties, wishes and tones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from tinytroupe_cli.llm._providers.offline._markers import marks

Stance = Literal["for", "against"]

_OPENING = re.compile(
    r"\W*(?:(?:I(?: would|['’]d) say|for my part|oh|well|so|and|but|to be honest|\w+),?\s+)?(?:(yes|agreed|exactly)\b"
    r"|no\b(?=\s*(?:$|[,.!;:–—])|\s+(?:I|way|thanks?|click)\b))",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # a memo of a pure function: extract and judge ask about each sentence
def stance_in(text: str) -> Stance | None:
    """Whether a text speaks for or against the matter; None when it does neither.

    A `yes` or `no` at the start decides; else the side with more marks, else the first mark.
    """
    opening = _OPENING.match(text)
    if opening:
        return "for" if opening[1] else "against"
    text = re.sub(r"\bI hate to (?:admit|say) (?:it|this|so)\b", "", text)
    against = [match.start() for match in marks("against", text)]
    favour = [match.start() for match in marks("for", text) if match.start() not in against]
    if len(favour) != len(against):
        return "for" if len(favour) > len(against) else "against"
    if not favour:
        return None
    return "for" if favour[0] < against[0] else "against"


@lru_cache(maxsize=20_000)  # a memo of a pure function
def gives_reason(sentence: str) -> bool:
    """Whether a sentence gives a reason by a mark of its own."""
    return any(True for _ in marks("reason", sentence, negated=True))


_DIFFICULTY = re.compile(
    r"\b(?:problem\w*|difficult\w*|trouble\w*|struggl\w*|hard(?:er|est)? (?:to|part)|los(?:e|es|ing|t)|"
    r"wast\w+|wait(?:s|ing|ed)?|cannot|can['’]t|couldn['’]t|never (?:find|work\w*)|fail\w*|br(?:eaks?|oken)|"
    r"missing|wrong|mistakes?|errors?|twice|again and again|by hand|manual\w*|retyp\w+|slow\w*|late|"
    r"delay\w*|headaches?|crash\w*|freez\w+|chas(?:e|es|ing)|contradict\w*|unpaid|lack\w*|repair\w*|"
    r"annoy\w*|frustrat\w*|pain\w*|nightmare|tired of|too (?:long|many|much|few|little|slow|late)|"
    r"hours? (?:a|each|every|per) week|eats? (?:up )?|reject\w*|stuck|overwhelm\w*|unclear|blame\w*)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:I|we) (?:really |still |just )?(?:need|want|wish|hope|(?:would|['’]d) (?:like|love|need|want)|long for|"
    r"am looking for)\b|\bif only\b|\bwould help (?:me|us)\b|\bI['’]d (?:like|love|need|want)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:good|great|useful|helpful|love\w*|like|nice|easy|easier|sav(?:e|es|ing)|clever|honest|clear|"
    r"simple|convinc\w*|cheap\w*|fair|fast|trust|reliable|comfortable|pleas\w+|enjoy\w*|benefit\w*|"
    r"advantage\w*|better|best|worth|attract\w*|appeal\w*|tempt\w*|free|safe)\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(?:bad|worse|worst|useless|hate\w*|dislike\w*|expensive|costly|complicated|hard|risk\w*|worr\w+|"
    r"too|doubt\w*|annoy\w*|distrust|unreliable|boring|ugly|fear\w*|danger\w*|disadvantage\w*|drawback\w*|"
    r"problem\w*|missing|lack\w*|uneasy|suspect|suspicious|careful|catch|crowds?|noisy|silly|hidden|nag\w*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # a memo of a pure function
def difficulty(sentence: str) -> int:
    """How many signs of a difficulty a sentence has; 0 for a question."""
    return 0 if sentence.endswith("?") else len(_DIFFICULTY.findall(sentence))


@lru_cache(maxsize=20_000)  # a memo of a pure function
def wish(sentence: str) -> int:
    """How many signs of a need or a wish a sentence has; 0 for a question."""
    return 0 if sentence.endswith("?") else len(_WISH.findall(sentence))


@lru_cache(maxsize=20_000)  # a memo of a pure function
def tone(sentence: str) -> int:
    """How favourable a sentence sounds: above 0 favourable, below 0 not, 0 neither.

    A stance weighs more than words that merely have a good or a bad ring.
    """
    stance = {"for": 3, "against": -3, None: 0}[stance_in(sentence)]
    return stance + len(_GOOD.findall(sentence)) - len(_BAD.findall(sentence))
