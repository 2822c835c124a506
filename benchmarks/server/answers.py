"""What is answered: a function of the request alone, its `seed` included.

A question asked again after a reply that did not fit (the conversation goes on behind it) is the
same question and gets the same answer, so that faults alter no story.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from benchmarks.server import person
from benchmarks.server.filler import Filler
from benchmarks.server.prefixes import CHARACTERS, flat
from benchmarks.server.sentences import passage

DRAFTS = (80, 160)
"""Characters of each text in two drafts, from which the final length is reckoned."""


@dataclass(frozen=True, slots=True)
class Question:
    """What of a request decides its answer."""

    identity: str
    """32 hex digits."""
    prompt: str
    """All messages as one text."""
    schema: Mapping[str, Any] | None
    """The JSON Schema that the reply has to follow, if there is one."""

    @property
    def kind(self) -> str:
        """`turn`, `memories`, `form` (any other schema) or `text`."""
        if self.schema is None:
            return "text"
        if person.is_turn(self.schema):
            return "turn"
        return "memories" if person.is_memories(self.schema) else "form"


def question(body: Mapping[str, Any]) -> Question:
    """Read a request's body.

    Raises:
        ValueError: it has no messages.
    """
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise ValueError("messages: a list of at least one message is needed")
    asked = flat(messages[: _first_reply(messages)])
    seed = [body["seed"]] if body.get("seed") is not None else []
    text = json.dumps([body.get("model"), asked, *seed], ensure_ascii=False)
    identity = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Question(identity, flat(messages), _schema(body, messages))


def sampled(asked: Question, body: Mapping[str, Any], before: int) -> Question:
    """A question as a model with a temperature hears it that was asked the same so often before."""
    drawn = body.get("temperature", 1) and body.get("seed") is None
    if not before or not drawn:
        return asked
    text = f"{asked.identity} {before}"
    return replace(asked, identity=sha256(text.encode()).hexdigest()[:32])


def answer(asked: Question, tokens: int) -> str:
    """The reply's text, of about so many tokens where there is room for text."""
    characters, schema = tokens * CHARACTERS, asked.schema
    if schema is None:
        from random import Random

        return passage(Random(asked.identity), characters)
    if asked.kind == "turn":
        value: Any = person.turn(schema, asked.prompt, asked.identity, characters)
    elif asked.kind == "memories":
        value = person.memories(asked.prompt, asked.identity, characters)
    else:
        value = _form(schema, asked.identity, characters)
    return json.dumps(value, ensure_ascii=False)


def _form(schema: Mapping[str, Any], seed: str, characters: int) -> Any:
    """A filled form of about so many characters, if its texts can be that long."""
    short, longer = (len(json.dumps(Filler(schema, seed, size).fill())) for size in DRAFTS)
    texts = (longer - short) / (DRAFTS[1] - DRAFTS[0])
    size = DRAFTS[0] + (characters - short) / texts if texts > 0 else DRAFTS[0]
    return Filler(schema, seed, max(8, round(size))).fill()


def _first_reply(messages: Sequence[Mapping[str, Any]]) -> int:
    roles = [each.get("role") for each in messages]
    return roles.index("assistant") if "assistant" in roles else len(messages)


def _schema(
    body: Mapping[str, Any], messages: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    wanted = body.get("response_format") or {}
    if wanted.get("type") == "json_schema":
        schema: Mapping[str, Any] = wanted["json_schema"].get("schema", {})
        return schema
    return _told(messages)


def _told(messages: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """A schema that stands in the prompt, behind the words `JSON Schema`."""
    for message in reversed(messages):
        text = message.get("content") or ""
        found = text.find("{", text.find("JSON Schema")) if "JSON Schema" in text else -1
        if found >= 0:
            try:
                schema, _ = json.JSONDecoder().raw_decode(text[found:])
            except ValueError:
                continue
            return schema if isinstance(schema, dict) else None
    return None
