"""What a person can do in a turn."""

from __future__ import annotations

from tinytroupe_cli.events import ActionKind, WorldState

TALK = ActionKind(
    "TALK",
    'say `content` to the person in `target` (full name), or with "" to all you can talk to',
)
REACH_OUT = ActionKind(
    "REACH_OUT",
    "go up to the person in `target`, whom you cannot talk to yet, and say `content`",
)
RECALL = ActionKind(
    "RECALL",
    "try to remember what `content` names, when you need it; alone, since you then go on",
    observes=True,
)
CORE = (TALK, REACH_OUT, RECALL)

MAX_ACTIONS = 15
"""How many actions of one turn are played; more is a bound that is recorded."""

MAX_CALLS = 4
"""How many calls one turn may take when its actions observe."""


def offered(world: WorldState) -> tuple[ActionKind, ...]:
    """What people can do in a world now; the same for all of them, so that their rules are.

    Getting in touch is for where somebody is out of somebody's reach and no relation is needed;
    remembering is for when somebody has something to remember.
    """
    people = world.people.values()
    kept = [TALK]
    if world.kind == "world" and (world.closed or any(person.access for person in people)):
        kept.append(REACH_OUT)
    if any(person.memories for person in people):
        kept.append(RECALL)
    return tuple(kept)
