"""A run and its replies as the lines of their files, played once for tests that spoil them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from support.chat_server import ChatServer
from support.talkers import talker

from tinytroupe_cli import run_scenario
from tinytroupe_cli.stage import Outgoing, as_line, run_lines
from tinytroupe_cli.store import Store

CHAT = """
people: [lisa, oscar]
steps:
  - listen: {Lisa: "Find out what Oscar builds."}
  - rounds: 1
extract:
  topics: {objective: What they talked about, list: {topic: text, by: person}}
"""


@cache
def exported() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of `troupe cache export` and of `troupe export`."""
    with TemporaryDirectory() as name, ChatServer(talker) as server:
        path, db = Path(name, "chat.yaml"), str(Path(name, "t.db"))
        path.write_text(CHAT, encoding="utf-8")
        run_scenario(path, model="toy", base_url=server.base_url, db=db, env={})
        with Store.open(db) as store:
            replies = tuple(as_line(each).rstrip() for each in Outgoing(store))
            return replies, tuple(as_line(each) for each in run_lines(store, store.find_run()))
