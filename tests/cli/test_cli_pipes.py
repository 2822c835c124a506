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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    "line",
    [
        f"{PLAY} -o out.jsonl",
        "{troupe} export latest -o out.jsonl",
        "{troupe} cache export out.jsonl",
    ],
    ids=["run", "export", "cache"],
)
def test_a_named_pipe_is_written_into(played, line):
    """Whoever reads it gets the file's content; the pipe is no file afterwards."""
    shell(played, "rm -f out.jsonl; mkfifo out.jsonl")
    done = shell(played, f"(cat out.jsonl > read.txt) & {line}; wait; cat read.txt")
    assert done.returncode == 0, done.stderr
    assert (played / "out.jsonl").is_fifo()
    assert len((played / "read.txt").read_text(encoding="utf-8")) > 0 or "cache" in line


def test_a_link_stays_one(played):
    """What it leads to is written."""
    (played / "real.jsonl").write_text("", encoding="utf-8")
    (played / "link.jsonl").symlink_to("real.jsonl")
    done = shell(played, f"{PLAY} -o link.jsonl")
    assert done.returncode == 0, done.stderr
    assert (played / "link.jsonl").is_symlink()
    assert '"kind": "note"' in (played / "real.jsonl").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_stays_one_and_says_that_it_is_full(played):
    """Exit code 5, as for a full disk."""
    done = shell(played, "{troupe} export latest -o /dev/full")
    assert Path("/dev/full").is_char_device()
    assert done.returncode == 5, done.stderr
    assert "No space left" in done.stderr
