"""The scenarios that ship, played by the offline engine with several seeds."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from pathlib import Path

import pytest
from offline_samples import SCENARIOS, sentences

from tinytroupe_cli import Run, run_scenario

NAMES = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))
SEEDS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory):
    """A way to play a scenario once for all tests."""
    folder = tmp_path_factory.mktemp("offline")

    @cache
    def played(name: str, seed: int) -> Run:
        shipped = SCENARIOS / f"{name}.yaml"
        path = shipped if shipped.exists() else Path(__file__).with_name(f"{name}.yaml")
        return run_scenario(path, model="offline", seed=seed, db=folder / f"{name}{seed}.db")

    return played


def spoken(run: Run, *actions: str) -> list[tuple[str, str]]:
    """Who said or thought what."""
    rows = [
        row
        for row in run.rows
        if row["kind"] == "action" and row["action"] in (actions or ("TALK",))
    ]
    return [(row["person"], row["content"]) for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_said_or_thought_twice_in_a_run(play, name: str) -> None:
    """Neither by one person nor by two, and nobody is silent all through."""
    for seed in SEEDS:
        run = play(name, seed)
        assert run.exit_code == 0
        seen: dict[str, str] = {}
        for person, text in spoken(run, "TALK", "THINK"):
            for sentence in sentences(text):
                assert sentence not in seen, (
                    f"seed {seed}: {person} and {seen[sentence]}: {sentence}"
                )
                seen[sentence] = person
        people = {row["person"] for row in run.rows if row["kind"] == "action"}
        assert {person for person, _ in spoken(run)} == people


def test_every_proposal_that_is_extracted_was_uttered_by_its_person(play) -> None:
    """At least five ideas, each by somebody of the run and in their own words."""
    for seed in SEEDS[:3]:
        run = play("product_brainstorming", seed)
        ideas = run.extract["ideas"]
        assert len({idea["idea"] for idea in ideas}) >= 5
        for idea in ideas:
            words = " ".join(text for person, text in spoken(run) if person == idea["by"])
            for part in sentences(idea["idea"]):
                assert part.rstrip(".").casefold() in words.casefold()


def test_the_vote_uttered_is_the_vote_extracted(play) -> None:
    """The letter that stands in somebody's choice is the one in the table, and the reason is theirs."""
    choice = re.compile(
        r"(?:for|is|choose|pick|take|prefer|with|on|like|it is|to|be|say) ([A-D])\b(?=[.,;]| best|$)"
    )
    for seed in SEEDS[:3]:
        run = play("tv_ad_said", seed)
        said = dict(spoken(run))
        for row in run.extract["vote"]:
            text, ad, reason = said[row["person"]], row["value"]["ad"], row["value"]["reason"]
            if ad is None:
                assert re.search(r"\bnone\b", text, re.IGNORECASE), text
            else:
                found = choice.search(text)
                assert found, text
                assert found[1] == ad, text
            assert len(reason.split()) > 2
            assert reason[1:] in text
            assert not choice.search(reason), reason


def test_what_speaks_for_an_ad_is_kept_from_what_speaks_against_it(play) -> None:
    """The two lists never share a sentence, a low rating names something against, and clicks fit ratings."""
    for seed in SEEDS[:3]:
        for row in play("online_ad", seed).extract["judgement"]:
            judged = row["value"]
            assert not set(judged["for"]) & set(judged["against"])
            assert isinstance(judged["rating"], int)
            assert 1 <= judged["rating"] <= 5
            assert judged["would_click"] == (judged["rating"] >= 3) or judged["rating"] == 3
            assert judged["for"] or judged["rating"] < 4
            assert judged["against"] or judged["rating"] > 2


def test_an_advert_holds_the_numbers_of_the_brief_and_no_others(play) -> None:
    """What is extracted is the advert word for word, with a tone of the list."""
    for seed in SEEDS[:3]:
        run = play("apartment_ad", seed)
        said = dict(spoken(run))
        for row in run.extract["ads"]:
            assert row["value"]["text"] == said[row["person"]]
            assert row["value"]["tone"] in {"warm", "sober", "boastful", "blunt"}
            assert set(re.findall(r"\d+", row["value"]["text"])) == {"58", "890"}
            assert "lift" in row["value"]["text"] or "stairs" in row["value"]["text"]


def test_the_interview_ends_with_one_project_and_sums_that_come_out(play) -> None:
    """The yearly value follows from the figures that the banker gave, and he answers the proposal."""
    for seed in SEEDS[:3]:
        run = play("customer_interview", seed)
        project = run.extract["project"]
        talk = spoken(run)
        assert project["title"]
        assert any(
            project["quote"].rstrip(".") in text
            for person, text in talk
            if person == "Gerhard Brandt"
        )
        if project["yearly_value"]:
            assert 1_000 <= project["yearly_value"] <= 1_000_000
        person, last = talk[-1]
        assert person == "Gerhard Brandt"
        assert project["title"].split(" ", 1)[1] in last
        assert not any(text.endswith("?") for person, text in talk if person == "Gerhard Brandt")


def test_a_turn_is_cheap(play) -> None:
    """Sixteen people choose and are read in far less than a second each."""
    started = time.process_time()
    play("tv_ad_said", 99)
    assert time.process_time() - started < 4


def test_in_a_crowd_of_thirty_everybody_has_their_say(tmp_path: Path) -> None:
    """Where there are more people than ideas, nobody falls silent, and everyone speaks of their own."""
    for number in range(30):
        fact = f"You lose {number + 2} hours a week to typing the same address into two forms."
        persona = {"name": f"Person{number} Test", "other_facts": [fact]}
        (tmp_path / f"p{number}.json").write_text(json.dumps(persona))
    scenario = {
        "people": [f"./p{number}.json" for number in range(30)],
        "steps": [
            {"broadcast": "Let's brainstorm features for our word processor."},
            {"rounds": 2},
        ],
    }
    (tmp_path / "crowd.yaml").write_text(json.dumps(scenario))
    run = run_scenario(tmp_path / "crowd.yaml", model="offline", db=tmp_path / "crowd.db")
    talk = [row for row in run.rows if row["kind"] == "action" and row["action"] == "TALK"]
    for turn in (1, 2):
        assert len({row["person"] for row in talk if row["round"] == turn}) == 30
    owned = [row for row in talk if row["round"] == 1 and "hours a week" in row["content"]]
    assert len(owned) > 20
