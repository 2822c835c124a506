"""Nothing is played twice: what an earlier run has played is taken from there."""

from __future__ import annotations

import pytest
from support.chat_server import ChatServer

from tinytroupe_cli import run_repeats, run_scenario
from tinytroupe_cli.errors import AuthError, UsageError
from tinytroupe_cli.llm import scripted
from tinytroupe_cli.stage import Watcher
from tinytroupe_cli.store import Store

PLAY = """
seed: 3
people: [lisa, oscar]
world: {name: the pier}
steps:
  - listen: {Lisa: "Which city do you like?"}
  - rounds: 2
  - listen: {Oscar: "And what of trains?"}
  - act: Oscar
"""


class Script:
    """Answers every turn with what it was asked on, and counts."""

    def __init__(self, fails_at=None):
        self.asked = []
        self.fails_at = fails_at

    def __call__(self, request):
        self.asked.append(request)
        if len(self.asked) == self.fails_at:
            return AuthError("the key is not accepted")
        context = request.context
        if request.purpose == "extract":
            return {"b": "nothing"}
        heard = context.inbox[-1].content if context.inbox else "nothing"
        said = f"{context.person} on {heard} in turn {context.turn}"
        return {
            "thought": "So.",
            "actions": [{"action": "TALK", "target": "", "content": said}],
            "state": {"goals": [], "context": [], "attention": "", "emotions": "calm"},
        }


@pytest.fixture
def play(tmp_path):
    """Play a text as the scenario `play`; the run, what was taken, the script."""

    def play(text=PLAY, *, fails_at=None, folder="a", **options):
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / "play.yaml"
        path.write_text(text, encoding="utf-8")
        script, taken = Script(fails_at), []
        run = run_scenario(
            path,
            watcher=Watcher(on_taken=taken.append),
            model="scripted",
            scripted=scripted(script),
            db=str(tmp_path / "t.db"),
            **options,
        )
        return run, taken[0], script

    return play


def test_the_same_file_plays_nothing_again(play):
    """A second run asks nobody, tells the same story and names the run it comes from."""
    first, nothing, _ = play()
    again, taken, script = play()
    assert nothing.run is None
    assert script.asked == []
    assert (taken.run, taken.whole, taken.steps) == (first.id, True, 4)
    assert again.events == first.events
    assert again.document["reused"] == {"run": first.id, "units": 6}


@pytest.mark.parametrize(
    "text",
    [
        "# a remark\n" + PLAY,
        PLAY.replace("seed: 3\n", "") + "seed: 3\n",
        PLAY + "extract: {a: {objective: o, fields: {b: text}, from: people}}\n",
        PLAY.replace("[lisa, oscar]", "\n  - lisa\n  - {use: oscar}"),
        PLAY.replace("{name: the pier}", "the pier"),
    ],
    ids=["comment", "key order", "extract", "long form", "short form"],
)
def test_what_does_not_change_the_story_plays_nothing_again(play, text):
    """Remarks, the order of keys, other ways to write the same, and extractions change nothing."""
    play()
    _, taken, script = play(text, folder="moved")
    assert taken.whole
    assert [asked.purpose for asked in script.asked if asked.purpose == "act"] == []


