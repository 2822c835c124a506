"""People and worlds made in Python."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import tinytroupe_cli
from tinytroupe_cli import (
    Options,
    ResultsExtractor,
    ResultsReducer,
    TinyPerson,
    TinySocialNetwork,
    TinyWorld,
    Troupe,
    examples,
    openai_utils,
    run_scenario,
)
from tinytroupe_cli.errors import ServerError, SpecError, UsageError
from tinytroupe_cli.events import fold
from tinytroupe_cli.llm import scripted
from tinytroupe_cli.stage import ambient, switch


class Script:
    """Answers every request and keeps it."""

    def __init__(self):
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        context = request.context
        if request.purpose == "extract":
            return {name: f"{name} of {context.person}" for name in context.schema["properties"]}
        heard = context.inbox[-1].content if context.inbox else "nothing"
        target = context.others[0].name if context.others else ""
        talk = {
            "action": "TALK",
            "target": target,
            "content": f"{context.person} heard {heard} as number {context.turn} of {context.clock}",
        }
        state = {"goals": ["rest"], "context": [], "attention": "the door", "emotions": "curious"}
        return {"thought": f"thought {context.turn}", "actions": [talk], "state": state}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """Nothing is printed but where a test asks for it."""
    monkeypatch.setattr(TinyPerson, "communication_display", False)
    monkeypatch.setattr(TinyWorld, "communication_display", False)


@pytest.fixture
def script():
    """What all models of a test say."""
    return Script()


@pytest.fixture
def troupe(script):
    """A session that answers out of the script."""
    made = Troupe(Options(model="scripted", scripted=scripted(script), env={}))
    yield made
    made.close()


def person(troupe, name, **facts):
    """Somebody who thinks with the test's session."""
    return TinyPerson(name, facts, troupe=troupe)


# -- the door ------------------------------------------------------------------------------------


def test_the_public_names_are_sorted_and_all_there():
    """One alphabetical `__all__`, every name of which can be had."""
    names = tinytroupe_cli.__all__
    assert names == sorted(names)
    assert all(getattr(tinytroupe_cli, name) is not None for name in names)
    assert set(names) <= set(dir(tinytroupe_cli))
    with pytest.raises(AttributeError):
        _ = tinytroupe_cli.TinyGiant


def test_importing_the_package_imports_nothing_else():
    """`import tinytroupe_cli` is free; a TinyPerson needs neither openai nor typer."""
    code = (
        "import sys, tinytroupe_cli as t; assert not {'pydantic', 'yaml'} & set(sys.modules);"
        "t.TinyPerson; assert not {'openai', 'typer', 'httpx2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# -- who somebody is -----------------------------------------------------------------------------


def test_a_persona_is_defined_key_by_key(troupe):
    """`define` replaces, a group is a mapping or a list, and the persona itself is read-only."""
    lisa = person(troupe, "Lisa", occupation={"title": "Baker"})
    lisa.define("age", 28).define("likes", "rain", group="preferences")
    lisa.define_several("traits", ["curious", "calm"]).define_several({"age": 29, "home": "Lyon"})
    lisa.define("odd", 1, group="traits")
    assert (lisa["age"], lisa["home"], lisa["occupation.title"]) == (29, "Lyon", "Baker")
    assert lisa.get("preferences.likes") == "rain"
    assert lisa["traits"] == ["curious", "calm", {"odd": 1}]
    assert lisa.get("nothing.there", 7) == 7
    with pytest.raises(KeyError):
        lisa["nothing.there"]
    with pytest.raises(TypeError):
        lisa.persona["age"] = 3
    lisa.persona["traits"].append("changed")
    assert "changed" not in lisa["traits"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda p: p.define("name", "Liz"),
        lambda p: p.define(None, "x"),
        lambda p: p.define("x", 1, group="age"),
    ],
)
def test_what_cannot_be_defined_is_said(troupe, wrong):
    """A name stays, and nothing goes into a single value; the persona is as it was."""
    lisa = person(troupe, "Lisa", age=30)
    before = dict(lisa.persona)
    with pytest.raises(UsageError):
        wrong(lisa)
    assert dict(lisa.persona) == before


