"""What is worth keeping of a block of history: the sentences that tell most, with their names."""

from __future__ import annotations

import random

from tinytroupe_cli.events import Action, ConsolidateContext, MemoriesReply, Stimulus
from tinytroupe_cli.llm._providers.offline import _words as w

MOST = 8


def answer(context: ConsolidateContext, rng: random.Random) -> MemoriesReply:  # noqa: ARG001 - it ranks
    """At most eight memories in the first person, in the order they happened."""
    lines: list[tuple[float, int, str]] = []
    for order, moment in enumerate(context.moments):
        if not isinstance(moment, Stimulus | Action) or getattr(moment, "action", "") == "THINK":
            continue
        lines += [
            (_weight(sentence), order, f"{_who(moment, context.person)}{sentence}")
            for sentence in w.sentences(moment.content)
        ]
    kept = sorted(lines, key=lambda line: (-line[0], line[1]))[:MOST]
    memories = dict.fromkeys(text for _, _, text in sorted(kept, key=lambda line: line[1]))
    return MemoriesReply(memories=tuple(memories))


def _weight(sentence: str) -> float:
    figures = sum(letter.isdigit() for letter in sentence) > 0
    proposed = w.proposal_in(sentence) is not None
    return len(w.stems(sentence)) + 6 * figures + 8 * proposed - 6 * sentence.endswith("?")


def _who(moment: Stimulus | Action, person: str) -> str:
    if isinstance(moment, Action):
        return "I said: " if moment.person == person else f"{moment.person} said: "
    if moment.stimulus == "CONVERSATION":
        return f"{moment.source or 'Somebody'} said: "
    return ""
