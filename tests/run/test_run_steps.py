"""Scenario files, played: what each verb does, and how rounds end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from run.run_samples import ANA, BOB, CLEO, found, play, write
from sim.sim_samples import START, Script, reply, talk

from tinytroupe_cli.errors import RefusedError

CHATTY = [reply(talk(f"thing {n} is worth {n * 13} coins")) for n in range(9)]


def test_rounds_end_early_when_nobody_has_anything_new(tmp_path):
    """Silence costs one empty round and no further call."""
    path = write(
        tmp_path, "people: [ana, bob]\nsteps:\n- broadcast: Hello\n- rounds: 8\n- note: end\n"
    )
    script = Script()
    run = play(path, script)
    assert script.asked() == [ANA, BOB]
    assert len(found(run, "round")) == 2
    assert found(run, "idle")[0].people == (ANA, BOB)
    assert [each.verb for each in found(run, "step")] == ["broadcast", "rounds", "note"]
    assert run.exit_code == 0


def test_a_condition_is_asked_once_a_round_and_ends_the_rounds(tmp_path):
    """After each round the model is asked; once it holds nobody is asked anything more."""
    path = write(
        tmp_path,
        "people: [ana, bob]\nsteps:\n- broadcast: Hello\n- rounds: {max: 6, until: they agree}\n",
    )
    script = Script({ANA: CHATTY[:], BOB: CHATTY[:]}, judge=[False, True])
    run = play(path, script)
    assert script.asked("judge") == [None, None]
    assert len(found(run, "round")) == 2
    assert [(each.met, each.condition, each.round) for each in found(run, "judgement")] == [
        (False, "they agree", 1),
        (True, "they agree", 2),
    ]
    judged = [r for r in script.requests if r.purpose == "judge"][-1]
    said = [moment for moment in judged.context.moments if moment.kind == "action"]
    assert said
    assert all(moment.action == "TALK" for moment in said)
    assert any(moment.kind == "stimulus" for moment in judged.context.moments)


def test_the_last_round_is_not_judged(tmp_path):
    """There is nothing left to stop."""
    path = write(
        tmp_path, "people: [ana]\nsteps:\n- broadcast: Hello\n- rounds: {max: 1, until: never}\n"
    )
    script = Script()
    play(path, script)
    assert script.asked("judge") == []


def test_a_judge_that_fails_stops_before_the_next_round_is_paid(tmp_path):
    """The failure is the run's; the rounds before it stand."""
    path = write(
        tmp_path, "people: [ana, bob]\nsteps:\n- broadcast: Hi\n- rounds: {max: 3, until: x}\n"
    )
    script = Script({ANA: CHATTY[:], BOB: CHATTY[:]}, judge=[RefusedError("no")])
    run = play(path, script)
    assert (run.exit_code, run.document["status"]) == (3, "failed")
    assert script.asked() == [ANA, BOB]
    assert found(run, "failure")[0].purpose == "judge"
    again = play(path, Script({ANA: CHATTY[1:], BOB: CHATTY[1:]}))
    assert again.exit_code == 0
    assert len(found(again, "round")) == 3


def test_kept_going_a_failed_judge_is_asked_again_each_round(tmp_path):
    """A failure somewhere before does not silence the condition for the rest of the run."""
    path = write(
        tmp_path,
        "people: [ana, bob]\nworld: {idle: act}\nsteps:\n- rounds: {max: 5, until: x}\n",
    )
    lines = {ANA: CHATTY[:], BOB: [RefusedError("no"), *CHATTY]}
    script = Script(lines, judge=[RefusedError("no"), False, True])
    run = play(path, script, keep_going=True)
    assert len(script.asked("judge")) == 3
    assert len(found(run, "round")) == 3
    assert run.exit_code == 3
    assert run.document["status"] == "finished"


def test_acting_asks_whoever_is_named(tmp_path):
    """`act` takes a name, several, everyone, or a condition on personas; one turn each, news or not."""
    path = write(
        tmp_path,
        "people: [ana, bob, cleo]\nsteps:\n- act: Bob\n- act: [Cleo, Ana]\n- act: everyone\n"
        "- act: {gender: Female}\n",
    )
    script = Script({name: [reply(thought=str(n)) for n in range(4)] for name in (ANA, BOB, CLEO)})
    play(path, script)
    assert script.asked() == [BOB, ANA, CLEO, ANA, BOB, CLEO, ANA, CLEO]


