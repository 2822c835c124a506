"""Extraction: who is asked about what, bound to a schema, and what becomes of a failure."""

from __future__ import annotations

import asyncio

import pytest
from harvest_samples import ANA, BO, CY, PEOPLE, ask, story
from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli import run_scenario
from tinytroupe_cli.errors import RefusedError, ServerError, StoreError, UsageError
from tinytroupe_cli.harvest import extract, extraction_rows
from tinytroupe_cli.llm import ModelParams, scripted
from tinytroupe_cli.spec import ExtractSpec


def told(model, person=None):
    """All that the model was told when it was asked about somebody."""
    (request,) = [each for each in model.requests if each.person == person]
    return "\n".join(message.content for message in request.messages)


def test_each_utterance_is_told_once():
    """What all heard at once stands once in the question about the world, thoughts never."""
    _, model = ask({None: {"answer": "x"}})
    text = told(model)
    assert text.count("Which ad?") == 1
    assert "Told to all: " in text
    assert [text.count(said) for said in ("I take A.", "Really, A.", "B for me.")] == [1, 1, 1]
    assert not any(thought in text for thought in ("secret wish", "own thought"))


def test_thoughts_are_read_only_of_the_one_asked_about():
    """Bo's thought is Bo's, Ana's is Ana's; what was said in their hearing is there."""
    _, model = ask({who: {"answer": "x"} for who in PEOPLE}, **{"from": "people"})
    assert "secret wish" in told(model, BO)
    assert "Ana's own thought" in told(model, ANA)
    for person, hidden in (
        (ANA, "secret wish"),
        (ANA, "Cy's own"),
        (BO, "own thought"),
        (CY, "B for me"),
    ):
        assert hidden not in told(model, person)
    assert "I take A." in told(model, CY)


def test_what_came_after_the_last_turn_explains_no_answer(tmp_path):
    """People who answer on the same moment are read without the answers of the others."""
    (tmp_path / "play.yaml").write_text(
        "people: [lisa, oscar, mei]\nsteps:\n- broadcast: Which ad?\n- act: everyone\n"
        "extract: {vote: {objective: The vote, from: people, fields: {ad: text}}}\n",
        encoding="utf-8",
    )
    read = {}

    def script(request):
        if request.purpose == "extract":
            read[request.person] = request.messages[-1].content
            return {"ad": "A"}
        said = f"{request.person} takes A."
        return {"thought": "", "actions": [{"action": "TALK", "content": said}], "state": None}

    run = run_scenario(
        tmp_path / "play.yaml", model="scripted", scripted=scripted(script), db=":memory:"
    )
    assert len(run.extract["vote"]) == len(read) == 3
    for person, text in read.items():
        assert f"{person} takes A." in text
        assert text.count("takes A.") == 1


def test_all_people_are_asked_at_once():
    """No question waits for another's answer."""
    together = asyncio.Barrier(len(PEOPLE))

    async def play():
        async def model(request):
            await together.wait()
            return await scripted(lambda _request: {"answer": request.person})(request)

        spec = ExtractSpec.model_validate({"objective": "x", "from": "people"})
        params = ModelParams(provider="scripted", model="scripted")
        return await extract(model, story(), "x", spec, params=lambda _who: params, seed=0)

    found = asyncio.run(play())
    assert [row["person"] for row in found.rows] == [*PEOPLE]


def test_a_failure_is_a_row_with_its_reason_and_stops_nobody():
    """Answers and failures stand in the order of the roster."""
    found, _ = ask(
        {ANA: {"answer": "a"}, BO: RefusedError("it refused"), CY: {"answer": "c"}},
        **{"from": "people"},
    )
    assert found.failures == ({"person": BO, "error": "RefusedError", "reason": "it refused"},)
    assert extraction_rows("x", found.as_json()) == [
        {"person": ANA, "answer": "a"},
        {"person": BO, "answer": None, "failure": "RefusedError: it refused"},
        {"person": CY, "answer": "c"},
    ]
    world, _ = ask({None: ServerError("down")})
    assert extraction_rows("x", world.as_json()) == [
        {"answer": None, "failure": "ServerError: down"}
    ]


