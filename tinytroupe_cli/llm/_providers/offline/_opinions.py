"""What somebody thinks of a proposal: a stance out of taste, need and temper, and how to say it."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._ideas import fit
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._reasons import reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._table import Proposal

_MACHINES = "artificial intelligence software app machine computer"


def stance_on(speaker: Speaker, proposal: Proposal) -> float:
    """How much the speaker is for a proposal, about -1 to 1: taste, need, temper and chance."""
    me = speaker.scene.me
    score = 0.7 * speaker.leaning(proposal.text).score
    score += min(
        0.45, 0.18 * max((strength for strength, _ in needs(speaker, proposal)), default=0)
    )
    score += 0.16 * me.temper.get("agreeableness", 0) + 0.08 * me.temper.get("openness", 0)
    score += 0.25 * min(0.0, speaker.leaning(_MACHINES).score) - 0.08
    return score + 0.9 * (speaker.lot("stance", proposal.name) - 0.5)


def needs(speaker: Speaker, proposal: Proposal) -> list[tuple[int, Fact]]:
    """The speaker's own difficulties that a proposal would answer, the best met first."""
    if proposal.idea is None:
        return []
    facts = speaker.scene.me.of("trouble", "work", "story")
    met = [(fit(proposal.idea, fact.text), fact) for fact in facts]
    kept = [(near, fact) for near, fact in met if near > (fact.field != "trouble")]
    return sorted(kept, key=lambda pair: (-pair[0], pair[1].text))


def why(speaker: Speaker, proposal: Proposal, kind: str) -> str:
    """A reason for a stance: an own difficulty, a taste, a conviction, else one about the thing.

    Args:
        speaker: who speaks.
        proposal: what it is about.
        kind: agree, object or partly.
    """
    if kind == "agree":
        for _, fact in needs(speaker, proposal):
            if speaker.fresh([fact]):
                text = speaker.say(
                    "reason_own", shared=True, fact=fact.text, clause=g.clause(fact.text)
                )
                speaker.mark(fact.text)
                if text:
                    return text
    if text := reason(speaker, proposal.text, positive=kind == "agree", least=0.8, tastes=False):
        return text
    generic = {"agree": "for_generic", "object": "against_generic", "partly": "partly_generic"}
    return speaker.say(generic[kind])
