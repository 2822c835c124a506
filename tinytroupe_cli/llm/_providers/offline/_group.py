"""A group at work on ideas: everyone proposes out of their own difficulties and reacts by name."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._compose import Plan
from tinytroupe_cli.llm._providers.offline._ideas import Idea, catalogue, fit
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._reasons import reason
from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._table import Proposal, backing, proposals
from tinytroupe_cli.llm._providers.offline._words import key_phrases, stance_in

_DIGITAL = re.compile(
    r"\b(?:ai|a\.i\.|artificial|software|word|processor|app|digital|programs?|assistant|computer|office suite"
    r"|tools?|features?|chatbot|website|online|editor|document|spreadsheet|e-?mail)\b",
    re.IGNORECASE,
)


def brainstorm(speaker: Speaker) -> Plan:
    """A turn in a brainstorming."""
    scene = speaker.scene
    plan = Plan()
    table = [one for one in proposals(scene) if one.seq > scene.task.seq]
    theirs = [one for one in table if one.owner != scene.context.person]
    first = scene.turns_taken == 0
    if first:
        if theirs and speaker.voice.words > 40 and len(scene.others) < 8:
            _react(speaker, plan, theirs, share=1.0)
        _propose(speaker, plan, table, more=False)
        plan.thought = ("think_group", _thoughts(speaker, theirs))
        return plan
    _answer_objection(speaker, plan, table)
    closing = scene.last_round and scene.turns_taken >= 1 and len(table) > 2
    if closing:
        if scene.turns_taken == 1 or speaker.voice.words > 60:
            _react(speaker, plan, theirs, share=0.8)
        _favourite(speaker, plan, theirs or table)
        plan.thought = ("think_group", _thoughts(speaker, theirs))
        return plan
    _react(speaker, plan, theirs, share=1.0)
    if not scene.last_round and scene.turns_taken < 4:
        _propose(speaker, plan, table, more=True, built_on=_reacted(plan, theirs))
    plan.thought = ("think_group", _thoughts(speaker, theirs))
    return plan


def _thoughts(speaker: Speaker, theirs: list[Proposal]) -> dict[str, str]:
    me = speaker.scene.me
    others = [one.owner for one in theirs if one.new] or speaker.scene.others
    chosen = others[speaker.scene.rank % len(others)] if others else ""
    items = speaker.unused([*me.interests, *me.likes])
    topic = max(items, key=lambda item: speaker.lot("mind", item)) if items else ""
    return {"other": speaker.name(chosen) if chosen else "", "topic": topic}


# ------------------------------------------------------------------------------ proposing


def _propose(
    speaker: Speaker,
    plan: Plan,
    table: list[Proposal],
    *,
    more: bool,
    built_on: Proposal | None = None,
) -> None:
    scene, me = speaker.scene, speaker.scene.me
    product = scene.task.product or "it"
    troubles = speaker.fresh([*me.of("trouble"), *me.of("work")])
    if _DIGITAL.search(scene.task.text + " " + scene.task.brief):
        pair = _best_pair(speaker, troubles, {one.name for one in table})
        if pair:
            idea, trouble = pair
            slots: dict[str, Any] = {"idea": idea.name, "does": idea.does, "product": product}
            text = ""
            if trouble is None:
                text = speaker.say("propose_plain", shared=True, **slots)
            else:
                slots |= {"trouble": _shown(trouble), "tclause": g.clause(_shown(trouble))}
                if built_on and speaker.lot("build", idea.name) < 0.45:
                    other = speaker.name(built_on.owner)
                    text = speaker.say("build", other=other, theirs=built_on.name, **slots)
                    if text and speaker.voice.words > 44:
                        text += " " + g.upper_first(_shown(trouble))
                text = text or speaker.say(
                    "propose_more" if more else "propose", shared=True, **slots
                )
                speaker.mark(trouble.text)
            plan.add(10, text)
            plan.attention = idea.name
            return
    _propose_freely(speaker, plan, troubles, product, more=more)


def _shown(trouble: Fact) -> str:
    """A difficulty, shortened at a semicolon when it is long."""
    text = trouble.text
    if len(text.split()) > 26:
        text = g.close(re.split(r";|, which |, whose | - ", text)[0])
    return text


def _best_pair(
    speaker: Speaker, troubles: list[Fact], taken: set[str]
) -> tuple[Idea, Fact | None] | None:
    """The idea dealt to this speaker that fits one of their difficulties best."""
    scene = speaker.scene
    count = len(scene.crowd)
    scored: list[tuple[float, float, Idea, Fact]] = []
    mine: list[Idea] = []
    for place, family in enumerate(catalogue()):
        order = sorted(family, key=lambda idea: digest(scene.seed, "ideas", idea.name))
        for index, idea in enumerate(order):
            if (index + place) % count != scene.rank or idea.name in taken or scene.told(idea.name):
                continue
            mine.append(idea)
            for trouble in troubles:
                bonus = 1.0 if trouble.field == "trouble" else 0.0
                near = fit(idea, trouble.text)
                if near:
                    scored.append(
                        (near + bonus, speaker.lot(idea.name, trouble.text), idea, trouble)
                    )
    if scored:
        _, _, idea, trouble = max(scored, key=lambda entry: (entry[0] + entry[1], entry[1]))
        return idea, trouble
    if mine:
        return max(
            mine, key=lambda idea: speaker.leaning(idea.does).score + speaker.lot(idea.name)
        ), None
    return None


def _propose_freely(
    speaker: Speaker, plan: Plan, troubles: list[Fact], product: str, *, more: bool
) -> None:
    me = speaker.scene.me
    losses = [
        (fact, loss)
        for fact in troubles
        if (loss := g.gerund(fact.text)) and len(loss.split()) < 22
    ]
    draws = {"loss": bool(losses), "like": bool(speaker.unused(me.likes)),
             "unlike": bool(speaker.unused(me.dislikes))}  # fmt: skip
    ways = sorted((way for way, there in draws.items() if there), key=speaker.lot)
    if not more and draws["loss"]:
        ways = ["loss", *[way for way in ways if way != "loss"]]
    for way in ways:
        if way == "loss":
            fact, loss = max(losses, key=lambda pair: speaker.lot(pair[1]))
            text = speaker.say("propose_open", shared=True, product=product, loss=loss)
            speaker.mark(fact.text)
        elif way == "like":
            items = speaker.unused(me.likes)
            like = max(items, key=lambda item: speaker.lot("pl", item))
            text = speaker.say("propose_like", shared=True, product=product, like=like)
            speaker.mark(like)
        else:
            items = speaker.unused(me.dislikes)
            dislike = max(items, key=lambda item: speaker.lot("pd", item))
            text = speaker.say("propose_unlike", shared=True, product=product, dislike=dislike)
            speaker.mark(dislike)
        if text:
            plan.add(10, text)
            return
    spare = speaker.any_of(me.facts, "free")
    if spare:
        plan.add(10, speaker.say("trouble_only", shared=True, trouble=spare.text, product=product))
        speaker.mark(spare.text)


# ------------------------------------------------------------------------------- reacting


def _answer_objection(speaker: Speaker, plan: Plan, table: list[Proposal]) -> None:
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
        slots: dict[str, Any] = {"other": speaker.name(utterance.person), "idea": named[0].name}
        if speaker.lot("give in", named[0].name, utterance.person) < gives_in:
            plan.add(6, speaker.say("concede", **slots))
        else:
            why = reason(speaker, speaker.leaning(named[0].text), positive=True, least=0.6)
            why = why or speaker.say("for_generic")
            plan.add(6, speaker.say("defend", shared=True, reason=why, **slots))
        if plan.parts:
            plan.target = utterance.person
        return


def stance_on(speaker: Speaker, proposal: Proposal) -> float:
    """How much the speaker is for a proposal: from taste and need, temper and chance."""
    me = speaker.scene.me
    score = 0.9 * speaker.leaning(proposal.text).score
    if proposal.idea:
        score += min(
            0.35, 0.12 * max((fit(proposal.idea, f.text) for f in me.of("trouble")), default=0)
        )
    score += 0.16 * me.temper.get("agreeableness", 0) + 0.08 * me.temper.get("openness", 0)
    score += 0.25 * min(0.0, speaker.leaning("artificial intelligence software app machine").score)
    return score + 0.9 * (speaker.lot("stance", proposal.name) - 0.5)


def _react(speaker: Speaker, plan: Plan, theirs: list[Proposal], *, share: float) -> None:
    """Agree with, doubt or refuse one of the others' ideas, by name and with a reason."""
    scene = speaker.scene
    open_ones = [one for one in theirs if not _spoken_of(speaker, one)]
    if not open_ones or speaker.lot("react", scene.turns_taken) > share:
        return
    fresh = [one for one in open_ones if one.new] or open_ones
    fresh.sort(key=lambda one: digest(scene.seed, "turn", scene.turns_taken, one.name))
    # Neighbours in the crowd take different ideas, so that not everybody talks about the same.
    shift = scene.rank % len(fresh)
    fresh = fresh[shift:] + fresh[:shift]
    chosen = max(fresh[:2], key=lambda one: abs(stance_on(speaker, one)))
    stance = stance_on(speaker, chosen)
    act, positive = (
        ("agree", True)
        if stance > 0.2
        else ("object", False)
        if stance < -0.12
        else ("partly", False)
    )
    why = reason(speaker, speaker.leaning(chosen.text), positive=positive, least=0.95)
    generic = {"agree": "for_generic", "object": "against_generic", "partly": "partly_generic"}[act]
    why = why or speaker.say(generic) or ""
    text = speaker.say(
        act, shared=True, other=speaker.name(chosen.owner), idea=chosen.name, reason=why
    )
    if text:
        plan.add(8, text)
        plan.target = chosen.owner
        plan.attention = f"{chosen.owner}'s {chosen.bare}"
        plan.mood += 0.3 if act == "agree" else -0.3 if act == "object" else 0.0


