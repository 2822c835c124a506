"""What each verb of a scenario does to a world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch
from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli import spec as s
from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.sim import Unborn, World, ask_people, near, persona_json, write_lives
from tinytroupe_cli.spec import merge

_STIMULI: Mapping[str, e.StimulusType] = {
    "listen": "CONVERSATION",
    "listen_and_act": "CONVERSATION",
    "think": "THOUGHT",
    "see": "VISUAL",
    "socialize": "SOCIAL",
    "goal": "INTERNAL_GOAL_FORMULATION",
    "move": "LOCATION",
}


async def perform(step: s.Step, world: World, loaded: s.LoadedScenario) -> None:
    """Carry out a step that is one unit."""
    await _perform(step, world, loaded)


def people(who: s.Who, world: World) -> list[str]:
    """The names meant, of those present, in roster order."""
    present = world.state.present()
    if who == "everyone":
        return present
    wanted = {who} if isinstance(who, str) else {*who}
    return [name for name in present if name in wanted]


def who_acts(step: s.Step, world: World) -> list[str]:
    """Who may live through something of their own in a step, of those present, in roster order."""
    if isinstance(step, s.RoundsStep):
        return world.state.present()
    if isinstance(step, s.ActStep) or (isinstance(step, s.AskStep) and step.remember):
        return people(step.who, world)
    if isinstance(step, s.SayStep) and step.verb == "listen_and_act":
        reached = {name for said in step.said for name in people(said.who, world)}
        return [name for name in world.state.present() if name in reached]
    return []


async def open_world(world: World, loaded: s.LoadedScenario, start: Any) -> None:
    """The opening: the world, its people, their relations."""
    spec = loaded.scenario.world
    world.emit(e.WorldOpened, step=0, time=start, name=spec.name, world=spec.kind)
    here = [member for member in loaded.cast if not member.joins_later]
    lives = await _lives(here, world)
    for member in here:
        _enter(world, member.name, lives.get(member.name, member.persona))
    for relation in spec.relations:
        world.emit(e.Related, between=relation.between, name=relation.name)


@singledispatch
async def _perform(step: Any, world: World, loaded: s.LoadedScenario) -> None:
    raise TypeError(f"no verb for {type(step).__name__}")


@_perform.register
async def _say(step: s.SayStep, world: World, loaded: s.LoadedScenario) -> None:
    for said in step.said:
        for name in people(said.who, world):
            perceive(world, name, _STIMULI[step.verb], said.text, said.source)
    if step.verb == "listen_and_act":
        await world.act(who_acts(step, world))


def perceive(
    world: World,
    name: str,
    stimulus: e.StimulusType,
    content: str,
    source: str | None,
    *,
    to_all: bool = False,
) -> None:
    """Somebody perceives something from outside."""
    facts = {"person": name, "stimulus": stimulus, "content": content, "source": source}
    world.emit(e.Stimulus, **facts, to_all=to_all)


@_perform.register
async def _broadcast(step: s.BroadcastStep, world: World, loaded: s.LoadedScenario) -> None:
    names = [name for name in world.state.present() if name != step.source]
    for name in names:
        perceive(world, name, "CONVERSATION", step.text, step.source, to_all=len(names) > 1)


@_perform.register
async def _context(step: s.ContextStep, world: World, loaded: s.LoadedScenario) -> None:
    for name in people(step.who, world):
        world.emit(e.ContextChanged, person=name, context=step.context)


@_perform.register
async def _act(step: s.ActStep, world: World, loaded: s.LoadedScenario) -> None:
    await world.act(who_acts(step, world))


@_perform.register
async def _ask(step: s.AskStep, world: World, loaded: s.LoadedScenario) -> None:
    await ask_people(world, step, people(step.who, world))


@_perform.register
async def _skip(step: s.SkipStep, world: World, loaded: s.LoadedScenario) -> None:
    assert world.state.time is not None
    world.emit(e.ClockMoved, time=world.state.time + step.duration)


@_perform.register
async def _join(step: s.JoinStep, world: World, loaded: s.LoadedScenario) -> None:
    new = {each for each in step.who if each not in world.state.people}
    coming = {member.name: member for member in loaded.cast if member.name in new}
    lives = await _lives([*coming.values()], world)
    for name in step.who:
        known = world.state.people.get(name)
        persona = known.persona if known else lives.get(name, coming[name].persona)
        if _enter(world, name, persona):
            _notice(world, near(world.state, world.state.people[name]), f"{name} comes in.")


async def _lives(
    members: Sequence[s.CastMember], world: World
) -> dict[str, Mapping[str, Any] | TroupeError]:
    """Name -> persona, or why there is none, of those whose lives are still to be written."""
    unborn = [Unborn(each.name, each.persona, each.life) for each in members if each.life]
    written = await write_lives(unborn, world.mind, step=world.state.step)
    return {each.name: life for each, life in zip(unborn, written, strict=True)}


def _enter(world: World, name: str, persona: Mapping[str, Any] | TroupeError) -> bool:
    """Somebody comes in, unless there is no life for them; whether they do."""
    if isinstance(persona, TroupeError):
        world.fail(persona, purpose="generate", person=name)
        return False
    # Not a copy of what is in it: a persona is the largest thing that there is of a person.
    world.emit(e.Joined, person=name, persona=dict(persona))
    return True


@_perform.register
async def _leave(step: s.LeaveStep, world: World, loaded: s.LoadedScenario) -> None:
    for name in people(step.who, world):
        witnesses = near(world.state, world.state.people[name])
        world.emit(e.Left, person=name)
        _notice(world, witnesses, f"{name} leaves.")


@_perform.register
async def _relate(step: s.RelateStep, world: World, loaded: s.LoadedScenario) -> None:
    world.emit(e.Related, between=step.between, name=step.name)


@_perform.register
async def _define(step: s.DefineStep, world: World, loaded: s.LoadedScenario) -> None:
    _change(world, people(step.who, world), step.facts)


@_perform.register
async def _fragment(step: s.FragmentStep, world: World, loaded: s.LoadedScenario) -> None:
    _change(world, people(step.who, world), step.facts)


@_perform.register
async def _note(step: s.NoteStep, world: World, loaded: s.LoadedScenario) -> None:
    world.emit(e.Noted, content=step.text)


def _notice(world: World, names: Sequence[str], content: str) -> None:
    for name in names:
        perceive(world, name, "SOCIAL", content, None)


def _change(world: World, names: Sequence[str], facts: Mapping[str, Any]) -> None:
    for name in names:
        persona = merge(world.state.people[name].persona, facts)
        changed = tuple(str(key) for key in facts)
        world.emit(e.Defined, person=name, persona=persona_json(persona), changed=changed)
