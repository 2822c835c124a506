"""The shape of the database, one named step after another; never edited once released."""

from __future__ import annotations

from functools import cache
from typing import Any

LATEST = "m001_initial"

_INITIAL = """
CREATE TABLE runs (
  id TEXT PRIMARY KEY, scenario TEXT NOT NULL, engine TEXT NOT NULL, model TEXT NOT NULL,
  seed INTEGER NOT NULL, repeat INTEGER NOT NULL, status TEXT NOT NULL, exit_code INTEGER,
  created TEXT NOT NULL, finished TEXT, parent TEXT REFERENCES runs(id),
  parent_seq INTEGER NOT NULL DEFAULT 0, spec TEXT NOT NULL, summary TEXT
) STRICT;
CREATE TABLE events (
  run TEXT NOT NULL REFERENCES runs(id), seq INTEGER NOT NULL, step INTEGER NOT NULL,
  round INTEGER, kind TEXT NOT NULL, person TEXT, payload TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT;
CREATE TABLE checkpoints (
  prefix_hash TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES runs(id), seq INTEGER NOT NULL,
  unit INTEGER NOT NULL
) STRICT;
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY, run TEXT, key TEXT NOT NULL, purpose TEXT NOT NULL, person TEXT,
  step INTEGER, round INTEGER, provider TEXT NOT NULL, model TEXT NOT NULL,
  cached INTEGER NOT NULL, seconds REAL NOT NULL, attempts TEXT NOT NULL,
  prompt_tokens INTEGER NOT NULL, cached_prompt_tokens INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT NULL, error TEXT
) STRICT;
CREATE INDEX ledger_run ON ledger (run);
CREATE TABLE texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE llm_cache (
  key TEXT PRIMARY KEY, request TEXT NOT NULL, reply TEXT NOT NULL,
  rejected INTEGER NOT NULL DEFAULT 0, created TEXT NOT NULL
) STRICT;
CREATE TABLE extractions (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs(id), name TEXT NOT NULL,
  digest TEXT NOT NULL, engine TEXT NOT NULL, result TEXT NOT NULL, created TEXT NOT NULL
) STRICT;
CREATE TABLE rungs (
  endpoint TEXT NOT NULL, model TEXT NOT NULL, rung TEXT NOT NULL, PRIMARY KEY (endpoint, model)
) STRICT;
CREATE VIEW transcript AS
  SELECT run, seq, step, round, payload ->> 'time' AS time, kind, person,
    coalesce(payload ->> 'action', payload ->> 'stimulus') AS what,
    coalesce(payload ->> 'target', payload ->> 'source') AS other, payload ->> 'content' AS content
  FROM events WHERE kind IN ('stimulus', 'action', 'undelivered', 'observation', 'failure');
CREATE VIEW answers AS
  SELECT extractions.run, extractions.name, extractions.engine, row.value ->> 'person' AS person,
    row.value AS answer
  FROM extractions, json_each(extractions.result, '$.rows') AS row;
CREATE VIEW cost AS
  SELECT run, purpose, model, sum(cached = 0) AS calls, sum(cached) AS cached_calls,
    sum(iif(cached, 0, prompt_tokens)) AS prompt_tokens,
    sum(iif(cached, 0, completion_tokens)) AS completion_tokens
  FROM ledger GROUP BY run, purpose, model;
"""


@cache
def migrations() -> Any:
    """All migrations, in order."""
    from sqlite_utils import Migrations

    known = Migrations("troupe")

    @known()  # type: ignore[untyped-decorator]
    def m001_initial(database: Any) -> None:
        for statement in _INITIAL.split(";\n"):
            if statement.strip():
                database.execute(statement)

    return known
