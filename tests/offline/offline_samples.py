"""Contexts, personas of uneven shape and played scenarios for the tests of the offline engine."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from tinytroupe_cli.events import (
    Acquaintance,
    Action,
    ExtractContext,
    Stimulus,
    TurnContext,
)
from tinytroupe_cli.llm import Message, ModelParams, Request
from tinytroupe_cli.llm._providers import offline

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NOON = datetime(2026, 1, 5, 12, 0)  # noqa: DTZ001 - the world's clock has no zone


def request(context: Any, *, seed: int = 1, person: str | None = None) -> Request:
    """A request that the engine answers from its context."""
    purposes = {"TurnContext": "act", "ExtractContext": "extract", "JudgeContext": "judge",
                "ConsolidateContext": "consolidate", "MinibioContext": "minibio"}  # fmt: skip
    return Request(
        purpose=purposes[type(context).__name__],  # type: ignore[arg-type]
        params=ModelParams(provider="offline", model="offline"),
        messages=(Message("user", "Answer."),),
        schema=None,
        context=context,
        seed=seed,
        person=person,
    )


def reply(context: Any, *, seed: int = 1) -> Any:
    """What the engine answers, as JSON."""
    person = getattr(context, "person", None)
    return json.loads(offline.answer(request(context, seed=seed, person=person)).text)


def told(text: str, *people: str, seq: int = 1, kind: str = "CONVERSATION") -> Stimulus:
    """Something said to people from outside."""
    return Stimulus(
        seq=seq, step=1, round=None, time=NOON, person=people[0] if people else "Ada",
        stimulus=kind, source=None, content=text,
    )  # fmt: skip


def said(person: str, text: str, *, seq: int, target: str | None = None) -> Action:
    """Something that somebody said."""
    return Action(
        seq=seq, step=1, round=1, time=NOON, person=person, action="TALK", target=target,
        content=text,
    )  # fmt: skip


def turn(
    persona: dict[str, Any],
    *inbox: Any,
    others: tuple[str, ...] = (),
    rounds_left: int | None = None,
) -> TurnContext:
    """A turn of somebody."""
    return TurnContext(
        person=persona["name"], persona=persona, clock=NOON, place="a room",
        others=tuple(Acquaintance(name, "") for name in others), goals=(), context=(), attention="",
        emotions="", memories=(), history=(), inbox=inbox, observed=(), actions=(), turn=0,
        rounds_left=rounds_left,
    )  # fmt: skip


def extraction(
    schema: Any, *moments: Any, people: tuple[str, ...] = (), person: str | None = None
) -> ExtractContext:
    """A question about what happened."""
    return ExtractContext(
        objective="The ideas, the ratings and what people think", situation=None, person=person,
        people={name: {"name": name} for name in people}, moments=moments, schema=schema,
    )  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+(?=[\"A-Z0-9])", text) if one.strip()]


SHAPES: tuple[dict[str, Any], ...] = (
    {"name": "Nobody"},
    {"name": "Ada Byron", "age": 36, "occupation": "Engineer", "skills": {"math": "You count well."}},
    {"name": "Bo", "education": {"degree": "none"}, "likes": "tea", "dislikes": ["rain", "queues"]},
    {"name": "Cy", "personality": {"traits": [{"trait": "You are curious and analytical."}], "big_five": {"openness": 0.9}}},
    {"name": "Dr. Eva, the Elder", "occupation": {"title": ["nurse", "poet"]}, "relationships": {"name": "Al", "description": "Your brother."}},
    {"name": "田中", "beliefs": ["学校は大切だ"], "occupation": "教師"},
    {"name": "José", "preferences": {"interests": [], "likes": [1, 2.5, None, True]}, "health": None},
    {"name": "Fay", "behaviors": "You hum.", "other_facts": [["You lose two hours a week to forms."]], "age": "forty"},
)  # fmt: skip
"""Personas as they come: nearly empty, of uneven shape, in other scripts."""