def test_listening_and_acting_is_for_those_who_were_spoken_to(tmp_path):
    """Each hears their own words, then takes a turn, in roster order."""
    path = write(
        tmp_path,
        "people: [ana, bob, cleo]\nsteps:\n- listen_and_act: {Cleo: 'Good day', Ana: 'Bom dia'}\n",
    )
    script = Script({ANA: [reply(talk("Bom dia to you all, dear people"))]})
    play(path, script)
    assert script.asked() == [ANA, CLEO]
    assert script.context(CLEO).inbox[0].content == "Good day"


def test_stimuli_and_sources_arrive_as_they_are_written(tmp_path):
    """Every verb of perception is one kind of stimulus; a broadcast does not reach its own speaker."""
    path = write(
        tmp_path,
        "people: [ana, bob]\nsteps:\n- listen: {who: Ana, text: a, from: the alarm}\n- see: {Ana: b}\n"
        "- think: {Ana: c}\n- socialize: {Ana: d}\n- goal: {Ana: e}\n- move: {Ana: the roof}\n"
        "- context: {Ana: [it rains]}\n- broadcast: {text: f, from: Bob}\n- act: Ana\n",
    )
    script = Script()
    run = play(path, script)
    context = script.context(ANA)
    assert [(m.stimulus, m.source, m.content) for m in context.inbox] == [
        ("CONVERSATION", "the alarm", "a"),
        ("VISUAL", None, "b"),
        ("THOUGHT", None, "c"),
        ("SOCIAL", None, "d"),
        ("INTERNAL_GOAL_FORMULATION", None, "e"),
        ("LOCATION", None, "the roof"),
        ("CONVERSATION", BOB, "f"),
    ]
    assert (context.place, context.context, context.goals) == ("the roof", ("it rains",), ("e",))
    assert found(run, "stimulus", person=BOB) == []


def test_time_passes_by_rounds_and_by_skipping(tmp_path):
    """A round takes the world's step, `skip` what it says."""
    path = write(
        tmp_path,
        "people: [ana]\nworld: {step: 5 minutes, idle: act}\nsteps:\n- rounds: 2\n- skip: 3 days\n- act: Ana\n",
    )
    script = Script()
    play(path, script)
    assert script.context(ANA).clock == START + timedelta(days=3, minutes=10)


def test_people_come_and_go(tmp_path):
    """Who comes later is not there before; who left is not there after, and may come back."""
    path = write(
        tmp_path,
        "people: [ana, bob]\nworld: {idle: act, turns: parallel}\nsteps:\n- rounds: 1\n- join: cleo\n"
        "- leave: Bob\n- rounds: 1\n- join: Bob\n- leave: Cleo\n- rounds: 1\n",
    )
    script = Script()
    play(path, script)
    assert script.asked() == [ANA, BOB, ANA, CLEO, ANA, BOB]
    others = [[o.name for o in script.context(ANA, turn).others] for turn in range(3)]
    assert others == [[BOB], [CLEO], [BOB]]


def test_coming_and_going_is_noticed_by_those_who_are_near(tmp_path):
    """Whoever could reach the one who comes or goes perceives it; nobody else does."""
    path = write(
        tmp_path,
        "people: [ana, bob]\nsteps:\n- act: everyone\n- join: cleo\n- leave: Bob\n- act: Ana\n",
    )
    run = play(path)
    seen = [(each.person, each.content) for each in found(run, "stimulus", stimulus="SOCIAL")]
    assert seen == [
        (ANA, "Cleo Katz comes in."), (BOB, "Cleo Katz comes in."),
        (ANA, "Bob Berg leaves."), (CLEO, "Bob Berg leaves."),
    ]  # fmt: skip


def test_relations_are_given_at_the_opening_and_later(tmp_path):
    """In a social network a step can bring people together, by several names."""
    path = write(
        tmp_path,
        "people: [ana, bob, cleo]\nworld: {kind: social_network, relations: [{between: [Ana, Bob], as: friends}]}\n"
        "steps:\n- act: Ana\n- relate: {between: [Ana, Bob, Cleo], as: a team}\n- act: Ana\n",
    )
    script = Script()
    play(path, script)
    told = [[(o.name, o.relation) for o in script.context(ANA, turn).others] for turn in range(2)]
    assert told == [[(BOB, "friends")], [(BOB, "friends, a team"), (CLEO, "a team")]]