def test_facts_and_fragments_are_merged(troupe, tmp_path):
    """`+`, `import_fragment` and `include_persona_definitions` join lists and keep the name."""
    path = tmp_path / "cold.yaml"
    path.write_text("name: nobody\nhealth: a cold\nlikes: [tea]\n", encoding="utf-8")
    lisa = person(troupe, "Lisa", likes=["rain"])
    assert (lisa + path + {"likes": ["rain", "snow"]}) is lisa
    lisa.include_persona_definitions({"name": "Bob"}).import_fragment("travel_lover")
    assert lisa["likes"][:3] == ["rain", "tea", "snow"]
    assert (lisa["name"], lisa["health"]) == ("Lisa", "a cold")
    with pytest.raises(SpecError):
        lisa.import_fragment("no_such_fragment")
    with pytest.raises(TypeError):
        lisa + 3


def test_relationships_go_one_way_or_both(troupe):
    """`related_to` writes into the persona, into the other's only when told so."""
    lisa, bob = person(troupe, "Lisa", relationships="Mother lives far"), person(troupe, "Bob")
    lisa.related_to(bob, "your boss", "your best worker").related_to(bob, "your friend")
    assert lisa["relationships"] == [
        "Mother lives far",
        {"name": "Bob", "description": "your boss"},
        {"name": "Bob", "description": "your friend"},
    ]
    assert bob["relationships"] == [{"name": "Lisa", "description": "your best worker"}]
    assert bob.clear_relationships().get("relationships") == []


def test_a_minibio_says_what_is_known_and_no_more(troupe):
    """Facts that are missing leave no gap."""
    assert person(troupe, "Lisa").minibio() == "Lisa."
    known = person(troupe, "Bob", age=40, occupation={"title": "baker"}, residence="Lyon")
    assert known.minibio() == "Bob: 40 years old, works as baker, lives in Lyon."


@pytest.mark.parametrize("name", ["", "  ", "Everyone"])
def test_some_names_are_no_names(troupe, name):
    """Nobody is called nothing or everyone."""
    with pytest.raises(UsageError):
        person(troupe, name)


# -- alone ---------------------------------------------------------------------------------------


def test_somebody_hears_and_acts(troupe):
    """A turn gives actions in order; they can be popped once, and the last one is remembered."""
    lisa = person(troupe, "Lisa")
    actions = lisa.listen_and_act("good morning", return_actions=True)
    assert [action["type"] for action in actions] == ["THINK", "TALK", "DONE"]
    assert "heard good morning" in actions[1]["content"]
    assert lisa.last_remembered_action() == actions[1]
    assert lisa.last_remembered_action(ignore_done=False)["type"] == "DONE"
    assert lisa.pop_latest_actions() == actions
    assert lisa.pop_latest_actions() == []
    assert lisa.see("a cat").act() is lisa
    assert "heard a cat" in lisa.pop_actions_and_get_contents_for("TALK")
    assert lisa.pop_actions_and_get_contents_for("TALK") == ""


def test_every_stimulus_reaches_the_model(troupe, script):
    """What is perceived stands in the next request, with its kind."""
    lisa = person(troupe, "Lisa")
    lisa.listen("a", source="Bob").see("b").think("c").socialize("d").internalize_goal("e")
    lisa.move_to("the garden", ["it rains"]).act()
    context = script.requests[-1].context
    kinds = ["CONVERSATION", "VISUAL", "THOUGHT", "SOCIAL", "INTERNAL_GOAL_FORMULATION", "LOCATION"]
    assert [moment.stimulus for moment in context.inbox] == kinds
    assert (context.place, context.context, context.goals) == ("the garden", ("it rains",), ("e",))
    assert context.inbox[0].source == "Bob"


def test_the_transcript_can_be_had_as_text_or_printed(troupe, capsys):
    """The text holds who said what; printing writes the same."""
    lisa = person(troupe, "Lisa").listen_and_act("good morning")
    text = lisa.pretty_current_interactions()
    assert "USER -> Lisa: [CONVERSATION]" in text
    assert "Lisa acts: [TALK]" in text
    assert "[TALK]" not in lisa.pretty_current_interactions(last_n=1)
    lisa.pp_current_interactions()
    assert "good morning" in capsys.readouterr().out


def test_what_happens_is_printed_when_the_switch_is_on(troupe, capsys, monkeypatch):
    """`communication_display` prints as things happen."""
    monkeypatch.setattr(TinyPerson, "communication_display", True)
    lisa = person(troupe, "Lisa").listen("good morning")
    assert "good morning" in capsys.readouterr().out
    lisa.act()
    assert "Lisa acts: [TALK]" in capsys.readouterr().out


