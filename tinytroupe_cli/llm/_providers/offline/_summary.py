"""Summing up: the best ideas of a discussion, and whose they were."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline._compose import EVERYONE, Plan
from tinytroupe_cli.llm._providers.offline._opinions import stance_on, why
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._table import Proposal, backing, proposals

_MOST = 5
"""How many ideas a summary names at the most."""


def sum_up(speaker: Speaker) -> Plan:
    """A summary that names who proposed what, the best backed first."""
    scene = speaker.scene
    plan = Plan(words=108, thought=("think_sum", {}))
    if scene.task.source in scene.others:
        plan.target = scene.task.source or EVERYONE
    table = proposals(scene)
    if not table:
        plan.add(5, speaker.say("sum_nothing"))
        fact = speaker.nearest(scene.me.facts, scene.task.text, least=0.0)
        if fact:
            plan.add(4, speaker.tell(fact))
        return plan
    best = _best(speaker, table)
    plan.add(4, speaker.say("sum_open", alone=True))
    for place, one in enumerate(best):
        plan.add(9, _item(speaker, one, first=place == 0))
    mine = [one for one in table if one.owner == scene.context.person]
    if mine:
        plan.add(3, f"My own {mine[0].bare} I leave for others to judge.")
    chosen = max(best, key=lambda one: stance_on(speaker, one))
    ground = why(speaker, chosen, "agree")
    plan.add(6, speaker.say("sum_close", alone=True, idea=chosen.name, reason=ground))
    plan.attention = chosen.name
    return plan


def _best(speaker: Speaker, table: list[Proposal]) -> list[Proposal]:
    """The best ideas of others: first the best of each person, then what is left."""
    scene = speaker.scene
    theirs = [one for one in table if one.owner != scene.context.person] or table
    ranked = sorted(
        theirs, key=lambda one: (-backing(scene, one) - 0.8 * stance_on(speaker, one), one.seq)
    )
    owners: set[str] = set()
    first: list[Proposal] = []
    for one in ranked:
        if one.owner not in owners:
            first.append(one)
            owners.add(one.owner)
    rest = [one for one in ranked if one not in first]
    return (first + rest)[:_MOST]


def _item(speaker: Speaker, one: Proposal, *, first: bool) -> str:
    mine = one.owner == speaker.scene.context.person
    does = one.idea.does if one.idea else ""
    act = "sum_first" if first and does else "sum_item"
    return speaker.say(
        act, alone=True, other="me" if mine else speaker.name(one.owner), idea=one.name,
        bare=one.bare, does=does,
    )  # fmt: skip
