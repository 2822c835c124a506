"""Kept replies as a file: out of one database, into another, and nobody is asked."""

from __future__ import annotations

import gzip
import json

import pytest
from support.chat_server import ChatServer
from support.exported import exported
from support.talkers import talker

from tinytroupe_cli.store import Store

MODEL = ("--model", "toy")
THEIR_OWN = ("run", "db", "usage", "reused")
"""What two documents of the same play differ in."""


@pytest.fixture
def played(troupe, monkeypatch):
    """The command where `chat` was played by a model whose server is down by now."""
    with ChatServer(talker) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        done = troupe("run", "chat.yaml", *MODEL, "--format", "json", "--db", "a.db")
        assert done.code == 0, done.err
        troupe.first, troupe.asked = done.document, len(server.requests)
    return troupe


def lines(path):
    """A file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def same(document):
    """A document but for what every run has for itself."""
    return {name: value for name, value in document.items() if name not in THEIR_OWN}


@pytest.mark.parametrize("name", ["replies.jsonl", "replies.jsonl.gz"])
@pytest.mark.parametrize("which", [[], ["--run", "latest:chat"]])
def test_a_build_machine_plays_the_same_without_a_network(played, name, which):
    """Export here, import into nothing there: the same document, no request, no cost."""
    done = played("cache", "export", *which, name, "--db", "a.db")
    assert (done.code, done.out) == (0, "")
    done = played("cache", "import", name, "--db", "b.db", "--format", "json")
    assert done.document == {"new": played.asked, "here_already": 0, "exit_code": 0}
    words = ["run", "chat.yaml", *MODEL, "--db", "b.db", "--cache-only", "--format", "json"]
    done = played(*words)
    assert done.code == 0, done.err
    assert same(done.document) == same(played.first)
    assert done.document["usage"]["calls"] == 0
    assert done.document["usage"]["cached_calls"] == played.asked


def test_importing_twice_adds_nothing_and_exports_are_equal(played, folder):
    """A file can be committed: what comes out again is the same, byte for byte."""
    played("cache", "export", "one.jsonl", "--db", "a.db")
    played("cache", "import", "one.jsonl", "--db", "b.db")
    again = played("cache", "import", "one.jsonl", "--db", "b.db", "--format", "json")
    assert again.document == {"new": 0, "here_already": played.asked, "exit_code": 0}
    played("cache", "export", "two.jsonl", "--db", "b.db")
    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()
    assert played("cache", "export", "--db", "b.db").lines == lines(folder / "one.jsonl")
    keys = [line["key"] for line in lines(folder / "one.jsonl")]
    assert keys == sorted(keys)


def test_only_what_a_run_needs_is_exported(played):
    """Also what its parents asked for, and nothing of other runs."""
    with ChatServer(talker) as server:
        other = ("--base-url", server.base_url)
        played("run", "chat.yaml", *MODEL, *other, "--db", "a.db", "--seed", "9")
    every = played("cache", "export", "--db", "a.db").lines
    again = played("run", "chat.yaml", *MODEL, "--db", "a.db", "--format", "json").document
    assert again["reused"]["run"] == played.first["run"]
    some = played("cache", "export", "--run", again["run"], "--db", "a.db").lines
    assert len(some) == played.asked
    assert len(every) == 2 * played.asked
    assert {line["request"]["seed"] for line in some} == {0}


HOSTILE = {
    "no JSON": (lambda line: "people: [lisa]", "this is not JSON"),
    "half a line": (lambda line: line[: len(line) // 2], "the file ends in the middle of it"),
    "a list": (lambda line: f"[{line}]", "not an object"),
    "deep": (lambda line: '{"key": ' + "[" * 300 + "]" * 300 + "}", "nested too deeply"),
    "deeper": (lambda line: "[" * 100_000, "nested too deeply"),
    "NaN": (lambda line: line.replace('"seed": 0', '"seed": NaN'), "NaN is no number"),
    "a long number": (
        lambda line: line.replace('"seed": 0', '"seed": ' + "9" * 5000),
        "the line holds a number too long: 5,000 digits",
    ),
    "a wrong type": (lambda line: line.replace('"seed": 0', '"seed": "0"'), "request.seed"),
    "a wrong count": (lambda line: line.replace('tokens": ', 'tokens": -'), "usage.prompt_tokens"),
    "an unknown field": (lambda line: '{"evil": 1, ' + line[1:], "evil: no such field"),
    "a missing field": (lambda line: line.replace('"sample": "0"', '"extra": 1'), "request.sample"),
    "another key": (lambda line: line.replace('"key": "', '"key": "0'), "another request"),
    "another text": (lambda line: line.replace("Lisa", "Lise"), "another request"),
    "another engine": (
        lambda line: line.replace('"provider": "openai"', '"provider": "offline"'),
        "cannot be checked",
    ),
    "another clock": (lambda line: line.replace("+00:00", "+02:00"), "created"),
    "a strange role": (lambda line: line.replace('"role": "user"', '"role": "$key"'), "role"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_changes_nothing_and_says_where(troupe, folder, what):
    """The last line alone is wrong, and still nothing of the file is kept."""
    spoil, words = HOSTILE[what]
    *good, last = exported()[0]
    assert spoil(last) != last
    text = "\n".join([*good, spoil(last)])
    (folder / "bad.jsonl").write_text(text, encoding="utf-8")
    with Store.open("b.db"):
        pass
    done = troupe("cache", "import", "bad.jsonl", "--db", "b.db", "--format", "json")
    assert done.code == done.document["exit_code"] == 2
    assert f"bad.jsonl:{len(good) + 1}:1: " in done.err
    assert words in done.err
    assert "nothing was imported" in done.err
    with Store.open("b.db") as store:
        assert store.replies.size() == 0
    assert troupe("cache", "import", "bad.jsonl", "--db", "none.db").code == 2
    assert not (folder / "none.db").exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\n \n\n", b"\xef\xbb\xbf", gzip.compress(b"")],
    ids=["empty", "blank", "mark", "packed"],
)
def test_a_file_without_replies_is_refused(troupe, folder, content):
    """Somebody's export went wrong: no database is made of it."""
    (folder / "empty.jsonl").write_bytes(content)
    done = troupe("cache", "import", "empty.jsonl", "--db", "b.db", "--format", "json")
    assert done.code == done.document["exit_code"] == 2
    assert "'empty.jsonl' holds no replies" in done.err
    assert not (folder / "b.db").exists()


