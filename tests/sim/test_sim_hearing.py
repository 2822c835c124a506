"""In a crowd people take in what concerns them and a share of the rest; nothing of it is lost."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from sim.sim_samples import START, Script, hear, play, reply, talk, told, world

from tinytroupe_cli import events as e
from tinytroupe_cli.sim.faculties import MemoryPolicy, taken_in

ANA = "Ana Lima"
CROWD = [f"Guest{number} Moss" for number in range(12)]
WINDOW = 2_000


def crowded(*, friends=(), lines=None):
    """A room in which all twelve guests speak at once, and Ana hears it."""
    said = {name: [reply(talk(f"{name} tells of sheep. " * 5))] for name in CROWD}
    script = Script(said | (lines or {}))
    made = world(script, ANA, *CROWD, policy={"window": WINDOW})
    for name in friends:
        made.emit(e.Access, person=ANA, other=name, relation="friend")
    hear(made, CROWD[0], "Begin.")
    for name in CROWD[1:]:
        hear(made, name, "Begin.")
    play(made, rounds=2)
    return made, script


def size(moments):
    """Characters said."""
    return sum(len(moment.content) for moment in moments)


def test_what_a_crowd_says_at_once_is_bounded():
    """A prompt holds half a window of it, and says who else spoke."""
    _made, script = crowded()
    context = script.context(ANA)
    assert size(context.inbox) <= WINDOW // 2
    heard = [moment.person for moment in context.inbox]
    assert sorted([*heard, *context.missed]) == sorted(CROWD)
    asked = next(r for r in reversed(script.requests) if r.person == ANA and r.purpose == "act")
    assert f"{len(context.missed)} others spoke as well" in asked.messages[1].content


def test_the_story_says_what_was_missed_and_it_comes_back():
    """The turn names the events; they stand in no history, and memory finds them."""
    made, _script = crowded()
    (turn,) = told(made, "turn", person=ANA)
    missed = [event for event in made.story if event.seq in turn.missed]
    assert missed
    person = made.state.people[ANA]
    assert not {moment.seq for moment in person.history} & set(turn.missed)
    found = made.mind.recall.search(ANA, f"{missed[0].person} sheep", 12)
    assert any(missed[0].content in text for text in found)


def test_what_was_missed_can_be_recalled_from_the_next_turn_on():
    """RECALL is offered although nothing was ever consolidated."""
    made, script = crowded()
    hear(made, ANA, "What did they say?")
    play(made, first=3)
    assert "RECALL" in [kind.name for kind in script.context(ANA).actions]


def test_who_speaks_to_somebody_is_always_heard():
    """What is said to Ana, or names her, comes before all chance."""
    lines = {
        CROWD[10]: [reply(talk("Just between us, " + "sheep " * 30, ANA))],
        CROWD[11]: [reply(talk("I wonder what Ana thinks of " + "sheep " * 30))],
    }
    _made, script = crowded(lines=lines)
    heard = {moment.person for moment in script.context(ANA).inbox}
    assert {CROWD[10], CROWD[11]} <= heard


def test_a_word_that_only_looks_like_a_name_is_none():
    """Else whoever is called Al or Will would have to hear all that is said."""
    inbox = [
        e.Action(
            seq=at, step=1, time=START, person=name, action="TALK", content=text, heard_by=("",)
        )
        for at, (name, text) in enumerate(
            [("Bo", "Also, we will sell it all."), ("Cleo", "Al will know."), ("Dan", "Al李 Li?")],
            1,
        )
    ]
    for name, called in (("Al Will", [2]), ("李雷", []), ("Will Al", []), ("Al李", [3])):
        person = e.PersonState(name, {}, "here", inbox=list(inbox))
        heard, _ = taken_in(person, MemoryPolicy(window=1), [], Random(0))
        assert [one.seq for one in heard] == called


def test_those_related_are_heard_before_strangers():
    """A friend is listened to while the room talks."""
    close = {CROWD[3], CROWD[8]}
    script = crowded(friends=close)[1]
    assert close <= {moment.person for moment in script.context(ANA).inbox}


def test_a_restored_world_recalls_what_was_missed():
    """What was too much is found again after the run is taken up."""
    made, script = crowded()
    again = world(script, policy={"window": WINDOW})
    again.story.clear()
    again.state = e.WorldState()
    again.restore(made.story)
    (turn,) = told(made, "turn", person=ANA)
    missed = next(event for event in made.story if event.seq in turn.missed)
    found = again.mind.recall.search(ANA, f"{missed.person} sheep", 12)
    assert any(missed.content in text for text in found)


moments = st.lists(
    st.builds(
        lambda who, to, text: (who, to, text),
        st.sampled_from(CROWD),
        st.sampled_from([None, ANA, CROWD[0]]),
        st.text(st.characters(codec="utf-8"), max_size=400),
    ),
    max_size=30,
)


@given(moments, st.integers(0, 5_000), st.integers())
def test_everything_is_either_taken_in_or_missed(said, window, seed):
    """Both parts keep their order, hold all that was said, and nothing said to one is missed."""
    inbox = [
        e.Action(
            seq=at, step=1, time=START, person=who, action="TALK", target=to, content=text,
            heard_by=(ANA,),
        )
        for at, (who, to, text) in enumerate(said, start=1)
    ]  # fmt: skip
    person = e.PersonState(ANA, {"name": ANA}, "here", inbox=list(inbox))
    heard, missed = taken_in(person, MemoryPolicy(window=window), [], Random(seed))
    assert sorted([*heard, *missed], key=lambda one: one.seq) == inbox
    assert list(heard) == sorted(heard, key=lambda one: one.seq)
    assert not [one for one in missed if one.target == ANA]
    assert not missed or sum(len(one.content) + 40 for one in inbox) > window // 2