def test_a_broken_database_is_no_failure_of_one_answer():
    """It stops the extraction as what it is."""
    with pytest.raises(StoreError, match="locked"):
        ask(
            {ANA: StoreError("locked"), BO: {"answer": "b"}, CY: {"answer": "c"}},
            **{"from": "people"},
        )


def test_an_empty_run_can_be_asked():
    """Nobody there: nobody is asked, or the world is, about nothing."""
    found, model = ask({}, events=[], **{"from": "people"})
    assert (found.rows, found.as_json()["n"], model.requests) == ((), 0, [])
    assert ask({None: {"answer": ""}}, events=[])[0].rows == (
        {"person": None, "value": {"answer": ""}},
    )


def test_a_person_is_somebody_of_the_run():
    """Anybody else is refused, and is a failure when the model insists."""
    good, model = ask({None: {"items": [{"by": BO}]}}, list={"by": "person"})
    assert good.rows[0]["value"] == [{"by": BO}]
    assert model.requests[0].schema.json["properties"]["items"]["items"]["properties"]["by"] == {
        "type": "string", "enum": [*PEOPLE]}  # fmt: skip
    bad, model = ask({None: {"items": [{"by": "Zoe"}]}}, list={"by": "person"})
    assert bad.failures[0]["error"] == "BadReplyError"
    assert "'Zoe' is not one of" in bad.failures[0]["reason"]


RICH = {
    "type": "object",
    "properties": {
        "mood": {"enum": ["up", "down", None]},
        "score": {"type": "number", "minimum": 0, "maximum": 5},
        "day": {"type": ["string", "null"], "format": "date"},
        "at": {"type": "string", "format": "date-time"},
        "quote": {"$ref": "#/$defs/quote"},
        "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "either": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^x"}]},
    },
    "required": ["mood", "score", "quote"],
    "additionalProperties": False,
    "$defs": {
        "quote": {"type": "object", "properties": {"text": {"type": "string"}, "by": {"type": "string"}}, "required": ["text"]}
    },
}  # fmt: skip
GOOD = {"mood": None, "score": 4.5, "quote": {"text": "x"}}


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"mood": "sideways"}, False),
        ({"score": 6}, False),
        ({"score": "4"}, False),
        ({"day": "2026-02-30"}, False),
        ({"day": None}, True),
        ({"at": "noon"}, False),
        ({"at": "2026-02-03T10:00:00Z"}, True),
        ({"quote": {}}, False),
        ({"quote": {"text": 3}}, False),
        ({"tags": ["a", "a"]}, False),
        ({"either": "y"}, False),
        ({"either": 3}, True),
        ({"more": 1}, False),
    ],
)
def test_replies_fit_the_schema_given(change, fits):
    """Enums, bounds, formats, references, unions, closed objects: all of it is checked."""
    found, _ = ask({None: GOOD | change}, schema=RICH)
    assert [failure["error"] for failure in found.failures] == ([] if fits else ["BadReplyError"])
    if fits:
        assert found.rows[0]["value"] == GOOD | change


@pytest.mark.parametrize(
    ("schema", "reply", "value", "rows"),
    [
        ({"type": "array", "items": {"type": "string"}}, ["a", "b"], ["a", "b"], [{"x": "a"}, {"x": "b"}]),
        ({"type": "array", "items": {"type": "string"}}, [], [], []),
        ({"type": "integer"}, 3, 3, [{"x": 3}]),
        ({"enum": ["yes", "no"]}, "no", "no", [{"x": "no"}]),
        (
            {"type": "array", "items": {"$ref": "#/$defs/i"}, "$defs": {"i": {"type": "object", "properties": {"t": {"type": "string"}}}}},
            [{"t": "a"}, {}], [{"t": "a"}, {}], [{"t": "a"}, {"t": None}],
        ),
        ({"type": ["array", "null"], "items": {"type": "number"}}, None, None, [{"x": None}]),
    ],
)  # fmt: skip
def test_a_root_that_is_no_object_is_wrapped_and_taken_out_again(schema, reply, value, rows):
    """Endpoints take objects only; users get what they asked for."""
    found, model = ask({None: {"value": reply}}, name="x", schema=schema)
    assert found.failures == ()
    assert model.requests[0].schema.json["type"] == "object"
    assert found.rows[0]["value"] == value
    assert extraction_rows("x", found.as_json()) == rows


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "object", "properties": {"a": {"$ref": "https://example.com/a.json"}}},
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/missing"}}},
        {"type": "objekt"},
    ],
)
def test_a_schema_that_is_none_or_leads_outside_is_refused_before_anybody_is_asked(wrong):
    """Nothing is fetched and no call is paid."""
    with pytest.raises(UsageError):
        ask({None: {}}, schema=wrong)