def test_two_answers_to_one_request_are_refused(troupe, folder):
    """With both lines; the same line twice is none."""
    first, *others = exported()[0]
    other = json.loads(first)
    other["reply"]["text"] += " Or not."
    text = "\n".join([first, *others, json.dumps(other)])
    (folder / "bad.jsonl").write_text(text, encoding="utf-8")
    done = troupe("cache", "import", "bad.jsonl", "--db", "b.db")
    assert done.code == 2
    assert f"bad.jsonl:{len(others) + 2}:1: key: line 1 has another reply" in done.err
    assert not (folder / "b.db").exists()
    (folder / "twice.jsonl").write_text("\n".join([first, *others, first]), encoding="utf-8")
    done = troupe("cache", "import", "twice.jsonl", "--db", "b.db", "--format", "json")
    assert done.document == {"new": len(others) + 1, "here_already": 1, "exit_code": 0}


@pytest.mark.parametrize(
    ("purpose", "text"), [("act", ""), ("act", '{"thought": "I'), ("extract", "{}")]
)
def test_a_kept_reply_that_is_no_answer_is_named(played, folder, purpose, text):
    """Nobody may be asked once more, and no other request is compared with it."""
    played("cache", "export", "replies.jsonl", "--db", "a.db")
    kept = lines(folder / "replies.jsonl")
    for each in kept:
        if each["request"]["purpose"] == purpose:
            each["reply"]["text"] = text
    spoilt = "".join(json.dumps(each) + "\n" for each in kept)
    (folder / "replies.jsonl").write_text(spoilt, encoding="utf-8")
    assert played("cache", "import", "replies.jsonl", "--db", "b.db").code == 0
    done = played("run", "chat.yaml", *MODEL, "--db", "b.db", "--cache-only")
    assert done.code == 3
    assert f"the reply that is kept for '{purpose}' of" in done.err
    assert "cannot be used" in done.err
    assert "how many messages" not in done.err


def test_only_kept_replies_and_none_of_them_exclude_each_other(troupe, folder):
    """Bad usage, before anything is written."""
    for words in (["run", "chat.yaml"], ["ask", "lisa", "--question", "How are you?"]):
        done = troupe(*words, "--model", "offline", "--cache-only", "--no-cache", "--db", "b.db")
        assert done.code == 2
        assert "--no-cache and --cache-only exclude each other" in done.err
        assert not (folder / "b.db").exists()


def test_kept_replies_alone_are_used_whatever_config_ini_says(played, folder):
    """A flag goes before a setting."""
    (folder / "config.ini").write_text("[OpenAI]\nCACHE_API_CALLS = False\n", encoding="utf-8")
    done = played("run", "chat.yaml", *MODEL, "--db", "a.db", "--cache-only", "--no-reuse")
    assert done.code == 0, done.err


