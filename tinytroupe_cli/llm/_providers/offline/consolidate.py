"""What is worth keeping of a block of history: the sentences that tell most, with their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from tinytroupe_cli.events import (
    Action,
    ConsolidateContext,
    MemoriesReply,
    Moment,
    Observation,
    Stimulus,
)
from tinytroupe_cli.llm._providers.offline import _words as w

MOST = 8
"""How many memories a block leaves at most."""
FEWEST = 3
"""How many it leaves at least, when there is so much to tell."""
_GREETING = re.compile(
    r"^\W*(?:hello|hi|hey|thanks?|thank you|good (?:morning|day|evening)|goodbye|bye|nice to meet|see you)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:I(?: will|['’]ll)|promise\w*|agreed|tomorrow|deadline|until|by (?:next|the end))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence that could be remembered."""

    order: int
    lead: str
    """Who said it, or how it was perceived, such as `Oscar told me: `."""
    text: str
    place: int
    """The sentence's place in what was said."""
    weight: float


def answer(context: ConsolidateContext, _rng: Random) -> MemoriesReply:
    """Three to eight memories in the order they happened; fewer when less was told.

    Each is `Oscar told me: ...` with one or two sentences, verbatim: those with figures, names,
    proposals, choices and objections, and the most subject words.
    """
    lines = [line for order, moment in enumerate(context.moments)
             for line in _lines(moment, order, context.person)]  # fmt: skip
    kept = _chosen(lines)
    memories = dict.fromkeys(f"{lead}{text}" for lead, text in _joined(kept))
    return MemoriesReply(memories=tuple(memories))


def _lines(moment: Moment, order: int, person: str) -> Iterable[_Line]:
    lead = _lead(moment, person)
    if lead is None:
        return
    for place, text in enumerate(w.sentences(moment.content)):
        weight = _weight(text) * (0.8 if lead.startswith("I ") else 1.0)
        yield _Line(order, lead, text, place, weight)


def _lead(moment: Moment, person: str) -> str | None:
    """How a moment is remembered; None for what is not."""
    if isinstance(moment, Action):
        if moment.action in {"DONE", "THINK", "REACH_OUT"}:
            return None
        if moment.person == person:
            return f"I told {moment.target}: " if moment.target else "I said: "
        return (
            f"{moment.person} told me: " if moment.target == person else f"{moment.person} said: "
        )
    if isinstance(moment, Observation):
        return f"I found out by {moment.action}: "
    if not isinstance(moment, Stimulus):
        return None
    if moment.stimulus == "CONVERSATION":
        return f"{moment.source or 'Somebody'} said to me: "
    return {
        "VISUAL": "I saw: ", "LOCATION": "I was at: ", "SOCIAL": "I noticed: ",
        "INTERNAL_GOAL_FORMULATION": "I wanted: ",
    }.get(moment.stimulus)  # fmt: skip


def _weight(text: str) -> float:
    """How much a sentence is worth keeping: subject words, figures, names, what was decided."""
    if _GREETING.match(text) and len(text.split()) < 8:
        return 0.0
    weight = min(len(w.stems(text)), 12) + 1.5 * len(_NAME.findall(text))
    weight += 6 * bool(re.search(r"\d", text)) + 8 * (w.proposal_in(text) is not None)
    weight += 4 * any(True for _ in w.marks("choice", text)) + 3 * bool(_PROMISE.search(text))
    weight += 3 * (w.stance_in(text) is not None) + 2 * bool(w.difficulty(text))
    return weight * (0.4 if text.endswith("?") else 1.0)


def _chosen(lines: list[_Line]) -> list[_Line]:
    """The heaviest lines, none about the same as another, those of one moment at most two."""
    kept: list[_Line] = []
    for line in sorted(lines, key=lambda one: (-one.weight, one.order)):
        beside = [one for one in kept if one.order == line.order]
        same = any(w.overlap(line.text, one.text) > 0.7 for one in kept)
        moments = {one.order for one in kept}
        if line.weight <= 0 or same or len(beside) > 1:
            continue
        if len(moments) >= MOST and not beside:
            continue
        if len(kept) >= 2 * MOST or (len(kept) >= FEWEST and line.weight < 4):
            break
        kept.append(line)
    return kept


def _joined(kept: list[_Line]) -> Iterable[tuple[str, str]]:
    """The lines of one moment as one memory, in the order they happened."""
    for order in sorted({one.order for one in kept}):
        beside = sorted((one for one in kept if one.order == order), key=lambda one: one.place)
        yield beside[0].lead, " ".join(one.text for one in beside)
