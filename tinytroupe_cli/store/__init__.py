"""What is kept: one SQLite file with every event, every reply and every result.

Why this floor exists: nothing that was paid for is lost, and anybody with SQL can read it.

object       | role                                           | lifetime
Store        | runs, their story, calls and results           | one command
ReplyCache   | replies by request key                         | with its store
Recorder     | the ledger of one run                          | one run
RecallIndex  | full-text search of people's memories          | one run, in memory
"""

from tinytroupe_cli.store._recall import RecallIndex
from tinytroupe_cli.store._replies import ReplyCache
from tinytroupe_cli.store._store import Checkpoint, Recorder, RunRecord, Store

__all__ = ["Checkpoint", "RecallIndex", "Recorder", "ReplyCache", "RunRecord", "Store"]
