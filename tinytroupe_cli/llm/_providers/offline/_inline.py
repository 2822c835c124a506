"""Options that stand in the words of a question: `tea or coffee`, `19, 29 or 49 euros`."""

from __future__ import annotations

import re
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._options import Option, options
from tinytroupe_cli.llm._providers.offline._text import sentences

_MOST_WORDS = 8
_OR = re.compile(
    r"^(?P<left>.+?),?\s+or\s+(?P<right>[^?!;:]+?)(?=[?!;:]|\.(?!\d)|$)", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|\b(?:choose|choice|vote|pick|prefer\w*|decide|select|which|tell us|say)\b", re.IGNORECASE
)
_LEAD = re.compile(
    r"^.*\b(?:between|among|prefer|rather(?: have| take| be| eat| drink)?|choose|pick|take|have|drink|eat|buy|pay"
    r"|accept|select|want|use|vote for|go for|opt for|decide for|either)\s+(?:either\s+)?(?=\S)",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"^(?:which|what|who|whom|how|why|when|where|would|do|does|did|is|are|can|could|will|should|shall|have|has"
    r"|exactly|say|not|whether|if|so|some|more|less|two|something|anything|else)\b|\b(?:you|we|they|it|he|she|I)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:yes or no|for or against|true or false|pro or con(?:tra)?)\b", re.IGNORECASE
)
_REST = re.compile(
    r",?\s+(?:and\s+(?:say|why|tell|give|what|how)|because|please|why|when|if|or)\b.*$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\s+(?:for|to|in|at|on|as|from|with|per|a|each|every)\s+.*$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<sign>[€$£¥]?)\s?(?P<value>\d[\d,]*(?:\.\d+)?)(?:\s*(?P<unit>[€%]|(?!(?:for|to|in|at|on|as|from|with|per|a|an"
    r"|each|every|or|and)\b)[^\W\d_]+))?"
)
_LISTED = re.compile(
    r":\s+(?P<left>[^:.?!]+?),?\s+(?:and|or)\s+(?P<right>[^:.?!,]+)[.?!]?$", re.IGNORECASE
)


@lru_cache(maxsize=1000)  # a memo of a pure function: every sentence is held against one brief
def choices(text: str) -> tuple[Option, ...]:
    """What a brief asks to choose among: labelled options, else those in the words of its question."""
    if found := options(text):
        return found
    asks = bool(_ASKS.search(text))
    return next((found for one in sentences(text) if asks and (found := _asked(one))), ())


@lru_cache(maxsize=1000)  # a memo of a pure function
def listed(text: str) -> tuple[Option, ...]:
    """What a brief lists after a colon, for a later question that refers to it."""
    for sentence in sentences(text):
        if match := _LISTED.search(sentence):
            items = [*re.split(r",\s+", match["left"]), match["right"]]
            if found := _options([_tidy(item) for item in items]):
                return found
    return ()


def _asked(sentence: str) -> tuple[Option, ...]:
    match = _OR.search(sentence)
    if not match or _SIDES.search(sentence):
        return ()
    _, colon, tail = match["left"].rpartition(": ")
    items = re.split(r",\s+", tail)
    right = _REST.sub("", match["right"].split(", ")[0])
    if all(
        re.search(r"(?:^|\s)[€$£¥]?\s?\d[\d,.]*(?:\s\w+)?$", item) for item in items
    ) and re.match(r"[€$£¥]?\d", right):
        found = [one for item in [*items, right] if (one := _AMOUNT.search(item))]
        return _options([f"{one['sign']}{one['value']}" for one in found], found[-1]["unit"] or "")
    if len(items) > 1 and _NO_ITEM.match(items[0]) and not _LEAD.match(items[0]):
        items = items[1:]
    elif not colon:
        items[0] = _LEAD.sub("", items[0])
    if not any(_PLACED.search(item) for item in items):
        right = _PLACED.sub("", right)
    if not colon and items[0] == match["left"].split(", ")[0] and right[:1].islower():
        items[0] = items[0][:1].lower() + items[0][1:]
    return _options([g.to_first_person(_tidy(item)) for item in [*items, right]])


def _tidy(item: str) -> str:
    return item.strip().strip("\"“”'*_ ")


def _options(items: list[str], unit: str = "") -> tuple[Option, ...]:
    good = [item for item in items if item and len(item.split()) <= _MOST_WORDS]
    if not 1 < len(good) <= 9 or len(good) != len(items) or any(map(_NO_ITEM.search, good)):
        return ()
    if len({item.casefold() for item in good}) != len(good):
        return ()
    named = [f"{item} {unit}".strip() for item in good]
    return tuple(Option(item, name, name) for item, name in zip(good, named, strict=True))
