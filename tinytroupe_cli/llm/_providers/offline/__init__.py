"""The offline engine: answers from what a request was rendered from, without any network.

Why this package exists: first runs, demos, tests and cost rehearsals need somebody who speaks
for nothing, the same on every machine; and a real model's results should differ from it. Every
answer is a pure function of the request's typed context, its seed and its sample.

act         | a turn: what a person says, thinks and feels
survey      | answers to the questions of a survey
extract     | an extraction: what a reader finds in a transcript
judge       | whether a condition holds on it
consolidate | what is worth keeping of a block of history
minibio     | a person in a few sentences
categories  | free answers sorted by the words they share
life        | the life around sampled facts

How a turn comes about: `_scene` reads who is there, what was said and what is wanted (`_task`);
`_persona` reads the persona as facts in the first person, tastes and temper. One of the planners
(`_group`, `_chat`, `_interview`, `_verdict`, `_advert`, `_telling`, `_summary`) decides what to do.
`_leaning` says what the person thinks of a text, by the notions that the text and the persona share
(`tables/notions.txt`), and `_reasons` puts it into words. `_speaker` finds sentences: the frames of
`tables/*.txt` are dealt out among the people, so that nobody repeats anybody, and each fact is told
once. `act` drops what does not fit into the person's breath and was said before.

How an extraction comes about: `_transcript` reads sentences, proposals, choices, ratings and stances
by the marks of `_markers`; `_form` walks the schema and asks at each place for what its name and
description want (`_roles`); texts are what was really said, and where nothing was said, null.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tinytroupe_cli.llm._types import Reply, Request

__all__ = ["answer", "version"]


def answer(request: Request) -> Reply:
    """Answer a request from its context: a pure function, the same for equal requests."""
    from tinytroupe_cli.llm._types import Reply, Usage

    text = _as_text(_answered(request))
    asked = sum(len(message.content) for message in request.messages)
    usage = Usage(prompt_tokens=_tokens(asked), completion_tokens=_tokens(len(text)))
    return Reply(text=text, model="offline", usage=usage)


def _tokens(characters: int) -> int:
    """About how many tokens so many characters are: a quarter, rounded up."""
    return -(-characters // 4)


def _answered(request: Request) -> Any:
    from tinytroupe_cli.events import (
        AskContext,
        CategoriesContext,
        ConsolidateContext,
        ExtractContext,
        JudgeContext,
        LifeContext,
        MinibioContext,
        SortContext,
        TurnContext,
    )
    from tinytroupe_cli.ids import stream

    context = request.context
    if isinstance(context, TurnContext):
        from tinytroupe_cli.llm._providers.offline import act

        return act.answer(context, request.seed, request.sample)
    if isinstance(context, AskContext):
        from tinytroupe_cli.llm._providers.offline import survey

        return survey.answer(context, request.seed, request.sample)
    rng = stream(request.seed, request.sample, request.purpose, request.person or "")
    if isinstance(context, ExtractContext):
        from tinytroupe_cli.llm._providers.offline import extract

        return extract.answer(context, rng)
    if isinstance(context, JudgeContext):
        from tinytroupe_cli.llm._providers.offline import judge

        return judge.answer(context, rng)
    if isinstance(context, ConsolidateContext):
        from tinytroupe_cli.llm._providers.offline import consolidate

        return consolidate.answer(context, rng)
    if isinstance(context, MinibioContext):
        from tinytroupe_cli.llm._providers.offline import minibio

        return minibio.answer(context, rng)
    if isinstance(context, LifeContext):
        from tinytroupe_cli.llm._providers.offline import life

        return life.answer(context, rng)
    if isinstance(context, CategoriesContext):
        from tinytroupe_cli.llm._providers.offline import categories

        return categories.categories(context)
    if isinstance(context, SortContext):
        from tinytroupe_cli.llm._providers.offline import categories

        return categories.sort(context)
    raise TypeError(f"the offline engine has no answer to a {type(context).__name__}")


def _as_text(answered: Any) -> str:
    dump = getattr(answered, "model_dump", None)
    return json.dumps(dump(mode="json") if dump else answered, ensure_ascii=False)


@lru_cache(maxsize=1)
def version() -> str:
    """The digest of the engine's sources and tables: 16 hex digits; part of its replies' keys."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted([*here.glob("*.py"), *here.glob("tables/*.txt")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
