"""A person's turn: what they know becomes a request, the reply becomes deeds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.ids import stream
from tinytroupe_cli.prompts import turn_messages
from tinytroupe_cli.sim.actions import CORE, MAX_ACTIONS, MAX_CALLS, offered
from tinytroupe_cli.sim.faculties import (
    is_too_much,
    meant,
    reachable,
    recall,
    repeats,
    taken_in,
    told,
)
from tinytroupe_cli.sim.mind import Mind

Hearing = Literal["everyone", "addressed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a turn; a failure is a value, so that it cancels nobody else's turn."""

    person: str
    perceived: int
    missed: tuple[int, ...] = ()
    """The seq of what was too much to take in."""
    deeds: tuple[e.Moment | e.BoundHit, ...] = ()
    """Thoughts and actions in order; their seq is given when they are delivered."""
    done: str = ""
    """Why the turn ended, if the person said so."""
    state: e.StateReply | None = None
    calls: tuple[str, ...] = ()
    failure: TroupeError | None = None


@dataclass(slots=True)
class _Drafts:
    """What a turn has come to so far."""

    deeds: list[e.Moment | e.BoundHit] = field(default_factory=list)
    actions: int = 0
    """How many actions were asked for; thoughts before them are free."""
    done: str = ""
    calls: list[str] = field(default_factory=list)
    state: e.StateReply | None = None

    def moments(self) -> tuple[e.Moment, ...]:
        return tuple(deed for deed in self.deeds if not isinstance(deed, e.BoundHit))


async def take_turn(
    world: e.WorldState,
    name: str,
    mind: Mind,
    *,
    rounds_left: int | None = None,
    parallel: bool = False,
    hear: Hearing = "everyone",
) -> Outcome:
    """Ask the person for a turn on the world as it is now; the world is not changed.

    Args:
        world: its state, at this moment.
        name: whose turn it is.
        mind: what people think with.
        rounds_left: how many rounds come after this one; None outside of rounds.
        parallel: whether people here act on the same moment.
        hear: who hears what is said to one of those near.

    Raises:
        StoreError: replies cannot be kept; every other failure is part of the outcome.
    """
    person, perceived = world.people[name], world.seq
    drafts = _Drafts()
    heard, missed = attended(world, person, mind)
    context = turn_context(
        world, person, mind, rounds_left=rounds_left, parallel=parallel, hear=hear
    )
    context = replace(
        context, inbox=heard, missed=tuple(dict.fromkeys(one.person for one in missed))
    )
    try:
        for number in range(1, MAX_CALLS + 1):
            goes_on = await _one_reply(world, person, mind, context, drafts)
            if not goes_on:
                break
            context = _further(context, drafts, last=number == MAX_CALLS - 1)
        else:
            drafts.deeds.append(_bound(world, name, f"a turn takes at most {MAX_CALLS} calls"))
    except StoreError:
        raise
    except TroupeError as failure:
        return Outcome(name, perceived, calls=tuple(drafts.calls), failure=failure)
    unheard = tuple(moment.seq for moment in missed)
    deeds, calls = tuple(drafts.deeds), tuple(drafts.calls)
    return Outcome(name, perceived, unheard, deeds, drafts.done, drafts.state, calls)


def attended(
    world: e.WorldState, person: e.PersonState, mind: Mind
) -> tuple[tuple[e.Moment, ...], tuple[e.Moment, ...]]:
    """What is new to the person and taken in, and what others said that was too much."""
    if not is_too_much(person, mind.memory):
        return tuple(person.inbox), ()
    known = reachable(world, person)
    close = (known[at].name for at in e.related(known))
    luck = stream(mind.seed, mind.sample, world.step, world.round, person.name, "hearing")
    return taken_in(person, mind.memory, close, luck)


