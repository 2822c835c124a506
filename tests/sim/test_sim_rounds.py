"""Rounds: whose turn it is, who hears whom, who is skipped, how time passes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sim.sim_samples import START, WAIT, Script, hear, play, reply, talk, talks, told, world

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import RefusedError
from tinytroupe_cli.sim import World

ANA, BOB, CLEO = "Ana Lima", "Bob Berg", "Cleo Katz"


def greeting(script=None, names=(ANA, BOB, CLEO), **given):
    """A world in which everyone was greeted."""
    script = script or Script(
        {name: [reply(talk(f"I am {name} and glad to be here"))] for name in names}
    )
    made = world(script, *names, **given)
    for name in names:
        hear(made, name, "hello all")
    return made, script


def inboxes(script, number=0):
    """What each person had new at one of their turns."""
    return {
        name: [moment.content for moment in script.context(name, number).inbox]
        for name in dict.fromkeys(script.asked())
    }


def test_in_parallel_everyone_acts_on_the_same_moment():
    """Nobody hears in a round what others say in it; delivery is in roster order."""
    made, script = greeting(turns="parallel")
    play(made)
    assert set(map(tuple, inboxes(script).values())) == {("hello all",)}
    assert [who for who, *_ in talks(made)] == [ANA, BOB, CLEO]
    play(made, first=2)
    heard = inboxes(script, 1)[BOB]
    assert heard == [f"I am {who} and glad to be here" for who in (ANA, CLEO)]


def test_in_order_each_hears_those_before():
    """The second has heard the first, the third both."""
    made, script = greeting(turns="in_order")
    play(made)
    assert [len(new) for new in inboxes(script).values()] == [1, 2, 3]


@pytest.mark.parametrize(("crowd", "heard"), [((ANA, BOB), [1, 2]), ((ANA, BOB, CLEO), [1, 1, 1])])
def test_auto_is_in_order_for_two_and_parallel_for_more(crowd, heard):
    """Two people talk to each other; more would wait too long for their turns."""
    made, script = greeting(names=crowd)
    play(made)
    assert [len(new) for new in inboxes(script).values()] == heard


def test_a_round_can_take_turns_in_its_own_way():
    """What a step says goes before what the world says."""
    made, script = greeting(turns="parallel")
    play(made, turns="in_order")
    assert [len(new) for new in inboxes(script).values()] == [1, 2, 3]


def test_somebody_with_nothing_new_is_skipped():
    """They cost no call and are named as idle; what they hear wakes them, in order within the round."""
    script = Script({BOB: [reply(talk("good morning Cleo", CLEO))]})
    made = world(script, ANA, BOB, CLEO, turns="in_order", hear="addressed")
    hear(made, BOB, "hello")
    play(made, 2)
    assert script.asked() == [BOB, CLEO]
    assert [event.people for event in told(made, "idle")] == [(ANA,), (ANA, BOB, CLEO)]


def test_idle_people_act_when_the_world_says_so():
    """`idle: act` asks everyone in every round."""
    script = Script()
    made = world(script, ANA, BOB, idle="act")
    play(made, 2)
    assert script.asked() == [ANA, BOB] * 2
    assert not told(made, "idle")


def test_a_goal_that_was_given_keeps_somebody_going():
    """With a goal pending they act with nothing new, until they drop it."""
    goal = "get the recipe"
    keeps = [reply(talk(f"question {n} about your {n} cakes"), goals=[goal]) for n in range(2)]
    script = Script({ANA: [*keeps, reply(talk("thank you so much for all this"))]})
    made = world(script, ANA, BOB)
    hear(made, ANA, goal, stimulus="INTERNAL_GOAL_FORMULATION")
    play(made, 5)
    assert script.asked().count(ANA) == 3


def test_a_goal_does_not_wake_somebody_who_waits():
    """Whoever did nothing in spite of their goal waits for news, and is then awake again."""
    goal = "get the recipe"
    waits = reply(goals=[goal])
    script = Script({ANA: [waits, reply(talk("at last"), goals=[goal]), waits]})
    made = world(script, ANA)
    hear(made, ANA, goal, stimulus="INTERNAL_GOAL_FORMULATION")
    play(made, 3)
    assert script.asked() == [ANA]
    hear(made, ANA, "the baker comes in", stimulus="VISUAL")
    play(made, 3, first=4)
    assert script.asked() == [ANA] * 3


def test_a_goal_that_people_made_up_wakes_nobody():
    """Or else no conversation would ever end."""
    script = Script({ANA: [reply(talk("hello there my friend"), goals=["be liked"])]})
    made = world(script, ANA)
    hear(made, ANA, "hello")
    play(made, 3)
    assert script.asked() == [ANA]


def test_the_clock_moves_on_with_each_round():
    """A round takes the world's step; time may also pass by itself."""
    script = Script()
    made = world(script, ANA, step=timedelta(hours=2), idle="act")
    play(made, 2)
    assert made.state.time == START + timedelta(hours=4)
    made.emit(e.ClockMoved, time=made.state.time + timedelta(days=3))
    play(made, first=3)
    assert script.context(ANA).clock == START + timedelta(days=3, hours=6)


