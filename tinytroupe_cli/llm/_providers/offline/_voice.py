"""How somebody speaks: how much, how warmly, how formally; read off style and temper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinytroupe_cli.llm._providers.offline._persona import Portrait

_SHORT = r"\b(?:short|flat|few words|little|brief|terse|laconic|three syllables|dry)\b"
_REGISTERS = {
    "f": r"\b(?:formal\w*|courteous\w*|complete sentences|by surname|professional|numbered|precise"
    r"|correct|academic|strict|measured|careful\w*)\b",
    "w": r"\b(?:warm\w*|gentl\w*|friendly|approachable|polite|empathetic|apologi\w+|soften|kind\w*)\b",
    "j": r"\b(?:jok\w*|dry|wit\w*|iron\w+|sarcas\w*|fun|playful|teas\w+|laugh\w*|humou?r|memes)\b",
    "p": r"\b(?:proud\w*|boast\w*|brag\w*|loud|exaggerat\w*|show(?:s)? off|grand|superlative\w*)\b",
    "b": r"\b(?:blunt\w*|flat|rude|loud|short|cut off|interrupt|what it costs|direct\w*|few words"
    r"|harsh|aggressive)\b",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A way of speaking."""

    words: int
    """About how many words a turn may have."""
    registers: tuple[str, ...]
    """Which frames suit: f formal, w warm, j joking, b blunt; the best first."""
    catchword: str | None
    """A word the style says this person drops in."""
    formal: bool
    """Calls others by their whole name."""
    contracts: bool
    """Says `I'm` and `don't`."""

    def rank(self, register: str) -> int:
        """How well a frame's register suits: 0 is best."""
        if register in self.registers:
            return 0
        return 1 if not register else 3


def voice(person: Portrait) -> Voice:
    """The voice of a person."""
    temper, style = person.temper, person.style.casefold()
    registers = [key for key, signs in _REGISTERS.items() if re.search(signs, style)]
    agreeable, outgoing = temper.get("agreeableness", 0), temper.get("extraversion", 0)
    if agreeable < 0 and "b" not in registers:
        registers.append("b")
    if agreeable > 0 and "w" not in registers and "b" not in registers:
        registers.append("w")
    if "b" in registers and "w" in registers:
        registers.remove("w" if agreeable < 0 else "b")
    words = 54 + 12 * outgoing + (8 if temper.get("openness", 0) > 0 else 0)
    if re.search(_SHORT, style):
        words -= 12
    if re.search(r"\b(?:full thoughts|stories|fast|rush|long|chat)\b", style):
        words += 10
    formal = "f" in registers or "surname" in style
    return Voice(
        words=max(24, min(words, 82)),
        registers=tuple(registers),
        catchword=_catchword(person.style),
        formal="surname" in style,
        contracts=not formal,
    )


def _catchword(style: str) -> str | None:
    found = re.search(r"\b(?:say|says|add|adds)\s+[\"“'‘](\w{2,12})[\"”'’]", style)
    return found[1] if found else None


_CONTRACTED = (
    (r"(?<!and )\bI am\b(?! (?:not )?[,.;!?])", "I'm"),
    (r"(?<!and )\bI would\b(?! not\b| n't)(?![,.;!?])", "I'd"),
    (r"(?<!and )\bI have (?=never|always|been|read|seen)", "I've "),
    (r"(?<!and )\bI will\b(?! not\b)", "I'll"),
    (r"\bI would not\b(?!,)", "I wouldn't"),
    (r"\b([Dd])o not\b", r"\1on't"),
    (r"\b([Cc])annot\b", r"\1an't"),
    (r"(?:(?<=^)|(?<=[.,;:!?] ))([Ii])t is\b(?![.,;!?])", r"\1t's"),
    (r"(?:(?<=^)|(?<=[.,;:!?] ))([Tt])hat is\b(?![.,;!?])", r"\1hat's"),
    (r"\b([Dd])oes not\b", r"\1oesn't"),
)


def pronounced(text: str, voice: Voice) -> str:
    """A text as this voice says it: contracted, or not."""
    if not voice.contracts:
        return text
    for pattern, put in _CONTRACTED:
        text = re.sub(pattern, put, text)
    return text