@pytest.mark.parametrize(
    ("old", "new", "steps", "calls", "because"),
    [
        ("of trains", "of boats", 2, 1, "step 3 changed: text"),
        ("act: Oscar", "act: Lisa", 3, 1, "step 4 changed: who"),
        ("rounds: 2", "rounds: 3", 1, 3, "round 3 of step 2 was not played yet"),
        ("listen: {Oscar", "think: {Oscar", 2, 1, "step 3 changed: listen became think"),
        ("act: Oscar", "act: Oscar\n  - act: Lisa", 4, 1, "step 5 is new"),
        ("seed: 3", "seed: 4", 0, 5, "the seed changed from 3 to 4"),
        ("the pier", "the quay", 0, 5, "the world changed: name"),
        (", oscar]", ", {use: oscar, define: {age: 50}}]", 0, 5,
         "the persona of Oscar Lindqvist changed: age"),
        (", oscar]", ", oscar, mei]", 0, 8, "Mei Tan takes part now"),
    ],
)  # fmt: skip
def test_a_change_is_played_from_there_and_named(play, old, new, steps, calls, because):
    """Only what stands from the change on is asked for, and the reason is told."""
    first, _, _ = play()
    run, taken, script = play(PLAY.replace(old, new))
    assert (taken.steps, taken.because) == (steps, because)
    assert len(script.asked) <= calls
    unchanged = len(taken.events)
    assert run.events[:unchanged] == first.events[:unchanged]


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_run_that_broke_is_ended_by_the_same_command(play, tmp_path, fails_at):
    """Wherever it broke, the story becomes that of an unbroken run, and only the rest is asked."""
    broken, _, before = play(fails_at=fails_at)
    assert broken.exit_code == 3
    mended, _, after = play()
    assert len(before.asked) + len(after.asked) == 5 + 1
    whole, _, _ = play(reuse=False, read_cache=False)
    assert mended.events == whole.events
    assert mended.document["exit_code"] == 0


def test_without_reuse_all_is_played_from_kept_replies(play):
    """`reuse=False` plays every step, and pays nothing for what was answered."""
    first, _, _ = play()
    again, taken, script = play(reuse=False)
    assert taken.run is None
    assert script.asked == []
    assert again.events == first.events
    assert again.document["usage"]["cached_calls"] == 5


def test_without_kept_replies_all_is_asked_anew(play):
    """`read_cache=False` asks everybody again and takes nothing from earlier runs."""
    play()
    _, taken, script = play(read_cache=False)
    assert taken.run is None
    assert len(script.asked) == 5


def test_taking_over_goes_on_over_generations(play):
    """A run that took from one that took tells the whole story from the store."""
    play()
    play(PLAY.replace("of trains", "of boats"))
    third, taken, _ = play(PLAY.replace("of trains", "of boats").replace("act: Oscar", "act: Lisa"))
    assert taken.steps == 3
    with Store.open(third.document["db"]) as store:
        assert tuple(store.events(third.id)) == third.events


def test_other_prompts_play_everything_again(play, monkeypatch):
    """What people are told belongs to the story; the reason says that the prompts changed."""
    play()
    monkeypatch.setattr("tinytroupe_cli.stage._means.simulation_digest", lambda: "other words")
    _, taken, _ = play()
    assert (taken.run, taken.because) == (None, "other than before: the prompts of troupe")


def test_repeats_are_samples_of_their_own_and_later_ones_pay_for_themselves(tmp_path):
    """Five repeats ask five times; eight ask for three more, and one for none."""
    path = tmp_path / "play.yaml"
    path.write_text(PLAY + "repeat: 5\n", encoding="utf-8")

    def play(**options):
        script = Script()
        how = {"model": "scripted", "scripted": scripted(script), "db": str(tmp_path / "t.db")}
        return run_repeats(path, **how, **options), script

    five, first = play()
    eight, second = play(repeat=8)
    _, third = play(repeat=1)
    assert [run.document["repeat"] for run in eight] == [*range(8)]
    assert (len(first.asked), len(second.asked), len(third.asked)) == (25, 15, 0)
    assert {asked.sample for asked in second.asked} == {"5", "6", "7"}
    assert [run.events for run in eight[:5]] == [run.events for run in five]
    with pytest.raises(UsageError, match="5 repeats"):
        run_scenario(path, model="offline", db=str(tmp_path / "t.db"))


