"""In pipes: a reader that leaves is no error, and nothing but plain text goes through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAY = "{troupe} run chat.yaml --model offline"
NO_EVENTS = "people: [lisa]\nsteps:\n  - note: Nothing happens.\n"


def shell(folder: Path, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell; the exit code is that of the last `troupe` in it."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"} | env
    command = line.format(troupe=f"{sys.executable} -m tinytroupe_cli")
    words = ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"]
    return subprocess.run(
        words, cwd=folder, env=clean, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A folder with a scenario that was played once."""
    folder = tmp_path_factory.mktemp("pipes")
    (folder / "chat.yaml").write_text(NO_EVENTS, encoding="utf-8")
    assert shell(folder, PLAY).returncode == 0
    return folder


@pytest.mark.parametrize(
    "line",
    [
        f"{PLAY} --format jsonl | head -1",
        f"{PLAY} | true",
        f"{PLAY} --format json | true",
        f"{PLAY} 2>&1 >/dev/null | true",
        f"{PLAY} >&-",
        f"{PLAY} 2>&-",
        "{troupe} schema scenario | head -1",
        "{troupe} --help | true",
    ],
    ids=["head", "true", "json", "stderr", "no stdout", "no stderr", "big", "help"],
)
def test_a_reader_that_leaves_is_no_error(played, line):
    """Exit code 0, and not a word about it."""
    done = shell(played, line)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_told(played):
    """Exit code 5 and one block, since the result did not get to where it was sent."""
    done = shell(played, "{troupe} show > /dev/full")
    assert done.returncode == 5
    assert done.stderr.startswith("troupe: cannot write the result: No space left")
    assert "Traceback" not in done.stderr


def test_pipes_get_utf8_whatever_the_locale(played):
    """A terminal's encoding is no reason to lose letters in a file."""
    done = shell(played, "{troupe} show", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "─ chat ─" in done.stdout


@pytest.mark.parametrize("width", ["60", "100", "200"])
def test_text_is_plain_and_fits_the_width(played, width):
    """No colour, no progress, no blanks at line ends; running text never wider than 100."""
    done = shell(played, "{troupe} show", COLUMNS=width)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert max(len(line) for line in lines) == min(int(width), 100)
    assert [line for line in lines if line != line.rstrip()] == []


def test_json_of_a_run_and_nothing_else(played):
    """One document on stdout; warnings are on stderr."""
    done = shell(played, "{troupe} run chat.yaml --format json")
    assert json.loads(done.stdout)["engine"] == "offline"
    assert "the offline engine speaks" in done.stderr
