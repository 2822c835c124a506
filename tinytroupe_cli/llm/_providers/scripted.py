"""A provider for tests: replies come from a function of the request."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tinytroupe_cli.llm._types import LLM, Reply, Request, Usage


def scripted(script: Callable[[Request], Any]) -> LLM:
    """A provider that answers with what `script` returns: text, a JSON value, or an error."""

    async def answer(request: Request) -> Reply:
        said = script(request)
        if isinstance(said, Exception):
            raise said
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        prompt = sum(len(message.content) for message in request.messages)
        return Reply(text, request.params.model, Usage(prompt // 4, 0, len(text) // 4))

    return answer