def test_a_failure_is_raised_and_the_person_lives_on():
    """A model that cannot be had is an error for the caller, not a silent nothing."""
    calls = []

    def broken(request):
        calls.append(request)
        return ServerError("down") if len(calls) < 2 else Script()(request)

    options = Options(model="scripted", scripted=scripted(broken), env={})
    troupe = Troupe(options)
    troupe.__dict__["settings"] = _impatient(troupe)
    lisa = person(troupe, "Lisa").listen("hello")
    with pytest.raises(ServerError, match="down"):
        lisa.act()
    assert lisa.act(return_actions=True)
    troupe.close()


def _impatient(troupe):
    from dataclasses import replace

    return replace(troupe.settings, max_attempts=1)


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_somebody_is_saved_and_loaded_with_all_they_went_through(troupe, script, tmp_path, ending):
    """Persona, memory and mental state come back; without asking for them only the persona."""
    path = tmp_path / f"lisa.{ending}"
    lisa = person(troupe, "Lisa", age=30, likes=["tea"]).listen_and_act("good morning")
    lisa.see("a cat")
    lisa.save_specification(path, include_memory=True, include_mental_state=True)
    again = TinyPerson.load_specification(path, troupe=troupe, new_agent_name="Liz")
    assert again["age"] == 30
    again.act()
    context = script.requests[-1].context
    assert context.person == "Liz"
    assert [m.content for m in context.inbox] == ["a cat"]
    assert "good morning" in [m.content for m in context.history]
    assert (context.goals, context.attention) == (("rest",), "the door")
    lisa.save_specification(path)
    bare = TinyPerson.load_specification(path, troupe=troupe)
    assert dict(bare.persona) == dict(lisa.persona)
    assert bare.interactions == ()


def test_personas_come_as_mappings_too(troupe, tmp_path):
    """Facts as they are or wrapped; without a name, or written nowhere, it is a usage error."""
    wrapped = {"type": "TinyPerson", "persona": {"name": "Bob", "age": 4}}
    assert TinyPerson.load_specification(wrapped, troupe=troupe)["age"] == 4
    bob = TinyPerson.load_specification({"name": "Bob"}, troupe=troupe)
    with pytest.raises(UsageError):
        TinyPerson.load_specification({"age": 4}, troupe=troupe)
    with pytest.raises(UsageError):
        TinyPerson.load_specification({**wrapped, "memory": {"history": [1]}}, troupe=troupe)
    with pytest.raises(UsageError):
        bob.save_specification(tmp_path / "nowhere" / "bob.json")


# -- together ------------------------------------------------------------------------------------


def test_people_talk_in_a_world(troupe, script):
    """A broadcast wakes everyone, rounds move the clock, what is said is heard."""
    lisa, bob = person(troupe, "Lisa"), person(troupe, "Bob")
    world = TinyWorld("Chat Room", [lisa, bob]).make_everyone_accessible()
    start = world.current_datetime
    rounds = world.broadcast("say hello", source="User").run(2, return_actions=True)
    assert [sorted(each) for each in rounds] == [["Bob", "Lisa"]] * 2
    assert world.current_datetime - start == timedelta(minutes=20)
    assert script.requests[0].context.place == "Chat Room"
    assert any("Lisa heard" in moment.content for moment in script.requests[1].context.inbox)
    world.run_hours(1)
    world.skip_days(2).skip(1)
    expected = timedelta(minutes=30, hours=1, days=2)
    assert world.current_datetime - start == expected
    assert "Lisa -> Bob acts: [TALK]" in world.pretty_current_interactions()
    with pytest.raises(UsageError):
        world.run(-1)


def test_broadcasts_reach_everyone_but_their_source(troupe, script):
    """Thoughts, goals and circumstances too."""
    lisa, bob = person(troupe, "Lisa"), person(troupe, "Bob")
    world = TinyWorld("room", [lisa, bob])
    world.broadcast("hi", source=lisa).broadcast_thought("hm").broadcast_internal_goal("win")
    world.broadcast_context_change("it is late")
    assert [event.content for event in lisa.interactions] == ["hm", "win"]
    assert [event.content for event in bob.interactions] == ["hi", "hm", "win"]
    bob.act()
    assert script.requests[-1].context.context == ("it is late",)


