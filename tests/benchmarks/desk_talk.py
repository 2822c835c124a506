"""Asking the endpoint of the benches without a network."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from benchmarks.server.desk import Desk
from benchmarks.server.settings import Settings

INSTANT = {"first_token_ms": 0.0, "per_token_ms": 0.0}
TURN = {
    "type": "object",
    "properties": {
        "thought": {"type": "string"},
        "actions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    name: {"type": "string"} for name in ("action", "target", "content")
                },
                "required": ["action", "target", "content"],
                "additionalProperties": False,
            },
        },
        "state": {"type": "object", "properties": {"attention": {"type": "string"}}},
    },
    "required": ["thought", "actions", "state"],
    "additionalProperties": False,
}


def desk(**settings: Any) -> Desk:
    """An endpoint that answers at once."""
    return Desk(Settings(**{**INSTANT, **settings}))


def request(*texts: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    """A request; the texts are what the user says."""
    body: dict[str, Any] = {
        "model": "toy",
        "messages": [{"role": "user", "content": text} for text in texts],
    }
    if schema is not None:
        wanted = {"name": "form", "schema": schema, "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": wanted}
    return body | more


def ask(at: Desk, *bodies: dict[str, Any], key: str = "", patience_s: float = 5.0) -> list[Any]:
    """The answers to requests that are all in flight at once: (status, JSON), None for none."""

    async def all_of_them() -> list[Any]:
        loop = asyncio.get_running_loop()
        answers = [loop.create_future() for _ in bodies]
        for body, answer in zip(bodies, answers, strict=True):
            at.ask(json.dumps(body).encode(), key, answer.set_result)
        await asyncio.wait(answers, timeout=patience_s)
        return [_read(answer.result()) if answer.done() else None for answer in answers]

    return asyncio.run(all_of_them())


def said(answer: Any) -> str:
    """The content of a whole answer."""
    status, body = answer
    assert status == 200, body
    return body["choices"][0]["message"]["content"]


def _read(answered: Any) -> Any:
    return None if answered is None else (answered[0], json.loads(answered[1]))