def _spoken_of(speaker: Speaker, proposal: Proposal) -> bool:
    name = proposal.bare.casefold()
    return any(name in one.text.casefold() for one in speaker.scene.mine)


def _reacted(plan: Plan, theirs: list[Proposal]) -> Proposal | None:
    for _, text in plan.parts:
        for one in theirs:
            if one.bare.casefold() in text.casefold():
                return one if stance_in(text) != "against" else None
    return None


def _favourite(speaker: Speaker, plan: Plan, table: list[Proposal]) -> None:
    """The one to build, at the end."""
    if not table:
        return
    chosen = max(
        table,
        key=lambda one: (stance_on(speaker, one) + 0.15 * backing(speaker.scene, one), one.name),
    )
    why = reason(speaker, speaker.leaning(chosen.text), positive=True, least=0.7)
    why = why or speaker.say("for_generic")
    text = speaker.say(
        "favourite",
        shared=True,
        other=speaker.name(chosen.owner),
        idea=chosen.name,
        bare=chosen.bare,
        reason=why,
    )
    plan.add(9, text)
    plan.mood += 0.2
    if not plan.attention:
        plan.attention = chosen.name


# ----------------------------------------------------------------------------- summing up


def sum_up(speaker: Speaker) -> Plan:
    """A summary that names who proposed what."""
    scene = speaker.scene
    plan = Plan(words=95, thought=("think_sum", {}), target=scene.task.source or "everyone")
    if plan.target not in scene.others:
        plan.target = "everyone"
    table = proposals(scene)
    if not table:
        plan.add(5, speaker.say("sum_nothing"))
        fact = speaker.nearest(scene.me.facts, scene.task.text, least=0.0)
        if fact:
            plan.add(4, speaker.tell(fact))
        return plan
    ranked = sorted(
        table, key=lambda one: (-backing(scene, one) - 0.8 * stance_on(speaker, one), one.seq)
    )
    best: list[Any] = []
    seen: set[str] = set()
    for one in [*ranked, *ranked]:
        # First the best of each person, so that nobody is left out, then what is left.
        if one in best or (one.owner in seen and len(best) < len({each.owner for each in table})):
            continue
        best.append(one)
        seen.add(one.owner)
    best = best[:5]
    plan.add(6, speaker.say("sum_open"))
    for place, one in enumerate(best):
        owner = "me" if one.owner == scene.context.person else speaker.name(one.owner)
        act = "sum_first" if place == 0 and one.idea and owner != "me" else "sum_item"
        if owner == "me":
            plan.add(7, f"My own {one.bare} belongs on the list too.")
            continue
        slots: dict[str, Any] = {"does": one.idea.does if one.idea else ""}
        plan.add(
            9 - place,
            speaker.say(act, shared=True, other=owner, idea=one.name, bare=one.bare, **slots),
        )
    chosen = max(best, key=lambda one: stance_on(speaker, one))
    why = reason(speaker, speaker.leaning(chosen.text), positive=True, least=0.7) or speaker.say(
        "for_generic"
    )
    plan.add(5, speaker.say("sum_close", shared=True, idea=chosen.name, reason=why))
    plan.attention = chosen.name
    return plan


def topic_words(text: str) -> str:
    """The main phrase of a text."""
    phrases = key_phrases(text, 1)
    return phrases[0] if phrases else ""