def test_joining_brings_the_past_along(troupe, script):
    """History in its order, unanswered perceptions, goals and mood come into the world."""
    lisa = person(troupe, "Lisa").listen_and_act("one").listen_and_act("two").see("a cat")
    TinyWorld("room", [lisa, person(troupe, "Bob")])
    lisa.act()
    context = script.requests[-1].context
    told = [m.content for m in context.history]
    assert told.index("one") < told.index("thought 0") < told.index("two") < told.index("thought 1")
    assert [m.content for m in context.inbox][-1] == "a cat"
    assert (context.turn, context.emotions) == (2, "curious")
    assert [other.name for other in context.others] == ["Bob"]
    assert len(lisa.pop_latest_actions()) == 9


def test_leaving_and_coming_back_keeps_everything_once(troupe):
    """Whoever leaves can go on alone; what others said stays known, and nothing doubles."""
    lisa, bob = person(troupe, "Lisa"), person(troupe, "Bob")
    world = TinyWorld("room", [lisa, bob]).broadcast("hello").run(1)
    world.remove_agent("lisa")
    assert [each.name for each in world.agents] == ["Bob"]
    assert world.get_agent_by_name("Lisa") is None
    lisa.listen_and_act("alone now")
    world.broadcast("not for lisa")
    world.add_agent(lisa).add_agent(lisa)
    assert world.get_agent_by_name("lisa") is lisa
    history = [moment.content for moment in lisa._state.history]
    assert history.count("hello") == history.count("alone now") == 1
    assert "not for lisa" not in history
    state = fold(world.events)
    assert state.people["Lisa"].history == lisa._state.history
    with pytest.raises(UsageError):
        world.remove_agent("Carol")


def test_two_worlds_never_meet(troupe):
    """People of one name in two worlds, and nothing of the one is known in the other."""
    worlds = []
    for word in ("red", "blue"):
        people = [person(troupe, "Lisa"), person(troupe, "Bob")]
        worlds.append(TinyWorld(word, people).broadcast(f"the word is {word}").run(2))
    red, blue = (world.pretty_current_interactions() for world in worlds)
    assert "the word is blue" not in red
    assert "the word is red" not in blue


def test_names_tell_people_apart_within_a_world(troupe):
    """A second person of one name is refused before anybody moves."""
    one, other = person(troupe, "Lisa"), person(troupe, "Lisa")
    with pytest.raises(UsageError, match="two people"):
        TinyWorld("room", [one, other])
    world = TinyWorld("room", [one])
    with pytest.raises(UsageError, match="two people"):
        world.add_agent(other)
    assert other.listen_and_act("still here", return_actions=True)


def test_moving_from_world_to_world_leaves_the_first(troupe):
    """A person is in one world at a time."""
    lisa = person(troupe, "Lisa")
    first, second = TinyWorld("one", [lisa]), TinyWorld("two")
    second.add_agent(lisa)
    assert (first.agents, second.agents) == ([], [lisa])


def test_reach_is_obeyed(troupe, script):
    """Who was made inaccessible is not among the others, until made accessible."""
    lisa, bob = person(troupe, "Lisa"), person(troupe, "Bob Stone")
    world = TinyWorld("room", [lisa, bob])
    lisa.make_agent_inaccessible("bob").act()
    assert script.requests[-1].context.others == ()
    lisa.make_agents_accessible([bob], "your neighbour").act()
    assert script.requests[-1].context.others[0].relation == "your neighbour"
    lisa.make_agent_inaccessible(bob)
    world.make_everyone_accessible()
    lisa.act()
    assert [other.name for other in script.requests[-1].context.others] == ["Bob Stone"]


def test_in_a_social_network_relations_decide(troupe, script):
    """Only those related reach each other."""
    people = [person(troupe, name) for name in ("Ada", "Bob", "Cleo")]
    net = TinySocialNetwork("net", people).add_relation(people[0], "Bob", "colleagues")
    net.broadcast("hello").run(1)
    others = {r.context.person: [o.name for o in r.context.others] for r in script.requests}
    assert others == {"Ada": ["Bob"], "Bob": ["Ada"], "Cleo": []}
    assert net.is_in_relation_with("Bob", "Ada", "colleagues")
    assert not net.is_in_relation_with("Ada", "Bob", "rivals")
    with pytest.raises(UsageError):
        net.add_relation("Ada", "Dan")
    with pytest.raises(UsageError):
        net.add_relation("Ada", "Ada")


