"""At a terminal: colour, who is waited for, Ctrl-C. Each test owns a pseudo-terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.chat_server import ChatServer, Said

pty = pytest.importorskip("pty")

ESC = "\x1b"
CHAT = """
people: [lisa, oscar]
world: {turns: parallel}
steps:
  - listen: {everyone: Say hello.}
  - rounds: 3
"""
TURN = {
    "thought": "They greet me.",
    "actions": [{"action": "TALK", "target": "", "content": "Hello there."}],
    "state": {"goals": [], "context": [], "attention": "", "emotions": "calm"},
}


class Terminal:
    """A `troupe` whose stderr, and stdout unless it goes to a file, is a terminal."""

    def __init__(self, folder: Path, *arguments: str, stdout: Path | None = None, **env: str):
        self._screen, inner = pty.openpty()
        clean = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color",
            "COLUMNS": "80", "LC_ALL": "C.UTF-8",
        } | env  # fmt: skip
        out = inner if stdout is None else os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        words = [sys.executable, "-m", "tinytroupe_cli", *arguments]
        self._process = subprocess.Popen(
            words, cwd=folder, env=clean, stdin=subprocess.DEVNULL, stdout=out, stderr=inner
        )
        os.close(inner)
        if out != inner:
            os.close(out)
        self.shown = ""

    def until(self, words: str) -> None:
        """Read until these words are on the screen."""
        while words not in self.shown:
            self._read()

    def send(self, number: int) -> None:
        """Send a signal, as Ctrl-C would."""
        self._process.send_signal(number)

    def end(self) -> int:
        """Read to the end; the exit code."""
        try:
            while True:
                self._read()
        except OSError:  # the other side is closed
            os.close(self._screen)
        return self._process.wait(timeout=30)

    def _read(self) -> None:
        read = os.read(self._screen, 65536)
        if not read:
            raise OSError
        self.shown += read.decode("utf-8", "replace")


@pytest.fixture
def folder(tmp_path):
    """A folder with one scenario."""
    (tmp_path / "chat.yaml").write_text(CHAT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def held():
    """A server that answers nothing before `held.answer` is true; parallel people wait for it."""

    class Held(ChatServer):
        answer = False

    with Held(lambda _: Said(json.dumps(TURN), after=lambda: server.answer)) as server:
        yield server


def run(server, *more: str) -> tuple[str, ...]:
    """The words of a run against a server."""
    return ("run", "chat.yaml", "--model", "toy", "--base-url", server.base_url, *more)


def test_who_is_waited_for_is_shown_while_a_model_thinks(folder, held):
    """The line stands on the terminal alone and is wiped away; the story is in colour."""
    terminal = Terminal(folder, *run(held))
    terminal.until("round 1: waiting for Lisa Moreau, Oscar Lindqvist")
    held.answer = True
    assert terminal.end() == 0
    assert "2 answers · " in terminal.shown
    assert f"{ESC}[2K" in terminal.shown
    assert f"{ESC}[1;32m[TALK]" in terminal.shown


def test_the_waiting_line_does_not_touch_what_goes_to_a_file(folder, held):
    """With stdout redirected the human still sees who is waited for."""
    out = folder / "out.json"
    terminal = Terminal(folder, *run(held, "--format", "json"), stdout=out)
    terminal.until("waiting for Lisa Moreau")
    held.answer = True
    assert terminal.end() == 0
    assert json.loads(out.read_text(encoding="utf-8"))["status"] == "finished"


@pytest.mark.parametrize(
    ("flags", "env"),
    [(["--quiet"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
    ids=["quiet", "NO_COLOR", "dumb"],
)
def test_plain_on_request(folder, flags, env):
    """No colour, no progress, no control sequence of any kind."""
    terminal = Terminal(folder, "run", "chat.yaml", "--model", "offline", *flags, **env)
    assert terminal.end() == 0
    assert "Lisa Moreau" in terminal.shown
    assert ESC not in terminal.shown


def test_nothing_that_vanishes_on_a_dark_or_a_light_ground(folder):
    """No yellow, no white, no black, no dim; words keep the terminal's own colour."""
    terminal = Terminal(folder, "run", "chat.yaml", "--model", "offline")
    assert terminal.end() == 0
    sequences = {part.partition("m")[0] for part in terminal.shown.split(f"{ESC}[")[1:]}
    used = {code for each in sequences for code in each.split(";") if code.isdigit()}
    assert used >= {"32"}
    assert not used & {"2", "30", "33", "37", "90", "93", "97"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_once_ends_well(folder, held, number):
    """What is in flight comes to its end; the run is interrupted and can go on."""
    out = folder / "out.json"
    terminal = Terminal(folder, *run(held, "--format", "json"), stdout=out)
    terminal.until("waiting for Lisa Moreau")
    terminal.send(number)
    terminal.until("again to stop at once")
    held.answer = True
    assert terminal.end() == 130
    document = json.loads(out.read_text(encoding="utf-8"))
    assert (document["status"], document["exit_code"]) == ("interrupted", 130)
    assert document["rounds"] == 1
    assert f"to go on: troupe {' '.join(run(held))} --format json" in terminal.shown
    sent = len(held.requests)
    terminal = Terminal(folder, *run(held, "--format", "json"), stdout=out)
    assert terminal.end() == 0
    assert json.loads(out.read_text(encoding="utf-8"))["rounds"] == 3
    assert len(held.requests) == sent + 4


@pytest.mark.parametrize("chosen", ["json", "jsonl", "text"])
def test_twice_stops_at_once(folder, held, chosen):
    """The model never answers; what stdout holds is valid all the same."""
    out = folder / "out"
    terminal = Terminal(folder, *run(held, "--format", chosen), stdout=out)
    terminal.until("waiting for Lisa Moreau")
    terminal.send(signal.SIGINT)
    terminal.until("again to stop at once")
    terminal.send(signal.SIGINT)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.shown
    assert "to go on: troupe run chat.yaml" in terminal.shown
    text = out.read_text(encoding="utf-8")
    if chosen == "json":
        document = json.loads(text)
        assert (document["status"], document["exit_code"]) == ("interrupted", 130)
        assert document["run"]
    elif chosen == "jsonl":
        events = [json.loads(line) for line in text.splitlines()]
        assert [event["seq"] for event in events] == [*range(1, len(events) + 1)]


def test_an_extraction_stops_at_the_first_interrupt(folder, held):
    """Exit code 130, one JSON document, the command that goes on."""
    terminal = Terminal(folder, "run", "chat.yaml", "--model", "offline")
    assert terminal.end() == 0
    out = folder / "out.json"
    words = ("extract", "--fields", "mood", "--model", "toy", "--base-url", held.base_url)
    terminal = Terminal(folder, *words, "--format", "json", stdout=out)
    terminal.until("waiting for the model")
    terminal.send(signal.SIGTERM)
    assert terminal.end() == 130
    assert json.loads(out.read_text(encoding="utf-8"))["exit_code"] == 130
    assert "to go on: troupe extract --fields mood" in terminal.shown
