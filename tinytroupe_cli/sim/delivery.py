"""What becomes of an action: who hears it, whom it brings together, or why it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinytroupe_cli import events as e
from tinytroupe_cli.ids import match_name
from tinytroupe_cli.sim.faculties import reachable

if TYPE_CHECKING:
    from tinytroupe_cli.sim.world import World

EVERYONE = frozenset({"", "everyone", "everybody", "all"})


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
    event = _happen(world, deed, deed.target, ())
    if deed.action != "RECALL":
        _tell(world, deed, f"There is no action called {deed.action}.")
    return event


def _talk(world: World, deed: e.Action) -> e.Event:
    near = [other.name for other in reachable(world.state, world.state.people[deed.person])]
    if (deed.target or "").casefold() in EVERYONE:
        event = _happen(world, deed, None, tuple(near))
        if not near:
            _tell(world, deed, "Nobody is within reach.")
        return event
    target = match_name(deed.target or "", near)
    if target is None:
        event = _happen(world, deed, deed.target, ())
        _tell(world, deed, _why_not(world, deed))
        return event
    heard = tuple(near) if world.hear == "everyone" else (target,)
    return _happen(world, deed, target, heard)


def _reach_out(world: World, deed: e.Action) -> e.Event:
    target = match_name(deed.target or "", world.state.present())
    if target is None or target == deed.person:
        event = _happen(world, deed, deed.target, ())
        _tell(world, deed, _why_not(world, deed))
        return event
    near = [other.name for other in reachable(world.state, world.state.people[deed.person])]
    if target not in near and world.state.kind == "social_network":
        event = _happen(world, deed, target, ())
        _tell(world, deed, f"You are not related to {target} and cannot get in touch.")
        return event
    event = _happen(world, deed, target, (target,))
    if target not in near:
        for one, other in ((deed.person, target), (target, deed.person)):
            world.emit(e.Access, person=one, other=other, relation="somebody you met here")
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


def _tell(world: World, deed: e.Action, reason: str) -> None:
    world.emit(
        e.Undelivered,
        person=deed.person,
        action=deed.action,
        target=deed.target or "",
        content=reason,
    )


def _why_not(world: World, deed: e.Action) -> str:
    target = deed.target or ""
    if match_name(target, [deed.person]):
        return "That is you."
    known = match_name(target, world.state.people)
    if known is None:
        return f"There is nobody called {target} here."
    if not world.state.people[known].present:
        return f"{known} has left."
    return f"{known} is not within your reach."
