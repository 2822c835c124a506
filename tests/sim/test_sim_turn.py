"""What becomes of one reply: thoughts, actions, bounds, the state it leaves."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sim.sim_samples import WAIT, Script, act, hear, play, reply, talk, talks, told, world

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import RefusedError, StoreError
from tinytroupe_cli.llm import scripted
from tinytroupe_cli.sim.actions import MAX_ACTIONS, MAX_CALLS

ANA, BOB = "Ana Lima", "Bob Berg"


def turn_of_ana(*replies, names=(ANA, BOB), **given):
    """A world after Ana was spoken to and took one turn."""
    script = Script({ANA: list(replies)})
    made = world(script, *names, **given)
    hear(made, ANA, "what do you think?")
    asyncio.run(made.act([ANA]))
    return made, script


def kinds(made):
    """The actions of the story and what else people did, in order."""
    return [getattr(each, "action", each.kind) for each in made.story if hasattr(each, "action")]


def test_a_turn_reads_as_think_talk_done():
    """The thought comes first and DONE last; the state after the turn is the reply's."""
    made, _ = turn_of_ana(
        reply(talk("yes"), thought="well", goals=["rest"], attention="Bob", emotions="glad")
    )
    assert kinds(made) == ["THINK", "TALK", "DONE"]
    state = made.state.people[ANA]
    assert (state.goals, state.attention, state.emotions) == (("rest",), "Bob", "glad")
    assert state.turns == 1


def test_waiting_is_a_turn_of_its_own():
    """An empty list of actions is DONE at once; an empty thought is not an event."""
    made, _ = turn_of_ana(WAIT)
    assert kinds(made) == ["DONE"]


def test_models_may_write_think_and_done_as_actions():
    """THINK among the actions is a thought; DONE ends the turn with its reason, all after is not played."""
    made, _ = turn_of_ana(
        reply(act("think", "hm"), talk("yes"), act("Done", "said it all"), talk("no"))
    )
    assert kinds(made) == ["THINK", "TALK", "DONE"]
    assert told(made, "action", action="DONE")[0].content == "said it all"
    assert not told(made, "undelivered")


def test_an_unknown_action_is_told_to_the_person():
    """It stands in the story, reaches nobody, and the person learns that it does not exist."""
    made, _ = turn_of_ana(reply(act("DANCE", "tango", "Bob"), act("", "x")))
    assert [a.heard_by for a in told(made, "action", action="DANCE")] == [()]
    assert [u.content for u in told(made, "undelivered")] == [
        "There is no action called 'DANCE'.",
        "There is no action called ''.",
    ]


def test_more_actions_than_allowed_are_a_bound_in_the_story():
    """Fifteen actions are played, thoughts beside them are free, the sixteenth is an event."""
    words = [talk(f"idea number {n} is about {n * 7} apples") for n in range(MAX_ACTIONS + 3)]
    made, _ = turn_of_ana(reply(*words, thought="many"))
    assert len(talks(made)) == MAX_ACTIONS
    assert told(made, "bound")[0].reason == "a turn has at most 15 actions"


def test_exactly_as_many_actions_as_allowed_hit_no_bound():
    """The bound is met, not hit."""
    words = [talk(f"idea number {n} is about {n * 7} apples") for n in range(MAX_ACTIONS)]
    made, _ = turn_of_ana(reply(*words))
    assert not told(made, "bound")


def test_an_observing_action_ends_the_reply():
    """What comes after RECALL is not played; its result stands in a second call of the same turn."""
    made, script = turn_of_ana(
        reply(talk("let me think"), act("RECALL", "tea"), talk("too early"), thought="one"),
        reply(talk("I know nothing of tea"), thought="two"),
    )
    assert kinds(made) == ["THINK", "TALK", "RECALL", "RECALL", "THINK", "TALK", "DONE"]
    assert "too early" not in [content for _, _, content, _ in talks(made)]
    observed = script.context(ANA).observed
    assert [m.content for m in observed] == ["one", "let me think", "tea", "nothing comes to mind"]
    assert "nothing comes to mind" in script.requests[-1].messages[-1].content
    (turn,) = told(made, "turn")
    assert len(script.requests) == 2
    assert len(turn.calls) == 2


def test_a_turn_that_never_stops_observing_hits_a_bound():
    """Four calls, then an event; what was found is kept."""
    made, script = turn_of_ana(*[reply(act("RECALL", f"thing {n}")) for n in range(9)])
    assert len(script.requests) == MAX_CALLS
    assert len(told(made, "observation")) == MAX_CALLS
    assert told(made, "bound")[0].reason == "a turn takes at most 4 calls"


