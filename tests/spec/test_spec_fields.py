"""Results of extractions: field types, JSON Schema, and back."""

from __future__ import annotations

import jsonschema
import pytest

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec import ExtractSpec, field_names, result_schema, strict_ready, unwrap

PEOPLE = ["Ana Prado", "Ben Adeyemi"]


def _spec(**shape: object) -> ExtractSpec:
    return ExtractSpec.model_validate({"objective": "o", **shape})


@pytest.mark.parametrize(
    ("written", "fits", "unfit"),
    [
        ("text", ["x"], [1, None]),
        ("number", [1, 1.5], ["1", None]),
        ("integer", [1], [1.5, "1"]),
        ("boolean", [True], ["yes", 1]),
        ("date", ["2026-03-02"], [5]),
        ("person", PEOPLE, ["Zoe", None]),
        ("[buy, skip]", ["buy", "skip"], ["maybe", None]),
        ("[1, 2, 3]", [1, 3], [4, "1"]),
        ("[1, 2.5]", [2.5], [2]),
        ("[1, never]", ["1", "never"], [1]),
        ("[yes, no]", ["yes"], [True]),
        ('["a, b", c]', ["a, b"], ["a"]),
        ("optional number", [1, None], ["1"]),
        ("optional optional text", ["x", None], [1]),
        ("optional [a, b]", ["a", None], ["c"]),
        ("optional person", ["Ana Prado", None], ["Zoe"]),
        ("list of text", [[], ["x"]], ["x", [1], None]),
        ("list of [a, b]", [["a"]], [["c"]]),
        ("optional list of optional integer", [None, [1, None]], [["1"]]),
    ],
)
def test_field_types(written, fits, unfit):
    """Each type takes what it says and nothing else, in a closed record that strict mode takes."""
    schema = result_schema(_spec(fields={"f": written}), PEOPLE)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert strict_ready(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert all(check.is_valid({"f": value}) for value in fits)
    assert not any(check.is_valid({"f": value}) for value in unfit)
    assert not check.is_valid({})
    assert not check.is_valid({"f": fits[0], "g": 1})


@pytest.mark.parametrize("written", ["txt", "", "list of", "optional", "[]", "[a, a]", "[a", "{a}"])
def test_what_is_no_field_type(written):
    """Anything else is refused with the types there are."""
    with pytest.raises(UsageError, match=r"`|choose"):
        result_schema(_spec(fields={"f": written}), PEOPLE)


def test_a_list_is_wrapped_and_unwrapped():
    """A list of records stands in an object, since endpoints want one at the root."""
    spec = _spec(list={"idea": "text", "by": "person"})
    schema = result_schema(spec, PEOPLE)
    value = {"items": [{"idea": "x", "by": "Ana Prado"}]}
    assert jsonschema.Draft202012Validator(schema).is_valid(value)
    assert strict_ready(schema)
    assert unwrap(spec, value) == value["items"]
    assert field_names(spec) == ("idea", "by")


def test_without_a_shape_the_answer_is_a_text():
    """An objective alone asks for one text."""
    assert unwrap(_spec(), {"answer": "x"}) == {"answer": "x"}
    assert result_schema(_spec(), [])["required"] == ["answer"]
    assert field_names(_spec()) == ("answer",)


def test_without_people_a_person_is_any_text():
    """An enum of nobody would take nothing."""
    schema = result_schema(_spec(fields={"f": "person"}), [])
    assert schema["properties"]["f"] == {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "value", "result"),
    [
        ({"type": "object", "properties": {"a": {}}}, {"a": 1}, {"a": 1}),
        ({"properties": {"a": {}}}, {"a": 1}, {"a": 1}),
        ({"type": "array", "items": {"type": "integer"}}, {"value": [1]}, [1]),
        ({"type": "string"}, {"value": "x"}, "x"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"value": None}, None),
        ({"type": "array", "items": {"$ref": "#/$defs/n"}, "$defs": {"n": {"const": 1}}},
         {"value": [1]}, [1]),
        ({"type": "array", "items": {"$ref": "#"}}, {"value": [[], [[]]]}, [[], [[]]]),
    ],
)  # fmt: skip
def test_given_schemas_are_wrapped_only_if_need_be(schema, value, result):
    """Lists and scalars are put under `value`; references still lead where they did."""
    spec = _spec(schema=schema)
    before = repr(schema)
    whole = result_schema(spec, PEOPLE)
    assert whole.get("type") == "object" or "properties" in whole
    assert jsonschema.Draft202012Validator(whole).is_valid(value)
    assert unwrap(spec, value) == result
    assert repr(schema) == before
    wrong = {"value": [2]} if "$defs" in schema else {"value": 5}
    if whole is not schema and "value" in value:
        assert not jsonschema.Draft202012Validator(whole).is_valid(wrong)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {}}, "required": ["a"],
         "additionalProperties": False},
        {"type": "object", "properties": {"a": {"allOf": [{"type": "string"}]}}, "required": ["a"],
         "additionalProperties": False},
        {"type": "object", "properties": {"a": {"enum": [*range(1001)]}}, "required": ["a"],
         "additionalProperties": False},
        {"anyOf": [{"type": "object"}], "type": "object"},
    ],
)  # fmt: skip
def test_what_strict_mode_refuses(schema):
    """Open objects, optional keys, untyped values, unions of types and huge enums."""
    assert not strict_ready(schema)
