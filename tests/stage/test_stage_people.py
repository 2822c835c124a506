"""People in Python: paths in personas, memories, reach, hooks, costs, and what is refused."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tinytroupe_cli import (
    Options,
    ResultsExtractor,
    TinyPerson,
    TinySocialNetwork,
    TinyWorld,
    Troupe,
    examples,
)
from tinytroupe_cli.errors import RefusedError, SpecError, UsageError
from tinytroupe_cli.llm import scripted


def reply(request):
    """Everybody says what they heard last, or nothing; extractions answer with the name."""
    context = request.context
    if request.purpose == "extract":
        if context.person == "Bob":
            raise RefusedError("down")
        return {"answer": f"of {context.person}"}
    if request.purpose == "minibio":
        return {"text": f"{context.person} is somebody. {context.requirements}"}
    if request.purpose == "consolidate":
        return {"memories": [f"{context.person} met a grey heron."]}
    heard = context.inbox[-1].content if context.inbox else "nothing"
    talk = {"action": "TALK", "target": "", "content": f"{context.person}, {context.turn}: {heard}"}
    return {
        "thought": "",
        "actions": [talk],
        "state": {"goals": [], "context": [], "attention": "", "emotions": ""},
    }


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """Nothing is printed."""
    monkeypatch.setattr(TinyPerson, "communication_display", False)
    monkeypatch.setattr(TinyWorld, "communication_display", False)


@pytest.fixture
def seen():
    """All requests of a test."""
    return []


@pytest.fixture
def troupe(seen):
    """A session that answers by `reply`."""

    def answer(request):
        seen.append(request)
        return reply(request)

    made = Troupe(Options(model="scripted", scripted=scripted(answer), env={}))
    yield made
    made.close()


@pytest.fixture
def lisa(troupe):
    """Somebody."""
    return TinyPerson("Lisa", {"occupation": {"title": "Baker"}}, troupe=troupe)


@pytest.fixture
def bob(troupe):
    """Somebody else."""
    return TinyPerson("Bob", troupe=troupe)


# -- personas ------------------------------------------------------------------------------------


def test_dotted_paths_are_read_and_written(lisa):
    """What is missing on the way is made, what is no mapping is left alone."""
    lisa["occupation.title"] = "Miller"
    lisa["home.street.number"] = 7
    assert (lisa["occupation.title"], lisa["home"]) == ("Miller", {"street": {"number": 7}})
    lisa["age"] = 30
    for path in ("age.months", "occupation.title.short", "name"):
        with pytest.raises(UsageError):
            lisa[path] = 1
    assert lisa["age"] == 30


def test_definitions_can_merge_and_lose_their_indentation(lisa):
    """Mappings key by key, lists joined; a text in a script is indented as the script is."""
    lisa.define("occupation", {"city": "Lyon"}, merge=True).define("likes", ["tea"])
    lisa.define("likes", ["rain", "tea"], merge=True)
    lisa.define("style", """
        You speak
          slowly.
        """)  # fmt: skip
    assert lisa["occupation"] == {"title": "Baker", "city": "Lyon"}
    assert lisa["likes"] == ["tea", "rain"]
    assert lisa["style"] == "You speak\n  slowly."


def test_somebody_can_be_made_after_somebody(lisa, troupe):
    """The persona under another name, in a world of their own, without the past."""
    lisa.listen_and_act("hello")
    ida = lisa.create_new_agent_from_current_spec("Ida")
    assert (ida["name"], ida["occupation.title"], ida.troupe) == ("Ida", "Baker", troupe)
    assert ida.retrieve_memories() == []
    ida["occupation.title"] = "Miller"
    assert lisa["occupation.title"] == "Baker"


def test_a_folder_of_personas_is_read_in_order(tmp_path, troupe):
    """By file name, fragments left out; a suffix narrows it down; one bad file is named."""
    (tmp_path / "b.yaml").write_text("name: Bea\nage: 1\n", encoding="utf-8")
    wrapped = {"type": "TinyPerson", "persona": {"name": "Al"}}
    (tmp_path / "a.agent.json").write_text(json.dumps(wrapped), encoding="utf-8")
    fragment = {"type": "Fragment", "persona": {"x": 1}}
    (tmp_path / "c.fragment.json").write_text(json.dumps(fragment), encoding="utf-8")
    load = TinyPerson.load_specifications_from_folder
    assert [one.name for one in load(tmp_path, troupe=troupe)] == ["Al", "Bea"]
    assert [one.name for one in load(tmp_path, ".agent.json", troupe=troupe)] == ["Al"]
    with pytest.raises(UsageError, match="no folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"\.txt"):
        load(tmp_path, ".txt")
    (tmp_path / "d.yaml").write_text("name: [", encoding="utf-8")
    with pytest.raises(SpecError, match=r"d\.yaml"):
        load(tmp_path)


def test_circumstances_come_as_one_text_or_several(lisa, seen):
    """A text is one circumstance and not its letters."""
    lisa.move_to("the harbour", "It rains.").act()
    context = seen[-1].context
    assert (context.place, context.context) == ("the harbour", ("It rains.",))
    lisa.change_context(["It is late.", "Shops are shut."]).act()
    assert seen[-1].context.context == ("It is late.", "Shops are shut.")


def test_every_fragment_of_the_library_goes_onto_anybody(lisa):
    """The names listed are the names taken."""
    names = examples.list_example_fragments()
    assert len(names) >= 6
    for name in names:
        lisa.import_fragment(name)


# -- memory --------------------------------------------------------------------------------------


def test_memories_can_be_looked_into(lisa):
    """Both ends without doubling, oldest first, what waits included."""
    for number in range(3):
        lisa.listen_and_act(f"word {number}")
    lisa.listen("word 3")
    everything = lisa.retrieve_recent_memories()
    assert [
        word for word in range(4) if any(f"told: word {word}" in line for line in everything)
    ] == [0, 1, 2, 3]
    assert lisa.retrieve_memories(first_n=1, last_n=1) == [everything[0], everything[-1]]
    assert lisa.retrieve_memories(first_n=50, last_n=50) == everything
    assert lisa.retrieve_memories(last_n=2) == everything[-2:]


def test_older_memories_come_back_by_their_words(lisa, seen):
    """When the window overflows the old part becomes memories that can be searched."""
    for number in range(12):
        lisa.listen_and_act(f"{number} about herons " + "far away " * 300)
    assert any(request.purpose == "consolidate" for request in seen)
    assert "Lisa met a grey heron." in lisa.retrieve_relevant_memories("a grey heron")
    assert len(lisa.retrieve_relevant_memories("herons", top_k=2)) == 2
    assert lisa.retrieve_relevant_memories("submarine") == []


def test_amnesia_leaves_what_waits_and_is_amnesia(lisa, seen):
    """All, the oldest or the newest; nothing of it comes back by recall."""
    for number in range(3):
        lisa.listen_and_act(f"word {number}")
    lisa.listen("still waiting")
    count = len(lisa.retrieve_memories())
    lisa.clear_episodic_memory(max_prefix_to_clear=1)
    assert not any("you: word 0" in line for line in lisa.retrieve_memories())
    assert len(lisa.retrieve_memories()) == count - 1
    lisa.clear_episodic_memory(max_suffix_to_clear=2)
    assert "still waiting" in lisa.retrieve_memories()[-1]
    lisa.clear_episodic_memory()
    (left,) = lisa.retrieve_memories()
    assert "still waiting" in left
    assert lisa.retrieve_relevant_memories("word") == []
    lisa.act()
    assert seen[-1].context.history == ()


def test_moving_about_remembers_nothing_twice(lisa, bob):
    """Coming back to a world brings the history along, and not as old memories too."""
    world = TinyWorld("here", [lisa, bob])
    lisa.listen("a heron")
    world.run(1)
    world.remove_all_agents()
    world.add_agents([lisa, bob])
    assert sum("told: a heron" in line for line in lisa.retrieve_memories()) == 1
    assert lisa.retrieve_relevant_memories("heron") == []
    assert [one.name for one in world.agents] == ["Lisa", "Bob"]


# -- reach ---------------------------------------------------------------------------------------


def test_who_can_be_reached_are_people(lisa, bob, troupe):
    """Nobody when alone, those here in a world, until they are made inaccessible."""
    assert lisa.accessible_agents == []
    eve = TinyPerson("Eve", troupe=troupe)
    world = TinyWorld("here", [lisa, bob, eve])
    assert lisa.accessible_agents == [bob, eve]
    lisa.make_all_agents_inaccessible().make_agent_accessible(eve, "your aunt")
    assert (lisa.accessible_agents, bob.accessible_agents) == ([eve], [lisa, eve])
    world.remove_agent(eve)
    assert lisa.accessible_agents == []
    assert TinySocialNetwork("net", [eve]).agents[0].accessible_agents == []


# -- hooks ---------------------------------------------------------------------------------------


def test_a_subclass_is_called_around_rounds_and_actions(lisa, bob):
    """Hooks may tell people something, change an action or keep it from happening."""

    class Watched(TinyWorld):
        def __init__(self, *args, **how):
            self.noted = []
            super().__init__(*args, **how)

        def before_round(self, number):
            self.noted.append(("round", number, self.current_datetime))
            self.broadcast(f"The bell rings, {number}.")

        def after_round(self, number):
            self.noted.append(("end", number))

        def before_action(self, action):
            if action.person == "Bob":
                return None
            return action.model_copy(update={"content": action.content.upper()})

        def after_action(self, action):
            self.noted.append((action.person, action.content))

    world = Watched("here", [lisa, bob])
    (first, _) = world.run(2, timedelta(hours=1), return_actions=True)
    assert first["Lisa"][0]["content"] == "LISA, 0: THE BELL RINGS, 1."
    assert [each["type"] for each in first["Bob"]] == ["DONE"]
    assert [note[0] for note in world.noted] == ["round", "Lisa", "end", "round", "Lisa", "end"]
    assert world.noted[3][2] - world.noted[0][2] == timedelta(hours=1)


def test_a_hook_that_fails_or_asks_for_acting_is_an_error_and_no_standstill(lisa, bob):
    """The caller of `run` gets it, and the world goes on afterwards."""

    class Wrong(TinyWorld):
        trouble = "act"

        def before_round(self, number):
            if self.trouble == "act":
                self.agents[0].act()
            elif self.trouble:
                raise KeyError("mine")

    world = Wrong("here", [lisa, bob])
    with pytest.raises(UsageError, match="while others are acting"):
        world.broadcast("hello").run(1)
    world.trouble = "own"
    with pytest.raises(KeyError, match="mine"):
        world.run(1)
    world.trouble = None
    assert world.run(1, return_actions=True)[0]["Lisa"]


# -- results and costs ---------------------------------------------------------------------------


def test_costs_are_counted_for_each_world_and_for_all(lisa, bob, troupe):
    """What was thought here, by purpose; kept replies are counted apart."""
    world = TinyWorld("here", [lisa])
    world.broadcast("hello").run(1)
    bob.listen_and_act("hello")
    assert world.get_cost_stats()["calls"] == 1
    assert world.get_cost_stats()["by_purpose"].keys() == {"act"}
    assert troupe.usage()["calls"] == 2
    lisa.minibio(extended=True)
    lisa.minibio(extended=True)
    told = world.get_cost_stats()["by_purpose"]["minibio"]
    assert (told["calls"], told["cached_calls"]) == (1, 1)
    assert TinyWorld("empty", troupe=troupe).get_cost_stats()["calls"] == 0


def test_a_failed_answer_keeps_those_of_the_others(lisa, bob, tmp_path):
    """The error is raised once all were asked; what was had is there and can be written."""
    extractor = ResultsExtractor()
    with pytest.raises(RefusedError, match="Bob"):
        extractor.extract_results_from_agents([bob, lisa])
    assert extractor.agent_extractions == {"Lisa": {"answer": "of Lisa"}}
    extractor.save_as_json(tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["agent_extractions"]["Lisa"]
    with pytest.raises(UsageError, match="cannot be written"):
        extractor.save_as_json(tmp_path / "no" / "r.json")


def test_answers_have_the_shape_asked_for(lisa, seen, capsys):
    """Fields of a call replace those of the extractor with their hints; any JSON Schema will do."""
    extractor = ResultsExtractor(
        extraction_objective="usual",
        fields=["answer"],
        fields_hints={"answer": "a word"},
        verbose=True,
    )
    assert extractor.extract_results_from_agent(lisa) == {"answer": "of Lisa"}
    assert "of Lisa" in capsys.readouterr().out
    assert seen[-1].context.schema["properties"]["answer"]["description"] == "a word"
    extractor.extract_results_from_agent(lisa, fields={"answer": "optional text"}, verbose=False)
    assert seen[-1].context.objective == "usual"
    assert seen[-1].context.schema["properties"]["answer"] == {"type": ["string", "null"]}
    given = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}
    extractor.extract_results_from_agent(lisa, schema=given, fields_hints={"answer": "so"})
    assert given["properties"]["answer"] == {"type": "string"}
    assert capsys.readouterr().out.count("of Lisa") == 1


@pytest.mark.parametrize(
    "shape",
    [
        {"feilds": ["a"]},
        {"fields": "answer"},
        {"fields": {"a": "txt"}},
        {"fields": ["a"], "schema": {"type": "object"}},
        {"fields": ["a"], "fields_hints": {"b": "x"}},
        {"schema": {"type": "objekt"}},
        {"schema": {"$ref": "https://example.com"}},
    ],
)
def test_a_shape_that_is_none_is_refused_before_anybody_is_asked(lisa, seen, shape):
    """One clear error, nothing paid."""
    with pytest.raises(UsageError):
        ResultsExtractor().extract_results_from_agent(lisa, **shape)
    assert seen == []


def test_introductions_heed_what_is_required(lisa):
    """Requirements reach the model; the short form has no use for them."""
    assert lisa.minibio(extended=True, requirements="Be brief.") == "Lisa is somebody. Be brief."
    with pytest.raises(UsageError, match="extended"):
        lisa.minibio(requirements="Be brief.")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda p, w: TinyPerson(None),
        lambda p, w: TinyPerson("X", {"a": object()}),
        lambda p, w: p.define("a", object()),
        lambda p, w: p.include_persona_definitions({"a": {1: object()}}),
        lambda p, w: p.listen(None),
        lambda p, w: p.act(n=0),
        lambda p, w: p.act(n="two"),
        lambda p, w: w.run("4"),
        lambda p, w: w.run(2.5),
        lambda p, w: w.skip(-1),
        lambda p, w: TinyWorld("x", p),
        lambda p, w: TinyWorld("x", ["Lisa"]),
        lambda p, w: w.add_agents(["Lisa"]),
        lambda p, w: w.remove_agent("Nobody"),
        lambda p, w: w.broadcast(7),
        lambda p, w: w.broadcast("x", source=7),
        lambda p, w: w.run(1, 5),
        lambda p, w: TinyPerson("X", ["a"]),
        lambda p, w: TinyPerson("X", model=3),
        lambda p, w: TinyWorld("x", turns="sideways"),
        lambda p, w: TinyWorld("x", model=3),
        lambda p, w: p.define_several("likes", "tea"),
        lambda p, w: p.define_relationships("Bob"),
        lambda p, w: p.related_to("Bob", "your boss", symmetric=True),
        lambda p, w: p.make_agent_accessible(3),
    ],
)
def test_bad_input_is_one_clear_error(lisa, bob, wrong):
    """A UsageError of one line, before anything happened."""
    world = TinyWorld("here", [bob])
    before = len(world.events)
    with pytest.raises(UsageError) as error:
        wrong(lisa, world)
    assert "\n" not in str(error.value)
    assert len(world.events) == before
