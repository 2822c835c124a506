"""How a run looks to a reader: transcripts and tables for a terminal or a pipe.

Why this floor exists: readers of events, never called by the simulation, so that how a run
looks can change without touching how it goes.

object      | role                                        | lifetime
Transcript  | writes events as they happen                | one command
Waiting     | says who is waited for                      | one command
table       | rows as a table that fits the terminal      | one command
crosstab    | shares of groups side by side               | one command
print_audit | what a crowd is like                        | one command
"""

from tinytroupe_cli.view._audit import print_audit
from tinytroupe_cli.view._clean import clean
from tinytroupe_cli.view._crosstab import crosstab
from tinytroupe_cli.view._lines import paragraph
from tinytroupe_cli.view._table import bars, cell, decimals, size, table
from tinytroupe_cli.view._transcript import Transcript
from tinytroupe_cli.view._waiting import Waiting

__all__ = [
    "Transcript",
    "Waiting",
    "bars",
    "cell",
    "clean",
    "crosstab",
    "decimals",
    "paragraph",
    "print_audit",
    "size",
    "table",
]
