"""One command run as a process, with the CPU and memory that the kernel counted for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TROUPE = Path(sys.executable).with_name("troupe")
SECRET = "sk-benchmark-0123456789"
"""What OPENAI_API_KEY holds in every run."""


@dataclass(frozen=True, slots=True)
class Done:
    """A process that has ended; times are seconds of the machine's monotonic clock."""

    exit_code: int
    cpu: float
    """Seconds of user and system time, of the process and the threads in it (os.wait4)."""
    peak_mb: float
    """The largest resident set, in MB of 1,048,576 bytes."""
    began: float
    last_output: float
    """When the last piece of stdout was read."""
    ended: float
    stdout: str
    stderr: str


def run(words: Sequence[str | Path], folder: Path, *, env: Mapping[str, str] | None = None) -> Done:
    """Run a command in a folder, with nothing of this shell's environment but what it needs."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "OPENAI_API_KEY": SECRET}
    errors: list[str] = []
    began = last = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in words],
        cwd=folder,
        env=clean | dict(env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    stderr = process.stderr
    listener = threading.Thread(
        target=lambda: errors.append(stderr.read().decode(errors="replace")), daemon=True
    )
    listener.start()
    pieces = []
    while piece := os.read(process.stdout.fileno(), 1 << 20):
        pieces.append(piece)
        last = time.monotonic()
    _, status, used = os.wait4(process.pid, 0)
    ended = time.monotonic()
    process.returncode = os.waitstatus_to_exitcode(status)
    listener.join()
    process.stdout.close()
    stderr.close()
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Done(
        process.returncode,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / scale,
        began,
        last,
        ended,
        b"".join(pieces).decode(errors="replace"),
        errors[0],
    )
