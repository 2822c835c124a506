"""A group at work on ideas: everyone proposes out of their own difficulties and reacts by name."""

from __future__ import annotations

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._opinions import stance_on, why
from tinytroupe_cli.llm._providers.offline._propose import propose
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._table import Proposal, backing, proposals
from tinytroupe_cli.llm._providers.offline._words import stance_in

_TALKATIVE = 50
"""From how many words a turn somebody both reacts and proposes."""


def brainstorm(speaker: Speaker) -> Plan:
    """A turn in a brainstorming: propose, react, answer objections, and choose at the end."""
    scene = speaker.scene
    plan = Plan()
    table = [one for one in proposals(scene) if one.seq > scene.task.seq]
    theirs = [one for one in table if one.owner != scene.context.person]
    plan.thought = ("think_group", _thoughts(speaker, theirs))
    if scene.turns_taken == 0:
        if theirs and speaker.voice.words > _TALKATIVE and len(scene.others) < 8:
            _react(speaker, plan, theirs)
        propose(speaker, plan, table)
        return plan
    answered = _answer_objection(speaker, plan, table)
    if scene.last_round and len(table) > 2:
        if not answered and speaker.voice.words >= _TALKATIVE:
            _react(speaker, plan, theirs)
        _favourite(speaker, plan, theirs or table)
        return plan
    reacted = _react(speaker, plan, theirs)
    if scene.turns_taken < 4:
        # People of few words do one thing a turn: the weights say which.
        weight = 7 if speaker.lot("few words", scene.turns_taken) < 0.5 else 9
        propose(speaker, plan, table, weight=weight, built_on=reacted)
    return plan


def _thoughts(speaker: Speaker, theirs: list[Proposal]) -> dict[str, str]:
    scene = speaker.scene
    others = [one.owner for one in theirs if one.new] or scene.others
    chosen = others[scene.rank % len(others)] if others else ""
    losses = [g.gerund(fact.text) for fact in scene.me.of("trouble", "work")]
    short = [g.brief(loss) for loss in losses if loss]
    short.sort(key=lambda loss: speaker.lot("mind", scene.turns_taken, loss))
    return {"other": speaker.name(chosen) if chosen else "", "topic": short[0] if short else ""}


def _answer_objection(speaker: Speaker, plan: Plan, table: list[Proposal]) -> bool:
    """Answer somebody who spoke against one's own idea: defend it or give in."""
    scene = speaker.scene
    mine = [one for one in table if one.owner == scene.context.person]
    for utterance in scene.heard:
        if not utterance.new or not scene.to_me(utterance):
            continue
        named = [one for one in mine if one.bare.casefold() in utterance.text.casefold()]
        if not named or stance_in(utterance.text) != "against":
            continue
        gives_in = scene.me.temper.get("agreeableness", 0) * 0.25 + 0.4
        slots = {"other": speaker.name(utterance.person), "idea": named[0].name}
        if speaker.lot("give in", named[0].name, utterance.person) < gives_in:
            text = speaker.say("concede", **slots)
        else:
            ground = why(speaker, named[0], "agree")
            text = speaker.say("defend", shared=True, reason=ground, **slots)
        plan.add(8, text, to=utterance.person)
        return bool(text)
    return False


def _react(speaker: Speaker, plan: Plan, theirs: list[Proposal]) -> Proposal | None:
    """Agree with, doubt or refuse one of the others' ideas; the idea, unless it was refused."""
    scene = speaker.scene
    left = [one for one in theirs if not _spoken_of(speaker, one)]
    fresh = [one for one in left if one.new] or left
    if not fresh:
        return None
    # Neighbours in the crowd take different ideas, so that not everybody talks about the same.
    fresh.sort(key=lambda one: digest(scene.seed, "turn", scene.turns_taken, one.name))
    shift = scene.rank % len(fresh)
    fresh = fresh[shift:] + fresh[:shift]
    chosen = max(fresh[:2], key=lambda one: abs(stance_on(speaker, one)))
    stance = stance_on(speaker, chosen)
    kind = "agree" if stance > 0.22 else "object" if stance < -0.05 else "partly"
    ground = why(speaker, chosen, kind)
    text = speaker.say(
        kind, shared=True, other=speaker.name(chosen.owner), idea=chosen.name, reason=ground
    )
    plan.add(8, text, to=chosen.owner)
    plan.attention = plan.attention or f"{chosen.owner}'s {chosen.bare}"
    plan.mood += {"agree": 0.3, "object": -0.3}.get(kind, 0.0)
    return chosen if text and kind != "object" else None


def _spoken_of(speaker: Speaker, proposal: Proposal) -> bool:
    name = proposal.bare.casefold()
    return any(name in one.text.casefold() for one in speaker.scene.mine)


def _favourite(speaker: Speaker, plan: Plan, table: list[Proposal]) -> None:
    """The one to build, at the end: by stance, and by how many stand behind it."""

    def worth(one: Proposal) -> tuple[float, str]:
        spoken = any(one.bare in part.text for part in plan.parts)
        return stance_on(speaker, one) + 0.12 * backing(speaker.scene, one) - 0.6 * spoken, one.name

    chosen = max(table, key=worth)
    ground = why(speaker, chosen, "agree")
    text = speaker.say(
        "favourite", shared=True, other=speaker.name(chosen.owner), idea=chosen.name,
        bare=chosen.bare, reason=ground,
    )  # fmt: skip
    plan.add(9, text, to=chosen.owner)
    plan.mood += 0.2
    plan.attention = plan.attention or chosen.name
