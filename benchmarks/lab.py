"""Where cases are measured: the endpoint, a folder for each run, the command on it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.command import TROUPE, Done, run
from benchmarks.endpoint import Endpoint, quiet
from benchmarks.server.settings import Settings

REPLY_S = Settings().seconds(Settings().reply_tokens)
"""Seconds of one reply of the ordinary endpoint: 0.3 + 400 x 0.005."""
FAST = {"first_token_ms": 20.0, "per_token_ms": 0.0}
"""An endpoint that answers in 20 ms, where CPU or tokens are measured and not time."""
ORDINARY: Mapping[str, Any] = {
    "first_token_ms": Settings().first_token_ms,
    "per_token_ms": Settings().per_token_ms,
    "slots": None,
    "reject_beyond": None,
    "faults": {},
    "quirks": (),
    "key": None,
    "model": None,
    "credit": None,
    "refuses": (),
    "samples": False,
    "watch": "",
    "bodies": "",
}


@dataclass
class Played:
    """One run of the command and what the endpoint saw of it."""

    done: Done
    log: list[dict[str, Any]]

    @property
    def calls(self) -> int:
        """Requests at the endpoint."""
        return len(self.log)

    @property
    def turns(self) -> list[dict[str, Any]]:
        """The requests that asked for a turn."""
        return [each for each in self.log if each["kind"] == "turn"]

    @property
    def wall(self) -> float:
        """Seconds from the first request to the last output."""
        return self.done.last_output - float(self.log[0]["began"])

    @property
    def first_request(self) -> float:
        """Seconds from the start of the process to its first request."""
        return float(self.log[0]["began"]) - self.done.began

    @property
    def idle(self) -> float:
        """Seconds between the first and the last request in which none was in flight."""
        gaps, until = 0.0, float(self.log[0]["began"])
        for each in self.log:
            gaps += max(0.0, each["began"] - until)
            until = max(until, each["ended"])
        return gaps

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """The story, of a run with `--format jsonl`."""
        return [json.loads(line) for line in self.done.stdout.splitlines()]

    @property
    def consolidations(self) -> int:
        """Round borders at which memories were waited for."""
        found = {(each["step"], each["round"]) for each in self.events if each["kind"] == "memory"}
        return len(found)

    def critical_path(self, replies: int) -> float:
        """Seconds that so many replies in a row take, and the consolidations between them."""
        return (replies + self.consolidations) * REPLY_S

    def mean(self, name: str, turns: slice = slice(None)) -> float:
        """The mean of a figure over turns."""
        chosen = self.turns[turns]
        return float(sum(each[name] for each in chosen)) / max(1, len(chosen))

    @property
    def uncached(self) -> float:
        """Prompt tokens a turn that a provider's prefix cache would not have served."""
        return self.mean("prompt_tokens") - self.mean("cached_tokens")


class Lab:
    """One endpoint, and a new folder for each run."""

    def __init__(self, endpoint: Endpoint, home: Path) -> None:
        self.endpoint, self._home = endpoint, home
        self._numbers = itertools.count()
        self._flags = run([TROUPE, "run", "--help"], home).stdout

    def folder(self) -> Path:
        """A new, empty folder."""
        folder = self._home / f"{next(self._numbers):04d}"
        folder.mkdir()
        return folder

    def has(self, flag: str) -> bool:
        """Whether `troupe run` takes a flag."""
        return flag in self._flags

    def play(
        self,
        scenario: Path,
        *flags: str,
        endpoint: Mapping[str, Any] | None = None,
        form: str = "jsonl",
        ends: int | None = 0,
    ) -> Played:
        """Run a scenario against the endpoint, which behaves ordinarily but for what is given.

        Raises:
            RuntimeError: it did not end with the exit code of `ends`; None takes any.
        """
        words = ("run", scenario, *self.address, "--format", form, *flags)
        return self.do(scenario.parent, *words, endpoint=endpoint, ends=ends)

    @property
    def address(self) -> tuple[str, ...]:
        """The options that name the endpoint and its model."""
        return ("--base-url", self.endpoint.base_url, "--model", "toy")

    def do(
        self,
        folder: Path,
        *words: str | Path,
        endpoint: Mapping[str, Any] | None = None,
        ends: int | None = 0,
    ) -> Played:
        """Run any command of `troupe` in a folder, as `play` runs a scenario.

        Raises:
            RuntimeError: it did not end with the exit code of `ends`; None takes any.
        """
        self.endpoint.behave(**{**ORDINARY, **(endpoint or {})})
        done = run([TROUPE, *words], folder)
        if ends is not None and done.exit_code != ends:
            told = " ".join(map(str, words))
            raise RuntimeError(f"{told} ended with {done.exit_code}: {done.stderr[-2000:]}")
        quiet(self.endpoint)
        return Played(done, self.endpoint.log())

    def story(self, folder: Path) -> list[dict[str, Any]]:
        """The events of the latest run in a folder's database, without its id."""
        events = self.do(folder, "show", "--format", "jsonl").events
        return [{name: value for name, value in each.items() if name != "run"} for each in events]
