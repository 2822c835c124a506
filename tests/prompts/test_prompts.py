"""How a turn reads to the model: what lasts first, each thing once, nothing without need."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import yaml

from tinytroupe_cli.events import (
    Acquaintance,
    Action,
    ActionKind,
    MinibioContext,
    Stimulus,
    TurnContext,
    TurnReply,
    Undelivered,
)
from tinytroupe_cli.prompts import chronicle, minibio_messages, turn_messages
from tinytroupe_cli.prompts._messages import in_order

START = datetime.fromisoformat("2026-03-02T09:00")
ANA = "Ana Lima"


def context(**given):
    """A turn of Ana's, with nothing around."""
    plain = TurnContext(
        person=ANA,
        persona={"style": "Dry.", "hobby": "chess", "age": 40, "name": ANA},
        clock=START,
        place="the pier",
        others=(),
        goals=(),
        context=(),
        attention="",
        emotions="calm",
        memories=(),
        history=(),
        inbox=(),
        observed=(),
        actions=(ActionKind("TALK", "say something"),),
        turn=0,
        rounds_left=None,
    )
    return replace(plain, **given)


def at(minutes, kind, **facts):
    """An event so many minutes after the beginning."""
    return kind(seq=1, step=1, time=START + timedelta(minutes=minutes), **facts)


def rendered(**given):
    """The system and the user message."""
    (_, lasting), (_, now) = turn_messages(context(**given))
    return lasting, now


def test_a_persona_is_told_in_the_order_that_reads_best():
    """Customary keys, then the others, the way of speaking last; the name stands above."""
    persona = rendered()[0].partition('"you" is you:')[2].split()
    assert persona == ["age:", "40", "hobby:", "chess", "style:", "Dry."]


def test_what_was_written_about_a_fact_stands_beside_it():
    """And where a persona comes from is nothing that a model is told."""
    facts = {
        "name": ANA,
        "age": 4,
        "occupation_in_detail": "x",
        "provenance": {"seed": 1},
        "occupation": "y",
    }
    assert [*in_order(facts)] == ["name", "age", "occupation", "occupation_in_detail"]


def test_the_order_in_which_a_file_has_its_keys_does_not_matter():
    """The same facts make the same prompt, whatever order the customary keys came in."""
    one = rendered(persona={"age": 4, "gender": "Female", "name": ANA})
    assert one == rendered(persona={"name": ANA, "gender": "Female", "age": 4})


def test_guards_can_be_left_out():
    """Each optional rule stands in the prompt only when it is on."""
    assert "violence" in rendered()[0]
    assert "violence" not in rendered(guards=("copyright",))[0]
    assert "lyrics" not in rendered(guards=("harmful_content",))[0]


def test_the_time_stands_once_for_all_that_happens_at_it():
    """A heading where the minute changes, with the day where that changes."""
    moments = [
        at(0, Stimulus, person=ANA, stimulus="CONVERSATION", content="Say hello."),
        at(5, Action, person=ANA, action="TALK", content="Hello.", heard_by=("Bo Berg",)),
        at(5, Action, person="Bo Berg", action="TALK", target=ANA, content="Hi.", heard_by=(ANA,)),
        at(24 * 60, Stimulus, person=ANA, stimulus="VISUAL", content="snow"),
    ]
    assert chronicle(moments, ANA) == [
        "Monday 2026-03-02, 09:00",
        "You are told: Say hello.",
        "09:05",
        "You to all: Hello.",
        "Bo Berg to you: Hi.",
        "Tuesday 2026-03-03, 09:00",
        "You see: snow",
    ]


def test_what_all_are_told_is_told_from_what_one_alone_hears():
    """Where a secret is told, it matters who else heard it."""
    facts = {"person": ANA, "stimulus": "CONVERSATION", "content": "Well?"}
    moments = [
        at(0, Stimulus, **facts, source="the moderator", to_all=True),
        at(0, Stimulus, **facts, source="the moderator"),
        at(0, Stimulus, **facts, to_all=True),
    ]
    assert chronicle(moments, ANA)[1:] == [
        "the moderator to all: Well?",
        "the moderator to you: Well?",
        "You are all told: Well?",
    ]


def test_who_asks_from_outside_is_not_talked_to_in_vain():
    """An observer sees that an answer to the asker was heard, and a word to the absent was not."""
    asked = at(
        0, Stimulus, person=ANA, stimulus="CONVERSATION", source="the moderator", content="?"
    )
    answers = [
        at(0, Action, person=ANA, action="TALK", target=whom, content="Two.")
        for whom in ("the moderator", "Zoe")
    ]
    assert chronicle([asked, *answers])[2:] == [
        f"{ANA} to the moderator: Two.",
        f"{ANA} to Zoe (not heard): Two.",
    ]
    zoe = at(0, Action, person="Zoe", action="TALK", content="Bye.", heard_by=(ANA,))
    told = chronicle([zoe, asked.model_copy(update={"source": "Zoe"}), *answers])
    assert told[-1] == f"{ANA} to Zoe (not heard): Two."  # one of the world, and gone since


