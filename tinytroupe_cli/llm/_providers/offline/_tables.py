"""The engine's own writing, read from text files beside it: frames, notions and ideas.

talk, group, verdict, mind, advert, feelings | frames: `register|sentence with {slots}` under `# act`
notions                                      | what people care about, how it shows, what one says of it
life, childhood                              | what may be true of somebody: `tags|sentence`, under `# section`
ideas_digital, ideas_general, ideas_things   | proposals, the difficulties they answer, what speaks for and against

A frame's register says whom it suits: f formal, w warm, j joking, b blunt, p proud, none everyone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "tables"
_FRAMES = ("talk", "group", "verdict", "mind", "advert", "feelings")


@dataclass(frozen=True, slots=True)
class Signs:
    """A pattern of whole words in any case, compiled when it is first asked."""

    source: str

    def search(self, text: str) -> re.Match[str] | None:
        """The first sign in a text."""
        return _compiled(self.source).search(text)

    def findall(self, text: str) -> list[str]:
        """All signs in a text."""
        return _compiled(self.source).findall(text)


@lru_cache(maxsize=1024)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence, or two, with slots."""

    register: str
    pattern: str
    slots: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    """The slots of each of its sentences."""
    grounds: tuple[str, ...]
    """The slots that stand after a `because` or a `since`."""


@dataclass(frozen=True, slots=True)
class Notion:
    """Something that people look for, or keep away from."""

    key: str
    name: str
    """How to speak of it: `a real person to talk to`."""
    says: Signs
    """How a text shows that it has to do with it."""
    fond: Signs
    """How a persona shows that somebody looks for it."""
    cool: Signs
    """How a persona shows that somebody does not."""
    hate: Signs
    """What people can't stand who look for it."""
    good: tuple[str, ...]
    """What one may say for it without giving anything away of oneself."""
    bad: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that can be proposed."""

    bare: str
    does: str
    """What it does, after `it`."""
    meets: Signs
    """The signs of difficulties that it answers to."""
    good: tuple[str, ...]
    bad: tuple[str, ...]
    everyday: bool
    """Whether it is for places and things of all kinds and not for programs."""

    @property
    def name(self) -> str:
        """`the redaction tool`."""
        return f"the {self.bare}"

    @property
    def new(self) -> str:
        """`a redaction tool`: as it is named for the first time."""
        vowel = self.bare[0] in "aeio" and not self.bare.startswith("one")
        vowel = vowel or self.bare.startswith(("hour", "honest"))
        return f"{'an' if vowel else 'a'} {self.bare}"


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """Act -> its frames."""
    acts: dict[str, list[Frame]] = {}
    here: list[Frame] = []
    for line in (line for name in _FRAMES for line in _lines(name)):
        if line.startswith("# "):
            here = acts.setdefault(line[2:], [])
            continue
        register, mark, pattern = line.partition("|")
        here.append(_frame(register, pattern) if mark else _frame("", line))
    return {act: tuple(found) for act, found in acts.items()}


_COMMON = frozenset({"assistant", "helper", "manager", "officer", "worker", "machine", "social"})


@dataclass(frozen=True, slots=True)
class Line:
    """Something that may be true of somebody."""

    tags: frozenset[str]
    """All of which have to hold for the person."""
    text: str

    @property
    def words(self) -> frozenset[str]:
        """The telling words of its first part, small."""
        head = self.text.partition("|")[0].casefold().split()
        return frozenset(word for word in head if len(word) > 3 and word not in _COMMON)


@lru_cache(maxsize=64)
def life_lines(section: str, *, table: str = "life") -> tuple[Line, ...]:
    """The lines of a section of the lives, or of those of children: `childhood`."""
    block = next(block for block in _blocks(table, "# ") if block[0] == f"# {section}")
    split = (line.partition("|") for line in block[1:])
    return tuple(Line(frozenset(tags.split()), text) for tags, _, text in split)


def _frame(register: str, pattern: str) -> Frame:
    # a slot that holds whole sentences is a sentence of its own
    pieces = re.split(r"(?<=[.!?])\s|(?<=\})\s(?=[A-Z{\"])", pattern)
    parts = tuple(_slots(piece) for piece in pieces if piece != "{reason}")
    grounds = tuple(re.findall(r"\b(?:because|since|that) \{(\w+)\}", pattern))
    return Frame(register, pattern, _slots(pattern), parts, grounds)


def _slots(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\{(\w+)\}", text))


@lru_cache(maxsize=1)
def notions() -> tuple[Notion, ...]:
    """All notions."""
    return tuple(_notion(block) for block in _blocks("notions", "# "))


def _notion(block: list[str]) -> Notion:
    key, name = block[0].removeprefix("# ").split(" | ")
    found = {}
    for mark in ("says", "fond", "cool", "hate"):
        pattern = next(line for line in block if line.startswith(f"{mark}: "))[len(mark) + 2 :]
        found[mark] = Signs(pattern)
    return Notion(
        key, name, found["says"], found["fond"], found["cool"], found["hate"], *_sides(block)
    )


@lru_cache(maxsize=3)
def ideas(kind: str) -> tuple[Idea, ...]:
    """All ideas of a kind: digital, general (for places and what happens there) or things."""
    return tuple(_idea(block) for block in _blocks(f"ideas_{kind}", ("the ", "a ")))


def _idea(block: list[str]) -> Idea:
    name, does, meets = block[0].split(" | ")
    signs = Signs(meets)
    return Idea(name.partition(" ")[2], does, signs, *_sides(block), name.startswith("a "))


def _blocks(name: str, starts: str | tuple[str, ...]) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in _lines(name):
        if line.startswith(starts):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _sides(block: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    good = tuple(line[2:] for line in block if line.startswith("+ "))
    return good, tuple(line[2:] for line in block if line.startswith("- "))
