"""Who reaches whom, and what becomes of words that reach nobody."""

from __future__ import annotations

import pytest
from sim.sim_samples import Script, act, hear, play, reply, talk, talks, told, world

from tinytroupe_cli import events as e

ANA, BOB, CLEO = "Ana Lima", "Bob Berg", "Cleo Katz"
EVERYONE = (ANA, BOB, CLEO)


def said_by_ana(*actions, names=EVERYONE, **given):
    """A world after one turn of Ana, and her script for asking what she was told after."""
    script = Script({ANA: [reply(*actions)]})
    made = world(script, *names, **given)
    hear(made, ANA, "go on", source="Bob Berg")
    play(made, turns="parallel")
    return made, script


def test_what_is_said_is_overheard_by_all_in_reach():
    """`hear: everyone`: the target is whom it is said to, all others in reach hear it too."""
    made, _ = said_by_ana(talk("hello", "Bob"))
    assert talks(made) == [(ANA, BOB, "hello", (BOB, CLEO))]


def test_only_the_addressed_hears_when_the_world_says_so():
    """`hear: addressed`: nobody else hears it, and words to everyone still reach everyone."""
    made, _ = said_by_ana(talk("hello", "Bob"), talk("all of you listen"), hear="addressed")
    assert talks(made) == [
        (ANA, BOB, "hello", (BOB,)),
        (ANA, None, "all of you listen", (BOB, CLEO)),
    ]


@pytest.mark.parametrize("target", ["", "everyone", "Everybody", "ALL"])
def test_everyone_is_addressed_by_several_words(target):
    """No target and the words for everyone mean all in reach."""
    made, _ = said_by_ana(talk("hello", target))
    assert talks(made) == [(ANA, None, "hello", (BOB, CLEO))]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("Zoltan", "There is nobody called Zoltan here."),
        ("Bobby", "There is nobody called Bobby here."),
        ("Ana", "That is you."),
        ("Bob, Cleo", "There is nobody called Bob, Cleo here."),
    ],
)
def test_a_wrong_target_is_told_to_the_speaker_and_heard_by_nobody(target, why):
    """A typo never makes a broadcast; it is an event, and it stands in the next prompt."""
    made, script = said_by_ana(talk("a secret", target))
    assert talks(made) == [(ANA, target, "a secret", ())]
    (undelivered,) = told(made, "undelivered")
    assert (undelivered.person, undelivered.target, undelivered.content) == (ANA, target, why)
    play(made, first=2, turns="parallel")
    assert script.asked() == [ANA, ANA]
    assert why in script.requests[-1].messages[-1].content


def test_a_first_name_of_two_people_is_asked_back():
    """Who may be meant by two names is told so, instead of that there is nobody."""
    made, _ = said_by_ana(talk("hi", "Bob"), names=(ANA, BOB, "Bob Stone"))
    assert told(made, "undelivered")[0].content == (
        "'Bob' may be Bob Berg or Bob Stone: say the full name."
    )


def test_somebody_who_left_is_not_reached_and_comes_back():
    """After leaving they hear nothing; after coming back they do, with what they knew."""
    script = Script({ANA: [reply(talk("are you there", BOB)), reply(talk("welcome", BOB))]})
    made = world(script, ANA, BOB)
    hear(made, BOB, "one more thing")
    made.emit(e.Left, person=BOB)
    hear(made, ANA, "go on")
    play(made)
    assert told(made, "undelivered")[0].content == "Bob Berg has left."
    assert script.context(ANA).others == ()
    made.emit(e.Joined, person=BOB, persona={"name": BOB, "mood": "rested"})
    play(made, first=2)
    assert talks(made)[-1] == (ANA, BOB, "welcome", (BOB,))
    assert [m.content for m in script.context(BOB).inbox] == ["one more thing", "welcome"]
    assert script.context(BOB).persona["mood"] == "rested"


def test_a_person_alone_who_was_never_spoken_to_speaks_in_vain():
    """With nobody in reach and no voice from outside, the speaker learns that nobody heard."""
    script = Script({ANA: [reply(talk("hello?"))]})
    made = world(script, ANA, idle="act")
    play(made)
    assert told(made, "undelivered")[0].content == "Nobody is within reach."


def test_whoever_asks_from_outside_can_be_answered():
    """The user or a named voice is nobody of the world, yet is not talked to in vain."""
    script = Script({ANA: [reply(talk("tea"), talk("thank you for asking me", "the interviewer"))]})
    made = world(script, ANA)
    hear(made, ANA, "tea or coffee?")
    hear(made, ANA, "and why?", source="the interviewer")
    play(made)
    assert not told(made, "undelivered")
    assert talks(made)[1] == (ANA, "the interviewer", "thank you for asking me", ())


def test_an_empty_talk_wakes_nobody():
    """Nothing said is heard by nobody; it stays in the story as what the model answered."""
    made, script = said_by_ana(talk("  "))
    assert talks(made) == [(ANA, None, "  ", ())]
    play(made, first=2)
    assert script.asked() == [ANA]