def test_what_others_see_does_not_hold_thoughts():
    """A thought enters the thinker's own history and nobody's inbox."""
    made, _ = turn_of_ana(reply(thought="secret"))
    assert "secret" in [m.content for m in made.state.people[ANA].history]
    assert made.state.people[BOB].inbox == []


def test_the_prompt_leaves_out_that_turns_end():
    """DONE lines would be paid for in every later prompt and say nothing."""
    script = Script({ANA: [reply(talk("yes")), WAIT]})
    made = world(script, ANA, BOB)
    for _ in range(2):
        hear(made, ANA, "well?")
        asyncio.run(made.act([ANA]))
    assert [m.content for m in script.context(ANA).history] == ["well?", "yes"]


def test_everything_unanswered_reaches_the_model():
    """All stimuli since the last turn are in the prompt, not the newest alone."""
    script = Script()
    made = world(script, ANA)
    for kind in ("CONVERSATION", "VISUAL", "SOCIAL", "THOUGHT"):
        hear(made, ANA, f"a {kind}", stimulus=kind)
    asyncio.run(made.act([ANA]))
    prompt = script.requests[-1].messages[-1].content
    assert all(f"a {kind}" in prompt for kind in ("CONVERSATION", "VISUAL", "SOCIAL", "THOUGHT"))


def test_a_failed_turn_leaves_what_was_heard_unanswered():
    """A refusal is an event with its reason; the person is asked the same again next time."""
    made, script = turn_of_ana(RefusedError("no"), reply(talk("now then")))
    (failure,) = told(made, "failure")
    assert (failure.person, failure.error, failure.reason) == (ANA, "RefusedError", "no")
    assert not told(made, "turn")
    play(made)
    assert [m.content for m in script.context(ANA).inbox] == ["what do you think?"]
    assert talks(made)[0][2] == "now then"


def broken(_request):
    """A model whose replies cannot be kept."""
    return StoreError("disk full")


@pytest.mark.parametrize(
    "ask",
    [
        lambda made: made.act([ANA]),
        lambda made: made.run_round(1, turns="parallel"),
        lambda made: made.judge("all is well"),
        lambda made: made.consolidate(),
    ],
)
def test_a_database_that_fails_is_no_failure_of_a_turn(ask):
    """Replies that cannot be kept stop everything, as what they are."""
    made = world(broken, ANA, BOB, policy={"window": 10})
    hear(made, ANA, "what do you think?")
    made.emit(e.Turn, person=ANA, perceived=made.state.seq)
    hear(made, ANA, "well?")
    with pytest.raises(StoreError):
        asyncio.run(ask(made))


def test_goals_are_kept_by_the_state_after_the_turn():
    """A goal is the person's from when it comes; the reply says which remain."""
    script = Script({ANA: [reply(goals=["sell the flat"])]})
    made = world(script, ANA)
    for goal in ("sell the flat", "sell the flat", "rest"):
        hear(made, ANA, goal, stimulus="INTERNAL_GOAL_FORMULATION")
    assert made.state.people[ANA].goals == ("sell the flat", "rest")
    asyncio.run(made.act([ANA]))
    assert script.context(ANA).goals == ("sell the flat", "rest")
    assert made.state.people[ANA].goals == ("sell the flat",)


def test_a_state_given_before_remembering_is_kept():
    """What a first reply says of the state holds when the second leaves it unsaid."""
    first = reply(act("RECALL", "tea"), goals=["find the tea"], emotions="thirsty")
    made, _ = turn_of_ana(first, reply(talk("no tea")) | {"state": None})
    assert made.state.people[ANA].goals == ("find the tea",)
    assert made.state.people[ANA].emotions == "thirsty"


def test_what_a_reply_leaves_unsaid_of_the_state_stays():
    """A partial state changes what it names, and a state that is none changes nothing."""
    first = reply(talk("a"), goals=["rest"], attention="the door", emotions="tired")
    made, _ = turn_of_ana(first)
    for state in ({"emotions": "awake"}, "no state"):
        outcome = e.TurnReply.model_validate({"actions": [], "state": state}).state
        if outcome is not None:
            made.emit(e.State, person=ANA, **made._state_of(ANA, outcome))
    person = made.state.people[ANA]
    assert (person.goals, person.attention, person.emotions) == (("rest",), "the door", "awake")


def test_the_last_call_of_a_turn_offers_nothing_more_to_look_up():
    """Whoever only remembered so far has to speak now."""
    made = world(Script(), ANA)
    made.state.people[ANA].memories.append("There was tea.")
    script = Script({ANA: [reply(act("RECALL", f"thing {n}")) for n in range(9)]})
    made.mind = replace(made.mind, llm=scripted(script))
    asyncio.run(made.act([ANA]))
    offered = ["RECALL" in [kind.name for kind in r.context.actions] for r in script.requests]
    assert offered == [True, True, True, False]
