"""What the model is asked beside the turns: verdicts on conditions, memories out of history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.prompts import consolidate_messages, judge_messages
from tinytroupe_cli.sim.faculties import told
from tinytroupe_cli.sim.mind import Mind


async def verdict_on(
    condition: str, said: Iterable[e.Moment], world: e.WorldState, mind: Mind
) -> e.JudgeReply:
    """Whether a condition holds on what was said and done.

    Raises:
        TroupeError: no verdict could be had.
    """
    context = e.JudgeContext(condition, tuple(world.people), tuple(said))
    asked = await mind.ask(
        "judge",
        context,
        judge_messages(context),
        e.JudgeReply,
        person=None,
        step=world.step,
        round_=world.round,
    )
    verdict: e.JudgeReply = asked.value
    return verdict


async def memories_of(
    name: str, block: Sequence[e.Moment], world: e.WorldState, mind: Mind
) -> tuple[str, ...] | TroupeError:
    """What a person keeps of a block of history; a failure is a value and cancels nobody else's.

    Raises:
        StoreError: replies cannot be kept.
    """
    context = e.ConsolidateContext(name, world.people[name].persona, told(block))
    try:
        asked = await mind.ask(
            "consolidate",
            context,
            consolidate_messages(context),
            e.MemoriesReply,
            person=name,
            step=world.step,
            round_=world.round,
        )
    except StoreError:
        raise
    except TroupeError as failure:
        return failure
    reply: e.MemoriesReply = asked.value
    return reply.memories
