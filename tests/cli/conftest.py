"""The command as a user calls it, but within this process and in an empty folder."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

import pytest

from tinytroupe_cli.cli.app import main

VARIABLES = (
    "OPENAI_API_KEY", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY",
    "AZURE_OPENAI_KEY", "TROUPE_MODEL", "TROUPE_DB", "CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS",
)  # fmt: skip

CHAT = """
people: [lisa, oscar]
steps:
  - listen: {Lisa: "Find out what Oscar builds."}
  - rounds: 2
extract:
  topics: {objective: What they talked about, list: {topic: text, by: person}}
reduce:
  talk: {count: TALK, by: person}
"""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Stdout as exactly one JSON document."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Stdout as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working directory with one scenario, and an environment that names nothing."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chat.yaml").write_text(CHAT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def troupe(folder, monkeypatch):
    """Carry a command out; returns its exit code, stdout and stderr."""

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["troupe", *arguments])
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main()
        return Done(ended.value.code, out.getvalue(), err.getvalue())

    return call
