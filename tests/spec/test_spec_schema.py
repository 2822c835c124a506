"""The schemas for editors agree with the loader."""

from __future__ import annotations

import jsonschema
import pytest
from spec_cases import BROKEN

from tinytroupe_cli.errors import SpecError, UsageError
from tinytroupe_cli.spec import SCHEMA_NAMES, json_schema, load_harvest, load_world
from tinytroupe_cli.spec._yaml import parse_yaml

SEMANTIC = {
    # What a schema cannot know: other files, other places of the file, the calendar.
    "ambiguous", "unknown_person", "unknown_in_list", "unknown_listener", "missing_persona",
    "missing_fragment", "fragment_as_person", "escape", "duplicate_names", "write_as", "everyone",
    "scenario_as_person", "bad_duration", "no_time", "ages", "reduce_bands", "normalize_what", "extract_twice", "normalize_into", "reduce_bands_words", "reduce_weights_sum",
    "reduce_weights_two", "reduce_weights_whose", "reduce_weights_verb", "clock", "bad_date",
    "us_date", "time_zone", "relation_stranger", "missing_world", "base_url", "url_secret",
    "nobody_matches", "no_such_fact", "yes_condition", "not_yet_there", "has_left", "joins_twice",
    "generate_rare", "generate_written", "population", "all_gone", "no_variable", "near_variable", "unclosed_variable", "loop_of_vars", "secret",
    "no_env", "bad_schema", "schema_ref", "schema_file", "reduce_count", "reduce_column", "reduce_extraction",
    "ask_unit", "ask_bounds", "ask_choose", "ask_pipe", "ask_pipe_why", "ask_if",
    "ask_if_no", "ask_if_label", "ask_twice", "ask_points", "ask_material",
    "reduce_field", "reduce_from", "where_yes",
}  # fmt: skip

VALID = [
    "people: ana\nsteps: [{act: ana}]\n",
    "name: n\ndescription: d\nseed: 4\npeople: [ana, {use: ben, as: B, fragments: [grumpy], "
    "define: {age: 3}, model: {name: m, temperature: 0.5}}]\n"
    "world: {name: w, kind: social_network, start: now, step: 10 minutes, turns: auto, idle: act, "
    "hear: addressed, relations: [[ana, B], {between: [ana, B], as: friends}]}\n"
    "vars: {n: 3, t: x, f: 0.5, b: true}\nmodel: offline\nbudget: {usd: 1, calls: 5, tokens: 9}\n"
    "outputs: [a.json, '${t}.csv']\n"
    "steps:\n"
    "  - listen: {ana: hi, B: 5}\n  - listen: [{ana: hi}, {who: [ana, B], text: x, from: y}]\n"
    "  - listen: {who: {age: '>= 3'}, text: x}\n  - broadcast: x\n"
    "  - broadcast: {text: x, from: ana}\n  - think: {ana: x}\n  - see: {ana: x}\n"
    "  - socialize: {ana: x}\n  - goal: {ana: x}\n  - move: {ana: x}\n  - listen_and_act: {ana: x}\n"
    "  - context: x\n  - context: [x, y]\n  - context: {ana: [x]}\n  - context: {context: x}\n"
    "  - act: everyone\n  - act: {gender: [Female]}\n  - rounds: 3\n  - rounds: ${n}\n"
    "  - rounds: {max: 2, until: x, turns: parallel}\n  - skip: 3 hours\n"
    "  - skip: {duration: 1 day}\n  - leave: B\n  - join: B\n  - join: [{use: cleo, as: C}]\n"
    "  - relate: [ana, B]\n  - relate: {between: [ana, B], as: foes}\n  - define: {ana: {x: 1}}\n"
    "  - define: {who: [ana], facts: {x: 1}}\n  - fragment: {ana: grumpy}\n"
    "  - fragment: {who: everyone, use: grumpy}\n  - note: 5\n"
    "  - ask: How are you?\n  - ask: {v1: {text: x, options: {A: a, B: b}, reason: true, shuffle: false}}\n"
    "  - ask: {who: ana, calls: question, remember: false, material: [note.md], questions: {v2: x, "
    "v3: {text: 'x {v2}', scale: {1: a, 5: b}, shuffle: reverse, if: {v1: A, age: '>= 3'}}}}\n"
    "  - ask: {v4: {text: x, options: [a, b, c], choose: [1, 2]}, v5: {text: x, type: ranking, "
    "options: [a, b]}, v6: {text: x, minimum: 0, maximum: 9.5, unit: euros}, v7: {text: x, type: yes_no}, "
    "v8: {text: x, scale: 7}, v9: {text: x, scale: [a, b, c]}, v10: {text: x, options: [a, b, c], choose: 2}}\n"
    "extract:\n  a: An objective\n  b: {objective: o, from: people, situation: s, "
    "fields: {x: text, y: [a, 1], z: optional list of person}}\n"
    "  c: {objective: o, list: {x: number}, model: big}\n"
    "  d: {objective: o, schema: {type: string}}\n  e: {objective: o, schema: idea.json}\n"
    "reduce:\n  a: {count: TALK}\n  b: {share: b.x, by: person, where: {person: Ana}}\n"
    "  c: {mean: c.x, by: [gender]}\n  d: {sum: c.x, from: c}\n  e: {table: [b.x, b.y]}\n",
]


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_each_schema_is_one(name):
    """They are valid JSON Schemas, and every property of a scenario is described."""
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    if name == "scenario":
        assert all(shape.get("description") for shape in schema["properties"].values())
        step = schema["properties"]["steps"]["items"]
        assert all(shape["description"] for shape in step["properties"].values())


