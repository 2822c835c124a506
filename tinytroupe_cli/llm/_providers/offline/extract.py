"""An extraction: a form filled in by reading the transcript, with what was really said."""

from __future__ import annotations

from random import Random
from typing import Any

from tinytroupe_cli.events import ExtractContext
from tinytroupe_cli.llm._providers.offline._form import Form
from tinytroupe_cli.llm._providers.offline._place import Place, Reading


def answer(context: ExtractContext, rng: Random) -> Any:
    """A JSON value for the context's schema.

    Texts are sentences of the transcript or of a persona, verbatim or shortened at a word's end;
    lists have no duplicates; where nothing was said the answer is null or an empty list if the
    schema allows it, else the value that claims the least.
    """
    reading = Reading(context, rng)
    description = str(context.schema.get("description", ""))
    return Form(reading).must(context.schema, Place(description=description, person=context.person))