def test_a_change_is_explained_by_the_newest_run_of_the_same_sample(play, tmp_path):
    """Samples played in between, which are newer, explain nothing and hide nothing."""
    play()
    script = Script()
    run_repeats(
        tmp_path / "a" / "play.yaml",
        repeat=2,
        model="scripted",
        scripted=scripted(script),
        db=str(tmp_path / "t.db"),
    )
    _, taken, _ = play(PLAY.replace(", oscar]", ", {use: oscar, define: {age: 50}}]"))
    assert taken.because == "the persona of Oscar Lindqvist changed: age"


def test_every_kind_of_difference_is_named_against_the_nearest_run(play):
    """The run that differs least explains, not the newest, and nothing is left out."""
    near, _, _ = play()
    play(PLAY.replace("seed: 3", "seed: 9").replace("the pier", "the moon"))
    changed = PLAY.replace("seed: 3", "seed: 4").replace("of trains", "of boats")
    changed = changed.replace("[lisa, oscar]", "[{use: lisa, define: {age: 70}}, oscar, mei]")
    _, taken, _ = play(changed)
    assert taken.unlike == near.id
    assert taken.because == (
        "the seed changed from 3 to 4; Mei Tan takes part now; the persona of Lisa Moreau changed: age;"
        " step 3 changed: text"
    )


def test_the_story_is_taken_from_the_run_that_is_nearest(play):
    """Of runs with the same beginning the one whose next step differs least, not the newest."""
    other = PLAY.replace("listen: {Oscar", "think: {Oscar")
    near, _, _ = play()
    play(other)
    _, taken, _ = play(PLAY.replace("of trains", "of boats"))
    assert (taken.run, taken.because) == (near.id, "step 3 changed: text")


def test_a_guest_who_comes_later_explains_the_step_they_come_in_by(play, tmp_path):
    """Another word in their persona is named, not taken for a step that was not played yet."""
    (tmp_path / "a").mkdir()
    guest = tmp_path / "a" / "guest.yaml"
    guest.write_text("name: Gil Wu\nage: 30\n", encoding="utf-8")
    text = PLAY + "  - join: guest\n"
    play(text)
    guest.write_text("name: Gil Wu\nage: 31\n", encoding="utf-8")
    _, taken, _ = play(text)
    assert (taken.steps, taken.because) == (4, "the persona of Gil Wu changed: age")


def test_a_run_that_has_not_begun_its_story_is_no_explanation(play, tmp_path):
    """Another process has just begun the same: nothing false is said, but that it plays."""
    run, _, _ = play()
    with Store.open(tmp_path / "t.db") as store:
        same = store.find_run(run.id)
        store.remove_runs([run.id])
        facts = {"engine": same.engine, "model": same.model, "seed": same.seed, "repeat": 0}
        store.create_run("beef", scenario=same.scenario, spec=same.spec, **facts)
        _, taken, _ = play()
        assert (taken.because, taken.beside) == (None, "beef")
    _, taken, _ = play(PLAY.replace("seed: 3", "seed: 4"))
    assert taken.beside is None


def test_what_is_not_paid_again_is_shown_as_saved(play, tmp_path):
    """Kept replies and steps taken over count with what they had cost."""
    (tmp_path / "a").mkdir()
    prices = "[Prices]\ntoy = 1000, 1000, 1000\n"
    (tmp_path / "a" / "config.ini").write_text(prices, encoding="utf-8")
    with ChatServer(lambda _: {"thought": "", "actions": [], "state": None}) as server:
        how = {"model": "toy", "base_url": server.base_url, "db": str(tmp_path / "t.db")}
        path = tmp_path / "a" / "play.yaml"
        path.write_text(PLAY, encoding="utf-8")
        paid = run_scenario(path, **how).document["usage"]
        taken_over = run_scenario(path, **how).document["usage"]
        kept = run_scenario(path, reuse=False, **how).document["usage"]
    assert paid["saved_usd"] == 0
    assert paid["cost_usd"] > 0
    assert taken_over["saved_usd"] == kept["saved_usd"] == paid["cost_usd"]
    assert taken_over["cost_usd"] == kept["cost_usd"] == 0
