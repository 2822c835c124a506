"""Plans: which edits keep a unit's hash, and which change it."""

from __future__ import annotations

import pytest
from run.run_samples import people, play, write
from sim.sim_samples import Script, reply, talk

from tinytroupe_cli.run import plan
from tinytroupe_cli.spec import load_scenario

BASE = """\
seed: 3
people: [ana, {use: bob, define: {age: 41}}]
world: {name: the hall, hear: addressed}
steps:
- broadcast: Hello
- rounds: 3
- fragment: {Ana: tired}
- join: cleo
- act: everyone
extract:
  mood: How was it?
"""


def hashes(folder, text=BASE, name="scenario.yaml", *, models="m", engine="", repeat=0):
    """The prefix hash of every unit."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    planned = plan(load_scenario(path), {"model": models, "engine": engine}, repeat=repeat)
    return [unit.prefix_hash for unit in planned.units]


@pytest.fixture
def folder(tmp_path):
    """Somewhere with personas."""
    return people(tmp_path)


def same(one, other):
    """How many units from the beginning are the same."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def test_units_are_rounds_and_other_steps(folder):
    """The opening, then each round and each other step, in order."""
    path = write(folder, BASE)
    planned = plan(load_scenario(path), {"model": "m"})
    places = [(unit.number, unit.step, unit.round) for unit in planned.units]
    assert places == [
        (0, 0, None), (1, 1, None), (2, 2, 1), (3, 2, 2), (4, 2, 3), (5, 3, None), (6, 4, None),
        (7, 5, None),
    ]  # fmt: skip
    assert len({unit.prefix_hash for unit in planned.units}) == 8


@pytest.mark.parametrize(
    "edited",
    [
        f"# a remark\n{BASE}",
        BASE.replace("seed: 3\n", "") + "seed: 3\n",
        BASE.replace("{use: bob, define: {age: 41}}", "{define: {age: 41}, use: bob}"),
        BASE.replace("broadcast: Hello", "broadcast: {text: Hello}"),
        BASE.replace("rounds: 3", "rounds: {max: 3}"),
        BASE.replace("[ana,", "[./ana.yaml,"),
        BASE.replace("How was it?", "How did it go?"),
        BASE.split("extract", maxsplit=1)[0] + "reduce:\n  talk: {count: TALK}\n",
        BASE + "budget: {calls: 5}\n",
        "name: another\ndescription: words\n" + BASE,
    ],
)
def test_what_changes_no_story_changes_no_hash(folder, edited):
    """Comments, order of keys, spelling, and what is taken out of a run afterwards."""
    assert hashes(folder, edited) == hashes(folder)


def test_moved_files_change_no_hash(folder):
    """Content counts, not where it lies: personas, fragments and the scenario itself may move."""
    before = hashes(folder)
    (folder / "personas" / "fragments" / "tired.yaml").rename(folder / "sleepy.yaml")
    (folder / "ana.yaml").rename(folder / "personas" / "ana.yaml")
    assert hashes(folder, BASE.replace("tired", "./sleepy.yaml"), "elsewhere.yaml") == before


def test_the_order_of_a_personas_keys_changes_no_hash(folder):
    """A persona is a mapping."""
    before = hashes(folder)
    text = "gender: Female\n# her age\nage: 30\nname: Ana Lima\n"
    (folder / "ana.yaml").write_text(text, encoding="utf-8")
    assert hashes(folder) == before


@pytest.mark.parametrize(
    ("edited", "kept"),
    [
        (BASE.replace("seed: 3", "seed: 4"), 0),
        (BASE.replace("age: 41", "age: 42"), 0),
        (BASE.replace("addressed", "everyone"), 0),
        (BASE.replace("the hall", "the yard"), 0),
        (BASE.replace("[ana,", "[{use: ana, as: Anna},"), 0),
        (BASE.replace("Hello", "Hello!"), 1),
        (BASE.replace("rounds: 3", "rounds: {max: 3, turns: in_order}"), 2),
        (BASE.replace("rounds: 3", "rounds: {max: 3, until: all agree}"), 2),
        (BASE.replace("rounds: 3", "rounds: 2"), 4),
        (BASE.replace("rounds: 3", "rounds: 5"), 5),
        (BASE.replace("{Ana: tired}", "{Bob: tired}"), 5),
        (BASE.replace("act: everyone", "act: Bob"), 7),
    ],
)
def test_an_edit_changes_hashes_from_there_on(folder, edited, kept):
    """What comes before an edited step stays; more rounds keep the rounds that were."""
    assert same(hashes(folder, edited), hashes(folder)) == kept


@pytest.mark.parametrize(
    ("file", "text", "kept"),
    [
        ("ana.yaml", "name: Ana Lima\nage: 30\ngender: Female\nword: more\n", 0),
        ("personas/fragments/tired.yaml", "mood: very tired\n", 5),
        ("cleo.yaml", "name: Cleo Katz\nage: 31\n", 6),
    ],
)
def test_files_count_from_the_step_that_needs_them(folder, file, text, kept):
    """A word in a persona plays all again; in a fragment or a later guest, only from their step."""
    before = hashes(folder)
    (folder / file).write_text(text, encoding="utf-8")
    assert same(hashes(folder), before) == kept


@pytest.mark.parametrize("given", [{"models": ("n",)}, {"engine": "x"}, {"repeat": 1}])
def test_who_speaks_and_which_repeat_is_part_of_all(folder, given):
    """Model, engine and repeat are in the first hash already."""
    assert same(hashes(folder, **given), hashes(folder)) == 0


def test_more_rounds_go_on_where_fewer_ended(tmp_path):
    """Three rounds made five, with a condition, are the story that five would have been at once."""
    lines = [reply(talk(f"thing {n} costs {n * 31} coins")) for n in range(9)]
    text = "people: [ana, bob]\nsteps:\n- broadcast: Hi\n- rounds: {max: MAX, until: they agree}\n"

    def script():
        return Script(dict.fromkeys(("Ana Lima", "Bob Berg"), lines))

    one = script()
    play(write(tmp_path, text.replace("MAX", "3")), one)
    longer = write(tmp_path, text.replace("MAX", "5"))
    run = play(longer, one)
    assert run.document["reused"]["units"] == 5
    assert len(one.asked()) == 10
    assert run.events == play(longer, script(), db="other.db").events