@pytest.mark.parametrize("text", VALID)
def test_what_the_loader_takes_the_schema_takes(load, text):
    """Every short and long form is valid in an editor too."""
    load(text)
    root = parse_yaml(text, "f").root
    jsonschema.Draft202012Validator(json_schema("scenario")).validate(root.plain())


@pytest.mark.parametrize(
    ("name", "text"), [case[:2] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_what_the_schema_refuses_the_loader_refuses(name, text):
    """Every broken shape is marked in an editor; only what spans files or places is not."""
    try:
        root, problems, _ = parse_yaml(text, "f")
    except SpecError:
        return
    if problems:
        return
    valid = jsonschema.Draft202012Validator(json_schema("scenario")).is_valid(root.plain())
    assert valid is (name in SEMANTIC), "valid" if valid else "refused"


def test_unknown_schemas_are_told():
    """The nearest kind is named."""
    with pytest.raises(UsageError, match="no schema of `persoma`") as caught:
        json_schema("persoma")
    assert caught.value.hint == "did you mean `persona`?"


@pytest.mark.parametrize(
    ("text", "kind", "valid"),
    [
        ("name: A\neducation: [x]\nfoo: {bar: 1}\n", "persona", True),
        ("age: 3\n", "persona", False),
        ("name: 3\n", "persona", False),
        ("{type: TinyPerson, persona: {name: A, skills: {a: b}}, memory: [1]}", "persona", True),
        ("{type: TinyPerson, persona: {age: 3}}", "persona", False),
        ("beliefs: [x]\n", "fragment", True),
        ("{type: Fragment, persona: {beliefs: x}}", "fragment", True),
        ("[a]", "fragment", False),
    ],
)
def test_schemas_of_people(text, kind, valid):
    """Personas need a name and nothing else; fragments need nothing."""
    root = parse_yaml(text, "f").root
    check = jsonschema.Draft202012Validator(json_schema(kind))
    assert check.is_valid(root.plain()) is valid


def test_world_files(project):
    """A world file is the mapping, bare or under `world`, in loader and schema alike."""
    check = jsonschema.Draft202012Validator(json_schema("world"))
    for text, valid in [
        ("name: x\nstep: 5 minutes\n", True),
        ("world: {name: x, relations: [[a, b]]}\n", True),
        ("nmae: x\n", False),
        ("world: {turns: some}\n", False),
    ]:
        path = project / "w.yaml"
        path.write_text(text, encoding="utf-8")
        root = parse_yaml(text, "f").root
        assert check.is_valid(root.plain()) is valid
        if valid:
            assert load_world(path).name == "x"
        else:
            with pytest.raises(SpecError):
                load_world(path)


def test_files_of_rules(project):
    """Extract and reduce rules stand in a file of their own, or are taken from a scenario."""
    check = jsonschema.Draft202012Validator(json_schema("rules"))
    for text, valid in [
        ("reduce: {a: {count: TALK, by: whatever}}\n", True),
        ("extract: {a: {objective: o, list: {x: text}}}\nreduce: {b: {share: a.x}}\n", True),
        ("reduce: {a: {cont: TALK}}\n", False),
        ("redcue: {}\n", False),
        ("{}", False),
    ]:
        path = project / "rules.yaml"
        path.write_text(text, encoding="utf-8")
        root = parse_yaml(text, "f").root
        assert check.is_valid(root.plain()) is valid, text
        if valid:
            assert load_harvest(path).reduce
        else:
            with pytest.raises(SpecError):
                load_harvest(path)
    path.write_text(VALID[1], encoding="utf-8")
    assert set(load_harvest(path, people=["Ana"]).extract) == {"a", "b", "c", "d", "e"}


def test_columns_of_rules_are_checked_when_they_can_be(project):
    """Given what a run has, a rule that speaks of nothing is an error."""
    path = project / "rules.yaml"
    path.write_text("reduce: {a: {share: vot.ad, by: gendre}}\n", encoding="utf-8")
    from tinytroupe_cli.spec import ExtractSpec

    votes = {"vote": ExtractSpec(objective="o", fields={"ad": "text"})}
    with pytest.raises(SpecError) as caught:
        load_harvest(path, extractions=votes, facts=["gender"])
    hints = [problem.hint for problem in caught.value.problems]
    assert "`vote.ad`" in hints[0]
    assert "`gender`" in hints[1]
