"""What the endpoint of the benches answers: any schema, by the request alone."""

from __future__ import annotations

import json

import pytest
from desk_talk import TURN, ask, desk, request, said
from jsonschema import Draft202012Validator

from benchmarks.server.answers import answer, question, sampled
from benchmarks.server.filler import Filler
from benchmarks.server.prefixes import PrefixStore
from tinytroupe_cli import events as e

TREE = {
    "$defs": {
        "node": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "maxLength": 12},
                "children": {"type": "array", "items": {"$ref": "#/$defs/node"}},
                "parent": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]},
            },
            "required": ["name"],
            "additionalProperties": False,
        }
    },
    "$ref": "#/$defs/node",
}
SCHEMAS = [
    {"type": "string", "enum": ["A", "B"]},
    {
        "type": "object",
        "properties": {"n": {"type": "integer", "minimum": 3, "maximum": 4}},
        "required": ["n"],
    },
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    {"type": "integer", "maximum": -5},
    {"type": "integer", "minimum": 1, "multipleOf": 7},
    {"type": ["string", "null"], "maxLength": 5},
    {"type": "string", "minLength": 300},
    {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
    {"const": {"fixed": True}},
    {"type": "array", "items": {"enum": [1, 2, 3]}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "items": {"type": "boolean"}, "maxItems": 0},
    {
        "oneOf": [
            {"type": "boolean"},
            {"type": "object", "properties": {"x": {}}, "required": ["x"]},
        ]
    },
    {"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "integer"}}}]},
    {"type": "object", "additionalProperties": {"type": "number"}, "minProperties": 2},
    TREE,
    {},
    *(
        each.model_json_schema()
        for each in (e.TurnReply, e.MemoriesReply, e.JudgeReply, e.MinibioReply)
    ),
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=range(len(SCHEMAS)))
def test_any_schema_is_answered_validly(schema):
    """Twenty requests with a schema get twenty answers that follow it."""
    bodies = [request(f"question {number}", schema=schema) for number in range(20)]
    for answered in ask(desk(reply_tokens=100), *bodies):
        Draft202012Validator(schema).validate(json.loads(said(answered)))


def test_a_schema_in_the_prompt_is_followed_too():
    """An endpoint that takes no response format is told the schema in words."""
    schema = {
        "type": "object",
        "properties": {"vote": {"enum": ["yes", "no"]}},
        "required": ["vote"],
    }
    told = f"Reply with JSON alone, fitting this JSON Schema:\n{json.dumps(schema)}"
    (answer,) = ask(desk(), request("Which?", told))
    assert json.loads(said(answer))["vote"] in {"yes", "no"}


def test_replies_depend_on_the_request_alone():
    """Order, company and what was asked before change nothing; the request does."""
    bodies = [request(f"question {number}", schema=TURN) for number in range(8)]
    at = desk()
    first = [said(each) for each in ask(at, *bodies)]
    again = [said(each) for each in ask(at, *reversed(bodies))]
    alone = [said(each) for body in bodies for each in ask(desk(seed=9), body)]
    assert first == again[::-1] == alone
    assert len(set(first)) == len(first)


def test_samples_differ_where_nothing_in_the_request_does():
    """A temperature and no seed: another answer each time; cold or seeded: always the same."""
    asked = {"model": "toy", "messages": [{"role": "user", "content": "Which city do you like?"}]}

    def texts(**more):
        heard = question(asked | more)
        return [answer(sampled(heard, asked | more, before), tokens=40) for before in (0, 1, 2)]

    assert len({*texts(temperature=1)}) == len({*texts()}) == 3
    assert len({*texts(temperature=0)}) == len({*texts(seed=3)}) == 1
    assert texts()[0] == texts(temperature=0)[0]
    assert texts(seed=3)[0] != texts(seed=4)[0]


def test_a_question_asked_again_gets_the_same_answer():
    """A complaint about the last reply does not change what the person says."""
    body = request("question", schema=TURN)
    complaint = [
        {"role": "assistant", "content": "{"},
        {"role": "user", "content": "That does not fit."},
    ]
    once, again = ask(desk(), body, body | {"messages": body["messages"] + complaint})
    assert said(once) == said(again)


def test_a_person_talks_to_one_of_those_within_reach():
    """Names are read out of the prompt, whatever relation stands behind them."""
    prompt = "You are Ada.\nYou can talk to:\n- Bela Abel, Carmen Dorn (a neighbour, and a friend)\n- Hugo Xu\n- and 9 others\n\nIt is your turn."
    answers = ask(desk(), *(request(f"{number}\n{prompt}", schema=TURN) for number in range(40)))
    turns = [json.loads(said(each)) for each in answers]
    assert {turn["actions"][0]["target"] for turn in turns} == {
        "Bela Abel",
        "Carmen Dorn",
        "Hugo Xu",
    }
    (alone,) = ask(desk(), request("Nobody is within reach.", schema=TURN))
    assert json.loads(said(alone))["actions"] == []


@pytest.mark.parametrize("tokens", [200, 400, 800])
def test_replies_are_as_long_as_they_should_be(tokens):
    """Turns, memories and forms with text come within a tenth of the length that is set."""
    form = {
        "type": "object",
        "properties": {"a": {"type": "boolean"}, "b": {"type": "string"}},
        "required": ["a", "b"],
    }
    lived = "\n".join(
        f"[01-05 09:{minute}] Bela says to you: " + "words " * 80 for minute in range(10, 40)
    )
    memories = e.MemoriesReply.model_json_schema()
    bodies = [
        request("You can talk to:\n- Bela", schema=TURN),
        request("?", schema=form),
        request(lived, schema=memories),
    ]
    for _, body in ask(desk(reply_tokens=tokens), *bodies):
        assert body["usage"]["completion_tokens"] == pytest.approx(tokens, rel=0.15)


def test_fillers_of_one_seed_make_the_same_choices_at_any_length():
    """The length of texts decides nothing else."""
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"t": {"type": "string"}, "n": {"type": "integer"}},
        },
    }
    short, long = (Filler(schema, "seed", size).fill() for size in (10, 500))
    assert [each["n"] for each in short] == [each["n"] for each in long]


def test_prefixes_count_from_1024_tokens_in_steps_of_128():
    """What OpenAI's rule leaves of a shared beginning; a token is four characters."""
    store = PrefixStore()
    words = "".join(f"{number:04d}" for number in range(3000))
    assert store.cached(words) == 0
    store.keep(words[: 4 * 1500])
    assert store.cached(words) == 1408
    assert store.cached(words[: 4 * 1023]) == 0
    assert store.cached(words[: 4 * 1024] + "other" * 999) == 1024
    assert store.cached("x" + words) == 0
