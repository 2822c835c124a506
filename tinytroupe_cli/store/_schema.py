"""The tables and views of the first migration, as SQL. Never edited after a release."""

from __future__ import annotations

_RUNS = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    scenario TEXT NOT NULL,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    seed INTEGER NOT NULL,
    repeat INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'running',
    exit_code INTEGER,
    created TEXT NOT NULL,
    finished TEXT,
    parent TEXT REFERENCES runs (id),
    parent_seq INTEGER NOT NULL DEFAULT 0,
    spec INTEGER NOT NULL REFERENCES texts (id),
    summary TEXT
) STRICT
"""

# Personas, rules and histories stand in thousands of requests; each text is kept once.
_TEXTS = """
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL
) STRICT
"""

# The columns behind `data` are computed when read, so they cost nothing in the file.
_EVENTS = """
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    step INTEGER AS (json_extract(data, '$.step')),
    round INTEGER AS (json_extract(data, '$.round')),
    time TEXT AS (json_extract(data, '$.time')),
    kind TEXT AS (json_extract(data, '$.kind')),
    person TEXT AS (json_extract(data, '$.person')),
    content TEXT AS (json_extract(data, '$.content')),
    UNIQUE (run, seq)
) STRICT
"""

_APPEND_ONLY = """
CREATE TRIGGER events_are_append_only BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
"""

_CHECKPOINTS = """
CREATE TABLE checkpoints (
    prefix_hash TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    PRIMARY KEY (prefix_hash, run)
) STRICT, WITHOUT ROWID
"""

_LEDGER = """
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    run TEXT REFERENCES runs (id) ON DELETE CASCADE,
    created TEXT NOT NULL,
    key TEXT NOT NULL,
    purpose TEXT NOT NULL,
    person TEXT,
    step INTEGER,
    round INTEGER,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    cached INTEGER NOT NULL,
    seconds REAL NOT NULL,
    attempts TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    cached_prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    reasoning_tokens INTEGER NOT NULL,
    error TEXT,
    more TEXT
) STRICT
"""

# A key may stand here several times: answers asked anew, and rejected ones kept as evidence.
_LLM_CACHE = """
CREATE TABLE llm_cache (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    created TEXT NOT NULL,
    rejected INTEGER NOT NULL DEFAULT 0,
    request TEXT NOT NULL,
    reply TEXT NOT NULL,
    purpose TEXT AS (json_extract(request, '$.purpose')),
    person TEXT AS (json_extract(request, '$.person')),
    model TEXT AS (json_extract(request, '$.params.model')),
    text TEXT AS (json_extract(reply, '$.text'))
) STRICT
"""

# What a kept request was made of: its messages in order, then its other long parts by name.
_REQUEST_PARTS = """
CREATE TABLE request_parts (
    reply INTEGER NOT NULL REFERENCES llm_cache (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES texts (id),
    PRIMARY KEY (reply, position)
) STRICT, WITHOUT ROWID
"""

_EXTRACTIONS = """
CREATE TABLE extractions (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    engine TEXT NOT NULL,
    created TEXT NOT NULL,
    result TEXT NOT NULL CHECK (json_valid(result))
) STRICT
"""

_RUNGS = """
CREATE TABLE rungs (
    endpoint TEXT NOT NULL,
    model TEXT NOT NULL,
    rung TEXT NOT NULL,
    learned TEXT NOT NULL,
    PRIMARY KEY (endpoint, model)
) STRICT, WITHOUT ROWID
"""

_INDEXES = (
    "CREATE INDEX checkpoints_by_run ON checkpoints (run)",
    "CREATE INDEX ledger_by_run ON ledger (run)",
    "CREATE INDEX llm_cache_by_key ON llm_cache (key)",
    "CREATE INDEX request_parts_by_text ON request_parts (text)",
    "CREATE INDEX extractions_by_run ON extractions (run, name)",
    "CREATE INDEX runs_by_parent ON runs (parent)",
    "CREATE INDEX runs_by_spec ON runs (spec)",
)

# The words of what was said and perceived. The index holds no copy of the texts.
_SAID = """
CREATE VIEW said AS
SELECT id, content FROM events WHERE kind IN ('action', 'stimulus') AND content <> ''
"""
_SAID_WORDS = """
CREATE VIRTUAL TABLE said_words USING fts5 (
    content, content = 'said', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
)
"""
_INDEX_SAID = """
CREATE TRIGGER said_is_indexed AFTER INSERT ON events
WHEN new.kind IN ('action', 'stimulus') AND new.content <> ''
BEGIN INSERT INTO said_words (rowid, content) VALUES (new.id, new.content); END
"""
_FORGET_SAID = """
CREATE TRIGGER said_is_forgotten AFTER DELETE ON events
WHEN old.kind IN ('action', 'stimulus') AND old.content <> ''
BEGIN
    INSERT INTO said_words (said_words, rowid, content) VALUES ('delete', old.id, old.content);
END
"""

# A run tells the story of its parents up to where it left them, then its own.
_STORY = """
CREATE VIEW story AS
WITH RECURSIVE line (run, source, upto) AS (
    SELECT id, id, 9223372036854775807 FROM runs
    UNION ALL
    SELECT line.run, child.parent, min(line.upto, child.parent_seq)
    FROM line JOIN runs AS child ON child.id = line.source
    WHERE child.parent IS NOT NULL
)
SELECT line.run, e.seq, e.step, e.round, e.time, e.kind, e.person, e.content, e.data
FROM line JOIN events AS e ON e.run = line.source AND e.seq <= line.upto
"""

_TRANSCRIPT = """
CREATE VIEW transcript AS
SELECT
    run, seq, step, round, time,
    CASE kind WHEN 'stimulus' THEN json_extract(data, '$.source') ELSE person END AS who,
    CASE kind
        WHEN 'stimulus' THEN json_extract(data, '$.stimulus')
        WHEN 'action' THEN json_extract(data, '$.action')
        ELSE upper(kind)
    END AS does,
    CASE kind WHEN 'stimulus' THEN person ELSE json_extract(data, '$.target') END AS whom,
    CASE kind
        WHEN 'failure' THEN json_extract(data, '$.error') || ': ' || json_extract(data, '$.reason')
        WHEN 'bound' THEN json_extract(data, '$.reason')
        WHEN 'judgement' THEN
            json_extract(data, '$.condition')
            || CASE json_extract(data, '$.met') WHEN 1 THEN ': yes. ' ELSE ': no. ' END
            || json_extract(data, '$.reason')
        ELSE coalesce(content, '')
    END AS text
FROM story
WHERE kind IN ('stimulus', 'action', 'observation', 'undelivered', 'repetition', 'judgement',
               'note', 'bound', 'failure')
ORDER BY run, seq
"""

# One line for each field of each record. An answer may be a value, a record, a list of records,
# or a record whose only field is such a list (the same rule as in the CSV).
ANSWERS = """
CREATE VIEW answers AS
WITH newest AS (
    SELECT * FROM extractions WHERE id IN (SELECT max(id) FROM extractions GROUP BY run, name)
), given AS (
    SELECT newest.run, newest.name, newest.engine, r.key AS place,
           json_extract(r.value, '$.person') AS person,
           json_type(r.value, '$.value') AS type, json_extract(r.value, '$.value') AS value,
           CASE WHEN json_type(r.value, '$.value') = 'object'
                 AND (SELECT count(*) FROM json_each(r.value, '$.value')) = 1
                THEN (SELECT only.value FROM json_each(r.value, '$.value') AS only
                      WHERE only.type = 'array' AND only.value <> '[]' AND NOT EXISTS
                      (SELECT 1 FROM json_each(only.value) AS each WHERE each.type <> 'object'))
           END AS list
    FROM newest, json_each(newest.result, '$.rows') AS r
), found AS (
    SELECT run, name, engine, person, place, item.key AS item, item.type, item.value
    FROM given, json_each(
        CASE WHEN given.type = 'array' THEN given.value
             WHEN given.list IS NOT NULL THEN given.list
             WHEN given.type = 'object' THEN json_array(json(given.value))
             ELSE json_array(given.value) END
    ) AS item
    UNION ALL
    SELECT newest.run, name, engine, json_extract(f.value, '$.person'), f.key, NULL, 'object',
           json_object('failure', json_extract(f.value, '$.reason'))
    FROM newest, json_each(newest.result, '$.failures') AS f
)
SELECT found.run, runs.scenario, found.name, found.person,
       CASE WHEN found.item IS NOT NULL
            THEN dense_rank() OVER (PARTITION BY found.run, found.name
                                    ORDER BY found.item IS NULL, found.place, found.item)
       END AS record,
       field.key AS field, field.value AS value, found.engine
FROM found JOIN runs ON runs.id = found.run,
     json_each(CASE found.type WHEN 'object' THEN found.value
                               WHEN 'array' THEN json_object('value', json(found.value))
                               ELSE json_object('value', found.value) END) AS field
"""

# Tokens are facts, prices change: dollars are reckoned by the program, never stored as truth.
_COST = """
CREATE VIEW cost AS
SELECT
    ledger.run, runs.scenario, provider, ledger.model, purpose,
    count(*) AS calls,
    sum(cached) AS cached_calls,
    sum(error IS NOT NULL) AS failed_calls,
    sum(json_array_length(attempts)) AS attempts,
    sum(CASE cached WHEN 0 THEN prompt_tokens ELSE 0 END) AS prompt_tokens,
    sum(CASE cached WHEN 0 THEN cached_prompt_tokens ELSE 0 END) AS cached_prompt_tokens,
    sum(CASE cached WHEN 0 THEN completion_tokens ELSE 0 END) AS completion_tokens,
    sum(CASE cached WHEN 0 THEN reasoning_tokens ELSE 0 END) AS reasoning_tokens,
    sum(CASE cached WHEN 1 THEN prompt_tokens + completion_tokens ELSE 0 END) AS saved_tokens,
    round(sum(seconds), 3) AS seconds
FROM ledger LEFT JOIN runs ON runs.id = ledger.run
GROUP BY ledger.run, runs.scenario, provider, ledger.model, purpose
"""

_REQUESTS = """
CREATE VIEW requests AS
SELECT c.id AS reply, c.key, c.purpose, c.person, c.model, p.position, p.role, t.text
FROM llm_cache AS c
JOIN request_parts AS p ON p.reply = c.id
JOIN texts AS t ON t.id = p.text
"""

FIRST: tuple[str, ...] = (
    _TEXTS,
    _RUNS,
    _EVENTS,
    _APPEND_ONLY,
    _CHECKPOINTS,
    _LEDGER,
    _LLM_CACHE,
    _REQUEST_PARTS,
    _EXTRACTIONS,
    _RUNGS,
    *_INDEXES,
    _SAID,
    _SAID_WORDS,
    _INDEX_SAID,
    _FORGET_SAID,
    _STORY,
    _TRANSCRIPT,
    ANSWERS,
    _COST,
    _REQUESTS,
)
