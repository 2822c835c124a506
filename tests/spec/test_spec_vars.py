"""`${name}`, `${env:NAME}`, `$$` and `--set`."""

from __future__ import annotations

import pytest

from tinytroupe_cli.errors import SpecError

PLAY = """\
vars: {ad: "Life, #1", n: 2, both: "${ad} x${n}", who: Ana}
people: ana
steps:
  - broadcast: "${both} costs $$5, not $4"
  - rounds: ${n}
  - act: ${who}
"""


def test_variables_fill_texts_and_keep_types(load):
    """A whole value takes over the variable's type; inside of a text it becomes text."""
    scenario = load(PLAY).scenario
    assert scenario.steps[0].text == "Life, #1 x2 costs $5, not $4"
    assert scenario.steps[1].max == 2
    assert scenario.vars == {"ad": "Life, #1", "n": 2, "both": "Life, #1 x2", "who": "Ana"}


def test_the_environment_is_asked_by_name_alone(load):
    """Only what is passed in counts, and a value is a text."""
    text = "people: ana\nsteps: [{note: 'in ${env:CITY}'}]\n"
    assert load(text, env={"CITY": "Oslo: ${x}"}).scenario.steps[0].text == "in Oslo: ${x}"


@pytest.mark.parametrize(
    "name", ["OPENAI_API_KEY", "my_token", "Secret", "DB_PASSWORD", "AWS_CREDENTIALS"]
)
def test_names_that_look_like_secrets_are_refused(load, name):
    """Even when the variable is there, its value does not get into a scenario."""
    with pytest.raises(SpecError, match="looks like a secret") as caught:
        load(f"people: ana\nsteps: [{{note: '${{env:{name}}}'}}]\n", env={name: "hunter2"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("sets", "read", "wanted"),
    [
        ({"ad": "New: #2 [x]"}, lambda s: s.steps[0].text, "New: #2 [x] x2 costs $5, not $4"),
        ({"n": "5"}, lambda s: s.steps[1].max, 5),
        ({"steps.2.rounds": "7"}, lambda s: s.steps[1].max, 7),
        ({"steps.1.broadcast": "Hello: all"}, lambda s: s.steps[0].text, "Hello: all"),
        ({"steps.3.act": "[Ana]"}, lambda s: s.steps[2].who, ("Ana Prado",)),
        ({"seed": "9"}, lambda s: s.seed, 9),
        ({"world.turns": "in_order"}, lambda s: s.world.turns, "in_order"),
        ({"budget.usd": "0.5"}, lambda s: s.budget.usd, 0.5),
        ({"people": "[ana, ben]"}, lambda s: len(s.people), 2),
        ({"vars.n": "3"}, lambda s: s.steps[1].max, 3),
        ({"model": "azure:mine"}, lambda s: s.model.name, "azure:mine"),
    ],
)
def test_set_changes_vars_and_paths(load, sets, read, wanted):
    """A var by its name, everything else by its path, with steps counted from 1."""
    assert read(load(PLAY, sets=sets).scenario) == wanted


def test_set_gives_a_value_to_a_var_that_is_only_used(load):
    """A scenario may leave a var to the command line."""
    text = "people: ana\nsteps: [{note: 'Buy ${thing}'}]\n"
    assert load(text, sets={"thing": "bread"}).scenario.steps[0].text == "Buy bread"


@pytest.mark.parametrize(
    ("path", "value", "gist"),
    [
        ("adv", "x", "there is no var and no path `adv`"),
        ("steps.9.rounds", "1", "entries count 1 to 3"),
        ("steps.0.rounds", "1", "entries count 1 to 3"),
        ("steps.x", "1", "there is no entry `x`"),
        ("steps.2.rounds.max", "1", "nothing below `${n}`"),
        ("steps.2.rounds", "many", "must be a whole number"),
        ("world.trns", "auto", "no key `trns`"),
        ("steps.2.act", "Ana", "two verbs"),
        ("seed", "[", "not YAML"),
        ("n", "9" * 400, "400 digits"),
    ],
)
def test_what_cannot_be_set_is_told(load, path, value, gist):
    """Unknown names and paths, and values that do not fit, name the option."""
    with pytest.raises(SpecError) as caught:
        load(PLAY, sets={path: value})
    problem = next(p for p in caught.value.problems if gist in p.message)
    assert f"--set {path}=" in problem.file or problem.file.endswith("play.yaml")
