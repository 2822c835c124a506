"""Recognising a proposal, and the words in which the idea is put."""

from __future__ import annotations

import re
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline._markers import marks
from tinytroupe_cli.llm._providers.offline._text import shorten, tokens

_NOUN = r"(?:ideas?|proposals?|suggestions?|propositions?|feature requests?)"
_OWNED = re.compile(
    r"\b(?:(?:my|our|an?|another|one|the|here is|here['’]s|second|next|other|more|new)\s+)"
    r"(?:(?:own|first|second|third|next|last|other|best|big|small|simple|concrete|project|feature|"
    r"more|new|whole|main)\s+){0,3}" + _NOUN + r"(?P<gap>[^.?!:]{0,60}?)"
    r"(?P<link>,?\s+(?:therefore\s+)?(?:is|would be|was|will be)(?:\s+(?:called|therefore|simple|this))?"
    r"(?:,\s+[^,]{3,40},)?[:,]?\s+|:\s+|,\s+(?=(?:an?|the|one)\s)|\s+[-–—]\s+)",
    re.IGNORECASE,
)
_IS_SHORT = re.compile(r"\b(?:idea|proposal|suggestion)['’]s\s+", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:here is|here['’]s|this is) (?:idea|proposal) number \w+:\s+", re.IGNORECASE
)
_PLEASE = re.compile(r"^so an? (?:\w+ )?idea, please:\s+", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|then|so|if I may) (?:propose|suggest)(?: it, is)?\s+", re.IGNORECASE)
_HALF = re.compile(
    r"\bI (?:suggest|propose|would say), is\s+|, I (?:suggest|propose), (?:is\s+)?", re.IGNORECASE
)
_TAIL = re.compile(
    r"^(?:put|fix that with|marry|give us|give me|give people|build|add|I would love)?\s*"
    r"(?P<idea>.{8,}?)[,;]?\s+(?:in,\s+)?"
    r"(?:(?:that|this)(?: is|['’]s) (?:the|my) "
    + _NOUN
    + r"|I propose[.!]?$|is (?:my|the) "
    + _NOUN
    + ")",
    re.IGNORECASE,
)
_IMAGINED = re.compile(
    r"^(?:now |so |then |just |but |and |well,? |please )?(?:imagine|picture|think of|give us|give me|"
    r"give people|we need|I want|put in|build|add)\s+(?P<idea>(?:an?|one)\s.+)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:something like|this:|one thing:|that we (?:build|add|make|offer)|that|to you|having|"
    r"building both: the new part|building|adding|we (?:build|add|make|offer)|to (?:have|build|add)"
    r"|(?:one more|another|an|the next) (?:idea|proposal|suggestion)(?: of (?:mine|my own))?[,:]"
    r"|is|first of all)\s+|[:,—–-]\s*)+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+because\s|,\s+and I (?:could use that|ask for it)|,\s+since\s|,\s+(?:nothing more|that is (?:my|the) |and for a |on top\b|you see)|"
    r"\s+(?:on top|besides|beside it|too)(?=[,:.?!]|$)",
    re.IGNORECASE,
)
_IS_MINE = re.compile(
    r",? (?:that )?(?:is|would be) (?:my|mine|the) (?:" + _NOUN + r")?(?: for [\w ’'-]{3,40})?:\s+",
    re.IGNORECASE,
)
_NO_IDEA = re.compile(
    r"^(?:it|this|so|them|you|me|us|him|her|they|not|what|how|when|where|which|your|yours|others?|"
    r"in|of|at|on|there|more|less|no|yes|nothing|anything|everything|all|that|i)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # a memo of a pure function: extract and judge ask about each sentence
def proposal_in(sentence: str) -> str | None:
    """The idea that a sentence proposes, verbatim and without its lead-in; None without one.

    `How about a margin that shows the source of each figure?` -> `a margin that shows the source
    of each figure`.
    """
    for start, free in _starts(sentence):
        if re.search(r"\b(?:your|his|her|their|whose)\s+(?:\w+\s+)?$", sentence[:start]):
            continue
        idea = _trimmed(sentence[start:])
        least = 2 if re.match(r"(?:an?|the|one)\s", idea, re.IGNORECASE) else 3
        if len(tokens(idea)) >= least and (free or not _NO_IDEA.match(idea)):
            return idea
    tail = _TAIL.match(sentence) or _IMAGINED.match(sentence)
    if tail:
        idea = _trimmed(tail["idea"])
        return idea if len(tokens(idea)) >= 2 and not _NO_IDEA.match(idea) else None
    return None


def title_of(idea: str) -> str:
    """What to call an idea: its first clause, at most ten words, verbatim."""
    first = re.split(r":\s|;\s|\.\s|\s[-–—]\s|,\s|\?\s", idea, maxsplit=1)[0]
    head = first if len(tokens(first)) >= 2 else idea
    if len(head.split()) > 8:
        clause = re.split(r"\s(?:that|which|who|so that|where|when|by)\s", head, maxsplit=1)[0]
        head = clause if len(tokens(clause)) >= 3 else head
    return shorten(head, 10).rstrip("?!.,;: ")


def _starts(sentence: str) -> list[tuple[int, bool]]:
    """Where an idea may begin, and whether it may begin with any word."""
    found = [(match.end(), False) for match in marks("proposal", sentence)]
    for pattern in (_OWNED, _IS_SHORT, _NUMBERED, _PLEASE, _HALF, _AND):
        found += [(match.end(), False) for match in pattern.finditer(sentence)]
    that = [
        (end + 5, True)
        for end, _ in found
        if re.match(r"that (?:we|you|the|an?)\b", sentence[end:])
    ]
    return sorted([*found, *that])


def _trimmed(text: str) -> str:
    idea = _LEAD.sub("", text.strip())
    idea = _IS_MINE.sub(": ", idea)
    idea = re.sub(r",?\s+(?:and|or|but|so)$", "", _CUT.split(idea, maxsplit=1)[0].rstrip(",;: "))
    return idea.strip().rstrip(".!?…;,: ").strip()
