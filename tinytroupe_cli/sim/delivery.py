"""What becomes of an action: who hears it, whom it brings together, or why it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinytroupe_cli import events as e
from tinytroupe_cli.ids import match_name
from tinytroupe_cli.sim.faculties import meant, near, to_everyone, voice_meant

if TYPE_CHECKING:
    from tinytroupe_cli.sim.world import World


def deliver_deed(world: World, deed: e.Moment) -> e.Event:
    """Let a deed of a finished turn happen; the event that stands for it."""
    if not isinstance(deed, e.Action):
        facts = {name: getattr(deed, name) for name in ("person", "action", "content")}
        event: e.Event = world.emit(type(deed), **facts)
        return event
    if deed.action == "TALK":
        return _talk(world, deed)
    if deed.action == "REACH_OUT":
        return _reach_out(world, deed)
    if deed.action in {"THINK", "RECALL"}:
        return _happen(world, deed, deed.target, ())
    return _fail(world, deed, f"There is no action called {deed.action!r}.")


def _talk(world: World, deed: e.Action) -> e.Event:
    if not deed.content.strip():
        return _happen(world, deed, deed.target, ())  # nothing was said, so it wakes nobody
    within_reach = near(world.state, world.state.people[deed.person])
    ears = meant(deed.target, within_reach)
    if to_everyone(deed.target) and ears:
        return _happen(world, deed, None, ears)
    overheard = tuple(within_reach) if world.hear == "everyone" else ears
    if ears:
        return _happen(world, deed, ears[0], overheard)
    voice = voice_meant(deed.target, world.state.people[deed.person])
    if voice is not None:
        return _happen(world, deed, voice or None, overheard)
    return _fail(world, deed, _why_not(world, deed))


def _reach_out(world: World, deed: e.Action) -> e.Event:
    target = match_name(deed.target or "", world.state.present())
    if target is None or target == deed.person:
        return _fail(world, deed, _why_not(world, deed))
    far = target not in near(world.state, world.state.people[deed.person])
    if far and world.state.kind == "social_network":
        return _fail(world, deed, f"You are not related to {target} and cannot get in touch.")
    event = _happen(world, deed, target, (target,))
    if far:
        for one, other in ((deed.person, target), (target, deed.person)):
            world.emit(e.Access, person=one, other=other, relation="somebody you met here")
    return event


def _fail(world: World, deed: e.Action, reason: str) -> e.Event:
    """The action is made but reaches nobody; the person learns why."""
    event = _happen(world, deed, deed.target, ())
    world.emit(
        e.Undelivered,
        person=deed.person,
        action=deed.action,
        target=deed.target or "",
        content=reason,
    )
    return event


def _happen(world: World, deed: e.Action, target: str | None, heard_by: tuple[str, ...]) -> e.Event:
    event: e.Event = world.emit(
        e.Action,
        person=deed.person,
        action=deed.action,
        target=target,
        content=deed.content,
        heard_by=heard_by,
    )
    return event


def _why_not(world: World, deed: e.Action) -> str:
    target = deed.target or ""
    if deed.action == "TALK" and to_everyone(target):
        return "Nobody is within reach."
    if not target:
        return f"{deed.action} needs a target."
    known = match_name(target, world.state.people)
    if known is None:
        return _who_is_that(world, target)
    if known == deed.person:
        return "That is you."
    if not world.state.people[known].present:
        return f"{known} has left."
    return f"{known} is not within your reach."


def _who_is_that(world: World, target: str) -> str:
    wanted = target.casefold()
    named = [name for name in world.state.people if wanted in name.casefold().split()]
    if len(named) > 1:
        return f"{target!r} may be {' or '.join(named)}: say the full name."
    return f"There is nobody called {target} here."
