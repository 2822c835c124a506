"""What leaves a person's sight becomes findable: the index is a function of the events."""

from __future__ import annotations

from tinytroupe_cli import events as e
from tinytroupe_cli.prompts import describe
from tinytroupe_cli.sim.faculties import Recall, told


def remember(event: e.Event, before: e.WorldState, recall: Recall) -> None:
    """Index what an event takes out of somebody's history or never lets into it.

    Args:
        event: what happens now.
        before: the world's state before it.
        recall: where memories are found again.
    """
    if isinstance(event, e.Remembered):
        # Both what was kept and the words themselves: consolidation may have missed what is
        # asked for many rounds later.
        for memory in event.memories:
            recall.add(event.person, memory)
        moments = told(before.people[event.person].history[: event.moments])
    elif isinstance(event, e.Turn) and event.missed:
        missed = frozenset(event.missed)
        inbox = before.people[event.person].inbox
        moments = tuple(moment for moment in inbox if moment.seq in missed)
    else:
        return
    for moment in moments:
        recall.add(event.person, describe(moment, event.person))