def test_without_relations_everyone_reaches_everyone():
    """In a YAML world nobody has to be introduced."""
    _, script = said_by_ana()
    assert [other.name for other in script.context(ANA).others] == [BOB, CLEO]


def test_relations_at_the_opening_decide_who_reaches_whom():
    """With relations given, only those related reach each other; the prompt says how."""
    made, script = said_by_ana(
        talk("psst", CLEO), talk("hello all"), relations=[(ANA, BOB, "colleagues")]
    )
    assert script.context(ANA).others == (e.Acquaintance(BOB, "colleagues"),)
    assert [heard for *_, heard in talks(made)] == [(), (BOB,)]
    assert told(made, "undelivered")[0].content == "Cleo Katz is not within your reach."


def test_getting_to_know_each_other_takes_nobody_away():
    """A relation that begins later in an open world adds words and closes no door."""
    script = Script()
    made = world(script, *EVERYONE)
    made.emit(e.Related, between=(ANA, BOB), name="neighbours")
    hear(made, ANA, "go on")
    play(made, turns="parallel")
    assert script.context(ANA).others == (
        e.Acquaintance(BOB, "neighbours"),
        e.Acquaintance(CLEO, ""),
    )


def test_a_pair_can_have_several_relations():
    """Every name that was given is kept and told, in the order given, once."""
    ties = [(ANA, BOB, "colleagues"), (BOB, ANA, "rivals"), (ANA, BOB, "colleagues")]
    made, script = said_by_ana(relations=ties)
    assert script.context(ANA).others == (e.Acquaintance(BOB, "colleagues, rivals"),)
    assert made.state.ties[frozenset((ANA, BOB))] == ("colleagues", "rivals")


def test_a_relation_waits_for_somebody_who_comes_later():
    """Relations may name people who are not here yet, and hold again when somebody comes back."""
    script = Script()
    made = world(script, ANA, kind="social_network", relations=[(ANA, BOB, "friends")])
    for present in (False, True, False, True):
        if present:
            made.emit(e.Joined, person=BOB, persona={"name": BOB})
        elif BOB in made.state.people:
            made.emit(e.Left, person=BOB)
        hear(made, ANA, "look around")
        play(made, turns="parallel")
        assert [other.name for other in script.context(ANA).others] == [BOB] * present


def test_the_persona_tells_relations_the_world_does_not():
    """A relationship of the persona names what somebody in reach is, under TinyTroupe's keys too."""
    script = Script()
    made = world(script, BOB, CLEO)
    relationships = [{"Name": "Bob", "Description": "my boss"}, {"name": "Zoe"}, "odd"]
    made.emit(e.Joined, person=ANA, persona={"name": ANA, "relationships": relationships})
    hear(made, ANA, "go on")
    play(made, turns="parallel")
    assert script.context(ANA).others[0] == e.Acquaintance(BOB, "my boss")


def test_reaching_out_brings_people_together():
    """In a world with relations, REACH_OUT opens the way in both directions."""
    ties = [(ANA, BOB, "colleagues")]
    made, script = said_by_ana(act("REACH_OUT", to="Cleo"), relations=ties)
    assert told(made, "action", action="REACH_OUT")[0].heard_by == (CLEO,)
    play(made, first=2, turns="parallel")
    assert [other.name for other in script.context(CLEO).others] == [ANA]


def test_in_a_social_network_only_a_relation_opens_the_way():
    """REACH_OUT to somebody unrelated fails, and the person learns why."""
    ties = [(ANA, BOB, "friends")]
    made, script = said_by_ana(
        act("REACH_OUT", to=CLEO), act("REACH_OUT", to=BOB), kind="social_network", relations=ties
    )
    assert [r.heard_by for r in told(made, "action", action="REACH_OUT")] == [(), (BOB,)]
    assert "not related to Cleo Katz" in told(made, "undelivered")[0].content
    play(made, first=2, turns="parallel")
    assert CLEO not in script.asked()


@pytest.mark.parametrize(("target", "why"), [("", "needs a target"), ("Zoltan", "nobody called")])
def test_reaching_out_to_nobody_is_told(target, why):
    """An empty or unknown target is no silent success."""
    made, _ = said_by_ana(act("REACH_OUT", to=target))
    assert why in told(made, "undelivered")[0].content


def test_somebody_can_be_out_of_reach_in_one_direction():
    """Being made unreachable comes before everything else."""
    made, script = said_by_ana()
    made.emit(e.Access, person=ANA, other=BOB, relation=None)
    for name in (ANA, BOB):
        hear(made, name, "look around")
    play(made, turns="parallel")
    assert [other.name for other in script.context(ANA).others] == [CLEO]
    assert [other.name for other in script.context(BOB).others] == [ANA, CLEO]


def test_going_up_to_somebody_who_can_be_talked_to_is_talking():
    """Nobody goes up to those who are there already."""
    made, _ = said_by_ana({"action": "REACH_OUT", "target": BOB, "content": "Hello, Bob."})
    assert told(made, "action", action="REACH_OUT") == []
    assert [talk.target for talk in told(made, "action", action="TALK")] == [BOB]
