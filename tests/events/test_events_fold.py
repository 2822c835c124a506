"""Events as they are kept, and the states they amount to."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest
from pydantic import ValidationError

from tinytroupe_cli import events as e

WHERE = {"seq": 1, "step": 0, "time": "2026-01-05T09:00:00"}


def happen(*facts):
    """Events with seq and time given by their order."""
    where = {"step": 1, "time": datetime.fromisoformat("2026-01-05T09:00")}
    return [kind(seq=seq, **(where | given)) for seq, (kind, given) in enumerate(facts, start=1)]


def joined(name="Ana", **persona):
    """Somebody comes in."""
    return e.Joined, {"person": name, "persona": {"name": name, **persona}}


def state_of(*facts, name="Ana"):
    """Somebody's state after these events."""
    opened = (e.WorldOpened, {"name": "the room"})
    return e.fold(happen(opened, joined(), joined("Bob"), *facts)).people[name]


def test_every_kind_of_event_is_told_by_its_kind():
    """No two kinds share a name, and each can be read back from its JSON."""
    union = get_args(get_args(e.Event)[0])
    kinds = [each.model_fields["kind"].default for each in union]
    assert len(set(kinds)) == len(kinds)
    event = e.parse_event(WHERE | {"kind": "note", "content": "x"})
    assert e.parse_event(event.model_dump(mode="json")) == event


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "teleport", "person": "Ana"}, "teleport"),
        ({"kind": "note", "content": "x", "mood": "new"}, "mood"),
        ({"kind": "note"}, "content"),
        ({}, "kind"),
    ],
)
def test_what_another_version_wrote_is_refused_by_name(data, said):
    """An unknown kind or field is never dropped: one error that names it."""
    with pytest.raises(ValidationError, match=said) as caught:
        e.parse_event(WHERE | data)
    assert caught.value.error_count() == 1


def test_a_turn_moves_what_was_perceived_into_history():
    """What came after the person looked stays unanswered."""
    heard = (e.Stimulus, {"person": "Ana", "stimulus": "VISUAL", "content": "a cat"})
    late = (e.Stimulus, {"person": "Ana", "stimulus": "VISUAL", "content": "a dog"})
    state = state_of(heard, late, (e.Turn, {"person": "Ana", "perceived": 4}))
    assert [m.content for m in state.history] == ["a cat"]
    assert [m.content for m in state.inbox] == ["a dog"]
    assert state.turns == 1


def test_each_utterance_stands_once_and_is_heard_by_many():
    """One event: in the speaker's history, in each listener's inbox."""
    said = (e.Action, {"person": "Ana", "action": "TALK", "content": "hi", "heard_by": ("Bob",)})
    assert [m.content for m in state_of(said).history] == ["hi"]
    assert state_of(said).inbox == []
    assert [m.content for m in state_of(said, name="Bob").inbox] == ["hi"]


def test_places_and_circumstances_change():
    """Moving is perceived and changes the place; circumstances are replaced."""
    moved = (e.Stimulus, {"person": "Ana", "stimulus": "LOCATION", "content": "the roof"})
    state = state_of(moved, (e.ContextChanged, {"person": "Ana", "context": ("it rains",)}))
    assert (state.place, state.context) == ("the roof", ("it rains",))
    assert len(state.inbox) == 1


def test_a_goal_that_came_after_a_turn_was_thought_out_is_not_lost():
    """The state that a turn leaves does not know of it, and cannot drop it."""
    goal = (
        e.Stimulus,
        {"person": "Ana", "stimulus": "INTERNAL_GOAL_FORMULATION", "content": "eat"},
    )
    turn = (e.Turn, {"person": "Ana", "perceived": 3})
    left = (e.State, {"person": "Ana", "goals": ("rest",)})
    assert state_of(goal, turn, left).goals == ("rest", "eat")
    assert state_of(turn, goal, left).given == ("eat",)
    seen = (e.Turn, {"person": "Ana", "perceived": 4})
    assert state_of(goal, seen, left).goals == ("rest",)


def test_memories_replace_the_oldest_of_history():
    """So many moments leave, from the oldest on; the memories are added."""
    acts = [(e.Action, {"person": "Ana", "action": "TALK", "content": str(n)}) for n in range(3)]
    kept = (e.Remembered, {"person": "Ana", "memories": ("counted",), "moments": 2})
    state = state_of(*acts, kept)
    assert [m.content for m in state.history] == ["2"]
    assert state.memories == ["counted"]


def test_coming_back_keeps_what_somebody_went_through():
    """Leaving and joining again changes presence and persona, nothing else."""
    state = state_of(
        (e.Stimulus, {"person": "Ana", "stimulus": "SOCIAL", "content": "a wave"}),
        (e.Left, {"person": "Ana"}),
        joined(age=40),
    )
    assert (state.present, state.persona["age"], len(state.inbox)) == (True, 40, 1)


def test_folding_on_leaves_the_state_before_as_it_was():
    """A state is a value: what is folded upon it does not reach back into it."""
    events = happen(
        (e.WorldOpened, {"name": "the room"}),
        joined(),
        (e.Stimulus, {"person": "Ana", "stimulus": "SOCIAL", "content": "a wave"}),
        (e.Related, {"between": ("Ana", "Bob"), "name": "friends"}),
        (e.Access, {"person": "Ana", "other": "Bob", "relation": None}),
        (e.Turn, {"person": "Ana", "perceived": 3}),
        (e.Remembered, {"person": "Ana", "memories": ("x",), "moments": 1}),
    )
    before = e.fold(events[:2])
    after = e.fold(events[2:], before)
    assert before == e.fold(events[:2]) != after
    assert after == e.fold(events)


def test_an_answer_is_remembered_by_whoever_gave_it_and_by_nobody_else():
    """In order with what is not answered yet; one that is not to be remembered leaves no trace."""
    ad = (e.Stimulus, {"person": "Ana", "stimulus": "VISUAL", "content": "an ad"})
    asked = {"person": "Ana", "question": "vote", "answer": "A", "content": "Fits your life."}
    kept, forgotten = asked | {"remembered": True}, asked
    state = state_of(ad, (e.Answer, kept), (e.Answer, forgotten))
    assert [m.content for m in (*state.history, *state.inbox)] == ["an ad", "Fits your life."]
    assert state_of((e.Answer, kept)).is_awake() is False
    assert state_of((e.Answer, kept), name="Bob").inbox == []
