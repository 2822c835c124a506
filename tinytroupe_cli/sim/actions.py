"""What a person can do in a turn."""

from __future__ import annotations

from tinytroupe_cli.events import ActionKind

TALK = ActionKind(
    "TALK",
    "say `content` aloud, in your own words, to the person in `target`; with an empty target, "
    "to everyone within reach",
)
REACH_OUT = ActionKind(
    "REACH_OUT",
    "get in touch with the person in `target` whom you cannot talk to yet; `content` may be empty",
)
RECALL = ActionKind(
    "RECALL",
    "try to remember something older; `content` says what. Use it alone and as the last action: "
    "what comes back is told to you before you go on",
    observes=True,
)
CORE = (TALK, REACH_OUT, RECALL)

MAX_ACTIONS = 15
"""How many actions of one turn are played; more is a bound that is recorded."""

MAX_CALLS = 4
"""How many calls one turn may take when its actions observe."""
