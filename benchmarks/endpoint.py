"""The local endpoint as a process of its own, so that its CPU is not counted."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, Self

HOME = Path(__file__).parents[1]


class Endpoint:
    """A running server, for the length of a `with` block."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.server"],
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate("", timeout=10)

    @property
    def base_url(self) -> str:
        """The address for `--base-url`."""
        return f"http://127.0.0.1:{self.port}/v1"

    def behave(self, **settings: Any) -> None:
        """Change settings (see server.settings) and forget everything that was seen."""
        self._ask("", json.dumps(settings).encode())

    def totals(self) -> dict[str, Any]:
        """Counts and sums since the last `behave`."""
        totals: dict[str, Any] = self._ask("")
        return totals

    def log(self) -> list[dict[str, Any]]:
        """Every request since the last `behave`, in order of arrival."""
        log: list[dict[str, Any]] = self._ask("/log")
        return log

    def _ask(self, page: str, content: bytes | None = None) -> Any:
        address = f"http://127.0.0.1:{self.port}/control{page}"
        with urllib.request.urlopen(address, data=content, timeout=30) as answer:
            return json.load(answer)


def quiet(endpoint: Endpoint, seconds: float = 10.0) -> None:
    """Wait until nothing is in flight any more, at most so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(not each["ended"] for each in endpoint.log()):
        time.sleep(0.05)
