"""How much room a run takes."""

from pathlib import Path
from random import Random

from store_samples import NOON, begin, call, reply, request

from tinytroupe_cli import events as e
from tinytroupe_cli.ids import stream
from tinytroupe_cli.store import Store


def _prose(words: Random, characters: int) -> str:
    text = ""
    while len(text) < characters:
        text += "".join(words.choices("abcdefghijklmnopqrstuvwxyz", k=words.randint(2, 9))) + " "
    return text[:characters]


def _play(path: Path, people: int, rounds: int) -> int:
    """A focus group with prompts of 10,000 characters; the size of its file in bytes."""
    words = stream(7, "size")
    rules, schema = _prose(words, 3_000), {"properties": {"thought": _prose(words, 1_500)}}
    personas = [_prose(words, 6_000) for _ in range(people)]
    story: list[e.Event] = []
    with Store.open(path) as store:
        begin(store, "aa", spec={"people": personas})
        for number, persona in enumerate(personas, start=1):
            whose = {"person": f"P{number}", "persona": {"life": persona}}
            story.append(e.Joined(seq=number, step=0, time=NOON, **whose))
        store.commit_unit("aa", story, unit=0, prefix_hash="opening")
        for round_ in range(1, rounds + 1):
            before = len(story)
            for number, persona in enumerate(personas, start=1):
                key = f"{round_:032}{number:032}"
                asked = request(rules, persona, _prose(words, 1_000), schema=schema)
                said = _prose(words, 500)
                store.cache.put((key, asked, reply(said * 2)))
                store.recorder("aa").record(call(key=key))
                story += _turn(len(story), f"P{number}", said, round_, people)
            store.commit_unit("aa", story[before:], unit=round_, prefix_hash=key)
        store.check()
        assert store.events("aa") == story
    return path.stat().st_size


def _turn(seq: int, person: str, said: str, round_: int, people: int) -> list[e.Event]:
    where = {"step": 1, "round": round_, "time": NOON, "person": person}
    hearers = tuple(f"P{number}" for number in range(1, people + 1) if f"P{number}" != person)
    return [
        e.Turn(seq=seq + 1, perceived=seq, calls=("k" * 64,), **where),
        e.Action(seq=seq + 2, action="THINK", content=said[:200], **where),
        e.Action(seq=seq + 3, action="TALK", content=said, heard_by=hearers, **where),
        e.Action(seq=seq + 4, action="DONE", **where),
        e.State(seq=seq + 5, goals=(said[:80],), emotions="calm", **where),
    ]


def test_a_focus_group_fits_in_three_megabytes(tmp_path: Path):
    """Twenty people, three rounds, prompts of 10,000 characters: within 3 MB, nothing left out."""
    assert _play(tmp_path / "small.db", people=20, rounds=3) < 3_000_000


def test_size_grows_with_what_happens(tmp_path: Path):
    """Twice the rounds take at most twice the room: nothing is kept again every round."""
    short = _play(tmp_path / "short.db", people=10, rounds=4)
    long = _play(tmp_path / "long.db", people=10, rounds=8)
    assert long < 2 * short