def test_personas_change_on_the_way(tmp_path):
    """`define` and `fragment` are seen from the next turn on."""
    path = write(
        tmp_path,
        "people: [ana]\nsteps:\n- act: Ana\n- define: {Ana: {age: 31}}\n- fragment: {Ana: tired}\n- act: Ana\n",
    )
    script = Script()
    play(path, script)
    before, after = (script.context(ANA, turn).persona for turn in range(2))
    assert (before["age"], before.get("mood")) == (30, None)
    assert (after["age"], after["mood"]) == (31, "tired")


def test_a_failed_turn_stops_the_run_resumably(tmp_path):
    """The others of its round are heard; then exit 3, and the same command plays on from there."""
    path = write(
        tmp_path,
        "people: [ana, bob, cleo]\nsteps:\n- broadcast: Hello\n- rounds: 3\n",
    )
    lines = dict.fromkeys((ANA, CLEO), CHATTY[:2]) | {BOB: [CHATTY[0], RefusedError("never")]}
    run = play(path, Script(lines))
    assert (run.exit_code, run.document["status"]) == (3, "failed")
    assert len(found(run, "round")) == 2
    spoke = {each.person for each in found(run, "action", action="TALK", round=2)}
    assert spoke == {ANA, CLEO}
    assert run.document["failures"][0] | {"step": 2} == {
        "person": BOB, "step": 2, "round": 2, "reason": "never",
    }  # fmt: skip
    left = {ANA: CHATTY[2:3], CLEO: CHATTY[2:3], BOB: CHATTY[1:3]}
    script = Script(left)
    again = play(path, script)
    assert again.exit_code == 0
    # Ana and Cleo are not asked again for the round that failed: their replies are kept.
    assert script.asked() == [BOB, ANA, BOB, CLEO]
    whole = play(path, Script(dict.fromkeys((ANA, BOB, CLEO), CHATTY[:3])), db="other.db")
    assert again.events == whole.events


def test_kept_going_a_run_leaves_no_checkpoint_after_a_failure(tmp_path):
    """It plays to its end without the turn that failed, and is no base for later runs."""
    path = write(tmp_path, "people: [ana, bob, cleo]\nsteps:\n- broadcast: Hi\n- rounds: 2\n")
    lines = {BOB: [RefusedError("no")]} | dict.fromkeys((ANA, CLEO), CHATTY[:2])
    run = play(path, Script(lines), keep_going=True)
    assert (run.exit_code, run.document["status"]) == (3, "finished")
    assert len(found(run, "round")) == 2
    script = Script({BOB: CHATTY[:2]})
    again = play(path, script)
    assert again.exit_code == 0
    assert again.document["reused"]["units"] <= 2
    assert BOB in script.asked()


@pytest.mark.parametrize("step", ["rounds: 1", "act: Ana"])
def test_memories_are_made_while_those_act_who_outgrew_their_window(tmp_path, step):
    """Nobody waits for memories: they are asked for beside the turns and take effect after them."""
    path = write(
        tmp_path,
        f"people: [ana, bob]\nsteps:\n- broadcast: '{'long ' * 60}'\n- act: everyone\n- note: x\n"
        f"- listen: {{Ana: next}}\n- {step}\n- note: y\n- act: Ana\n",
    )
    (tmp_path / "config.ini").write_text("[Cognition]\nMEMORY_WINDOW=200\n", encoding="utf-8")
    script = Script()
    run = play(path, script)
    assert script.asked("consolidate").count(ANA) == 1
    assert (
        "long" in script.context(ANA, 1).history[0].content,
        script.context(ANA, 1).memories,
    ) == (
        True,
        (),
    )
    assert [m.content for m in script.context(ANA, 2).history] == ["next"]
    (remembered,) = found(run, "memory", person=ANA)
    assert remembered.step == 5
    assert remembered.seq > found(run, "turn", person=ANA, step=5)[0].seq
