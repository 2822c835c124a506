"""Labelled options of a brief, in the many shapes that people write them, and rating scales."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tinytroupe_cli.llm._providers.offline._text import sentences, shorten, tokens


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things to choose among."""

    label: str
    """As the brief writes it: `A`, `2`, `AD 1`."""
    title: str
    """What to call it: its first line or sentence, at most ten words, verbatim."""
    text: str
    """All that the brief says of it."""

    @property
    def called(self) -> str:
        """How one says it: by its label, or by its title where the label is only the beginning of it."""
        return self.title if self.title.startswith(self.label) else self.label


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place in the brief where an option seems to begin."""

    family: str
    number: int
    """The place of its label in the alphabet or among the numbers, from 1."""
    label: str
    start: int
    end: int


_SPOKEN = 8
"""So many words of an option without a label are spoken as they are."""
_KIND = (
    r"ads?|advert(?:isement)?|option|choice|version|variant|concept|alternative|plan|design|product"
)
_LINE_LABEL = re.compile(
    r"^[ \t>]*(?:[-*•+]\s+|#+\s*)?[*_]{0,2}"
    r"(?P<open>[(\[]?)(?:(?P<kind>[A-Za-z]{2,14})[ \t]+(?:no\.?[ \t]*|#)?)?(?P<label>[A-Z]|[a-h]|\d{1,2})"
    r"(?P<mark>[)\].:]|[ \t]*[-–—=](?=[ \t])|(?=[ \t]*[*_]{0,2}[ \t]*$))[*_]{0,2}[.:]?(?:[ \t]+|$)",
    re.MULTILINE,
)
_INLINE_LABEL = re.compile(
    rf"(?:^|(?<=[\s,;:(\[]))(?P<open>[(\[]?)(?:(?P<kind>{_KIND})\s+)?(?P<label>[A-Z]|[a-h]|\d{{1,2}})"
    r"(?P<mark>[)\]:]|\.(?=\s+[\"“A-Z])|\s*[-–—=](?=\s))\s*(?=\S)|"
    rf"\b(?P<kind2>{_KIND})\s+(?P<label2>[A-Z]|\d{{1,2}})\b(?P<mark2>\s*\(|\s+is\s+|,\s+)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:now|so|and|then)?[, ]*(?:which|what|who|whom|how|why|please|would|could|do|does|choose|pick|"
    r"select|tell|say|explain|give|vote|answer|decide|rate|name|each of you|you (?:must|have to|may)|"
    r"everyone|everybody|imagine|think|remember|discuss|write)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"(?:[\s,;(\[]|\b(?:or|and|versus|vs\.?)\s*$)+$", re.IGNORECASE)


@lru_cache(maxsize=1000)  # a memo of a pure function: every sentence is held against one brief
def options(text: str) -> tuple[Option, ...]:
    """The labelled options of a text, in order; none when there are fewer than two.

    Labels are letters or numbers that count up from A, a or 1, bare or after a word (`Ad 1`),
    one to a line (the texts may go on over more lines) or inline. Plain bullets count when the
    line before them asks to choose.
    """
    lines = _run(_hits(_LINE_LABEL, text))
    if len(lines) > 1:
        return _cut(text, lines, inline=False)
    inline = _run(_hits(_INLINE_LABEL, text))
    if len(inline) > 1:
        return _cut(text, inline, inline=True)
    return _bulleted(text)


def label_number(label: str) -> str:
    """The part of a label that tells options apart, in lower case: `AD 1` -> `1`."""
    parts = tokens(label)
    return parts[-1] if parts else label.casefold()


def _hits(pattern: re.Pattern[str], text: str) -> list[_Hit]:
    found = []
    for match in pattern.finditer(text):
        groups = match.groupdict()
        label = groups["label"] or groups["label2"]
        kind = groups["kind"] or groups.get("kind2") or ""
        mark = (groups["mark"] or groups.get("mark2") or "").strip()
        alphabet = "#" if label.isdigit() else "A" if label.isupper() else "a"
        number = int(label) if label.isdigit() else ord(label.lower()) - ord("a") + 1
        if mark == "" and not kind and not match[0].strip().strip(label).strip():
            continue  # a line that holds a lone letter or number
        family = f"{alphabet} {kind.lower()} {mark if not kind else ''}"
        shown = f"{kind} {label}" if kind else label
        found.append(_Hit(family, number, shown, match.start(), match.end()))
    return found


def _run(hits: Iterable[_Hit]) -> list[_Hit]:
    """The longest run that counts up from 1 among the hits of one family; the first of equals."""
    best: list[_Hit] = []
    families: dict[str, list[_Hit]] = {}
    for hit in hits:
        families.setdefault(hit.family, []).append(hit)
    for members in families.values():
        run: list[_Hit] = []
        for hit in members:
            if hit.number == len(run) + 1:
                run.append(hit)
            elif hit.number == 1 and len(run) < 2:
                run = [hit]
        if len(run) > max(len(best), 1):
            best = run
    return best


def _cut(text: str, run: list[_Hit], *, inline: bool) -> tuple[Option, ...]:
    raw = [text[one.end : other.start] for one, other in pairwise(run)]
    last = text[run[-1].end :]
    raw.append(_last_inline(last, raw) if inline else _last_of_lines(last, raw))
    found = []
    for hit, piece in zip(run, raw, strict=True):
        body = _clean(piece, inline=inline)
        if body:
            found.append(Option(hit.label, _title(body), body))
    return tuple(found) if len(found) > 1 else ()


def _last_inline(last: str, earlier: list[str]) -> str:
    """Where the last inline option ends: as many sentences as the longest, questions aside."""
    line = last.splitlines()[0] if last.strip() else ""
    told = sentences(line)
    asked = next((place for place, one in enumerate(told) if place and _ASKS.match(one)), None)
    most = max(*(len(sentences(piece)) for piece in earlier), 1)
    end = 0
    for sentence in told[: most if asked is None else asked]:
        end = line.index(sentence, end) + len(sentence)
    return line[:end]


def _last_of_lines(last: str, earlier: list[str]) -> str:
    """Where the last option of a list ends: at its fence, or before what addresses the reader."""
    body = last.lstrip()
    if body.startswith("```"):
        closing = body.find("```", 3)
        return body if closing < 0 else body[: closing + 3]
    paragraphs = max(len(_paragraphs(piece)) for piece in earlier)
    lines = max(len(piece.strip().splitlines()) for piece in earlier)
    kept: list[str] = []
    seen = 0
    for line in last.splitlines():
        if not line.strip():
            seen += bool(kept and kept[-1].strip())
            if seen >= paragraphs:
                break
        elif any(one.strip() for one in kept):
            wrapped = line.lstrip()[:1].islower()
            if _ASKS.match(line.strip().lstrip("*_ ")) or (lines == 1 and not wrapped):
                break
        kept.append(line)
    return "\n".join(kept)


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def _clean(piece: str, *, inline: bool) -> str:
    kept = [line.strip() for line in piece.splitlines() if not re.match(r"\s*```", line)]
    body = "\n".join(kept).strip().strip("*_").strip()
    body = re.sub(r"\n{3,}", "\n\n", body)
    if inline:
        body = _LOOSE_END.sub("", body)
        closing = body.find(")")
        if closing >= 0 and "(" not in body[:closing]:
            body = body[:closing]  # the label stood before an opening bracket: `Ad 1 (fast)`
    return body.strip()


def _title(body: str) -> str:
    first = body.splitlines()[0].strip().strip("*_#").strip()
    if len(first.split()) > 8:
        first = re.split(r"\s[-–—]\s|:\s", first, maxsplit=1)[0]
    if len(first.split()) > 8:
        first = (sentences(first) or [first])[0]
    return shorten(first, 10).strip("\"“”'").rstrip(".,;:!").strip("\"“”'")


def _bulleted(text: str) -> tuple[Option, ...]:
    lines = text.splitlines()
    bullets = [index for index, line in enumerate(lines) if re.match(r"\s*[-*•+]\s+\S", line)]
    if len(bullets) < 2 or bullets[-1] - bullets[0] != len(bullets) - 1 or not bullets[0]:
        return ()
    asked = " ".join(lines[: bullets[0]])
    if not re.search(
        r"\b(?:which|choose|pick|vote|prefer|options?|select)\b", asked, re.IGNORECASE
    ):
        return ()
    bodies = [re.sub(r"^\s*[-*•+]\s+", "", lines[index]).strip() for index in bullets]
    short = all(len(body.split()) <= _SPOKEN for body in bodies)
    return tuple(
        Option(_title(body) if short else str(place), _title(body), body)
        for place, body in enumerate(bodies, start=1)
    )


_ABOUT_RATING = re.compile(
    r"\b(?:scales?|rat(?:e|es|ing|ings)|scores?|marks?|stars|points|grades?|likely|likelihood|agree|"
    r"number|propensity|satisf\w+|means?|where|interest(?:ed)?)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?P<{0}>\d{{1,3}}|zero|one|five|seven|ten)"
_ASIDE = r"(?:\s*[(=][^)\n,.;]{0,60}\)?)?"
_SCALE = re.compile(
    r"\b" + _NUMBER.format("low") + _ASIDE + r"\s*(?:,\s*)?(?:to|and|through|[-–—])\s*"
    + _NUMBER.format("high") + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_OUT_OF = re.compile(r"\b(?:out of|of|/)\s*(?P<high>5|7|10|100|five|seven|ten)\b", re.IGNORECASE)
_NUMBERS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
            "eight": 8, "nine": 9, "ten": 10}  # fmt: skip


def number_of(text: str) -> int:
    """The number that digits or a small number's name mean.

    Raises:
        ValueError: neither.
    """
    low = text.casefold()
    return _NUMBERS[low] if low in _NUMBERS else int(text)


@lru_cache(maxsize=1000)  # a memo of a pure function: every sentence is held against one brief
def rating_scale(text: str) -> tuple[int, int] | None:
    """The ends of the rating scale that a text asks to use, such as (1, 5); None without one."""
    for sentence in sentences(text):
        if not _ABOUT_RATING.search(sentence):
            continue
        for match in _SCALE.finditer(sentence):
            low, high = number_of(match["low"]), number_of(match["high"])
            if low in {0, 1} and low + 1 < high <= 100:
                return low, high
        out_of = _OUT_OF.search(sentence)
        if out_of:
            return 1, number_of(out_of["high"])
    return None
