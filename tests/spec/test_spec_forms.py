"""Short forms and long forms of a scenario mean the same."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tinytroupe_cli.spec import (
    START,
    ActStep,
    BroadcastStep,
    ContextStep,
    DefineStep,
    FragmentStep,
    JoinStep,
    LeaveStep,
    NoteStep,
    RelateStep,
    RelationSpec,
    RoundsStep,
    Said,
    SayStep,
    SkipStep,
)

ANA, BEN, CLEO = "Ana Prado", "Ben Adeyemi", "Cleo Prado"
LISTEN = SayStep(verb="listen", said=(Said(who=(ANA,), text="hi"),))


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("listen: {Ana: hi}", LISTEN),
        ("listen: {ana prado: hi}", LISTEN),
        ("listen: {who: Ana, text: hi}", LISTEN),
        ("listen: [{Ana: hi}]", LISTEN),
        ("listen: {everyone: 42}", SayStep(verb="listen", said=(Said(who="everyone", text="42"),))),
        (
            "think: {Ana: hi, Ben: ho}",
            SayStep(verb="think", said=(Said(who=(ANA,), text="hi"), Said(who=(BEN,), text="ho"))),
        ),
        (
            "see: {who: [Ben, ana], text: x, from: ben}",
            SayStep(verb="see", said=(Said(who=(BEN, ANA), text="x", source=BEN),)),
        ),
        (
            "goal: {who: {age: '>= 40'}, text: x, from: the weather}",
            SayStep(verb="goal", said=(Said(who=(ANA,), text="x", source="the weather"),)),
        ),
        ("move: {Ben: the yard}", SayStep(verb="move", said=(Said(who=(BEN,), text="the yard"),))),
        ("broadcast: 'Hi: all'", BroadcastStep(verb="broadcast", text="Hi: all")),
        ("broadcast: {text: x, from: Ana}", BroadcastStep(verb="broadcast", text="x", source=ANA)),
        ("context: rain", ContextStep(verb="context", context=("rain",))),
        ("context: [rain, wind]", ContextStep(verb="context", context=("rain", "wind"))),
        ("context: {Ana: [rain]}", ContextStep(verb="context", who=(ANA,), context=("rain",))),
        (
            "context: {who: [Ana, Ben], context: rain}",
            ContextStep(verb="context", who=(ANA, BEN), context=("rain",)),
        ),
        ("act: Ana", ActStep(verb="act", who=(ANA,))),
        ("act: EVERYONE", ActStep(verb="act", who="everyone")),
        ("act: [ben, Prado]", ActStep(verb="act", who=(BEN, ANA))),
        ("act: {gender: [Female, Male]}", ActStep(verb="act", who=(ANA, BEN))),
        ("act: {occupation.title: notary}", ActStep(verb="act", who=(ANA,))),
        ("act: {preferences.likes: oak}", ActStep(verb="act", who=(BEN,))),
        ("act: {smoker: false}", ActStep(verb="act", who=(ANA,))),
        ("act: {age: '< 40', gender: '!= Female'}", ActStep(verb="act", who=(BEN,))),
        ("act: {who: Ana}", ActStep(verb="act", who=(ANA,))),
        ("rounds: 3", RoundsStep(verb="rounds", max=3)),
        (
            "rounds: {max: 8, until: it rains, turns: in_order}",
            RoundsStep(verb="rounds", max=8, until="it rains", turns="in_order"),
        ),
        ("skip: 2 hours", SkipStep(verb="skip", duration=timedelta(hours=2))),
        ("leave: Ben", LeaveStep(verb="leave", who=(BEN,))),
        ("join: cleo", JoinStep(verb="join", who=(CLEO,))),
        ("join: [cleo, {use: ana, as: Anna}]", JoinStep(verb="join", who=(CLEO, "Anna"))),
        ("relate: [ana, ben]", RelateStep(verb="relate", between=(ANA, BEN))),
        (
            "relate: {between: [ana, ben], as: friends}",
            RelateStep(verb="relate", between=(ANA, BEN), name="friends"),
        ),
        ("define: {Ana: {age: 45}}", DefineStep(verb="define", who=(ANA,), facts={"age": 45})),
        (
            "define: {who: [Ana, Ben], facts: {tired: yes}}",
            DefineStep(verb="define", who=(ANA, BEN), facts={"tired": "yes"}),
        ),
        (
            "fragment: {Ana: grumpy}",
            FragmentStep(
                verb="fragment",
                who=(ANA,),
                use="grumpy",
                facts={
                    "preferences": {"likes": ["silence", "oak"], "dislikes": ["queues"]},
                    "mood": "sour",
                },
            ),
        ),
        ("note: done", NoteStep(verb="note", text="done")),
    ],
)
def test_a_step_in_each_of_its_forms(load, written, step):
    """Every form of a step becomes the long form, with full names."""
    loaded = load(f"people: [ana, ben]\nsteps:\n  - {written}\n")
    assert loaded.scenario.steps == (step,)


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("ana", [ANA]),
        ("[ana, ben]", [ANA, BEN]),
        ("[cleo.agent.json]", None),
        ("personas/cleo.agent.json", [CLEO]),
        ("personas/ben.yaml", [BEN]),
        ("personas", [ANA, CLEO]),
        ("{use: ana, as: Anna}", ["Anna"]),
        ("[ana, {use: ana, as: Anna}]", [ANA, "Anna"]),
        ("people.csv", ["Dan Ek", "Eva Öz"]),
    ],
)
def test_people_by_name_path_folder_table_and_mapping(load, project, people, names):
    """An entry of people is a persona, a folder of them or a table of them."""
    table = 'name,age,job.title,zip\nDan Ek,50,Pilot,01234\n\n"Eva Öz",,"Vet, small animals",9\n'
    (project / "people.csv").write_text(table, encoding="utf-8")
    (project / "cleo.agent.json").write_text('{"name": "Other Cleo"}', encoding="utf-8")
    loaded = load(f"people: {people}\nsteps: [{{act: everyone}}]\n")
    found = [member.name for member in loaded.cast]
    assert found == (names or ["Other Cleo"])
    assert all(member.persona["name"] == member.name for member in loaded.cast)
    if people == "people.csv":
        dan, eva = loaded.cast
        assert dan.persona == {
            "name": "Dan Ek", "age": 50, "job": {"title": "Pilot"}, "zip": "01234"
        }  # fmt: skip
        assert eva.persona == {"name": "Eva Öz", "job": {"title": "Vet, small animals"}, "zip": 9}


def test_fragments_and_facts_are_put_on_in_order(load, project):
    """A person is persona, then fragments, then define; each value knows its source."""
    loaded = load(
        "people: {use: ben, fragments: grumpy, define: {mood: {today: fine}, age: 30}, model: m}\n"
        "steps: [{act: Ben}]\n"
    )
    (ben,) = loaded.cast
    assert ben.persona["preferences"] == {
        "likes": ["oak", "early mornings", "silence"],
        "dislikes": ["queues"],
    }
    assert ben.persona["mood"] == {"today": "fine"}
    assert ben.origins["age"] == "define"
    assert ben.origins["preferences.likes.1"].endswith("ben.yaml")
    assert ben.origins["preferences.likes.3"].endswith("grumpy.yaml")
    assert ben.model is not None
    assert ben.model.name == "m"
    assert any("`mood` was a single value and is a mapping now" in w for w in loaded.warnings)


def test_somebody_who_joins_is_in_the_cast_but_not_there(load):
    """A person of a join step is loaded, marked, and can be named once they are there."""
    loaded = load(
        "people: ana\nsteps: [{join: ben}, {act: Ben}, {leave: ben}, {join: Ben Adeyemi}]\n"
    )
    assert [(m.name, m.joins_later) for m in loaded.cast] == [(ANA, False), (BEN, True)]


def test_a_condition_chooses_among_those_who_are_there(load):
    """Who left, or has not joined, is not meant by a condition."""
    loaded = load(
        "people: [ana, ben]\n"
        "steps: [{act: {gender: Female}}, {join: cleo}, {leave: Ana}, {act: {gender: Female}}]\n"
    )
    assert loaded.scenario.steps[0].who == (ANA,)
    assert loaded.scenario.steps[3].who == (CLEO,)


def test_worlds(load):
    """A world is left out, a mapping, a file by name or path, or the name of a place."""
    tail = "people: [ana, ben]\nsteps: [{act: Ana}]\n"
    assert load(tail).scenario.world.start == START
    world = load(
        tail + "world: {kind: social_network, start: 2026-03-02 09:00, step: 1 hour, "
        "hear: addressed, relations: {between: [ana, ben], as: siblings}}\n"
    ).scenario.world
    assert world.start == datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - a world's clock has no zone
    assert world.step == timedelta(hours=1)
    assert world.relations == (RelationSpec(between=(ANA, BEN), name="siblings"),)
    assert load(tail + "world: {start: now}\n").scenario.world.start == "now"
    for written in ("square", "worlds/square.yaml"):
        assert load(tail + f"world: {written}\n").scenario.world.name == "the market square"
    assert load(tail + "world: the kitchen\n").scenario.world.name == "the kitchen"


def test_models(load):
    """A model is a name or a mapping, with models for extracting and judging inside."""
    tail = "people: ana\nsteps: [{act: Ana}]\n"
    assert load(tail + "model: offline\n").scenario.model.name == "offline"
    model = load(
        tail + "model: {name: m, temperature: 0, extra: {top_k: 4}, extract: big, "
        "judge: {name: j, base_url: 'http://localhost:1/v1'}}\n"
    ).scenario.model
    assert (model.temperature, model.extra) == (0.0, {"top_k": 4})
    assert (model.extract.name, model.judge.base_url) == ("big", "http://localhost:1/v1")


def test_the_rest_of_a_scenario(load):
    """Names, seeds, budgets, outputs, extractions and reductions in short forms."""
    scenario = load(
        "description: A trial.\nseed: -3\npeople: ana\nsteps: [{act: Ana}]\n"
        "budget: {usd: 0.5, calls: 10}\noutputs: out.json\n"
        "extract:\n"
        "  mood: How does everybody feel?\n"
        "  vote: {objective: o, from: people, fields: {ad: [A, '2', 3], n: optional list of person}}\n"
        "  ideas: {objective: o, schema: idea}\n"
        "reduce:\n"
        "  talk: {count: TALK, by: person}\n"
        "  votes: {share: vote.ad, by: [gender, occupation.title], where: {person: Ana}}\n"
        "  all: {table: [vote.ad, vote.n], from: vote}\n"
    ).scenario
    assert (scenario.name, scenario.seed) == ("play", -3)
    assert scenario.budget.usd == 0.5
    assert scenario.outputs == ("out.json",)
    assert scenario.extract["mood"].objective == "How does everybody feel?"
    assert scenario.extract["vote"].fields == {
        "ad": '["A", "2", "3"]', "n": "optional list of person"
    }  # fmt: skip
    assert scenario.extract["ideas"].json_schema == {"type": "array", "items": {"type": "string"}}
    assert scenario.reduce["talk"].by == ("person",)
    assert scenario.reduce["all"].table == ("vote.ad", "vote.n")


def test_a_scenario_survives_being_stored(load):
    """The long form dumped as JSON is read back equal."""
    scenario = load(
        "people: [ana, {use: ben, as: Benno}]\nworld: {relations: [[ana, Benno]]}\n"
        "steps: [{listen: {Ana: hi}}, {skip: 1 day}, {relate: [ana, Benno]}]\n"
        "extract: {a: {objective: o, from: people, schema: idea}}\nreduce: {b: {count: a}}\n"
    ).scenario
    again = type(scenario).model_validate(scenario.model_dump(mode="json"))
    assert again == scenario
    assert type(scenario).model_validate(scenario.model_dump(mode="json", by_alias=True)) == again
