"""Looking at a run in a later command: show, runs, extract, reduce."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from support.chat_server import ChatServer, Refused

from tinytroupe_cli.store import Store

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SCHEMA = {
    "type": "object",
    "properties": {"mood": {"type": "string"}, "friends": {"type": "boolean"}},
    "required": ["mood", "friends"],
}


@pytest.fixture
def played(troupe):
    """The command in a folder where `chat` was played once."""
    assert troupe("run", "chat.yaml", "--model", "offline").code == 0
    return troupe


def story(done):
    """Events but for the run's id."""
    return [{key: value for key, value in each.items() if key != "run"} for each in done.lines]


def test_the_brainstorming_from_run_to_table(troupe, folder):
    """Five ideas of people of the run; the other commands work on that run afterwards."""
    path = str(SCENARIOS / "product_brainstorming.yaml")
    done = troupe("run", path, "--model", "offline", "--format", "json")
    assert done.code == 0
    document = done.document
    assert document["engine"] == "offline"
    assert document["usage"]["calls"] > 0
    shown = troupe("show", document["run"], "--format", "jsonl")
    people = {event["person"] for event in shown.lines if event["kind"] == "join"}
    ideas = document["extract"]["ideas"]
    assert len({idea["idea"] for idea in ideas}) >= 5
    assert {idea["by"] for idea in ideas} <= people
    (folder / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    answers = troupe("extract", "--schema", "schema.json", "--format", "csv")
    rows = list(csv.DictReader(answers.out.splitlines()))
    assert {row["person"] for row in rows} == people
    assert set(rows[0]) == {"person", "mood", "friends"}
    counted = troupe("reduce", "--format", "json").document
    assert (counted["run"], counted["engine"]) == (document["run"], "offline")
    assert counted["reduce"] == document["reduce"]


@pytest.mark.parametrize("flags", [[], ["--concurrency", "1"], ["--concurrency", "64"]])
def test_the_same_run_tells_the_same_story(troupe, flags):
    """Played a second time in full, and at any concurrency."""
    path = str(SCENARIOS / "online_ad.yaml")
    assert troupe("run", path, "--model", "offline", "--db", "a.db").code == 0
    assert troupe("run", path, "--model", "offline", "--db", "b.db", *flags).code == 0
    one, other = (troupe("show", "--db", name, "--format", "jsonl") for name in ("a.db", "b.db"))
    assert story(one) == story(other)
    assert len(story(one)) > 20


def test_no_reuse_plays_every_step_again(played):
    """Without the flag the story is taken over and the human is told; with it, it is the same."""
    again = played("run", "chat.yaml", "--model", "offline", "--format", "json")
    assert again.document["reused"]["run"]
    assert f"is taken over from run {again.document['reused']['run']}" in again.err
    anew = played("run", "chat.yaml", "--model", "offline", "--no-reuse", "--format", "json")
    assert anew.document["reused"] == {"run": None, "units": 0}
    assert anew.document["extract"] == again.document["extract"]


def test_what_streams_is_what_is_kept(troupe):
    """`run --format jsonl` prints the same lines as `show --format jsonl` afterwards."""
    done = troupe("run", "chat.yaml", "--model", "offline", "--format", "jsonl")
    assert done.lines == troupe("show", "--format", "jsonl").lines


def test_show_says_loudly_that_the_offline_engine_spoke(played):
    """In the header, with the run, its seed and its status."""
    text = played("show").out
    head = " ".join(text.split("USER ->")[0].split())
    assert "engine offline · model offline · seed 0 · status finished" in head
    assert "The offline engine speaks here, not a language model" in head


def test_a_model_is_named_in_the_header_and_no_offline_engine(troupe):
    """A run of an endpoint says so."""
    with ChatServer(lambda _: Refused(400, "no")) as server:
        troupe("run", "chat.yaml", "--model", "toy", "--base-url", server.base_url)
    text = troupe("show").out
    assert "engine openai · model toy · seed 0 · status failed" in text
    assert "offline" not in text


def test_runs_are_found_by_id_beginning_and_name(played, folder):
    """And a word that means none or several is quoted, with what there is."""
    (folder / "talk.yaml").write_text((folder / "chat.yaml").read_text(), encoding="utf-8")
    played("run", "talk.yaml", "--model", "offline")
    newest, oldest = played("runs", "--format", "json").document
    assert (newest["scenario"], oldest["scenario"]) == ("talk", "chat")

    def found(word):
        return played("show", word, "--format", "json").document["run"]

    assert found("latest") == found("latest:talk") == newest["run"]
    assert found("latest:chat") == found(oldest["run"]) == oldest["run"]
    short = next(n for n in range(1, 9) if newest["run"][:n] != oldest["run"][:n])
    assert found(oldest["run"][:short]) == oldest["run"]
    for word in ("NOSUCH", "latest:nosuch"):
        done = played("show", word)
        assert done.code == 2
        assert word in done.err
        assert newest["run"] in done.err


@pytest.mark.parametrize("chosen", ["text", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", ["show", "runs", "extract", "reduce"])
def test_every_format_of_every_command(played, command, chosen):
    """Each reads as what it claims to be, with no word on stderr."""
    done = played(command, "--format", chosen)
    assert (done.code, done.err) == (0, "")
    if chosen == "json":
        assert done.document
    elif chosen == "jsonl":
        assert all(isinstance(line, dict) for line in done.lines)
    elif chosen == "csv":
        assert len({len(row) for row in csv.reader(done.out.splitlines())}) == 1
    else:
        assert [line for line in done.out.splitlines() if line != line.rstrip()] == []


def test_runs_are_counted_from_the_newest(played):
    """--limit keeps the list short."""
    played("run", "chat.yaml", "--model", "offline", "--seed", "2")
    rows = played("runs", "--limit", "1", "--format", "csv").out.splitlines()
    assert len(rows) == 2
    assert ",2," in rows[1]


def test_runs_say_what_they_took_over(played, monkeypatch):
    """Which run the first steps come from and how many units; text columns are those of the list."""
    played("run", "chat.yaml", "--model", "offline", "--set", "steps.2.rounds=3")
    played("run", "chat.yaml", "--model", "offline", "--repeat", "2")
    rows = played("runs", "--format", "json").document
    longer, first = (rows[-2], rows[-1])
    assert first["reused"] == {"run": None, "units": 0}
    assert longer["reused"] == {"run": first["run"], "units": 4}
    monkeypatch.setenv("COLUMNS", "200")
    head, _, *lines = played("runs").out.splitlines()[1:]
    assert {line.count("│") for line in lines} == {head.count("┃")}
    assert f"4 of {first['run']}" in lines[-2]
    played("run", "chat.yaml", "--model", "offline", "--db", "one.db")
    alone = played("runs", "--db", "one.db").out
    assert "repeat" not in alone
    assert "reused" not in alone


def test_runs_that_broke_off_are_counted_by_the_ledger(troupe, folder):
    """What a killed run paid is known, though it could not say so itself; so is what it took over."""
    with ChatServer(lambda _: {"thought": "", "actions": [], "state": None}) as server:
        words = ["run", "chat.yaml", "--model", "toy", "--base-url", server.base_url]
        (folder / "config.ini").write_text("[Prices]\ntoy = 1000, 1000, 1000\n", encoding="utf-8")
        whole = troupe(*words, "--format", "json").document
    with Store.open("troupe.db") as store:
        record = store.find_run(whole["run"])
        facts = {"engine": "openai", "model": "toy", "seed": 0, "repeat": 0, "spec": record.spec}
        store.create_run("dead", scenario="chat", parent=record.id, parent_seq=4, **facts)
        for call in store.calls(record.id)[:2]:
            store.recorder("dead").record(call)
    dead, first = troupe("runs", "--format", "json").document
    assert (dead["status"], dead["calls"]) == ("interrupted", 2)
    assert 0 < dead["cost_usd"] < first["cost_usd"] == whole["usage"]["cost_usd"]
    assert dead["reused"]["run"] == record.id
    assert dead["reused"]["units"] > 0


def test_a_table_has_a_head_also_without_rows(troupe, folder):
    """So that a script finds its columns."""
    (folder / "bare.yaml").write_text("people: [lisa]\nsteps: [{note: hi}]\n", encoding="utf-8")
    troupe("run", "bare.yaml", "--model", "offline")
    head = troupe("show", "--format", "csv").out.splitlines()[0].split(",")
    assert head[:6] == ["run", "seq", "step", "round", "time", "kind"]
    assert {"stimulus", "action", "target", "content"} <= set(head)
    with Store.open("empty.db"):
        pass
    rows = troupe("runs", "--db", "empty.db", "--format", "csv").out.splitlines()
    assert len(rows) == 1
    assert rows[0].startswith("run,scenario,status,engine,model,seed")


def test_whose_answer_could_not_be_had_stands_in_the_table(troupe, folder):
    """A failure is a row of the text too, with its reason."""
    scenario = "people: [lisa, oscar]\nsteps: [{note: hi}]\nextract:\n  mood: {objective: Their mood, from: people, fields: {mood: text}}\n"
    (folder / "ask.yaml").write_text(scenario, encoding="utf-8")

    answers = iter([{"mood": "calm"}, Refused(403, "no thanks")])
    with ChatServer(lambda _: next(answers)) as server:
        words = ["run", "ask.yaml", "--model", "toy", "--base-url", server.base_url]
        done = troupe(*words)
    assert done.code == 3
    text = " ".join(done.out.split())
    table = text.partition("mood")[2]
    assert all(word in table for word in ("Lisa Moreau", "Oscar Lindqvist", "calm", "AuthError"))
    assert done.err.count("troupe: ") == 1


def test_nothing_extracted_and_nothing_to_reduce_is_said(troupe, folder):
    """Not silence, and no error either."""
    (folder / "bare.yaml").write_text("people: [lisa]\nsteps: [{note: hi}]\n", encoding="utf-8")
    troupe("run", "bare.yaml", "--model", "offline")
    done = troupe("extract")
    assert (done.code, done.out) == (0, "")
    assert "nothing was extracted" in done.err
    done = troupe("extract", "--format", "json")
    assert (done.document["extract"], done.document["engine"]) == ({}, "offline")
    done = troupe("reduce")
    assert (done.code, done.out) == (0, "")
    assert "no `reduce:` rules" in done.err


@pytest.mark.parametrize(
    ("fault", "flags", "code"),
    [(Refused(400, "no thanks"), [], 3), ("no JSON", ["--max-calls", "1"], 4)],
    ids=["refused", "budget"],
)
def test_an_extraction_that_fails_says_for_whom_and_how_to_go_on(played, fault, flags, code):
    """No row is dropped silently."""
    with ChatServer(lambda _: fault) as server:
        words = ["extract", "--fields", "mood", "--from", "world", "--model", "toy"]
        words += ["--base-url", server.base_url, *flags, "--format", "json"]
        done = played(*words)
    assert done.code == done.document["exit_code"] == code
    assert len(done.document["failures"]) == 1
    assert "the world: " in done.err
    assert f"to go on: troupe {' '.join(words)}\n" in done.err


@pytest.mark.parametrize("text", ["[]", "true", "{", "\x00\xff", '{"type": "colour"}'])
def test_a_schema_that_is_none_is_bad_usage(played, folder, text):
    """Before anybody is asked."""
    (folder / "schema.json").write_text(text, encoding="latin-1")
    done = played("extract", "--schema", "schema.json", "--format", "json")
    assert done.code == done.document["exit_code"] == 2
    assert "schema.json" in done.err


def test_a_run_is_asked_about_where_it_was_played(troupe):
    """After a run at an address `extract` asks there, unless another model is named."""

    def answer(body):
        schema = body["response_format"]["json_schema"]["schema"]["properties"]
        if "thought" in schema:
            return {"thought": "", "actions": [], "state": None}
        kinds = {name: shape.get("type") for name, shape in schema.items()}
        return {name: [] if kind == "array" else "fine" for name, kind in kinds.items()}

    with ChatServer(answer) as server:
        words = ["run", "chat.yaml", "--model", "toy", "--base-url", server.base_url]
        assert troupe(*words).code == 0
        before = len(server.requests)
        done = troupe("extract", "--fields", "mood", "--format", "json")
        assert done.code == 0, done.err
        assert len(server.requests) > before
        assert server.requests[-1].body["model"] == "toy"
        asked = len(server.requests)
        assert troupe("extract", "--fields", "mood", "--model", "offline").code == 0
        assert len(server.requests) == asked


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        (["--model", "nobody-knows-me", "--max-cost", "1"], "price"),
        (["--model", "azure:x"], "Azure"),
    ],
)
def test_what_could_only_fail_is_refused_before_anything_is_written(troupe, folder, flags, word):
    """A limit on an unknown price, an Azure model without an address: exit 2 and no database."""
    done = troupe("run", "chat.yaml", *flags)
    assert done.code == 2
    assert word in done.err
    assert not list(folder.glob("*.db"))


def test_usage_adds_up_however_it_is_grouped(played):
    """Calls and tokens by person, step and purpose sum to those of the run."""
    whole = played("show", "--format", "json").document["usage"]
    for by in ("purpose", "person,step", "round", "model"):
        rows = played("usage", "--by", by, "--format", "json").document["usage"]
        for name in ("calls", "prompt_tokens", "completion_tokens"):
            assert sum(row[name] for row in rows) == whole[name]
    assert [row["cost_usd"] for row in rows] == [0.0]
    assert played("usage", "--by", "mood").code == 2
    assert "person" in played("usage", "--by", "person").out
