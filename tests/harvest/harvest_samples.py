"""A small run to harvest: three people, a broadcast, talk, thoughts; and a model that is told what to say."""

from __future__ import annotations

import asyncio
from datetime import datetime

from tinytroupe_cli.events import Action, Joined, RoundStarted, StepStarted, Stimulus, WorldOpened
from tinytroupe_cli.harvest import Material, extract
from tinytroupe_cli.llm import ModelParams, scripted
from tinytroupe_cli.spec import ExtractSpec, ReduceSpec

PEOPLE = {
    "Ana Reis": {
        "name": "Ana Reis",
        "age": 9,
        "gender": "Female",
        "occupation": {"title": "baker"},
    },
    "Bo Lind": {"name": "Bo Lind", "age": 10, "gender": "Male", "occupation": {"title": "baker"}},
    "Cy Moss": {"name": "Cy Moss", "age": 71, "gender": "Male", "occupation": {"title": "clerk"}},
}
ANA, BO, CY = PEOPLE


def story():
    """Ana talks twice, Bo once, Cy only thinks."""
    made = []

    def add(kind, **facts):
        place = {"step": 1, "round": 1, "time": datetime.fromisoformat("2026-01-05T09:00")}
        made.append(kind(seq=len(made) + 1, **place, **facts))

    add(WorldOpened, name="a room")
    for name, persona in PEOPLE.items():
        add(Joined, person=name, persona=persona)
    add(StepStarted, verb="broadcast")
    for name in PEOPLE:
        add(Stimulus, person=name, stimulus="CONVERSATION", content="Which ad?")
    add(Stimulus, person=BO, stimulus="THOUGHT", content="Bo's secret wish")
    add(RoundStarted)
    add(Action, person=ANA, action="THINK", content="Ana's own thought")
    add(Action, person=ANA, action="TALK", content="I take A.", heard_by=(BO, CY))
    add(Action, person=ANA, action="TALK", content="Really, A.", heard_by=(BO, CY))
    add(Action, person=BO, action="TALK", target=ANA, content="B for me.", heard_by=(ANA,))
    add(Action, person=CY, action="THINK", content="Cy's own thought")
    for name in PEOPLE:
        add(Action, person=name, action="DONE")
    return made


class Model:
    """Answers from a table of person -> reply; an exception is raised; keeps the requests."""

    def __init__(self, replies):
        self.replies = replies
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        reply = self.replies[request.person] if isinstance(self.replies, dict) else self.replies
        if isinstance(reply, Exception):
            raise reply
        return reply[0] if isinstance(reply, tuple) else reply


def ask(replies, events=None, name="vote", **spec):
    """Put an extraction to the model; the result and the model."""
    model = Model(replies)
    found = asyncio.run(
        extract(
            scripted(model),
            story() if events is None else events,
            name,
            ExtractSpec.model_validate({"objective": "What they chose", **spec}),
            params=lambda _who: ModelParams(provider="scripted", model="scripted"),
            seed=0,
        )
    )
    return found, model


def votes(replies=None, **spec):
    """An extraction of an ad, a score and a reason from everybody."""
    usual = {"ad": "optional [A, B, C]", "score": "optional number", "reason": "text"}
    given = replies or {
        ANA: {"ad": "A", "score": 4, "reason": "warm"},
        BO: {"ad": "B", "score": 2, "reason": "short"},
        CY: {"ad": None, "score": None, "reason": ""},
    }
    return ask(given, **({"from": "people", "fields": usual} | spec))[0].as_json()


def rule(**keys):
    """A reduction."""
    return ReduceSpec.model_validate({k.removesuffix("_"): v for k, v in keys.items()})


def material(**extractions):
    """The small run with these extractions."""
    return Material(story(), extractions)
