"""A provider for tests: replies come from a script, and nothing is sent anywhere."""

from __future__ import annotations

import inspect
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.llm._types import LLM, Reply, Request, Usage


def scripted(script: Callable[[Request], Any] | Mapping[str | None, Sequence[Any]]) -> LLM:
    """A provider that answers what a script says.

    Each answer is a text, a JSON value, a whole Reply, or an exception, which is raised.

    Args:
        script: a function of the request, which may be async; or the answers for each person by
            roster name (None: the world), in the order that the person is asked.

    Raises:
        UsageError: when called, if the script has no further line for somebody.
    """
    say = script if callable(script) else _reader(script)

    async def answer(request: Request) -> Reply:
        said = say(request)
        if inspect.isawaitable(said):
            said = await said
        if isinstance(said, Exception):
            raise said
        if isinstance(said, Reply):
            return said
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        prompt = sum(len(message.content) for message in request.messages)
        usage = Usage(prompt_tokens=prompt // 4, completion_tokens=len(text) // 4)
        return Reply(text, request.params.model, usage)

    return answer


def _reader(lines: Mapping[str | None, Sequence[Any]]) -> Callable[[Request], Any]:
    left = {person: deque(said) for person, said in lines.items()}

    def say(request: Request) -> Any:
        if not left.get(request.person):
            raise UsageError(f"the script has no further line for {request.person!r}")
        return left[request.person].popleft()

    return say