def test_everyone_has_a_model_of_their_own(troupe, script):
    """A person's model wins over the world's, and goes along."""
    free = Troupe(Options(scripted=scripted(script), env={}))
    lisa = TinyPerson("Lisa", troupe=free, model="scripted:small")
    TinyWorld("room", [lisa, TinyPerson("Bob", troupe=free)], model="scripted:large").broadcast(
        "hi"
    ).run(1)
    assert {r.person: r.params.model for r in script.requests} == {"Lisa": "small", "Bob": "large"}
    free.close()


# -- results -------------------------------------------------------------------------------------


def test_results_are_extracted_of_those_asked_for(troupe, script):
    """One call for each person asked for, the fields asked for, hints in the schema."""
    people = [person(troupe, name) for name in ("Ada", "Bob", "Cleo")]
    world = TinyWorld("room", people).broadcast("vote").run(1)
    script.requests.clear()
    extractor = ResultsExtractor(situation="a vote", fields=["choice"])
    found = extractor.extract_results_from_agents(
        [people[2], people[0]], "who?", fields_hints={"choice": "a letter"}
    )
    assert found == [{"choice": "choice of Cleo"}, {"choice": "choice of Ada"}]
    assert len(script.requests) == 2
    context = script.requests[0].context
    assert (context.objective, context.situation) == ("who?", "a vote")
    assert context.schema["properties"]["choice"]["description"] == "a letter"
    assert extractor.extract_results_from_agent(people[1])["choice"] == "choice of Bob"
    assert extractor.extract_results_from_world(world) == {"choice": "choice of None"}
    for wrong in ({"fields_hints": {"x": "y"}}, {"fields": {"x": "colour"}}):
        with pytest.raises(UsageError):
            extractor.extract_results_from_world(world, **wrong)


def test_rules_reduce_what_somebody_went_through(troupe):
    """A rule is called for each interaction of its kind, with people as people."""
    lisa, bob = person(troupe, "Lisa"), person(troupe, "Bob")
    world = TinyWorld("room", [lisa, bob]).broadcast("hello").run(1)
    reducer = ResultsReducer()
    reducer.add_reduction_rule(
        "TALK", lambda **of: (of["kind"], of["source_agent"], of["target_agent"])
    )
    reducer.add_reduction_rule("CONVERSATION", lambda **of: of["source_agent"])
    reducer.add_reduction_rule("THINK", lambda **_of: None)
    assert reducer.reduce_agent(lisa, world) == [("action", lisa, bob), bob]
    assert reducer.reduce_agent(lisa) == [("action", lisa, "Bob"), "Bob"]
    with pytest.raises(UsageError):
        reducer.add_reduction_rule("TALK", print)


# -- loops, sessions, modules --------------------------------------------------------------------


def test_it_works_inside_a_running_loop_too(troupe):
    """Sync calls in a notebook's loop, and the async twins, which leave the loop free."""

    async def notebook():
        lisa, bob = person(troupe, "Lisa"), person(troupe, "Bob")
        lisa.listen_and_act("sync")
        assert await lisa.alisten_and_act("async", return_actions=True)
        assert await lisa.aact() is lisa
        async with asyncio.TaskGroup() as group:
            group.create_task(lisa.aact())
            group.create_task(bob.aact())
        world = await TinyWorld("room", [lisa, bob]).broadcast("hello").arun(1)
        extractor = ResultsExtractor(fields=["x"])
        return [
            *await extractor.aextract_results_from_agents([lisa]),
            await extractor.aextract_results_from_world(world),
        ]

    assert asyncio.run(notebook()) == [{"x": "x of Lisa"}, {"x": "x of None"}]


def test_time_goes_one_way(troupe):
    """The clock and the numbers of a world's story never go back, whoever comes and goes."""
    lisa = person(troupe, "Lisa").listen_and_act("one")
    world = TinyWorld("room", [person(troupe, "Bob")]).skip_years(1).add_agent(lisa).run_months(1)
    world.remove_agent(lisa).add_agent(lisa)
    for one, other in pairwise(world.events):
        assert (other.seq, other.time >= one.time) == (one.seq + 1, True)


