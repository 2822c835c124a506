"""A group at work on ideas: everyone proposes out of their own difficulties and reacts by name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._ideas import (
    Proposal,
    backing,
    catalogue,
    fit,
    proposals,
)
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._reasons import own_reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._tables import Idea
from tinytroupe_cli.llm._providers.offline._words import overlap, sentences, stance_in

_TALKATIVE = 50
"""From how many words a turn somebody both reacts and proposes."""
_MACHINES = "artificial intelligence software app assistant"
_ABOUT_MACHINES = re.compile(
    r"\b(?:software|AI|computers?|assistants?|machine that|artificial intelligence)\b"
)
_LONGEST = 26
_CONSIDERED = 8
"""How many proposals somebody holds against each other at the end."""
_QUESTIONS = {"learn": r"learn|beginners|training", "off": r"\boff\b", "see": r"\b(?:see|share|look into)\b",
              "wrong": r"wrong|mistake"}  # fmt: skip
"""What one may ask about an idea, and how the question is known again."""


def brainstorm(speaker: Speaker) -> Plan:
    """A turn in a brainstorming: propose, react, answer objections, and choose at the end."""
    scene = speaker.scene
    plan = Plan(words=90)
    table = proposals(scene)
    theirs = [one for one in table if one.owner != scene.context.person]
    talkative = speaker.voice.words > _TALKATIVE
    if scene.turns_taken == 0:
        if theirs and talkative and len(scene.others) < 8:
            react(speaker, plan, theirs)
        propose(speaker, plan, table)
        return plan
    answered = _answer(speaker, plan, table)
    if scene.last_round and len(table) > 2:
        if talkative and not answered:
            react(speaker, plan, theirs)
        _favourite(speaker, plan, theirs or table)
        return plan
    mood = speaker.lot("mood", scene.turns_taken)
    reacted = None if answered and not talkative else react(speaker, plan, theirs)
    if scene.turns_taken < 4 and (not plan.parts or mood < (0.7 if talkative else 0.3)):
        propose(speaker, plan, table, built_on=reacted if mood < 0.3 else None)
    elif len(plan.parts) < 2:
        _ask(speaker, plan, theirs)
    if not plan.parts:
        fact = speaker.any_of(scene.me.of("belief"), "open")
        plan.add(5, speaker.say("stay_open", clause=g.clause(fact.text) if fact else ""))
        plan.think("think_own")
    return plan


def about(speaker: Speaker, one: Proposal) -> dict[str, Any]:
    """The slots for speaking of somebody's proposal."""
    called = speaker.name(one.owner)
    return {"other": called, "idea": one.name, "theirs": f"{called}'s {one.bare}"}


# -- proposing -------------------------------------------------------------------------------


def propose(
    speaker: Speaker, plan: Plan, table: list[Proposal], *, built_on: Proposal | None = None
) -> None:
    """Propose what answers a difficulty of the speaker's own, or what they would like at all."""
    scene = speaker.scene
    taken = {one.bare for one in table}
    order = catalogue(f"{scene.task.text} {scene.task.brief}", scene.task.product, scene.seed)
    start = (scene.rank + scene.turns_taken) % len(scene.crowd)
    mine = [one for one in order[start :: len(scene.crowd)] if one.bare not in taken]
    match = _match(speaker, mine)
    if speaker.crowded and match is None:  # too many people to give each their own ideas
        mine = [one for one in order if one.bare not in taken] or list(order)
        match = _match(speaker, mine)
    if match is None:
        _plain_proposal(speaker, plan, mine)
        return
    idea, trouble = match
    slots: dict[str, Any] = {
        "an": idea.new, "does": idea.does, "trouble": trouble.text, "tclause": g.clause(trouble.text),
    }  # fmt: skip
    text = ""
    if built_on and overlap(idea.does, built_on.text) > 0.1:
        text = speaker.say(
            "propose_build", idea2=built_on.name, **slots, **about(speaker, built_on)
        )
    if not text:
        text = speaker.say(
            "propose_more" if scene.mine and scene.turns_taken else "propose", **slots
        )
    speaker.mark(trouble.text)
    plan.add(9, text)
    plan.attention = plan.attention or idea.name
    plan.think("think_propose", topic=loss(trouble.text))
    plan.think("think_propose_plain")


def _match(speaker: Speaker, ideas: list[Idea]) -> tuple[Idea, Fact] | None:
    """The idea and the difficulty that fit each other best, of those that were not told."""
    me = speaker.scene.me
    fields = (
        ("trouble", "work") if speaker.crowded else ("trouble", "work", "story", "belief", "habit")
    )
    facts = speaker.fresh(me.of(*fields))
    best: tuple[float, Idea, Fact] | None = None
    for idea in ideas:
        for fact in facts:
            near = fit(idea, fact.text) if len(fact.text.split()) <= _LONGEST else 0
            if not near or (
                near < 2 and (idea.everyday or fact.field in {"belief", "habit", "story"})
            ):
                continue
            worth = near + 0.6 * (fact.field == "trouble") + speaker.lot(idea.bare, fact.text) / 2
            if best is None or worth > best[0]:
                best = (worth, idea, fact)
    return best[1:] if best else None