def test_the_time_of_a_turn_stands_at_its_end():
    """With the day where that is another than that of the last line."""
    said = at(0, Action, person="Bo", action="TALK", content="Hi.", heard_by=(ANA,))
    day = {"inbox": (said,)}
    assert rendered(**day)[1].endswith(f"It is 09:00, your turn, {ANA}.")
    late = rendered(**day, clock=START + timedelta(days=1))[1]
    assert late.endswith(f"It is Tuesday 2026-03-03, 09:00, your turn, {ANA}.")


def test_history_only_grows_at_its_end():
    """What was told of the past in one turn is told in the same words in the next."""
    moments = [
        at(n, Action, person="Bo Berg", action="TALK", content=f"{n}.", heard_by=(ANA,))
        for n in range(6)
    ]
    told = ["\n".join(chronicle(moments[:n], ANA)) for n in range(1, 7)]
    assert all(later.startswith(earlier) for earlier, later in pairwise(told))


def test_what_is_new_is_read_anew_only_once():
    """It stands at the end of the history, where it will stand in the next turn too."""
    moments = [
        at(n, Action, person="Bo Berg", action="TALK", content=f"{n}.", heard_by=(ANA,))
        for n in range(4)
    ]
    own = at(4, Action, person=ANA, action="TALK", content="Well.", heard_by=("Bo Berg",))
    _, first = rendered(history=tuple(moments[:2]), inbox=tuple(moments[2:]))
    _, second = rendered(history=(*moments, own))
    lasting = first.partition("\n\nIt is 09:00")[0]
    assert "Bo Berg to all: 3." in lasting
    assert second.startswith(lasting)
    assert "after your own last line is new to you." in lasting
    assert "Nothing new has happened since." in second


def test_of_a_crowd_those_are_named_who_matter():
    """Twelve, those related among them and always the same; how many more is said."""
    names = [f"Person {number:03d}" for number in range(500)]
    others = tuple(Acquaintance(name, "your aunt" if name[-3:] == "444" else "") for name in names)
    heard = at(0, Action, person="Person 321", action="TALK", content="Psst.", heard_by=(ANA,))
    _, now = rendered(others=others, inbox=(heard,))
    listed = now.partition("What you lived through")[0]
    assert listed.count("Person ") == 12
    assert "Person 444 (your aunt)" in listed
    assert "and 488 others" in listed
    assert listed == rendered(others=others)[1].partition("What you lived through")[0]
    assert "Person 321 to all: Psst." in now


def test_what_came_to_nothing_is_told_with_its_reason():
    """The person learns why nobody heard it."""
    failed = at(0, Undelivered, person=ANA, action="TALK", target="Zoe", content="Zoe has left.")
    assert "(That came to nothing: Zoe has left.)" in rendered(inbox=(failed,))[1]


def test_lines_that_cross_are_announced():
    """Where all act on the same moment, what is said may not answer."""
    heard = at(0, Action, person="Bo", action="TALK", content="Well.", heard_by=(ANA,))
    own = at(0, Action, person=ANA, action="TALK", content="Well?", heard_by=("Bo",))
    both = {"history": (own,), "inbox": (heard,)}
    assert "at the same moment" in rendered(**both, parallel=True)[1]
    assert "at the same moment" not in rendered(**both)[1]


def test_the_schema_of_a_turn_is_small_and_closed():
    """Every object is closed and complete, as strict modes want; nothing is there for readers."""
    schema = TurnReply.schema_to_send()
    assert len(str(schema)) < 1_200
    assert "title" not in str(schema)

    def check(node):
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == [*node["properties"]]
            for inner in node.values():
                check(inner)
        elif isinstance(node, list):
            for inner in node:
                check(inner)

    check(schema)


def test_slips_that_can_mean_one_thing_are_understood():
    """A missing target, a null, a text for a list: asking again would cost a whole call."""
    read = TurnReply.model_validate(
        {
            "thought": None,
            "actions": [{"action": "TALK", "content": "Yes.", "target": None, "mood": "x"}],
            "state": {"goals": "rest"},
        }
    )
    assert (read.thought, read.actions[0].target, read.state.goals) == ("", "", ("rest",))


def test_a_persona_reads_the_same_whatever_writes_the_yaml():
    """The fast writer is not used for what it would write otherwise, such as emoji."""
    library = Path(__file__).parents[2] / "personas"
    files = [*library.rglob("*.yaml"), *library.rglob("*.json")]
    told = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    told += [{"mood": "🙂"}, {"path": "C:\\tmp"}, {"name": 'Ana "Nana" Lima', "says": "a: b\nc"}]
    assert len(told) > 20
    for persona in told:
        plain = yaml.safe_dump(in_order(persona), allow_unicode=True, sort_keys=False, width=10_000)
        context = MinibioContext("Ana Lima", persona)
        assert minibio_messages(context)[1] == ("user", plain.strip())