def test_files_that_cannot_be_read(troupe, folder, monkeypatch):
    """Missing, a folder, half a packed file, bytes, a line without an end."""
    monkeypatch.setattr("tinytroupe_cli.stage.stored._lines.LONGEST", 100)
    packed = gzip.compress(b"\n" * 9_000)
    (folder / "half.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "bytes.jsonl").write_bytes(b'{"key": "\xff"}\n')
    (folder / "long.jsonl").write_bytes(b'{"key": "' + b"x" * 100)
    for name, words in [
        ("missing.jsonl", "cannot read"), (".", "cannot read"), ("half.gz", "is not whole"),
        ("bytes.jsonl", "not UTF-8"), ("long.jsonl", "longer than 100 bytes"),
    ]:  # fmt: skip
        done = troupe("cache", "import", name, "--db", "b.db")
        assert done.code == 2
        assert words in done.err
    monkeypatch.setattr("tinytroupe_cli.stage.stored._lines.LARGEST", 50)
    (folder / "large.gz").write_bytes(gzip.compress(b"\n" * 51))
    assert "large.gz:51:1: the file is larger" in troupe("cache", "import", "large.gz").err
    assert not (folder / "b.db").exists()


def test_replies_of_the_offline_engine_stay_where_they_are(troupe):
    """They cannot be checked elsewhere, and cost nothing; the human is told."""
    troupe("run", "chat.yaml", "--model", "offline")
    done = troupe("cache", "export")
    assert (done.code, done.out) == (0, "")
    assert "0 replies exported" in done.err
    assert "of the offline engine left out" in done.err


@pytest.mark.parametrize(
    ("change", "flags", "words"),
    [
        ("", ["--seed", "5"], "the seed ('0' is kept, '5' is asked)"),
        ("", ["--model", "toy-2"], "the parameter model ('toy' is kept, 'toy-2' is asked)"),
        ("Oscar builds", [], "builds"),
        ("[lisa, oscar]", [], "message 1 (system), where "),
        ("lisa", [], "none is kept for 'act' of Mei Tan at all"),
    ],
    ids=["seed", "model", "text", "persona", "person"],
)
def test_a_miss_names_the_nearest_kept_request(played, folder, change, flags, words):
    """Whose it is, at which step, and what differs; exit code 3, and nobody is asked."""
    text = (folder / "chat.yaml").read_text(encoding="utf-8")
    if change == "Oscar builds":
        text = text.replace("builds", "cooks")
    elif change == "[lisa, oscar]":
        text = text.replace(change, "[{use: lisa, define: {age: 61}}, oscar]")
    elif change == "lisa":
        text = text.replace("[lisa", "[mei").replace("Lisa:", "Mei:")
    (folder / "chat.yaml").write_text(text, encoding="utf-8")
    words_ = ["run", "chat.yaml", *MODEL, *flags, "--db", "a.db", "--cache-only"]
    done = played(*words_, "--format", "json")
    assert done.code == done.document["exit_code"] == 3
    assert "(step 2, round 1)" in done.err
    assert words in done.err
    assert "cache import" in done.err
    assert done.document["usage"]["calls"] == 0


def test_statistics_tell_what_was_saved(played):
    """Replies, tokens and dollars by model and purpose; an unknown price stays unknown."""
    played("run", "chat.yaml", *MODEL, "--db", "a.db", "--no-reuse")
    found = played("cache", "stats", "--db", "a.db", "--format", "json").document
    assert found["replies"] == found["answered_again"] == played.asked
    assert found["saved_tokens"] == found["prompt_tokens"] + found["completion_tokens"] > 0
    assert found["saved_usd"] is None
    assert {row["purpose"] for row in found["by"]} == {"act", "extract"}
    assert found["size_bytes"] > 10_000
    assert "an unknown sum" in played("cache", "stats", "--db", "a.db").out


def test_a_known_price_is_reckoned(played, folder):
    """By the table of config.ini."""
    (folder / "config.ini").write_text("[Prices]\ntoy = 1, 1, 2\n", encoding="utf-8")
    found = played("cache", "stats", "--db", "a.db", "--format", "json").document
    paid = found["prompt_tokens"] + 2 * found["completion_tokens"]
    assert found["cost_usd"] == pytest.approx(paid / 1e6, abs=1e-5)
    assert found["saved_usd"] == 0


def test_old_and_unused_replies_are_thrown_away(played):
    """Those of runs that are gone, those of long ago, and at last all."""
    done = played("cache", "prune", "--unused", "--db", "a.db", "--format", "json")
    assert done.document["replies"] == 0
    played("rm", "latest", "--yes", "--db", "a.db")
    done = played("cache", "prune", "--unused", "--older-than", "1d", "--db", "a.db")
    assert done.out == "removed 0 replies\n"
    done = played("cache", "prune", "--unused", "--db", "a.db", "--format", "json")
    assert done.document["replies"] == played.asked
    assert done.document["shrunk"]


def test_clearing_asks_first(played):
    """Where nobody can be asked, --yes has to be said."""
    done = played("cache", "clear", "--db", "a.db")
    assert done.code == 2
    assert "--yes" in done.err
    assert (
        f"removed {played.asked} replies" in played("cache", "clear", "--yes", "--db", "a.db").out
    )
    assert played("show", "--db", "a.db").code == 0


@pytest.mark.parametrize("age", ["soon", "7", "d", "-3d", ""])
def test_an_age_that_is_none(troupe, age):
    """Bad usage, with an example."""
    done = troupe("cache", "prune", f"--older-than={age}", "--db", "a.db")
    assert done.code == 2
    assert "30d" in done.err


def test_prune_wants_to_know_what(troupe):
    """Without an option nothing is thrown away."""
    done = troupe("cache", "prune", "--db", "a.db")
    assert done.code == 2
    assert "--older-than 30d or --unused" in done.err
