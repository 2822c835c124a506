"""A person's turn: what they know becomes a request, the reply becomes deeds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.prompts import turn_messages
from tinytroupe_cli.sim.actions import CORE, MAX_ACTIONS, MAX_CALLS
from tinytroupe_cli.sim.faculties import reachable, recall, repeats
from tinytroupe_cli.sim.mind import Mind


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a turn; a failure is a value, so that it cancels nobody else's turn."""

    person: str
    perceived: int
    thoughts: tuple[str, ...] = ()
    deeds: tuple[e.Moment | e.BoundHit, ...] = ()
    """In order; their seq is given when they are delivered."""
    state: e.StateReply | None = None
    calls: tuple[str, ...] = ()
    failure: TroupeError | None = None


@dataclass(slots=True)
class _Drafts:
    """What a turn has come to so far."""

    thoughts: list[str] = field(default_factory=list)
    deeds: list[e.Moment | e.BoundHit] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    state: e.StateReply | None = None

    def moments(self) -> tuple[e.Moment, ...]:
        return tuple(deed for deed in self.deeds if not isinstance(deed, e.BoundHit))


async def take_turn(
    world: e.WorldState, name: str, mind: Mind, *, rounds_left: int | None = None
) -> Outcome:
    """Ask the person for a turn on the world as it is now; the world is not changed."""
    person, perceived = world.people[name], world.seq
    drafts = _Drafts()
    context = turn_context(world, person, mind, rounds_left=rounds_left)
    try:
        for _ in range(MAX_CALLS):
            goes_on = await _one_reply(world, person, mind, context, drafts)
            if not goes_on:
                break
            context = _further(context, drafts)
        else:
            drafts.deeds.append(_bound(world, name, f"a turn takes at most {MAX_CALLS} calls"))
    except TroupeError as failure:
        return Outcome(name, perceived, calls=tuple(drafts.calls), failure=failure)
    return Outcome(
        name,
        perceived,
        tuple(drafts.thoughts),
        tuple(drafts.deeds),
        drafts.state,
        tuple(drafts.calls),
    )


def turn_context(
    world: e.WorldState, person: e.PersonState, mind: Mind, *, rounds_left: int | None
) -> e.TurnContext:
    """All that the person knows now."""
    assert world.time is not None
    return e.TurnContext(
        person=person.name,
        persona=person.persona,
        clock=world.time,
        place=person.place,
        others=reachable(world, person),
        goals=person.goals,
        context=person.context,
        attention=person.attention,
        emotions=person.emotions,
        memories=recall(person, mind.recall, mind.memory),
        history=tuple(person.history),
        inbox=tuple(person.inbox),
        observed=(),
        actions=CORE,
        turn=person.turns,
        rounds_left=rounds_left,
        guards=mind.guards,
    )


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
    drafts.thoughts.append(reply.thought)
    drafts.state = reply.state
    for action in reply.actions:
        if len(drafts.deeds) >= MAX_ACTIONS:
            reason = f"a turn has at most {MAX_ACTIONS} actions"
            drafts.deeds.append(_bound(world, person.name, reason))
            return False
        if _observes(action):
            drafts.deeds += _observe(world, person, mind, action)
            return True
        drafts.deeds.append(_deed(world, person, action, drafts))
    return False


def _deed(
    world: e.WorldState, person: e.PersonState, action: e.ActionReply, drafts: _Drafts
) -> e.Moment:
    kind, where = action.action.strip().upper(), _where(world)
    past = [*person.history, *drafts.moments()]
    if kind == "TALK" and repeats(action.content, kind, person.name, past):
        return e.Repeated(**where, person=person.name, action=kind, content=action.content)
    target = action.target.strip() or None
    return e.Action(**where, person=person.name, action=kind, target=target, content=action.content)


def _observe(
    world: e.WorldState, person: e.PersonState, mind: Mind, action: e.ActionReply
) -> list[e.Moment | e.BoundHit]:
    where = _where(world)
    found = mind.recall.search(person.name, action.content, mind.memory.recalled)
    told = " / ".join(found) or "nothing comes to mind"
    return [
        e.Action(**where, person=person.name, action="RECALL", content=action.content),
        e.Observation(**where, person=person.name, action="RECALL", content=told),
    ]


def _further(context: e.TurnContext, drafts: _Drafts) -> e.TurnContext:
    return replace(context, observed=drafts.moments())


def _observes(action: e.ActionReply) -> bool:
    name = action.action.strip().upper()
    return any(kind.observes and kind.name == name for kind in CORE)


def _bound(world: e.WorldState, person: str, reason: str) -> e.BoundHit:
    return e.BoundHit(**_where(world), person=person, reason=reason)


def _where(world: e.WorldState) -> dict[str, Any]:
    return {"seq": 0, "step": world.step, "round": world.round, "time": world.time}
