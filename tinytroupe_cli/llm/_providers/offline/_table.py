"""What lies on the table of a discussion: the proposals so far, whose they are, who backs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinytroupe_cli.llm._providers.offline._ideas import Idea, named_in
from tinytroupe_cli.llm._providers.offline._scene import Scene
from tinytroupe_cli.llm._providers.offline._words import (
    key_phrases,
    proposal_in,
    sentences,
    stance_in,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that somebody made."""

    owner: str
    name: str
    """How to speak of it, with its article."""
    text: str
    """What was said of it."""
    seq: int
    new: bool
    idea: Idea | None = None

    @property
    def bare(self) -> str:
        """The name without its article."""
        return self.name.removeprefix("the ")


def proposals(scene: Scene) -> list[Proposal]:
    """All proposals since the task was set, oldest first, each once."""
    found: dict[str, Proposal] = {}
    for utterance in scene.talk:
        ideas = named_in(utterance.text)
        for idea in ideas:
            if idea.name not in found:
                found[idea.name] = Proposal(
                    utterance.person,
                    idea.name,
                    f"{idea.name} {idea.does}",
                    utterance.seq,
                    utterance.new,
                    idea,
                )
        if ideas:
            continue
        for sentence in sentences(utterance.text):
            text = proposal_in(sentence)
            if text and not sentence.rstrip().endswith("?") and (name := _named(text)):
                found.setdefault(
                    name, Proposal(utterance.person, name, text, utterance.seq, utterance.new)
                )
                break
    return list(found.values())


def _named(text: str) -> str:
    phrases = key_phrases(text, 1)
    if not phrases:
        return ""
    return f"the idea about {re.sub(r'^(?:an?|the|my|our) ', '', phrases[0])}"


def backing(scene: Scene, proposal: Proposal) -> int:
    """How many others spoke for a proposal, less those who spoke against it."""
    total = 0
    for utterance in scene.talk:
        if (
            utterance.person != proposal.owner
            and proposal.bare.casefold() in utterance.text.casefold()
        ):
            total += {"for": 1, "against": -1}.get(stance_in(utterance.text) or "", 0)
    return total