def test_the_model_knows_how_many_rounds_are_left():
    """For an engine that closes a conversation in its last round."""
    made, script = greeting()
    play(made, rounds_left=2)
    assert script.context(ANA).rounds_left == 2


@pytest.mark.parametrize("turns", ["parallel", "in_order"])
def test_one_failure_cancels_nobody_elses_turn(turns):
    """The others' words are in the story, in roster order, and the failure too."""
    lines = {
        ANA: [reply(talk("I am here"))],
        BOB: [RefusedError("no")],
        CLEO: [reply(talk("so am I"))],
    }
    made, _ = greeting(Script(lines), turns=turns)
    play(made)
    assert [who for who, *_ in talks(made)] == [ANA, CLEO]
    assert [failure.person for failure in told(made, "failure")] == [BOB]
    assert len(made.failures) == 1


def test_an_error_that_is_a_bug_is_raised_when_the_others_are_through():
    """The first in roster order goes up by itself, and no other turn is cancelled by it."""
    finished = []

    async def say(request):
        if request.person == BOB:
            raise ZeroDivisionError(BOB)
        await asyncio.sleep(0)
        finished.append(request.person)
        return WAIT

    made, _ = greeting(say, turns="parallel")
    with pytest.raises(ZeroDivisionError, match=BOB):
        play(made)
    assert finished == [ANA, CLEO]


class Strict(World):
    """Changes, drops and counts."""

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.seen = []

    def before_round(self, number):
        self.seen.append(f"before {number}")
        hear(self, ANA, f"the bell rings {number} times", stimulus="SOCIAL")

    def after_round(self, number):
        self.seen.append(f"after {number}")

    def before_action(self, deed):
        if deed.content == "damn":
            return None
        return deed.model_copy(update={"content": deed.content.replace("cheap", "affordable")})

    def after_action(self, event):
        self.seen.append(event.action)


def test_a_subclass_acts_around_rounds_and_actions():
    """A hook may let things happen, change an action or drop it; others hear what was made of it."""
    script = Script({ANA: [reply(talk("it is cheap"), talk("damn"))]})
    made = world(script, ANA, BOB, cls=Strict)
    play(made)
    assert made.seen == ["before 1", "TALK", "after 1"]
    assert [content for _, _, content, _ in talks(made)] == ["it is affordable"]
    assert [m.content for m in script.context(BOB).inbox] == ["it is affordable"]


@pytest.mark.parametrize("hook", ["before_round", "after_round", "before_action", "after_action"])
def test_an_error_in_a_hook_goes_up_and_says_where(hook):
    """A round is not lost in silence: the error has a note, and what happened until then stands."""

    def broken(_self, _about):
        raise KeyError("oops")

    broken.__name__ = hook
    made, _ = greeting(turns="parallel", cls=type("Broken", (World,), {hook: broken}))
    with pytest.raises(KeyError) as caught:
        play(made)
    assert caught.value.__notes__ == [f"in the hook {hook} of Broken, step 1, round 1"]
    assert e.fold(made.story) == made.state


def test_acting_takes_turns_with_nothing_new():
    """`act` asks whoever is named, new things or not; two in order, more on one moment."""
    script = Script({ANA: [reply(talk("good morning"))]})
    made = world(script, ANA, BOB, CLEO)
    asyncio.run(made.act([ANA, BOB]))
    assert [m.content for m in script.context(BOB).inbox] == ["good morning"]
    asyncio.run(made.act([ANA, BOB, CLEO]))
    assert script.asked() == [ANA, BOB, ANA, BOB, CLEO]
    assert script.context(ANA).rounds_left is None
