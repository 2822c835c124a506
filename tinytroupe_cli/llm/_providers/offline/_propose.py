"""Proposing: a feature that meets a difficulty of the speaker's own work or life."""

from __future__ import annotations

import re
from typing import NamedTuple

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._ideas import Idea, catalogue, fit
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._table import Proposal

_DIGITAL = re.compile(
    r"\b(?:ai|a\.i\.|artificial|software|word|processor|app|digital|programs?|assistant|computer|office suite"
    r"|tools?|features?|chatbot|website|online|editor|document|spreadsheet|e-?mail)\b",
    re.IGNORECASE,
)


class Match(NamedTuple):
    """An idea and the difficulty that it answers to."""

    strength: float
    idea: Idea
    trouble: Fact


def propose(
    speaker: Speaker,
    plan: Plan,
    table: list[Proposal],
    *,
    weight: int = 10,
    built_on: Proposal | None = None,
) -> None:
    """Add a proposal to the plan: out of the catalogue for programs, else out of own tastes."""
    scene, me = speaker.scene, speaker.scene.me
    product = scene.task.product or "it"
    more = scene.turns_taken > 0
    troubles = speaker.fresh([*me.of("trouble"), *me.of("work", "story")])
    if _DIGITAL.search(scene.task.text + " " + scene.task.brief):
        match = best_match(speaker, troubles, {one.name for one in table})
        if match:
            plan.add(weight, _uttered(speaker, match, product, more=more, built_on=built_on))
            plan.attention = match.idea.name
            return
    _propose_freely(speaker, plan, troubles, product, weight, more=more)


def _uttered(
    speaker: Speaker, match: Match, product: str, *, more: bool, built_on: Proposal | None
) -> str:
    shown = _shown(match.trouble)
    slots = {
        "idea": match.idea.name, "does": match.idea.does, "product": product, "trouble": shown,
        "tclause": g.clause(shown),
    }  # fmt: skip
    text = ""
    if built_on and speaker.lot("build", match.idea.name) < 0.5:
        text = speaker.say(
            "build", other=speaker.name(built_on.owner), theirs=built_on.name, **slots
        )
    text = text or speaker.say("propose_more" if more else "propose", shared=True, **slots)
    speaker.mark(match.trouble.text)
    return text


def _shown(trouble: Fact) -> str:
    """A difficulty, shortened at a semicolon when it is long."""
    text = trouble.text
    if len(text.split()) > 26:
        text = g.close(re.split(r";|, which |, whose | - ", text)[0])
    return text


def best_match(speaker: Speaker, troubles: list[Fact], taken: set[str]) -> Match | None:
    """The idea dealt to this speaker that fits one of their difficulties best.

    Ideas are dealt out among the crowd, so that two people never propose the same at once.
    """
    scene = speaker.scene
    order = sorted(catalogue(), key=lambda idea: digest(scene.seed, "ideas", idea.name))
    dealt = [idea for idea in order[scene.rank :: len(scene.crowd)] if idea.name not in taken]
    found = [
        Match(_strength(speaker, idea, fact), idea, fact)
        for idea in dealt
        if not scene.told(idea.name)
        for fact in troubles
        if fit(idea, fact.text) > (fact.field == "story")
    ]
    return max(found, key=lambda match: (match.strength, match.idea.name)) if found else None


def _strength(speaker: Speaker, idea: Idea, fact: Fact) -> float:
    kind = {"trouble": 0.8, "work": 0.2}.get(fact.field, 0.0)
    return fit(idea, fact.text) + kind + 0.9 * speaker.lot(idea.name, fact.text)


def _propose_freely(
    speaker: Speaker, plan: Plan, troubles: list[Fact], product: str, weight: int, *, more: bool
) -> None:
    me = speaker.scene.me
    losses = [
        (fact, loss)
        for fact in troubles
        if fact.field == "trouble" and (loss := g.gerund(fact.text)) and len(loss.split()) < 22
    ]
    ways: list[tuple[str, str, str]] = []
    if losses:
        fact, loss = max(losses, key=lambda pair: speaker.lot(pair[1]))
        ways.append(("propose_open", loss, fact.text))
    for act, pool in (("propose_like", me.likes), ("propose_unlike", me.dislikes)):
        left = speaker.unused(pool)
        if left:
            item = max(left, key=lambda one: speaker.lot(act, one))
            ways.append((act, item, item))
    if more:
        ways.sort(key=lambda way: speaker.lot(way[0]))
    for act, item, source in ways:
        text = speaker.say(act, shared=True, product=product, loss=item, like=item, dislike=item)
        if text:
            speaker.mark(source)
            plan.add(weight, text)
            return
    spare = speaker.any_of(me.facts, "free")
    if spare:
        text = speaker.say("trouble_only", shared=True, trouble=spare.text, product=product)
        plan.add(weight, text)
        speaker.mark(spare.text)
