"""The floor of CPU a call: a bare loop around the openai package's client, a process of its own.

    python -m benchmarks.bare BASE_URL BODIES CALLS CONCURRENCY create|post

BODIES is a file with the body of a request on each line; the first so many are sent. All of them
are read whatever CALLS is, so that reading them is no part of what further calls cost.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openai

YOUNG = 50_000
"""The same seldom search for garbage in cycles as the command's."""


async def loop(base_url: str, bodies: Sequence[dict[str, Any]], concurrency: int, way: str) -> None:
    """Send all bodies, so many at once, and do nothing with the answers."""
    client = openai.AsyncOpenAI(
        api_key="x", base_url=base_url, max_retries=0, http_client=openai.DefaultAioHttpClient()
    )
    waiting = iter(bodies)

    async def worker() -> None:
        for body in waiting:
            if way == "create":
                await client.chat.completions.create(**body)
            else:
                await client.post("/chat/completions", cast_to=object, body=body)

    async with asyncio.TaskGroup() as group:
        for _ in range(concurrency):
            group.create_task(worker())
    await client.close()


def main() -> None:
    """Read what the command line names, and send it."""
    base_url, file, calls, concurrency, way = sys.argv[1:]
    gc.set_threshold(YOUNG)
    bodies = [json.loads(line) for line in Path(file).read_bytes().splitlines()]
    assert len(bodies) >= int(calls), f"only {len(bodies)} bodies"
    asyncio.run(loop(base_url, bodies[: int(calls)], int(concurrency), way))


if __name__ == "__main__":
    main()
