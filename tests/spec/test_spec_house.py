"""The package's door, its imports, and what it has to know of its neighbour."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, get_args

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinytroupe_cli import events, spec
from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.events import StimulusType
from tinytroupe_cli.sim.actions import CORE
from tinytroupe_cli.spec._reduce_columns import DEEDS, EVENT_COLUMNS, KINDS


def test_what_is_exported_is_there_in_order():
    """`__all__` is complete, without repeats, constants and classes first as ruff sorts them."""
    public = {name for name in vars(spec) if not name.startswith("_")}
    assert len(spec.__all__) == len({*spec.__all__})
    assert {*spec.__all__} <= public
    assert all(getattr(spec, name).__doc__ for name in spec.__all__ if name.startswith("load"))


def test_loading_imports_no_client_no_database_no_validator():
    """A scenario is validated without openai, httpx2, sqlite, rich and jsonschema."""
    code = (
        "import sys, pathlib\n"
        "from tinytroupe_cli.spec import parse_scenario\n"
        "text = 'people: [lisa, oscar]\\nsteps: [{rounds: 2}]\\n"
        "extract: {a: {objective: o, fields: {b: text}}}'\n"
        "print(len(parse_scenario(text, folder=pathlib.Path.cwd()).cast))\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, modules = done.stdout.splitlines()
    assert count == "2"
    heavy = {"openai", "httpx2", "sqlite3", "sqlite_utils", "rich", "typer", "jsonschema", "jinja2"}
    assert not heavy & {*modules.split()}


def test_the_columns_and_kinds_of_events_are_those_of_the_events_floor():
    """Sibling floors may not import each other, so this list is kept equal here."""
    models = get_args(get_args(events.Event)[0])
    assert {name for model in models for name in model.model_fields} == EVENT_COLUMNS
    assert {get_args(model.model_fields["kind"].annotation)[0] for model in models} == KINDS
    assert {*get_args(StimulusType), *(kind.name for kind in CORE), "THINK", "DONE"} == DEEDS


WORDS = st.sampled_from(
    ["people", "steps", "ana", "Ben", "act", "listen", "who", "text", "rounds", "max", "until",
     "world", "relations", "between", "use", "as", "define", "join", "leave", "vars", "${n}", "n",
     "extract", "objective", "fields", "list", "schema", "type", "reduce", "count", "by", "where",
     "model", "name", "skip", "3 days", "everyone", "yes", "$ref", "#", "", "../x", "a.b", "start"]
)  # fmt: skip
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, width=32),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=15,
)
SCENARIOS = st.fixed_dictionaries(
    {"people": st.just(["ana", "ben"]) | VALUES, "steps": st.lists(VALUES, max_size=4) | VALUES},
    optional=dict.fromkeys(("world", "vars", "extract", "reduce", "model", "seed"), VALUES),
)


@given(SCENARIOS, st.dictionaries(WORDS, WORDS, max_size=2))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_scenario_crashes_the_loader(load, scenario: dict[str, Any], sets):
    """Whatever is put where: a scenario is loaded, or refused with places."""
    text = yaml.safe_dump(scenario, allow_unicode=True)
    try:
        loaded = load(text, sets=sets)
    except SpecError as error:
        assert all(problem.message and problem.line for problem in error.problems)
    else:
        names = {member.name for member in loaded.cast}
        for step in loaded.scenario.steps:
            who = getattr(step, "who", "everyone")
            assert who == "everyone" or {*who} <= names
