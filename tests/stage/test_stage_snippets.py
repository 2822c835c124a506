"""What users of TinyTroupe have in their notebooks, as it stands there, with our import name."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from tinytroupe_cli import ResultsExtractor, ResultsReducer, TinyPerson, TinyWorld
from tinytroupe_cli.examples import create_lisa_the_data_scientist, create_oscar_the_architect


@pytest.fixture(autouse=True)
def offline(monkeypatch, tmp_path):
    """The environment names the model, as a user's would; the folder is empty."""
    monkeypatch.setenv("TROUPE_MODEL", "offline")
    monkeypatch.chdir(tmp_path)


def test_a_person_is_made_piece_by_piece_and_talks(capsys):
    """Definitions print nothing, what happens is printed as it happens."""
    lisa = TinyPerson("Lisa")
    lisa.define("age", 28)
    lisa.define("nationality", "Canadian")
    lisa.define(
        "occupation",
        {
            "title": "Data Scientist",
            "organization": "Harbour Search",
            "description": """
            You are a data scientist. You work at Harbour Search,
            in the ranking team.
            """,
        },
    )
    lisa.define_several(
        "personality_traits",
        [
            {"trait": "You are curious and love to learn new things."},
            {"trait": "You are analytical and like to solve problems."},
        ],
    )
    assert capsys.readouterr().out == ""
    assert lisa.listen_and_act("Tell me about your life.") is lisa
    printed = capsys.readouterr().out
    assert "USER -> Lisa: [CONVERSATION]" in printed
    assert "Lisa acts: [TALK]" in printed


def test_two_people_get_to_know_each_other(capsys):
    """A world of two, a task for one of them, four rounds, and results in a file."""
    lisa, oscar = create_lisa_the_data_scientist(), create_oscar_the_architect()
    world = TinyWorld("Chat Room", [lisa, oscar])
    world.make_everyone_accessible()
    lisa.listen("Talk to Oscar to know more about him")
    world.run(4)
    assert "Lisa Moreau -> Oscar Lindqvist acts: [TALK]" in capsys.readouterr().out

    extractor = ResultsExtractor()
    one = extractor.extract_results_from_agent(
        lisa, extraction_objective(), situation="Two people meet.", fields=["fact"]
    )
    whole = extractor.extract_results_from_world(world, "What they talked about", fields=["topic"])
    extractor.save_as_json("results.json", verbose=True)
    assert json.loads(Path("results.json").read_text(encoding="utf-8")) == {
        "agent_extractions": {"Lisa Moreau": one},
        "world_extractions": {"Chat Room": whole},
    }
    assert '"fact"' in capsys.readouterr().out


def extraction_objective():
    """What notebooks ask."""
    return "What Lisa found out about Oscar"


def test_rules_of_ones_own_reduce_a_conversation(monkeypatch):
    """A rule for TALK collects who said what to whom; displays can be switched off."""
    monkeypatch.setattr(TinyWorld, "communication_display", False)
    lisa, oscar = create_lisa_the_data_scientist(), create_oscar_the_architect()
    world = TinyWorld("Chat Room", [lisa, oscar])
    lisa.listen("Talk to Oscar to know more about him")
    rounds = world.run(2, return_actions=True)

    reducer = ResultsReducer()

    def aux_extract_content(
        focus_agent: TinyPerson, source_agent, target_agent, kind, event, content, timestamp
    ):
        return (source_agent.name, content)

    reducer.add_reduction_rule("TALK", aux_extract_content)
    said = reducer.reduce_agent(lisa)
    talk = [
        each["content"] for one in rounds for each in one["Lisa Moreau"] if each["type"] == "TALK"
    ]
    assert said == [("Lisa Moreau", content) for content in talk]
    assert said


@pytest.mark.parametrize("who", ["class", "one"])
def test_nothing_is_printed_when_the_switch_is_off(capsys, monkeypatch, who):
    """For everybody, or for one person and one world."""
    monkeypatch.setattr(TinyPerson, "communication_display", who != "class")
    monkeypatch.setattr(TinyWorld, "communication_display", who != "class")
    lisa = create_lisa_the_data_scientist()
    if who == "one":
        lisa.communication_display = False
    lisa.listen_and_act("Good morning")
    world = TinyWorld("Chat Room", [lisa])
    if who == "one":
        world.communication_display = False
    world.broadcast("Hello all").run(1)
    assert capsys.readouterr().out == ""


def test_worlds_in_threads_do_not_meet(monkeypatch):
    """Each thread has a world of its own; what is said in it is what one alone would have said."""
    monkeypatch.setattr(TinyWorld, "communication_display", False)

    def play():
        lisa, oscar = create_lisa_the_data_scientist(), create_oscar_the_architect()
        world = TinyWorld("Chat Room", [lisa, oscar])
        lisa.listen("Talk to Oscar to know more about him")
        return world.run(2, return_actions=True)

    alone, found = play(), [None] * 4

    def work(number):
        found[number] = play()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def test_an_introduction_is_a_sentence_for_free_or_several_by_the_model(monkeypatch):
    """The extended form asks once and is a kept reply afterwards; requirements ask anew."""
    lisa = create_lisa_the_data_scientist()
    assert (
        lisa.minibio()
        == "Lisa Moreau: 31 years old, Canadian, works as Data scientist, lives in Toronto, Canada."
    )
    before = lisa.troupe.usage()["calls"]
    bio = lisa.minibio(extended=True)
    assert bio.count(".") >= 2
    assert lisa.minibio(extended=True) == bio
    lisa.minibio(extended=True, requirements="Name her home town.")
    assert lisa.troupe.usage()["calls"] == before + 2
