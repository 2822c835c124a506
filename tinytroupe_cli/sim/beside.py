"""What the model is asked beside the turns: verdicts on conditions, memories out of history."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Sequence
from typing import Any

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
    context = e.JudgeContext(
        condition, {name: world.people[name].persona for name in world.present()}, tuple(said)
    )
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


def memories_of(
    name: str, block: Sequence[e.Moment], world: e.WorldState, mind: Mind
) -> Coroutine[Any, Any, tuple[str, ...] | TroupeError]:
    """What a person keeps of a block of history; a failure is a value and cancels nobody else's.

    What is asked is fixed when this is called, whatever happens until it is awaited.
    """
    context = e.ConsolidateContext(name, world.people[name].persona, told(block))
    return _memories(context, mind, world.step, world.round)


async def _memories(
    context: e.ConsolidateContext, mind: Mind, step: int, round_: int | None
) -> tuple[str, ...] | TroupeError:
    try:
        asked = await mind.ask(
            "consolidate",
            context,
            consolidate_messages(context),
            e.MemoriesReply,
            person=context.person,
            step=step,
            round_=round_,
        )
    except StoreError:
        raise
    except TroupeError as failure:
        return failure
    reply: e.MemoriesReply = asked.value
    return reply.memories
