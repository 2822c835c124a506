"""The third migration, as SQL: the answers to surveys as views. Never edited after a release."""

from __future__ import annotations

# One line for each person and question, of the run itself and of what it took over.
_SURVEYS = """
CREATE VIEW surveys AS
SELECT story.run, runs.scenario, story.step,
       json_extract(data, '$.question') AS question, story.person,
       CASE json_type(data, '$.answer') WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
            ELSE json_extract(data, '$.answer') END AS answer,
       nullif(story.content, '') AS words, json_extract(data, '$.reason') AS reason,
       json_extract(data, '$.order') AS option_order, runs.engine, runs.repeat AS sample,
       json_extract(data, '$.status') AS status, json_extract(data, '$.problem') AS problem,
       story.seq
FROM story JOIN runs ON runs.id = story.run
WHERE story.kind = 'answer'
ORDER BY story.run, story.seq
"""

# The answers of surveys stand behind those of extractions, a line for each field too.
_ANSWERS = """
CREATE VIEW answers AS
SELECT * FROM extracted
UNION ALL
SELECT run, scenario, question, person, record, field.key, field.value, engine
FROM (SELECT *, row_number() OVER (PARTITION BY run, question ORDER BY seq) AS record
      FROM surveys) AS given,
     json_each(json_object('answer', answer, 'reason', reason, 'status', status,
                                    'problem', problem)) AS field
WHERE field.value IS NOT NULL
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
    CASE kind
        WHEN 'stimulus' THEN person
        WHEN 'question' THEN json_extract(data, '$.question')
        WHEN 'answer' THEN json_extract(data, '$.question')
        ELSE json_extract(data, '$.target')
    END AS whom,
    CASE kind
        WHEN 'failure' THEN json_extract(data, '$.error') || ': ' || json_extract(data, '$.reason')
        WHEN 'bound' THEN json_extract(data, '$.reason')
        WHEN 'judgement' THEN
            json_extract(data, '$.condition')
            || CASE json_extract(data, '$.met') WHEN 1 THEN ': yes. ' ELSE ': no. ' END
            || json_extract(data, '$.reason')
        WHEN 'question' THEN json_extract(data, '$.text')
        WHEN 'answer' THEN CASE json_extract(data, '$.status')
            WHEN 'answered' THEN
                content || coalesce(' (' || json_extract(data, '$.reason') || ')', '')
            ELSE json_extract(data, '$.status')
                || coalesce(': ' || json_extract(data, '$.problem'), '')
        END
        ELSE coalesce(content, '')
    END AS text
FROM story
WHERE kind IN ('stimulus', 'action', 'observation', 'undelivered', 'repetition', 'judgement',
               'note', 'bound', 'failure', 'question', 'answer')
ORDER BY run, seq
"""


def third(answers: str) -> tuple[str, ...]:
    """The statements.

    Args:
        answers: the statement that made the view `answers` of extractions, which goes on as
            `extracted`.
    """
    extracted = answers.replace("CREATE VIEW answers", "CREATE VIEW extracted", 1)
    return (
        "DROP VIEW answers",
        extracted,
        _SURVEYS,
        _ANSWERS,
        "DROP VIEW transcript",
        _TRANSCRIPT,
    )
