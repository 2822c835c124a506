"""How events become results: extractions by a model, reductions by arithmetic, rows for files.

Why this floor exists: what a run says is read out of its stored story, as often as one likes,
without playing anything again.

object      | role                                             | lifetime
Extraction  | what a model found out, whom it could not ask    | stored with its run
Categories  | free answers sorted by a model                   | kept with the extraction
Material    | what a run has to be counted                     | one reduction
Row         | one flat record                                  | one output
"""

from tinytroupe_cli.harvest._answers import ANSWER_COLUMNS, answer_rows, wide_rows
from tinytroupe_cli.harvest._compare import Side, compare
from tinytroupe_cli.harvest._emit import as_csv, as_json, as_jsonl
from tinytroupe_cli.harvest._extract import Extraction, extract
from tinytroupe_cli.harvest._human import beside, human_events, unreadable
from tinytroupe_cli.harvest._measures import NOT_COMPARED
from tinytroupe_cli.harvest._normalise import OTHER, Categories, Sorting
from tinytroupe_cli.harvest._normalised import known_from, result_of, words_of
from tinytroupe_cli.harvest._reduce import reduce
from tinytroupe_cli.harvest._rows import (
    Row,
    dig,
    event_columns,
    event_rows,
    extraction_rows,
    flatten,
)
from tinytroupe_cli.harvest._sources import Material
from tinytroupe_cli.harvest._spread import spread

__all__ = [
    "ANSWER_COLUMNS",
    "NOT_COMPARED",
    "OTHER",
    "Categories",
    "Extraction",
    "Material",
    "Row",
    "Side",
    "Sorting",
    "answer_rows",
    "as_csv",
    "as_json",
    "as_jsonl",
    "beside",
    "compare",
    "dig",
    "event_columns",
    "event_rows",
    "extract",
    "extraction_rows",
    "flatten",
    "human_events",
    "known_from",
    "reduce",
    "result_of",
    "spread",
    "unreadable",
    "wide_rows",
    "words_of",
]
