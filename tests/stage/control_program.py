"""A program with control.begin, checkpoint and end, two worlds side by side, and its endpoint.

As a script: `control_program.py DATABASE [die]` plays it, with `die` only to the second checkpoint.
"""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

from tinytroupe_cli import TinyPerson, TinyWorld, control

LAST = "What will you keep of it?"


def answer(body: dict[str, Any]) -> dict[str, Any]:
    """What an endpoint says: it depends on the request alone."""
    asked = "".join(message["content"] for message in body["messages"])
    heard = sha256(asked.encode()).hexdigest()[:12]
    wanted = body["response_format"]["json_schema"]["schema"]["properties"]
    if "actions" not in wanted:
        return dict.fromkeys(wanted, heard)
    talk = {"action": "TALK", "target": "", "content": f"I say {heard}."}
    state = {"goals": [], "context": [], "attention": "", "emotions": ""}
    return {"thought": "", "actions": [talk], "state": state}


def side_by_side(*worlds: TinyWorld) -> None:
    """Two rounds in each world, all at once: half of them in tasks, half in threads."""

    async def tasks() -> None:
        async with asyncio.TaskGroup() as group:
            for world in worlds:
                group.create_task(world.arun(1))

    asyncio.run(tasks())
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(world.run, 1) for world in worlds]:
            done.result()


def play(
    database: Any, *, last: str = LAST, other: str = "And of rain?", die: bool = False, **how: Any
) -> dict[str, list[Any]]:
    """The program; title -> story, of all that it plays."""
    control.begin(database, **how)
    pier = TinyWorld("pier", [TinyPerson("Ada"), TinyPerson("Bob")])
    market = TinyWorld("market", [TinyPerson("Ada"), TinyPerson("Cleo")])
    pier.broadcast("What do you think of boats?")
    market.broadcast("What do you think of bread?")
    side_by_side(pier, market)
    control.checkpoint()
    market.broadcast(other)
    side_by_side(pier, market)
    control.checkpoint()
    if die:
        os._exit(9)
    dora = TinyPerson("Dora")
    dora.listen_and_act("Who are you?")
    pier.agents[0].listen_and_act(last)
    control.end()
    alone = dora._place.world.story
    return {"pier": [*pier.events], "market": [*market.events], "Dora": [*alone]}


if __name__ == "__main__":
    TinyPerson.communication_display = TinyWorld.communication_display = False
    play(sys.argv[1], die=sys.argv[2:] == ["die"])
