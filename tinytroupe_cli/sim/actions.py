"""What a person can do in a turn."""

from __future__ import annotations

from tinytroupe_cli.events import ActionKind, PersonState

TALK = ActionKind(
    "TALK",
    'say `content` to the person in `target` (one full name), or with "" to all you can talk to; '
    "they all hear it either way",
)
TALK_ALONE = ActionKind(
    "TALK",
    "say `content` to the person in `target` (one full name), who alone hears it, or with "
    '"" to all you can talk to',
)
REACH_OUT = ActionKind(
    "REACH_OUT",
    "go up to the person in `target`, whom you cannot talk to yet, and say `content`",
    lasting=False,
)
RECALL = ActionKind(
    "RECALL",
    'search your memory for what `content` names, as the only action, with target "": you are '
    "shown what comes back and then take your turn. Not twice for the same thing",
    observes=True,
    lasting=False,
)
CORE = (TALK, REACH_OUT, RECALL)

MAX_ACTIONS = 15
"""How many actions of one turn are played; more is a bound that is recorded."""

MAX_CALLS = 4
"""How many calls one turn may take when its actions observe."""


def offered(
    person: PersonState, *, reaches_all: bool, kind: str, hear: str
) -> tuple[ActionKind, ...]:
    """What a person can do now.

    Args:
        person: who.
        reaches_all: whether everybody present can be talked to.
        kind: the world's; in a social network getting in touch needs a relation, which is reach.
        hear: whether what is said to one reaches `everyone` near or the `addressed` alone.
    """
    found = [TALK if hear == "everyone" else TALK_ALONE]
    if not reaches_all and kind == "world":
        found.append(REACH_OUT)
    if person.memories or person.missed:
        found.append(RECALL)
    return tuple(found)
