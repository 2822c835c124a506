"""A person in a few sentences, from the fields of their own persona."""

from __future__ import annotations

import random
from typing import Any

from tinytroupe_cli.events import MinibioContext, MinibioReply


def answer(context: MinibioContext, rng: random.Random) -> MinibioReply:  # noqa: ARG001 - facts only
    """Up to four sentences in the third person; what is missing is left out."""
    persona, name = context.persona, context.person
    job = persona.get("occupation")
    title = job.get("title") if isinstance(job, dict) else job
    facts = [str(persona[key]) for key in ("age", "nationality") if persona.get(key)]
    first = f"{name} is {_joined([*facts, str(title or '')])}" if facts or title else name
    home = persona.get("residence") or persona.get("country_of_residence")
    sentences = [f"{first}{f', living in {home}' if home else ''}."]
    preferences = persona.get("preferences")
    if isinstance(preferences, dict):
        for key, verb in (("interests", "is interested in"), ("dislikes", "dislikes")):
            listed = _some(preferences.get(key))
            if listed:
                sentences.append(f"{name.split()[0]} {verb} {listed}.")
    return MinibioReply(text=" ".join(sentences))


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)


def _some(value: Any) -> str:
    items = [str(item).rstrip(".") for item in value[:3]] if isinstance(value, list) else []
    return ", ".join(items)