def _plain_proposal(speaker: Speaker, plan: Plan, ideas: list[Idea]) -> None:
    scene = speaker.scene
    troubles = [one for one in scene.me.of("trouble") if len(one.text.split()) <= _LONGEST]
    liked = sorted(
        ideas[:_CONSIDERED],
        key=lambda one: (-speaker.leaning(one.does).score, speaker.lot(one.bare)),
    )
    text = why = ""
    if liked and scene.turns_taken < 2:
        text = speaker.say("propose_bare", an=liked[0].new, does=liked[0].does)
        why = text and speaker.deal(f"good {liked[0].bare}", liked[0].good)
    elif not scene.turns_taken and (fact := next(iter(speaker.fresh(troubles)), None)):
        product = scene.task.product or "it"
        text = speaker.say(
            "trouble_only", trouble=fact.text, tclause=g.clause(fact.text), product=product
        )
        speaker.mark(fact.text)
    plan.add(9, text)
    plan.add(6, why)
    plan.think("think_propose_plain")


def loss(fact: str) -> str:
    """`losing five hours a week to relabelling`, of a fact that tells of it; or empty."""
    return g.brief(g.gerund(fact) or "")


# -- reacting --------------------------------------------------------------------------------


def stance_on(speaker: Speaker, one: Proposal) -> float:
    """How much the speaker is for a proposal, about -1 to 1: need, taste, temper and chance."""
    temper = speaker.scene.me.temper
    score = 0.5 * speaker.leaning(one.text).score + 0.3 * min(
        2, max((n for n, _ in needs(speaker, one)), default=0)
    )
    score += 0.16 * temper.get("agreeableness", 0) + 0.08 * temper.get("openness", 0) - 0.15
    score += 0.3 * min(0.0, speaker.leaning(_MACHINES).score)
    return score + 0.9 * (speaker.lot("stance", one.bare) - 0.5)


def needs(speaker: Speaker, one: Proposal) -> list[tuple[int, Fact]]:
    """The speaker's own difficulties that a proposal would answer, the best met first."""
    if one.idea is None:
        return []
    met = [
        (fit(one.idea, fact.text), fact) for fact in speaker.scene.me.of("trouble", "work", "story")
    ]
    kept = [
        (near, fact) for near, fact in met if near > (one.idea.everyday or fact.field != "trouble")
    ]
    return sorted(kept, key=lambda pair: (-pair[0], pair[1].text))


@lru_cache(maxsize=8192)
def _turn(seed: int, turn: int, name: str) -> str:
    """By what proposals are ordered before people choose one to speak of."""
    return digest(seed, "turn", turn, name)


def react(speaker: Speaker, plan: Plan, theirs: list[Proposal]) -> Proposal | None:
    """Agree with, doubt or refuse one of the others' ideas; the idea, unless it was refused."""
    scene = speaker.scene
    left = [one for one in theirs if not _spoken_of(speaker, one)]
    fresh = [one for one in left if one.new] or left
    if not fresh:
        return None
    # Neighbours in the crowd take different ideas, so that not everybody talks about the same.
    fresh.sort(key=lambda one: _turn(scene.seed, scene.turns_taken, one.bare))
    shift = scene.rank % len(fresh)
    fresh = fresh[shift:] + fresh[:shift]
    chosen = max(fresh[:2], key=lambda one: abs(stance_on(speaker, one)))
    stance = stance_on(speaker, chosen)
    kind = "agree" if stance > 0.2 else "object" if stance < -0.1 else "partly"
    text = _opinion(speaker, chosen, kind)
    plan.add(8, text, to=chosen.owner)
    plan.attention = plan.attention or f"{chosen.owner}'s {chosen.bare}"
    plan.mood += {"agree": 0.3, "object": -0.3}.get(kind, 0.0)
    if text:
        plan.think(f"think_{kind}", other=speaker.name(chosen.owner))
    return chosen if text and kind != "object" else None


def _opinion(speaker: Speaker, one: Proposal, kind: str) -> str:
    slots = about(speaker, one)
    if kind == "agree":
        for _, fact in needs(speaker, one):
            if speaker.untold(fact.text) and len(fact.text.split()) <= _LONGEST:
                own = speaker.say("agree_own", fact=fact.text, clause=g.clause(fact.text), **slots)
                if own:
                    speaker.mark(fact.text)
                    return own
    if kind == "object" and (own := _misgivings(speaker, slots)):
        return own
    return speaker.say(kind, reason=ground(speaker, one, kind), **slots)


