"""What a question or a brief is about: its subject's words, and a noun phrase to speak of it by."""

from __future__ import annotations

import re
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._tables import frames
from tinytroupe_cli.llm._providers.offline._text import (
    STOP_WORDS,
    sentences,
    stem,
    stems,
    tokens,
    word_set,
)
from tinytroupe_cli.llm._providers.offline._verbs import BASES, is_third_person

_LEADS = (
    r"\b(?:discuss(?:ing)?|talk(?:ing)? about|views? (?:on|of)|opinions? (?:on|of|about)|think (?:of|about)|feel about"
    r"|for or against|against|whether|about|ideas? (?:of|for)|improve\w*|imagine)\s+",
    r"\b(?:for|of|to|on|with|from|in|have|has|use|using|buy|build|open(?:ing)?|like|want|rate)\s+(?=(?:the|an?|our|this|these)\b)",
)
"""After what the subject of a brief stands, the surest first."""
_DETERMINERS = word_set("the a an our your my this these their")
_NO_HEADS = word_set("""
week weeks day days year years month months time thing things people person question questions scale idea ideas group reason reasons others
town end point way lot moment minute life work part kind best most first one ones everyone everybody answer discussion round topic following
possible morning evening night afternoon neighbourhood next last good bad new try
""")
_GENERIC = word_set("""
chore hand software automate rid honest honestly frankly best worst most big biggest great important interesting feel
feeling mean example certain name change improve help think person thank question answer open easy difficult sort type
imagine suppose happen start stop use used often usual normally usually currently nowadays today prefer choose rather
good bad give take buy pay cost price amount earn old age discuss discussion talk please long suggest suggestion brainstorm become describe bit short sentence word
""")


_KINDS = (
    r"meal|food|dinner|lunch|breakfast|eat|cook|kitchen|recip\w*|snack|soup|rice|bread|pickl\w*",
    r"commut\w*|bus|train|tram|bicycl\w*|bike|drive|traffic|ferry",
    r"shop\w*|groceri|grocery|market|supermarket|buy\w*",
    r"drink|tea|coffee|beer|wine|sake|water",
    r"sport|run\w*|gym|swim\w*|football|exercis\w*|hik\w*",
)
"""Words of one kind: who is asked about meals may tell how they cook."""


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Words that ask and don't say what about: those of the engine's own questions, and some more."""
    asked = [
        one.pattern
        for act, found in frames().items()
        if re.match(r"ask_|iv_|return", act)
        for one in found
    ]
    return frozenset(
        stem(word) for text in [*asked, *_GENERIC] for word in tokens(re.sub(r"\{\w+\}", " ", text))
    )


@lru_cache(maxsize=4096)
def subject_words(question: str, names: tuple[str, ...] = ()) -> frozenset[str]:
    """The stems that say what a question asks about, beyond asking for a trouble, a taste or a view."""
    called = {stem(word) for name in names for word in tokens(name)}
    found = stems(question) - _generic() - called
    referred = re.search(r"\b(?:about (?:it|that|this)|make it better)\b", question)
    return found or frozenset({"it"} if referred else ())


@lru_cache(maxsize=1024)
def subject_of(text: str) -> str:
    """A noun phrase for what a brief is about, verbatim; empty where none can be taken cleanly.

    It begins after a word such as `about` or with an article and ends before a function word or a
    stop; whatever holds a verb is none.
    """
    for lead in _LEADS:
        for sentence in sentences(text):
            for match in re.finditer(lead, sentence, re.IGNORECASE):
                if phrase := _phrase(sentence[match.end() :]):
                    return phrase
    return ""


def _phrase(rest: str) -> str:
    words = re.split(r"(?<=[.,;:?!)\"”—–])\s|\s", rest)
    taken: list[str] = []
    for place, word in enumerate(words[:6]):
        low = word.casefold().strip("\"“”'.,;:?!)")
        if place == 0 and low in _DETERMINERS:
            taken.append(word)
            continue
        if low in STOP_WORDS or not low or any(char in '"“(' for char in word):
            break
        if _is_verb(low, taken):
            break
        taken.append(word)
        if word[-1] in '.,;:?!)”"':
            break
    else:
        return ""
    text = " ".join(taken).rstrip('.,;:?!)”"')
    parts = text.split()
    marked = bool(parts) and parts[0].casefold() in _DETERMINERS
    nouns = parts[1:] if marked else parts
    head = nouns[-1].casefold() if nouns else ""
    if not nouns or len(nouns) > 4 or head in _NO_HEADS or re.search(r"\d|ly$", head):
        return ""
    if not marked and (
        nouns[0].casefold() in BASES
        or not (head.endswith("s") or (len(nouns) > 1 and nouns[0].endswith("ing")))
    ):
        return ""
    if marked and parts[0].casefold() in {"a", "an"}:
        parts[0] = "a" if parts[0].islower() else parts[0]
        return "the " + " ".join(nouns)
    return (
        g.to_first_person(g.lower_first(text))
        if parts[0].casefold() == "your"
        else g.lower_first(text)
    )


def _is_verb(low: str, taken: list[str]) -> bool:
    """Whether a word goes on as a verb after a noun: `phones belong`, `the town wants`."""
    noun_before = bool(taken) and taken[-1].casefold() not in _DETERMINERS
    plural = noun_before and taken[-1].endswith("s")
    return (noun_before and is_third_person(low)) or (plural and low in BASES)


def is_on(fact: str, subject: frozenset[str]) -> bool:
    """Whether a fact has to do with a question's subject: by its words, or by food and the like."""
    if subject & stems(fact):
        return True
    kinds = (sign for sign in _KINDS if any(re.fullmatch(sign, word) for word in subject))
    return any(re.search(rf"\b(?:{sign})(?:s|es|ed|ing)?\b", fact, re.IGNORECASE) for sign in kinds)