def turn_context(
    world: e.WorldState,
    person: e.PersonState,
    mind: Mind,
    *,
    rounds_left: int | None,
    parallel: bool = False,
    hear: Hearing = "everyone",
) -> e.TurnContext:
    """All that the person knows now."""
    assert world.time is not None
    others = reachable(world, person)
    reaches_all = len(others) >= len(world.here) - 1
    return e.TurnContext(
        person=person.name,
        persona=person.persona,
        clock=world.time,
        place=person.place,
        others=others,
        goals=person.goals,
        context=person.context,
        attention=person.attention,
        emotions=person.emotions,
        memories=recall(person, mind.recall, mind.memory),
        history=told(person.history),
        inbox=tuple(person.inbox),
        observed=(),
        actions=offered(person, reaches_all=reaches_all, kind=world.kind, hear=hear),
        turn=person.turns,
        rounds_left=rounds_left,
        parallel=parallel,
        guards=mind.guards,
    )


def _further(context: e.TurnContext, drafts: _Drafts, *, last: bool) -> e.TurnContext:
    """The same moment with what was found; in the last call nothing more can be looked for."""
    actions = tuple(kind for kind in context.actions if not (last and kind.observes))
    return replace(context, observed=drafts.moments(), actions=actions)


async def _one_reply(
    world: e.WorldState,
    person: e.PersonState,
    mind: Mind,
    context: e.TurnContext,
    drafts: _Drafts,
) -> bool:
    """One call of the turn; whether an observation asks for another."""
    asked = await mind.ask(
        "act",
        context,
        turn_messages(context),
        e.TurnReply,
        person=person.name,
        step=world.step,
        round_=world.round,
    )
    drafts.calls += asked.keys
    reply: e.TurnReply = asked.value
    drafts.state = reply.state or drafts.state
    if reply.thought.strip():
        drafts.deeds.append(_action(world, person, "THINK", reply.thought))
    for action in reply.actions:
        kind = action.action.strip().upper()
        if kind == "DONE":
            drafts.done = action.content
            return False
        if drafts.actions == MAX_ACTIONS:
            reason = f"a turn has at most {MAX_ACTIONS} actions"
            drafts.deeds.append(_bound(world, person.name, reason))
            return False
        drafts.actions += 1
        if kind in _OBSERVING:
            drafts.deeds += _observe(world, person, mind, action, context)
            return True
        drafts.deeds.append(_deed(world, person, kind, action, context, drafts))
    return False


_OBSERVING = frozenset(kind.name for kind in CORE if kind.observes)


def _deed(
    world: e.WorldState,
    person: e.PersonState,
    kind: str,
    action: e.ActionReply,
    context: e.TurnContext,
    drafts: _Drafts,
) -> e.Moment:
    target = action.target.strip() or None
    ears: tuple[str, ...] = ()
    near = e.names_of(context.others)
    if kind == "REACH_OUT" and target and action.content.strip() and meant(target, near):
        kind = "TALK"  # they can be talked to already
    if kind == "TALK":
        ears = meant(target, near)
        now = drafts.moments()
        if repeats(person.name, action.content, ears, earlier=person.history, now=now):
            facts = {"person": person.name, "action": kind, "content": action.content}
            return e.Repeated(**_where(world), **facts)
    return _action(world, person, kind, action.content, target=target, heard_by=ears)


def _observe(
    world: e.WorldState,
    person: e.PersonState,
    mind: Mind,
    action: e.ActionReply,
    context: e.TurnContext,
) -> list[e.Moment | e.BoundHit]:
    shown = context.memories  # what came back by itself need not be read twice
    found = mind.recall.search(person.name, action.content, mind.memory.recalled + len(shown))
    new = [memory for memory in found if memory not in shown][: mind.memory.recalled]
    nothing = "nothing else comes to mind" if shown else "nothing comes to mind"
    content = "\n".join(f"- {memory}" for memory in new) or nothing
    return [
        _action(world, person, "RECALL", action.content),
        e.Observation(**_where(world), person=person.name, action="RECALL", content=content),
    ]


def _action(
    world: e.WorldState, person: e.PersonState, kind: str, content: str, **whom: Any
) -> e.Action:
    return e.Action(**_where(world), person=person.name, action=kind, content=content, **whom)


def _bound(world: e.WorldState, person: str, reason: str) -> e.BoundHit:
    return e.BoundHit(**_where(world), person=person, reason=reason)


def _where(world: e.WorldState) -> dict[str, Any]:
    return {"seq": 0, "step": world.step, "round": world.round, "time": world.time}
