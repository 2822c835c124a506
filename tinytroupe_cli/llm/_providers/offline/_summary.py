"""Summing up: the best ideas of a discussion, whose they were, and which should come first."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._group import about, ground, stance_on
from tinytroupe_cli.llm._providers.offline._ideas import backing, proposals, votes
from tinytroupe_cli.llm._providers.offline._reasons import plain
from tinytroupe_cli.llm._providers.offline._speaker import Speaker


def sum_up(speaker: Speaker) -> Plan:
    """A summary that names who proposed what, the best backed first, and the speaker's own choice."""
    scene = speaker.scene
    plan = Plan(words=130)
    plan.think("think_sum", alone=True)
    if scene.task.source in scene.others:
        plan.target = scene.task.source or plan.target
    table = proposals(scene)
    if not table:
        plan.add(5, speaker.say("sum_nothing", alone=True))
        return plan
    theirs = [one for one in table if one.owner != scene.context.person] or table
    chosen = votes(scene)
    counts = [*chosen.values()]
    ranked = sorted(
        theirs,
        key=lambda one: (
            -counts.count(one.bare),
            -backing(scene, one) - 0.8 * stance_on(speaker, one),
            one.seq,
        ),
    )
    own = next((one for one in table if one.bare == chosen.get(scene.context.person)), ranked[0])
    firsts = {one.owner: one for one in reversed(ranked)}
    best = [one for one in ranked if firsts[one.owner] is one][:5]
    rest = [one for one in ranked if one not in best][: 5 - len(best)]
    plan.add(4, speaker.say("sum_open", alone=True))
    for place, one in enumerate([*best, *rest]):
        long = one.idea is not None and place < 4
        act = "sum_short" if not long else "sum_first" if place == 0 else "sum_item"
        does = one.idea.does if one.idea else ""
        plan.add(9 - place, speaker.say(act, alone=True, does=does, **about(speaker, one)))
    mine = next((one for one in table if one.owner == scene.context.person), None)
    if mine and mine not in best:
        plan.add(3, speaker.say("sum_mine", alone=True, idea=mine.name))
    why = ground(speaker, own, "agree") or plain(speaker, own.text, [], positive=True)
    plan.add(6, speaker.say("sum_close", alone=True, idea=own.name, reason=why))
    plan.attention = best[0].name
    return plan