def test_a_recursive_schema_works():
    """A tree of replies refers to its root."""
    tree = {"type": "object", "properties": {"text": {"type": "string"}, "under": {"type": "array", "items": {"$ref": "#"}}}}  # fmt: skip
    reply = {"text": "a", "under": [{"text": "b"}]}
    found, _ = ask({None: reply}, schema=tree)
    assert found.rows[0]["value"] == reply
    assert extraction_rows("x", found.as_json()) == [{"text": "a", "under": [{"text": "b"}]}]


def test_columns_follow_the_schema_whoever_answers_what():
    """Optional and nested fields are columns in the schema's order for everybody."""
    schema = {
        "type": "object",
        "properties": {
            "a": {"type": "string"},
            "place": {"anyOf": [{"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}}, {"type": "null"}]},
            "z": {"type": "number"},
        },
    }  # fmt: skip
    replies = {ANA: {"z": 1}, BO: {"place": {"zip": "01"}, "a": "x"}, CY: {"place": None}}
    found, _ = ask(replies, schema=schema, **{"from": "people"})
    rows = extraction_rows("x", found.as_json())
    assert {tuple(row) for row in rows} == {("person", "a", "place.city", "place.zip", "z")}
    assert rows[1] == {"person": BO, "a": "x", "place.city": None, "place.zip": "01", "z": None}


def test_whoever_was_asked_is_known_beside_a_field_of_that_name():
    """A field `person` says whom the answer is about, `asked` whose it is."""
    replies = {ANA: {"person": BO}, BO: {"person": CY}, CY: {"person": ANA}}
    found, _ = ask(replies, fields={"person": "person"}, **{"from": "people"})
    assert extraction_rows("x", found.as_json())[0] == {"asked": ANA, "person": BO}


def test_whoever_had_nothing_to_list_keeps_a_row():
    """An empty list is an answer that one can see."""
    replies = {ANA: {"items": [{"idea": "i"}, {"idea": "j"}]}, BO: {"items": []}, CY: {"items": []}}
    found, _ = ask(replies, list={"idea": "text"}, **{"from": "people"})
    rows = extraction_rows("x", found.as_json())
    assert [(row["person"], row["idea"]) for row in rows] == [
        (ANA, "i"),
        (ANA, "j"),
        (BO, None),
        (CY, None),
    ]


def test_only_schemas_that_strict_mode_takes_are_asked_for_strictly():
    """Our own shapes are; a user's open object is not, and has a name of its own."""
    _, ours = ask({None: {"answer": "x"}})
    _, users = ask({None: {}}, schema={"type": "object", "properties": {"a": {"type": "string"}}})
    assert (ours.requests[0].schema.strict, users.requests[0].schema.strict) == (True, False)
    assert ours.requests[0].schema.name != users.requests[0].schema.name


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.text("xyz", min_size=1), values, min_size=1, max_size=3))
def test_no_value_is_lost_on_the_way_to_rows(answer):
    """An open schema takes anything, and every leaf of the answer is in the rows."""
    found, _ = ask({None: answer}, schema={"type": "object"})
    rows = extraction_rows("r", found.as_json())
    assert found.rows[0]["value"] == answer
    assert sorted(map(repr, leaves(answer))) == sorted(map(repr, leaves(rows)))


def leaves(value):
    """All single values within a value, empty containers too where they are not the whole row."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]
