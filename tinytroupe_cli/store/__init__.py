"""What is kept: runs, their events, the ledger, the replies, and what was extracted.

Why this floor exists: one SQLite file is the memory of all runs, and only this floor speaks SQL.
Every write is one short transaction, so a process may be killed at any instant and several may
use one file at once. Nothing here knows of models or terminals.

object      | role                                          | lifetime
Store       | the open file                                 | one session
Recorder    | the ledger of one run                         | one run
ReplyCache  | replies by the request's key                  | as the store's
RunRecord   | one run as the store knows it                 | a look at one moment
Checkpoint  | where a prefix of some scenario was completed | a look at one moment
Replies     | all kept replies at once                      | as the store's
WholeRun    | a run with all that belongs to it             | a look at one moment
Health      | how a file is, told without changing it       | a look at one moment
RecallIndex | full-text search over a run's memories        | one run, in memory
"""

from tinytroupe_cli.store._cache import ReplyCache
from tinytroupe_cli.store._health import Health, examine
from tinytroupe_cli.store._ledger import Recorder
from tinytroupe_cli.store._moving import WholeRun
from tinytroupe_cli.store._recall import RecallIndex
from tinytroupe_cli.store._replies import Replies, Use
from tinytroupe_cli.store._runs import RunRecord
from tinytroupe_cli.store._store import Store
from tinytroupe_cli.store._story import Checkpoint, Said

__all__ = [
    "Checkpoint",
    "Health",
    "RecallIndex",
    "Recorder",
    "Replies",
    "ReplyCache",
    "RunRecord",
    "Said",
    "Store",
    "Use",
    "WholeRun",
    "examine",
]
