"""Worlds whose people say what a test wants, and words for their replies."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime

from tinytroupe_cli import events as e
from tinytroupe_cli.llm import ModelParams, scripted
from tinytroupe_cli.sim import MemoryPolicy, Mind, World
from tinytroupe_cli.store import RecallIndex

START = datetime.fromisoformat("2026-01-05T09:00")


def act(action, content="", to=""):
    """One action of a reply."""
    return {"action": action, "target": to, "content": content}


def talk(content, to=""):
    """Something said."""
    return act("TALK", content, to)


def reply(*actions, thought="", goals=(), context=(), attention="", emotions="calm"):
    """A whole turn."""
    state = {
        "goals": list(goals),
        "context": list(context),
        "attention": attention,
        "emotions": emotions,
    }
    return {"thought": thought, "actions": list(actions), "state": state}


WAIT = reply()


class Script:
    """Answers by roster name, in the order that each is asked; then everyone waits.

    Judges say no and memories are the number of moments, unless `judge` or `memories` say what.
    """

    def __init__(self, lines=None, *, judge=(), memories=None):
        self.lines = {name: deque(said) for name, said in (lines or {}).items()}
        self.verdicts, self.memories = deque(judge), memories
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        if request.purpose == "judge":
            met = self.verdicts.popleft() if self.verdicts else False
            return met if isinstance(met, Exception) else {"reason": "because", "met": met}
        if request.purpose == "consolidate":
            if self.memories is not None:
                return self.memories(request)
            return {"memories": [f"{request.person} keeps {len(request.context.moments)} moments"]}
        left = self.lines.get(request.person)
        said = left.popleft() if left else WAIT
        return said(request) if callable(said) else said

    def asked(self, purpose="act"):
        """Whom a purpose was asked of, in order."""
        return [request.person for request in self.requests if request.purpose == purpose]

    def context(self, person, number=-1):
        """What one of somebody's turns was rendered from."""
        own = [r for r in self.requests if r.person == person and r.purpose == "act"]
        return own[number].context


def mind(script, **policy):
    """A mind that speaks a script."""
    return Mind(
        llm=scripted(script),
        params=lambda _who, _purpose: ModelParams(provider="scripted", model="toy"),
        recall=RecallIndex(),
        memory=MemoryPolicy(**policy),
    )


def world(script, *names, kind="world", relations=(), policy=None, cls=World, **given):
    """A world that has just opened."""
    made = cls(mind(script, **(policy or {})), **given)
    made.emit(e.WorldOpened, step=0, time=START, name="the room", world=kind)
    for name in names:
        made.emit(e.Joined, person=name, persona={"name": name})
    for one, other, relation in relations:
        made.emit(e.Related, between=(one, other), name=relation)
    made.emit(e.StepStarted, step=1, verb="rounds")
    return made


def hear(made, name, content, source=None, stimulus="CONVERSATION"):
    """Somebody perceives something."""
    made.emit(e.Stimulus, person=name, stimulus=stimulus, content=content, source=source)


def play(made, rounds=1, first=1, **given):
    """Play rounds to their end."""

    async def all_rounds():
        for number in range(first, first + rounds):
            await made.run_round(number, **given)

    asyncio.run(all_rounds())
    return made


def told(made, kind, **facts):
    """The events of a kind that have these facts."""
    return [
        event
        for event in made.story
        if event.kind == kind and all(getattr(event, k) == v for k, v in facts.items())
    ]


def talks(made):
    """Who said what to whom, and who heard it."""
    return [
        (a.person, a.target, a.content, a.heard_by) for a in told(made, "action", action="TALK")
    ]