def test_sessions_are_shared_by_those_with_the_same_means(tmp_path, monkeypatch):
    """One session for a place, an environment and a store; a switch holds for people made later."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(switch, "read", None)
    monkeypatch.setattr(switch, "database", None)
    before = TinyPerson("Lisa")
    assert before.troupe is TinyPerson("Bob").troupe is ambient()
    openai_utils.force_api_cache(False, tmp_path / "kept.db")
    after = TinyPerson("Ada")
    assert before.troupe.options.read_cache
    assert not after.troupe.options.read_cache
    assert after.troupe.settings.database == str(tmp_path / "kept.db")
    assert before.troupe.settings.database == ":memory:"
    assert TinyWorld("room", [before, after]).agents == [before, after]
    assert list(tmp_path.iterdir()) == []


def test_replies_are_kept_in_a_database(tmp_path, script):
    """The same words a second time ask nobody."""
    for _ in range(2):
        options = Options(
            model="scripted", scripted=scripted(script), db=str(tmp_path / "kept.db"), env={}
        )
        troupe = Troupe(options)
        person(troupe, "Lisa").listen_and_act("hello")
        troupe.close()
    assert len(script.requests) == 1


def test_without_a_model_the_offline_engine_speaks_and_says_so_once(tmp_path):
    """The warning goes to stderr once a process; on CI the engine has to be asked for."""
    code = (
        "from tinytroupe_cli import TinyPerson, TinyWorld\n"
        "for name in ('Ada', 'Bob'): TinyPerson(name).listen_and_act('Tell me about your life.')\n"
        "TinyWorld('room', [TinyPerson('Cleo', model='offline')]).run(1)\n"
    )
    hidden = ("OPENAI_", "AZURE_", "TROUPE_", "CI")
    env = {key: text for key, text in os.environ.items() if not key.startswith(hidden)}
    env["PYTHONPATH"] = str(Path(tinytroupe_cli.__file__).parents[1])

    def script_in(env):
        words = [sys.executable, "-W", "error", "-c", code]
        return subprocess.run(
            words, capture_output=True, text=True, cwd=tmp_path, env=env, check=False
        )

    done = script_in(env)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the offline engine speaks") == 1
    assert "Ada acts: [TALK]" in done.stdout
    refused = script_in(env | {"CI": "true"})
    assert refused.returncode == 1
    assert "nothing names a model" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_examples_are_people_of_the_library(troupe, tmp_path, monkeypatch):
    """They come from the package, whatever the working directory holds."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lisa.yaml").write_text("name: Another\n", encoding="utf-8")
    made = [
        examples.create_lisa_the_data_scientist(troupe=troupe),
        examples.create_oscar_the_architect(troupe=troupe),
        examples.create_marcos_the_physician(troupe=troupe),
        examples.create_lila_the_linguist(troupe=troupe),
    ]
    assert [each.name.split()[0] for each in made] == ["Lisa", "Oscar", "Marcos", "Lila"]
    assert {"lisa", "oscar"} <= set(examples.list_example_agents())


def test_a_scenario_is_played_from_python(tmp_path, script):
    """`run_scenario` gives the run with its events and rows, also inside of a running loop."""
    (tmp_path / "ada.yaml").write_text("name: Ada\n", encoding="utf-8")
    path = tmp_path / "small.yaml"
    path.write_text(
        json.dumps({"people": ["ada.yaml"], "steps": [{"listen_and_act": {"Ada": "hello"}}]}),
        encoding="utf-8",
    )

    async def notebook():
        return run_scenario(path, model="scripted", scripted=scripted(script), db=":memory:")

    run = asyncio.run(notebook())
    assert run.exit_code == 0
    assert [row["kind"] for row in run.rows][:2] == ["world", "join"]
    assert len(run.rows) == len(run.events)


THREADS = """
import threading
from concurrent.futures import ThreadPoolExecutor
from tinytroupe_cli.stage import wait_for

gate = threading.Barrier(16)

async def work():
    return threading.get_ident()

def first(_):
    gate.wait()
    return wait_for(work())

with ThreadPoolExecutor(16) as pool:
    print(len(set(pool.map(first, range(16)))))
"""


def test_threads_that_come_first_together_share_one_loop():
    """Connections belong to one loop, whichever thread asks."""
    done = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
