"""Whether everything is in place: what is found, what is wrong, and the exit code of it."""

from __future__ import annotations

import pytest
from support.chat_server import ChatServer, Drop, Hang, Refused, Said

from tinytroupe_cli.store import _migrations

SECRET = "sk-very-secret-7f3a"


def checks(done):
    """What was looked at, by name; of several the last."""
    return {each["check"]: each for each in done.document["checks"]}


def test_all_is_well_in_an_empty_folder(troupe, folder):
    """The offline engine speaks, there is no database yet, and nothing is made by looking."""
    done = troupe("doctor", "--format", "json")
    assert done.code == done.document["exit_code"] == 0
    found = checks(done)
    assert [*found] == ["python", "packages", "settings", "database", "model", "key"]
    assert all(each["status"] == "ok" for each in found.values())
    assert "not there yet" in found["database"]["found"]
    assert "openai" in found["packages"]["found"]
    assert [each.name for each in folder.iterdir()] == ["chat.yaml"]


def test_values_are_told_with_where_they_come_from(troupe, folder, monkeypatch):
    """config.ini with its line, variables, flags; notices too; the key is only said to be set."""
    text = "[OpenAI]\nMODEL=small\nTIMEOUT=60\nTEMPRATURE=1\n"
    (folder / "config.ini").write_text(text, encoding="utf-8")
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://localhost:9/v1?key={SECRET}")
    done = troupe("doctor", "--format", "json", "--db", "x.db")
    assert done.code == 0
    values = {each["setting"]: each for each in done.document["settings"]}
    assert values["model"]["value"] == "small"
    assert values["model"]["from"].endswith("config.ini:2")
    assert values["database"] == {"setting": "database", "value": "x.db", "from": "command line"}
    assert values["max_attempts"]["from"] == "default"
    found = checks(done)
    assert "did you mean TEMPERATURE?" in found["settings"]["found"]
    assert found["model"]["found"] == "openai:small at http://localhost:9/v1?..."
    assert found["key"]["found"] == "OPENAI_API_KEY is set"
    text = troupe("doctor").out
    assert SECRET not in text + done.out
    assert "config.ini:2" in "".join(text.split())


@pytest.mark.parametrize(
    ("config", "key", "check", "words"),
    [
        ("[OpenAI]\nTIMEOUT=soon\n", None, "settings", "TIMEOUT: 'soon' cannot be used"),
        ("[OpenAI\n", None, "settings", "config.ini:1"),
        ("[OpenAI]\nMODEL=gpt-5-mini\n", None, "key", "OPENAI_API_KEY is not set"),
        ("[OpenAI]\nMODEL=gpt-5-mini\n", f"{SECRET}\n", "key", "blanks around the key"),
    ],
)
def test_wrong_settings_end_with_two(troupe, folder, monkeypatch, config, key, check, words):
    """A value, a file, a key that is missing or has a line end behind it."""
    (folder / "config.ini").write_text(config, encoding="utf-8")
    if key:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    done = troupe("doctor", "--format", "json")
    assert done.code == done.document["exit_code"] == 2
    assert checks(done)[check]["status"] == "wrong"
    assert words in checks(done)[check]["found"]
    assert SECRET not in done.out + done.err


def test_a_database_is_looked_through(troupe):
    """What is in it, whether it is whole, how it is kept."""
    troupe("run", "chat.yaml", "--model", "offline")
    done = troupe("doctor", "--format", "json")
    database = done.document["database"]
    assert (database["exists"], database["runs"], database["journal"]) == (True, 1, "wal")
    assert database["version"] == _migrations.MIGRATIONS[-1].__name__
    assert database["replies"] > 0
    assert "1 runs" in checks(done)["database"]["found"]


def test_a_wrong_database_ends_with_five(troupe, folder):
    """Whatever is wrong, in one sentence, and the file stays as it is."""
    (folder / "troupe.db").write_text("people: [lisa]\n" * 99, encoding="utf-8")
    before = (folder / "troupe.db").read_bytes()
    done = troupe("doctor", "--format", "json")
    assert done.code == done.document["exit_code"] == 5
    assert "is not a database" in checks(done)["database"]["found"]
    assert (folder / "troupe.db").read_bytes() == before


def test_damage_further_in_is_found(troupe, folder):
    """The whole file is read."""
    troupe("run", "chat.yaml", "--model", "offline")
    size = (folder / "troupe.db").stat().st_size
    with (folder / "troupe.db").open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    done = troupe("doctor", "--format", "json")
    assert done.code == 5
    assert "is damaged" in checks(done)["database"]["found"]


def test_settings_come_before_the_database(troupe, folder, monkeypatch):
    """Of several codes the first that applies."""
    (folder / "troupe.db").write_text("no", encoding="utf-8")
    assert troupe("doctor", "--model", "gpt-5-mini").code == 2


def test_on_ci_nothing_is_chosen_by_itself(troupe, monkeypatch):
    """The note says what `run` would say; a scenario may name its own model."""
    monkeypatch.setenv("CI", "true")
    done = troupe("doctor", "--format", "json")
    assert done.code == 0
    assert checks(done)["model"]["status"] == "note"
    assert "--model offline" in checks(done)["model"]["hint"]


def test_nobody_is_asked_unless_told(troupe):
    """And with --ping once, with few words; nothing is written either."""
    with ChatServer(
        lambda _: Said("yes", usage={"prompt_tokens": 9, "completion_tokens": 1})
    ) as it:
        words = ["doctor", "--model", "toy", "--base-url", it.base_url, "--format", "json"]
        assert troupe(*words).code == 0
        assert it.requests == []
        done = troupe(*words, "--ping")
    assert done.code == 0
    assert checks(done)["endpoint"]["found"] == "toy answered, 10 tokens"
    assert len(it.requests) == 1
    assert len(str(it.requests[0].body["messages"])) < 100


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Refused(401, "wrong key"), "OPENAI_API_KEY"),
        (Refused(404, "no such model"), "toy"),
        (Refused(429, "pay first", code="insufficient_quota"), "no credit left"),
        (Refused(500, "oh"), "500"),
        (Drop(), "connection"),
    ],
    ids=["key", "model", "credit", "server", "dropped"],
)
def test_what_is_wrong_with_the_endpoint_is_said_in_a_sentence(troupe, monkeypatch, fault, words):
    """Exit code 3, one request, no key."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with ChatServer(lambda _: fault) as server:
        flags = ["--model", "toy", "--base-url", server.base_url, "--format", "json"]
        done = troupe("doctor", "--ping", *flags)
    assert done.code == done.document["exit_code"] == 3
    assert words in checks(done)["endpoint"]["found"] + (checks(done)["endpoint"]["hint"] or "")
    assert len(server.requests) == 1
    assert SECRET not in done.out + done.err


def test_an_endpoint_that_is_not_there(troupe, monkeypatch):
    """Neither the one that refuses nor the one that stays silent keeps anybody waiting long."""
    monkeypatch.setattr("tinytroupe_cli.stage.stored._doctor.PING_S", 0.05)
    with ChatServer(lambda _: Hang()) as server:
        silent = server.base_url
        done = troupe("doctor", "--ping", "--model", "toy", "--base-url", silent)
        assert done.code == 3
        assert "no reply" in done.out
    done = troupe("doctor", "--ping", "--model", "toy", "--base-url", silent)
    assert done.code == 3
    assert "failed" in done.out


def test_the_offline_engine_answers_a_ping(troupe):
    """There is nothing that could be wrong with it."""
    assert troupe("doctor", "--ping", "--model", "offline").code == 0
