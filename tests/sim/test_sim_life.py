"""A life around facts: the facts win, contradictions are told, failures are values."""

from __future__ import annotations

import asyncio

import pytest
from support.lives import life

from tinytroupe_cli.errors import BadReplyError, RefusedError
from tinytroupe_cli.events import LifeReply
from tinytroupe_cli.llm import ModelParams, scripted
from tinytroupe_cli.prompts import life_messages
from tinytroupe_cli.sim import Mind, Unborn, write_lives
from tinytroupe_cli.sim.life import whole
from tinytroupe_cli.spec import PROVENANCE, LifeOrder, strict_ready
from tinytroupe_cli.store import RecallIndex

ANA = "Ana Lima"
FACTS = {
    "name": ANA,
    "age": 52,
    "education": "primary school",
    "personality": {"big_five": {"agreeableness": "very low"}, "traits": ["You count."]},
    PROVENANCE: {"population": "port", "seed": 1, "number": 3, "sampled": ["age"]},
}


def written(*replies, people=(ANA,)):
    """What comes of lives for people of equal facts, and the requests."""
    said, requests = iter(replies), []

    def answer(request):
        requests.append(request)
        return next(said)

    mind = Mind(
        llm=scripted(answer),
        params=lambda *_: ModelParams("scripted", "author"),
        recall=RecallIndex(),
    )
    unborn = [Unborn(name, FACTS | {"name": name}, LifeOrder("the quay")) for name in people]
    return asyncio.run(write_lives(unborn, mind)), requests


def test_facts_are_never_overwritten():
    """Mappings and lists are joined; a single fact stays alone, what is told of it beside it."""
    ((persona,), _) = written(life(ANA, education="Left the school of Belem at eleven"))
    assert persona["education"] == "primary school"
    assert persona["education_in_detail"] == "Left the school of Belem at eleven"
    assert persona["personality"]["big_five"] == {"agreeableness": "very low"}
    assert persona["personality"]["traits"] == ["You count.", f"traits of {ANA}"]
    assert persona["age"] == 52
    account = persona[PROVENANCE]
    assert (account["population"], account["sampled"], account["by"]) == ("port", ["age"], "author")
    assert {"education_in_detail", "personality.traits", "occupation"} <= {*account["written"]}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"health": "You are 34, and fine."}, "is 52 years old, not 34"),
        ({"relationships": [{"name": "ana lima", "description": "you"}]}, "other people have"),
        ({"beliefs": ["  "]}, "beliefs: Value error, is missing"),
        ({"style": ""}, "style: Value error, is missing"),
    ],
)
def test_what_contradicts_or_is_missing_is_asked_for_again(wrong, told):
    """The model is told what is wrong, and its second life is taken."""
    ((persona,), requests) = written(life(ANA, **wrong), life(ANA))
    assert told in requests[1].messages[-1].content
    assert persona["style"] == "Dry."


def test_who_has_no_life_is_a_value_among_the_others():
    """A refusal or a form that is never met cancels nobody else's life; order is kept."""
    bad = {"occupation": "none"}
    people = ("Al One", "Bo Two", "Cy Three")
    replies = {"Al One": RefusedError("no"), "Bo Two": bad, "Cy Three": life("Cy Three")}

    def answer(request):
        found = replies[request.person]
        if isinstance(found, Exception):
            raise found
        return found

    mind = Mind(
        llm=scripted(answer), params=lambda *_: ModelParams("scripted", "a"), recall=RecallIndex()
    )
    unborn = [Unborn(name, {"name": name}, LifeOrder()) for name in people]
    one, two, three = asyncio.run(write_lives(unborn, mind))
    assert isinstance(one, RefusedError)
    assert isinstance(two, BadReplyError)
    assert three["name"] == "Cy Three"


def test_what_is_shared_stands_in_the_first_message_alone():
    """So that a prefix cache serves it; the facts of one person stand in the second."""
    _, requests = written(life("Al One"), life("Bo Two"), people=("Al One", "Bo Two"))
    (first, one), (second, two) = (request.messages for request in requests)
    assert first.content == second.content
    assert "the quay" in first.content
    assert "Al One" in one.content
    assert "age: 52" in one.content
    assert one.content != two.content
    assert "population" not in one.content


def test_the_form_is_one_that_strict_mode_takes():
    """Every object closed and complete, and nothing that endpoints refuse."""
    assert strict_ready(LifeReply.schema_to_send())


def test_of_two_words_for_one_thing_the_fact_is_counted():
    """An occupation that was sampled is still the occupation."""
    reply = LifeReply.model_validate(life(ANA))
    persona = whole(ANA, {"occupation": "Baker"}, reply, "a")
    assert persona["occupation"] == "Baker"
    assert persona["occupation_in_detail"]["title"] == f"Keeper {ANA}"


def test_background_is_told_as_background():
    """What is known of all is no fact about one."""
    from tinytroupe_cli.events import LifeContext

    context = LifeContext(
        ANA, {"age": 3}, ("a dog", "a van"), background={"religion": {"none": "30%"}}
    )
    system, user = (text for _, text in life_messages(context))
    assert "no facts about this person" in system
    assert "religion" in system
    assert "religion" not in user
