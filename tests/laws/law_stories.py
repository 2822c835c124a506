"""Stories for the laws: anything that can happen in a world, in any order.

What people say is drawn from a stream seeded by the words of their prompts, so that any difference
in what somebody knows makes a different story.
"""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

from hypothesis import strategies as st
from sim.sim_samples import START, act, mind, reply, talk

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import RefusedError
from tinytroupe_cli.ids import digest, stream
from tinytroupe_cli.sim import World

NAMES = ("Ana Lima", "Bob Berg", "Cleo Katz", "Dan Ruiz")
TARGETS = ("", "everyone", "Bob", "Cleo Katz", "Dan", "Ana Lima", "Zoltan", "the user")
WORDS = [
    "ship",
    "river",
    "coffee",
    "market",
    "letter",
    "price",
    "garden",
    "train",
    "paper",
    "yes",
    "no",
    "12",
    "40",
]

names = st.sampled_from(NAMES)
pairs = st.tuples(names, names).filter(lambda two: two[0] != two[1])
talking = st.one_of(
    st.tuples(st.just("round"), st.sampled_from(["auto", "parallel", "in_order"])),
    st.tuples(st.just("act"), st.sets(names, min_size=2)),
    st.tuples(st.just("hear"), names, st.sampled_from([None, "the radio", "Bob Berg"])),
    st.tuples(st.just("consolidate")),
)
changes = st.one_of(
    st.tuples(st.just("goal"), names),
    st.tuples(st.just("leave"), names),
    st.tuples(st.just("join"), names),
    st.tuples(st.just("relate"), pairs, st.sampled_from(["friends", "rivals"])),
    st.tuples(st.just("access"), pairs, st.sampled_from([None, "my boss"])),
    st.tuples(st.just("define"), names, st.integers(1, 3)),
    st.tuples(st.just("context"), names),
    st.tuples(st.just("skip"), st.integers(1, 90)),
    st.tuples(st.just("judge")),
)
plots = st.lists(st.one_of(talking, talking, talking, changes), min_size=4, max_size=20)
worlds = st.fixed_dictionaries(
    {
        "hear": st.sampled_from(["everyone", "addressed"]),
        "idle": st.sampled_from(["skip", "act"]),
        "kind": st.sampled_from(["world", "social_network"]),
        "related": st.booleans(),
    }
)


def voice(seed, arrival=0, *, refuses=0.08):
    """A model whose replies depend on the prompt alone and arrive in an order of their own."""

    async def say(request):
        for _ in range(random.Random(f"{arrival}/{request.person}/{request.step}").randrange(6)):
            await asyncio.sleep(0)
        chance = stream(seed, request.person, digest([list(m) for m in request.messages]))
        if chance.random() < refuses:
            return RefusedError("not this time")
        if request.purpose == "judge":
            return {"reason": "so", "met": chance.random() < 0.5}
        if request.purpose == "consolidate":
            return {"memories": [_text(chance) for _ in range(chance.randrange(3))]}
        return _turn(chance)

    return say


def _turn(chance):
    kinds = chance.choices(
        ["TALK", "REACH_OUT", "RECALL", "THINK", "DONE", "JUGGLE"], [9, 2, 2, 1, 1, 1], k=4
    )
    actions = [
        talk(_text(chance), chance.choice(TARGETS))
        if kind == "TALK"
        else act(kind, _text(chance), chance.choice(TARGETS))
        for kind in kinds[: chance.randrange(5)]
    ]
    goals = chance.sample(["eat", "rest", "win"], chance.randrange(3))
    thought = chance.choice(["", _text(chance)])
    return reply(*actions, thought=thought, goals=goals, emotions=chance.choice(WORDS))


def _text(chance):
    return " ".join(chance.choices(WORDS, k=chance.randrange(8)))


def open_world(how, seed, arrival=0):
    """A world before anything happened in it."""
    given = {name: how[name] for name in ("hear", "idle")}
    return World(mind(voice(seed, arrival), window=150), step=timedelta(minutes=7), **given)


def begin(world, how):
    """The opening; two people are there."""
    world.emit(e.WorldOpened, step=0, time=START, name="the room", world=how["kind"])
    for name in NAMES[:2]:
        world.emit(e.Joined, person=name, persona={"name": name, "age": 1})
        _to_somebody(world, "hear", name, (name, None))
    if how["related"]:
        world.emit(e.Related, between=NAMES[:3], name="neighbours")


async def live(world, plot, first=1):
    """Let the deeds of a plot happen, each a step; those of people who never came are left out."""
    for step, (kind, *facts) in enumerate(plot, start=first):
        world.emit(e.StepStarted, step=step, round=None, verb=kind)
        known = world.state.people
        who = facts[0] if facts and facts[0] in NAMES else None
        if kind == "join":
            world.emit(e.Joined, person=who, persona={"name": who, "age": 2})
        elif kind == "round":
            await world.consolidate(during=world.run_round(1, turns=facts[0]))
        elif kind == "act":
            await world.act([name for name in world.state.present() if name in facts[0]])
        elif kind == "relate":
            world.emit(e.Related, between=facts[0], name=facts[1])
        elif kind == "access" and facts[0][0] in known:
            world.emit(e.Access, person=facts[0][0], other=facts[0][1], relation=facts[1])
        elif kind == "skip":
            world.emit(e.ClockMoved, time=world.state.time + timedelta(minutes=facts[0]))
        elif kind == "judge":
            await world.judge("all is well")
        elif kind == "consolidate":
            await world.consolidate()
        elif who in known:
            _to_somebody(world, kind, who, facts)


def _to_somebody(world, kind, who, facts):
    if kind == "hear":
        what = {"stimulus": "CONVERSATION", "content": "what about the price?", "source": facts[1]}
        world.emit(e.Stimulus, person=who, **what)
    elif kind == "goal":
        world.emit(e.Stimulus, person=who, stimulus="INTERNAL_GOAL_FORMULATION", content="win")
    elif kind == "leave":
        world.emit(e.Left, person=who)
    elif kind == "define":
        world.emit(e.Defined, person=who, persona={"name": who, "age": facts[1]})
    elif kind == "context":
        world.emit(e.ContextChanged, person=who, context=("it rains",))


def play(how, plot, seed, arrival=0):
    """A whole story."""
    world = open_world(how, seed, arrival)
    begin(world, how)
    asyncio.run(live(world, plot))
    return world


def through_json(events):
    """The events as they come back out of a store."""
    return [e.parse_event(event.model_dump(mode="json")) for event in events]
