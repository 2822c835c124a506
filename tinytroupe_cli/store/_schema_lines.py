"""The second migration, as SQL: long texts as their lines. Never edited after a release."""

from __future__ import annotations

# The lines of a text as the ids of texts, as a JSON list; null where `text` holds it all.
_LINES = "ALTER TABLE texts ADD COLUMN lines TEXT"

_REQUESTS_BY_LINES = """
CREATE VIEW requests AS
SELECT c.id AS reply, c.key, c.purpose, c.person, c.model, p.position, p.role,
       CASE WHEN t.lines IS NULL THEN t.text ELSE (
           SELECT group_concat(line.text, char(10)) FROM (
               SELECT kept.text FROM json_each(t.lines) AS each JOIN texts AS kept
               ON kept.id = each.value ORDER BY each.key
           ) AS line
       ) END AS text
FROM llm_cache AS c
JOIN request_parts AS p ON p.reply = c.id
JOIN texts AS t ON t.id = p.text
"""

SECOND: tuple[str, ...] = (_LINES, "DROP VIEW requests", _REQUESTS_BY_LINES)
