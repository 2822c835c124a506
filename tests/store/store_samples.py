"""Runs and events for the tests of the store."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def ticking(start: datetime) -> Callable[[], datetime]:
    """A clock that moves on by a second at each look."""
    looks = iter(range(10**9))
    return lambda: start + timedelta(seconds=next(looks))


def begin(store: Store, run: str, **other: Any) -> str:
    """Create a run with unremarkable facts."""
    facts: dict[str, Any] = {
        "scenario": "focus",
        "engine": "offline",
        "model": "offline",
        "seed": 7,
        "repeat": 0,
        "spec": {"name": "focus"},
    }
    store.create_run(run, **(facts | other))
    return run


def talk(seq: int, text: str = "Good day.", person: str = "Ines", step: int = 1) -> e.Action:
    """Somebody says something."""
    return e.Action(
        seq=seq, step=step, time=NOON, person=person, action="TALK", target="Bo", content=text
    )


def heard(seq: int, text: str = "Welcome.", person: str = "Ines", step: int = 1) -> e.Stimulus:
    """Somebody hears something."""
    return e.Stimulus(
        seq=seq, step=step, time=NOON, person=person, stimulus="CONVERSATION", content=text
    )


def said(events: Sequence[e.Event]) -> list[str]:
    """What was said, in order."""
    return [event.content for event in events if isinstance(event, e.Action)]


def call(**other: Any) -> dict[str, Any]:
    """A call as the model's layers note it."""
    facts: dict[str, Any] = {
        "key": "k1",
        "purpose": "act",
        "person": "Ines",
        "step": 1,
        "round": 2,
        "provider": "openai",
        "model": "small",
        "cached": False,
        "seconds": 0.25,
        "attempts": [{"seconds": 0.1, "error": "RateLimitError: slow down"}],
        "prompt_tokens": 900,
        "cached_prompt_tokens": 800,
        "completion_tokens": 40,
        "reasoning_tokens": 5,
        "error": None,
    }
    return facts | other


def request(*texts: str, **other: Any) -> dict[str, Any]:
    """A request as the cache gets it: a system message and what the user says."""
    roles = ["system", *["user" for _ in texts[1:]]]
    facts: dict[str, Any] = {
        "purpose": "act",
        "params": {"provider": "openai", "model": "small", "temperature": 1.0},
        "messages": [
            {"role": role, "content": text} for role, text in zip(roles, texts, strict=True)
        ],
        "schema": None,
        "seed": 7,
        "person": "Ines",
        "sample": "0",
    }
    return facts | other


def reply(text: str = '{"thought": "hm"}', **other: Any) -> dict[str, Any]:
    """A reply as the cache gets it."""
    facts: dict[str, Any] = {
        "text": text,
        "model": "small-2026",
        "usage": {"prompt_tokens": 900, "completion_tokens": 40},
        "finish_reason": "stop",
    }
    return facts | other
