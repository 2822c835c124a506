"""The opening writes the lives of those who are generated: all at once, once, and by name if not."""

from __future__ import annotations

import pytest
from support.chat_server import ChatServer
from support.lives import about, shape, writer

from tinytroupe_cli import run_repeats, run_scenario
from tinytroupe_cli.spec import load_scenario
from tinytroupe_cli.stage import Fork, Watcher

TWENTY = """\
seed: 4
people:
  - {generate: 20, context: A hospital, particularities: All work at night.}
steps:
  - {broadcast: "Coffee or tea?"}
  - act: everyone
"""


@pytest.fixture
def play(tmp_path):
    """Plays a scenario against a server."""
    (tmp_path / "config.ini").write_text("", encoding="utf-8")

    def played(text, server, name="s.yaml", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        how = {"model": "toy", "base_url": server.base_url, "db": str(tmp_path / "t.db"), "env": {}}
        return run_scenario(path, **(how | options))

    return played


def joined(run):
    """Name -> persona of those who came in."""
    return {event.person: event.persona for event in run.events if event.kind == "join"}


def names(tmp_path, text=TWENTY, **options):
    """The people of a scenario, as `validate` knows them."""
    path = tmp_path / "names.yaml"
    path.write_text(text, encoding="utf-8")
    return [member.name for member in load_scenario(path, **options).cast]


def lives(server):
    """Those whose lives were asked for, in the order of the requests."""
    return [name for heard in server.requests if (name := about(heard.body))]


def test_each_life_is_one_call_and_the_facts_stay(play, tmp_path):
    """Twenty people are twenty calls of one form, and come in in the order of the file."""
    with ChatServer(writer()) as server:
        run = play(TWENTY, server)
        asked = [heard.body for heard in server.requests if about(heard.body)]
    people = joined(run)
    assert [*people] == names(tmp_path)
    assert sorted(map(about, asked)) == sorted(people)
    assert len({shape(body) for body in asked}) == 1
    assert len({body["messages"][0]["content"] for body in asked}) == 1
    for name, persona in people.items():
        assert persona["occupation"]["title"] == f"Keeper {name}"
        assert {"age", "personality", "beliefs"} <= persona.keys()
        assert persona["provenance"]["by"] == "toy"
        assert not {*persona["provenance"]["sampled"]} & {*persona["provenance"]["written"]}
    assert run.document["usage"]["by_purpose"]["generate"]["calls"] == 20


def test_five_that_fail_are_named_and_asked_for_again(play, tmp_path):
    """The others are there, the run stops resumably, and the same command asks for the five."""
    five = set(names(tmp_path)[3:18:3])
    refused = set(five)
    with ChatServer(writer(refused)) as server:
        run = play(TWENTY, server)
        before = len(server.requests)
        refused.clear()
        again = play(TWENTY, server)
        asked = [about(heard.body) for heard in server.requests[before:]]
    assert {name for name in asked if name} == five
    assert (run.exit_code, run.document["status"]) == (3, "failed")
    assert {one["person"] for one in run.document["failures"]} == five
    assert {*joined(run)} == {*names(tmp_path)} - five
    assert [*joined(again)] == names(tmp_path)
    assert again.exit_code == 0


def test_keeping_going_plays_without_those_who_failed(play, tmp_path):
    """Whoever has no life takes no part, and that is said."""
    gone = names(tmp_path)[0]
    with ChatServer(writer({gone})) as server:
        run = play(TWENTY, server, keep_going=True)
    acted = {event.person for event in run.events if event.kind == "turn"}
    assert (run.exit_code, len(acted)) == (3, 19)
    assert gone not in acted


@pytest.mark.parametrize(
    ("old", "new"), [("Coffee or tea?", "Beer?"), ("act: everyone", "rounds: 1")]
)
def test_changed_steps_find_the_same_people(play, old, new):
    """Nobody's life is written again for another question."""
    with ChatServer(writer()) as server:
        first = play(TWENTY, server)
        second = play(TWENTY.replace(old, new), server)
        assert len(lives(server)) == 20
    assert joined(first) == joined(second)
    assert second.document["reused"]["units"] >= 1


def test_other_words_for_the_life_ask_again(play):
    """Context and particularities are part of what the people are; a seed makes other ones."""
    with ChatServer(writer()) as server:
        play(TWENTY, server)
        other = play(TWENTY.replace("at night", "by day"), server)
        assert len(lives(server)) == 40
        seeded = play(TWENTY, server, seed=5)
        assert len(lives(server)) == 60
    assert not {*joined(other)} & {*joined(seeded)}


def test_repeats_and_other_speakers_play_with_the_same_people(play, tmp_path):
    """Lives are written once for all repeats, and once where `generate` names who writes them."""
    named = TWENTY + "model: {name: toy, generate: {name: author}}\n"
    with ChatServer(writer()) as server:
        how = {"base_url": server.base_url, "db": str(tmp_path / "t.db"), "env": {}}
        (tmp_path / "r.yaml").write_text(named, encoding="utf-8")
        one, two = run_repeats(tmp_path / "r.yaml", repeat=2, **how)
        third = play(named.replace("name: toy", "name: another"), server, model=None)
        assert len(lives(server)) == 20
    assert joined(one) == joined(two) == joined(third)
    assert {persona["provenance"]["by"] for persona in joined(one).values()} == {"author"}


def test_somebody_generated_can_join_later(play):
    """The life is written when they come in."""
    text = """\
people: [lisa]
steps:
  - join: {generate: 2, context: Guests from Kenya}
  - act: everyone
"""
    with ChatServer(writer()) as server:
        run = play(text, server)
        assert len(lives(server)) == 2
    assert len(joined(run)) == 3
    assert [event.step for event in run.events if event.kind == "join"] == [0, 1, 1]


def test_a_fork_goes_on_with_the_same_people(play):
    """The other ending is played by those who lived through the beginning."""
    with ChatServer(writer()) as server:
        first = play(TWENTY, server)
        other = TWENTY.replace("- act: everyone", "- rounds: 1")
        forked = play(other, server, name="other.yaml", fork=Fork(first.id, 2))
        assert len(lives(server)) == 20
    assert joined(first) == joined(forked)


def test_a_life_has_room_where_nobody_set_a_limit(play):
    """A limit that was set holds for lives, too."""

    def limits(server, about_lives):
        bodies = [one.body for one in server.requests if bool(about(one.body)) is about_lives]
        return {body["max_completion_tokens"] for body in bodies}

    with ChatServer(writer()) as server:
        play(TWENTY, server)
        assert (limits(server, True), limits(server, False)) == ({3000}, {1500})
    with ChatServer(writer()) as server:
        play(TWENTY + "model: {name: toy, max_tokens: 900}\n", server, model=None)
        assert limits(server, True) == {900}


def test_no_model_is_shown_where_a_persona_comes_from(play):
    """The account of sampling is for people."""
    with ChatServer(writer()) as server:
        play(TWENTY, server)
        sent = [message["content"] for one in server.requests for message in one.body["messages"]]
    assert not [text for text in sent if "provenance" in text or "sampled" in text]


def test_why_people_are_new_is_told_by_their_facts(play):
    """What was written is no difference; what was sampled is."""
    told = []
    watcher = Watcher(on_taken=lambda taken: told.append(taken.because))
    with ChatServer(writer()) as server:
        play(TWENTY, server)
        play(TWENTY.replace("at night", "by day"), server, watcher=watcher)
        play(TWENTY.replace("seed: 4", "seed: 5"), server, watcher=watcher)
    assert "seed" in told[1]
    assert "persona" not in (told[0] or "")


def test_the_offline_engine_writes_lives_that_differ(play, tmp_path):
    """From the facts, the same again, and no two alike; tempers show."""
    path = tmp_path / "o.yaml"
    path.write_text(TWENTY, encoding="utf-8")
    one, two = (
        run_scenario(path, model="offline", db=str(tmp_path / f"{n}.db"), env={}) for n in "ab"
    )
    people = joined(one)
    assert people == joined(two)
    for part in ("beliefs", "other_facts", "personality", "behaviors"):
        assert len({str(persona[part]) for persona in people.values()}) == 20
    assert one.exit_code == 0
