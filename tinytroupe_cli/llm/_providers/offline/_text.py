"""Text as the offline engine sees it: sentences, words, stems, key phrases, overlap.

Everything here is English by heart and harmless elsewhere: other languages keep their words as
stems and have fewer stop words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import sqrt


def word_set(text: str) -> frozenset[str]:
    """The words of a text that lists them, separated by spaces."""
    return frozenset(text.split())


_STOPS = """
a about above after again against all almost alone already also although always am among an
and any anybody anyone anything are around as at away back be because been before being below
between both but by came can cannot come could did do does doing done down during each either
else enough etc even ever every everybody everyone everything few first for from further get
gets getting give go goes going gone got had has have having he her here hers herself him
himself his how however i if in instead into is it its itself just keep kind know last later
least less let like likely little lot lots made make makes making many may maybe me might mine
more most much must my myself near need neither never next no nobody none nor not nothing now
of off often oh ok okay on once one ones only onto or other others our ours ourselves out over
own per perhaps please put quite rather really right said same say says see seem seems shall
she should since so some somebody someone something sometimes soon still such sure take tell
than thank thanks that the their theirs them themselves then there these they thing things
think this those though through thus till to together too toward towards under until up upon
us use used using very via want wants was way we well went were what whatever when where
whether which while who whole whom whose why will with within without would yes yet you your
yours yourself yourselves s t d ll re ve m don didn doesn isn wasn won couldn shouldn wouldn
aren weren hasn haven hadn ain hello hi hey folks
"""
STOP_WORDS = frozenset(_STOPS.split())
"""Words that carry no subject of their own."""

_ABBREVIATIONS = word_set("""
mr mrs ms dr prof st vs e.g i.e etc no inc ltd co corp approx a.m p.m jr sr dept fig
""")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BORDER = re.compile(r"[.!?…]+[\"”’')\]*]*(?=\s)")
_QUOTED = re.compile(r"\"[^\"\n]{1,240}\"|“[^”\n]{1,240}”|«[^»\n]{1,240}»")
_BULLET = re.compile(r"^(?:[-*•+>#]+\s+|```\w*)")
_NOT_IN_PHRASE = re.compile(r"[^\w\s'’-]|\n|_| -+ ")


def sentences(text: str) -> list[str]:
    """The sentences of a text, verbatim and in order; a line break ends a sentence too.

    Abbreviations, initials and decimals end no sentence, nor does a stop inside quotation marks.
    """
    found: list[str] = []
    for line in text.splitlines():
        bare = _BULLET.sub("", line.strip())
        found += _of_line(bare) if bare else []
    return found


def _of_line(line: str) -> list[str]:
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    found, start = [], 0
    for match in _BORDER.finditer(line):
        inside = any(low < match.start() and match.end() < high for low, high in quoted)
        if inside or _is_abbreviation(
            line[start : match.start()], match.group(), line, match.end()
        ):
            continue
        found.append(line[start : match.end()].strip())
        start = match.end()
    found.append(line[start:].strip())
    return [sentence for sentence in found if _WORD.search(sentence)]


def _is_abbreviation(before: str, stop: str, line: str, end: int) -> bool:
    if stop[0] != ".":
        return False
    following = line[end:].lstrip()[:1]
    if following.islower():
        return True
    words = before.split()
    last = words[-1].lower().lstrip("(\"'“") if words else ""
    if len(last) == 1 and last.isalpha() and last != "i":
        return _is_initial(words, line[end:])
    if last == "no":
        return following.isdigit()  # `no. 5`, but `For my part, no. It costs too much.`
    return last in _ABBREVIATIONS


def _is_initial(words: list[str], after: str) -> bool:
    """Whether a lone letter with a stop belongs to a name (`J. Smith`) or ends a sentence (`for B.`)."""
    follows = (tokens(after[:40]) or [""])[0].partition("'")[0]
    named = len(words) == 1 or words[-2][:1].isupper()
    return named and follows not in STOP_WORDS and words[-2:-1] != ["I"]


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; hyphens separate, apostrophes don't."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=50_000)  # a memo of a pure function: a transcript repeats its words
def stem(word: str) -> str:
    """The stem of one lower-case word: plural, -ing, -ed, -ly and common noun endings removed.

    Light on purpose: `designs`, `designed`, `designing`, `designer` meet; `universe` and
    `university` don't.
    """
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(word)
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return _tidy(word[: -len(ending)])
    return _tidy(word)


_ENDINGS = (
    ("fulness", 3), ("ousness", 3), ("iveness", 3), ("isation", 3), ("ization", 3),
    ("ation", 4), ("ingly", 3), ("edly", 3), ("ment", 4), ("ness", 4), ("able", 4), ("ible", 4),
    ("ing", 3), ("ive", 4), ("ion", 5), ("ers", 3), ("est", 5), ("ful", 3), ("ous", 4),
    ("ed", 3), ("er", 4), ("or", 5), ("ly", 3), ("al", 5), ("ic", 5),
)  # fmt: skip


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _tidy(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word


@lru_cache(maxsize=20_000)  # a memo of a pure function: overlaps ask for the same text often
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry a subject."""
    return frozenset(
        stem(token)
        for token in tokens(text)
        if len(token) > 1 and token.partition("'")[0] not in STOP_WORDS
    )


def overlap(one: str, other: str) -> float:
    """How much two texts are about the same, 0 to 1: the cosine of their sets of stems."""
    left, right = stems(one), stems(other)
    return len(left & right) / sqrt(len(left) * len(right)) if left and right else 0.0


def key_phrases(text: str, limit: int = 8) -> list[str]:
    """The phrases that say what a text is about, verbatim, the weightiest first.

    Runs of up to four words between stop words and punctuation, weighed by how often their
    words occur and in what company (degree over frequency, after RAKE: Rose et al. 2010).
    """
    runs = [run for piece in _NOT_IN_PHRASE.split(text) for run in _runs(piece)]
    frequency: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for run in runs:
        for word in stems(run):
            frequency[word] += 1
            degree[word] += len(stems(run))
    scores: dict[str, float] = {}
    for run in runs:
        known = stems(run)
        weight = sum(degree[word] / frequency[word] + frequency[word] - 1 for word in known)
        if known and not any(stems(other) == known for other in scores):
            scores[run] = weight
    return sorted(scores, key=lambda run: -scores[run])[:limit]


def _runs(piece: str) -> list[str]:
    found: list[str] = []
    current: list[str] = []
    for word in piece.split():
        parts = tokens(word)
        subject = any(part not in STOP_WORDS and len(part) > 1 for part in parts)
        if subject and len(current) < 4:
            current.append(word.strip("'’-"))
            continue
        found.append(" ".join(current))
        current = [word.strip("'’-")] if subject else []
    found.append(" ".join(current))
    return [run for run in found if run and not run.isdigit()]


def shorten(text: str, words: int) -> str:
    """The first words of a text, verbatim, without what dangles at the end."""
    parts = text.split()
    if len(parts) <= words:
        return text.strip()
    parts = parts[:words]
    while len(parts) > 1 and (tokens(parts[-1]) or [""])[-1] in STOP_WORDS:
        parts.pop()
    return " ".join(parts).rstrip(",;:-–—(")
