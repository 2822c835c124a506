"""The floor of CPU a call: a bare loop around the openai package's client, a process of its own.

    python -m benchmarks.bare BASE_URL CALLS CONCURRENCY create|post

Each call sends a prompt of the size of a turn's (14,000 characters) with a JSON schema.
"""

from __future__ import annotations

import asyncio
import sys
from random import Random
from typing import Any

import openai

from benchmarks.server.sentences import passage

PROMPT = 14_000
"""Characters."""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "thought": {"type": "string"},
        "actions": {"type": "array", "items": {"type": "string"}, "maxItems": 0},
    },
    "required": ["thought", "actions"],
    "additionalProperties": False,
}


async def loop(base_url: str, calls: int, concurrency: int, way: str) -> None:
    """So many calls, so many at once."""
    prompt = passage(Random(0), PROMPT)
    client = openai.AsyncOpenAI(
        api_key="x", base_url=base_url, max_retries=0, http_client=openai.DefaultAioHttpClient()
    )
    numbers = iter(range(calls))

    async def one(number: int) -> None:
        body: dict[str, Any] = {
            "model": "toy",
            "messages": [{"role": "user", "content": f"{number} {prompt}"}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "turn", "schema": SCHEMA, "strict": True},
            },
            "max_completion_tokens": 1500,
        }
        if way == "create":
            await client.chat.completions.create(**body)
        else:
            await client.post("/chat/completions", cast_to=object, body=body)

    async def worker() -> None:
        for number in numbers:
            await one(number)

    async with asyncio.TaskGroup() as group:
        for _ in range(concurrency):
            group.create_task(worker())
    await client.close()


if __name__ == "__main__":
    asyncio.run(loop(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
