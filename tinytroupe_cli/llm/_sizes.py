"""How many tokens a request may take, known before it is sent."""

from __future__ import annotations

import json

from tinytroupe_cli.llm._types import Request, Usage

PER_MESSAGE = 16
"""What a chat template adds around a message, generously."""
PER_REQUEST = 256
"""What a template adds around a request, and the words that introduce a schema in a prompt."""

PER_IMAGE = 1_500
"""What an image is likely to be counted for."""
MOST_PER_IMAGE = 50_000
"""What no endpoint that is known goes beyond: the smaller GPT-4o models count so many."""


def upper_bound(request: Request) -> Usage:
    """Tokens that a request cannot pass: a token is at least one byte of UTF-8."""
    prompt = _bytes(request) + MOST_PER_IMAGE * _images(request)
    return Usage(prompt_tokens=prompt, completion_tokens=request.params.max_tokens)


def estimate(request: Request) -> int:
    """Tokens that a request is likely to be counted for: a token is about four bytes."""
    return _bytes(request) // 4 + PER_IMAGE * _images(request) + request.params.max_tokens


def _images(request: Request) -> int:
    return sum(len(message.images) for message in request.messages)


def _bytes(request: Request) -> int:
    size = PER_REQUEST
    for message in request.messages:
        size += len(message.content.encode()) + PER_MESSAGE
    if request.schema is not None:
        size += len(json.dumps(dict(request.schema.json)))  # ASCII, so characters are bytes
    return size