def _misgivings(speaker: Speaker, slots: dict[str, Any]) -> str:
    """An objection out of what the speaker thinks of machines at all."""
    for one in speaker.leaning(_MACHINES).reasons:
        fact = one.kind in {"belief", "habit", "story", "trouble"} and one.weight < 0
        fact = fact and bool(_ABOUT_MACHINES.search(one.text))
        if fact and speaker.untold(one.text) and len(one.text.split()) <= _LONGEST:
            text = speaker.say("object_own", fact=one.text, clause=g.clause(one.text), **slots)
            speaker.mark(one.text)
            return text
    return ""


def ground(speaker: Speaker, one: Proposal, kind: str) -> str:
    """A reason about the thing itself, which nobody gave yet."""
    side = {"agree": "good", "object": "bad", "partly": "half"}[kind]
    said = ""
    if one.idea and kind != "partly":
        sentences_ = one.idea.good if kind == "agree" else one.idea.bad
        said = speaker.deal(f"{side} {one.bare}", sentences_)
    elif one.idea is None:
        said = own_reason(speaker, one.text, positive=kind == "agree")
    return said or speaker.say(f"{side}_thing" if one.idea and one.idea.everyday else side)


def _spoken_of(speaker: Speaker, one: Proposal) -> bool:
    return any(one.bare.casefold() in said.text.casefold() for said in speaker.scene.mine)


def _answer(speaker: Speaker, plan: Plan, table: list[Proposal]) -> bool:
    """Answer a question about one's own idea, or an objection: defend it or give in."""
    scene = speaker.scene
    mine = [one for one in table if one.owner == scene.context.person]
    for said in sorted(scene.heard, key=lambda one: "?" not in one.text):
        named = [one for one in mine if one.bare.casefold() in said.text.casefold()]
        if not said.new or not named:
            continue
        called, idea = speaker.name(said.person), named[0].name
        thing = "_thing" if named[0].idea and named[0].idea.everyday else ""
        about_it = [
            part for part in sentences(said.text) if named[0].bare.casefold() in part.casefold()
        ]
        if any(part.endswith("?") for part in about_it) and stance_in(about_it[0]) is None:
            kind = next(
                (one for one, sign in _QUESTIONS.items() if re.search(sign, about_it[-1])), "wrong"
            )
            text = speaker.say(f"tell_{kind}", must=True, other=called, idea=idea)
        elif stance_in(about_it[0]) == "against":
            gives_in = scene.me.temper.get("agreeableness", 0) * 0.25 + 0.4
            if speaker.lot("give in", idea, said.person) < gives_in:
                text = speaker.say(f"concede{thing}", other=called, idea=idea)
            else:
                why = ground(speaker, named[0], "agree")
                text = (
                    speaker.say(f"defend{thing}", reason=why, other=called, idea=idea)
                    if why
                    else ""
                )
            plan.think("think_defend", other=called)
        else:
            continue
        plan.add(9, text, to=said.person)
        if text:
            return True
    return False


def _ask(speaker: Speaker, plan: Plan, theirs: list[Proposal]) -> None:
    """Ask somebody about their idea."""
    scene = speaker.scene
    open_ = [one for one in theirs if one.idea and not one.idea.everyday]
    named = [part.text for part in plan.parts]
    left = [
        one
        for one in open_
        if not _spoken_of(speaker, one) and not any(one.bare in text for text in named)
    ]
    if left:
        one = left[scene.rank % len(left)]
        kind = [*_QUESTIONS][int(4 * speaker.lot("question", one.bare))]
        plan.add(4, speaker.say(f"ask_{kind}", **about(speaker, one)), to=one.owner)


def _favourite(speaker: Speaker, plan: Plan, table: list[Proposal]) -> None:
    """The one to build, at the end: by stance, and by how many stand behind it."""
    scene = speaker.scene

    def worth(one: Proposal) -> tuple[float, str]:
        refused = any(
            one.bare in said.text and stance_in(said.text) == "against" for said in scene.mine
        )
        again = any(one.bare in part.text for part in plan.parts)
        return stance_on(speaker, one) + 0.12 * backing(
            scene, one
        ) - 2 * refused - 0.6 * again, one.bare

    start = scene.rank % len(table)
    chosen = max((table[start:] + table[:start])[:_CONSIDERED], key=worth)
    slots = about(speaker, chosen)
    text = ""
    for _, fact in needs(speaker, chosen):
        if speaker.untold(fact.text) and len(fact.text.split()) <= _LONGEST:
            text = speaker.say("favourite_own", clause=g.clause(fact.text), **slots)
            speaker.mark(fact.text)
            break
    if not text:
        text = speaker.say("favourite", reason=ground(speaker, chosen, "agree"), **slots)
    plan.add(10, text, to=chosen.owner)
    plan.mood += 0.2
    plan.attention = plan.attention or chosen.name
    plan.think("think_favourite", first=True)
