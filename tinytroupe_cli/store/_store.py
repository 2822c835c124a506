"""The open database, as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tinytroupe_cli.errors import StoreError
from tinytroupe_cli.events import Event
from tinytroupe_cli.store._alive import Lives
from tinytroupe_cli.store._cache import ReplyCache
from tinytroupe_cli.store._database import MEMORY, Database, wall_clock
from tinytroupe_cli.store._kept import Extractions, Rungs
from tinytroupe_cli.store._ledger import Ledger, Recorder
from tinytroupe_cli.store._lineage import Lineage
from tinytroupe_cli.store._moving import WholeRun, insert_run
from tinytroupe_cli.store._removal import remove_runs
from tinytroupe_cli.store._replies import Replies
from tinytroupe_cli.store._runs import RunRecord, Runs
from tinytroupe_cli.store._story import Checkpoint, Said, Story


class Store:
    """One SQLite file with all runs; a context manager, and safe to use from several threads."""

    path: str
    """Where the file is; `:memory:` for none."""
    cache: ReplyCache
    """Replies by the request's key."""
    replies: Replies
    """The same replies, all at once: to count, carry and throw away."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = wall_clock) -> None:
        self.path = database.path
        self.cache = ReplyCache(database, clock)
        self.replies = Replies(database)
        self._database, self._clock = database, clock
        self._lives = Lives(None if self.path == MEMORY else Path(self.path))
        self._runs = Runs(database, clock, self._lives)
        self._story = Story(database)
        self._ledger = Ledger(database, clock)
        self._extractions = Extractions(database, clock)
        self._rungs = Rungs(database, clock)
        self._lineage = Lineage(database)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        must_exist: bool = False,
        to_read: bool = False,
        patience_s: float = 30.0,
        clock: Callable[[], datetime] = wall_clock,
    ) -> Store:
        """Open a database, make it if there is none, and bring it up to date.

        Args:
            path: the file, or `:memory:`.
            must_exist: for commands that only look: a missing file is an error.
            to_read: nothing will be written, so that a file in a read-only place will do.
            patience_s: seconds to wait for another process that is writing.
            clock: the wall's time, for `created` and the like; never part of a story.

        Raises:
            StoreError: it is missing and must exist, is no troupe database, of a newer version,
                damaged, locked, or cannot be written. The file is left as it was.
        """
        database = Database.open(
            path, must_exist=must_exist, patience_s=patience_s, to_read=to_read
        )
        return cls(database, clock)

    def close(self) -> None:
        """Write what is left to write, and close the file; closing twice is no error.

        Runs that were begun here and not finished are interrupted then.
        """
        try:
            self._database.close()
        finally:
            self._lives.end_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(StoreError) if error is not None else nullcontext():
            self.close()

    # Runs

    def create_run(
        self,
        run: str,
        *,
        scenario: str,
        engine: str,
        model: str,
        seed: int,
        repeat: int,
        spec: dict[str, Any],
        parent: str | None = None,
        parent_seq: int = 0,
    ) -> None:
        """Begin a run; its status is `running` until it is finished or its process has died.

        Args:
            run: a fresh id.
            scenario: the scenario's name.
            engine: who speaks, such as `openai` or `offline`.
            model: the model's name.
            seed: the scenario's seed.
            repeat: which independent sample of the scenario this is, from 0.
            spec: the scenario with everything resolved, as JSON.
            parent: the run whose story this one goes on from.
            parent_seq: the last event of the parent that belongs to this run too.
        """
        values = (run, scenario, engine, model, seed, repeat)
        self._runs.create(values, spec, parent, parent_seq)

    def finish_run(self, run: str, *, status: str, exit_code: int, summary: dict[str, Any]) -> None:
        """Note how a run ended."""
        self._runs.finish(run, status, exit_code, summary)

    def find_run(self, ref: str = "latest") -> RunRecord:
        """The run that is meant: an id, a unique beginning of one, `latest`, or `latest:NAME`.

        Raises:
            UsageError: there is none, or more than one; names what there is.
        """
        return self._runs.find(ref)

    def runs(self, limit: int | None = None) -> list[RunRecord]:
        """The runs, newest first."""
        return self._runs.newest(limit)

    def units_reused(self, run: str) -> int:
        """How many units of a run's story it took over from earlier runs."""
        return self._lineage.units(run)

    def moment(self) -> str:
        """The wall's time now, as `created` says it."""
        return self._clock().isoformat(timespec="milliseconds")

    def is_alive(self, run: str) -> bool:
        """Whether a run is being played right now, here or by another process."""
        return bool(self._lives.is_alive(run))

    def runs_of(self, scenario: str, *, repeat: int, limit: int) -> list[RunRecord]:
        """The newest runs of one sample of a scenario, newest first."""
        return self._runs.of(scenario, repeat, limit)

    def remove_runs(self, runs: Sequence[str], *, replies: bool = False) -> int:
        """Remove runs and all that hangs on them; how many replies were removed with them.

        What other runs have taken over from them becomes those runs' own.

        Args:
            runs: ids.
            replies: also remove the replies that only these runs asked for.
        """
        return remove_runs(self._database, runs, replies=replies)

    def whole_run(self, run: str) -> WholeRun:
        """A run with all that belongs to it, as if it had played everything itself."""
        return WholeRun(
            replace(self._runs.find(run), parent=None, parent_seq=0),
            self._story.events(run, 0),
            self._lineage.calls(run),
            self._lineage.checkpoints(run),
            self._lineage.extractions(run),
        )

    def add_run(self, whole: WholeRun, replies: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
        """Take a run in that was played elsewhere, with replies, all or nothing.

        Returns:
            How many replies were new, and how many were here already.
        """
        return insert_run(self._database, whole, replies)

    # The story

    def commit_unit(
        self, run: str, events: Sequence[Event], *, unit: int, prefix_hash: str | None
    ) -> None:
        """Keep a unit's events and its checkpoint: all of it or nothing.

        Args:
            run: the run they belong to.
            events: in seq order, following the run's last event without a gap.
            unit: the unit's number, 0 for the opening.
            prefix_hash: the identity of all up to here; None leaves no checkpoint.
        """
        self._story.commit(run, events, unit, prefix_hash)

    def events(self, run: str, *, after: int = 0) -> list[Event]:
        """The events of a run in seq order, those it shares with its parents included."""
        return self._story.events(run, after)

    def find_checkpoint(self, prefix_hash: str, *, since: str = "") -> Checkpoint | None:
        """Where this prefix was completed last, if it ever was.

        Args:
            prefix_hash: the identity of all up to there.
            since: only by a run that began then or later, as `moment` gives it.
        """
        return next(iter(self._story.checkpoints(prefix_hash, since, 1)), None)

    def find_checkpoints(
        self, prefix_hash: str, *, since: str = "", limit: int = 20
    ) -> list[Checkpoint]:
        """All places where this prefix was completed, newest first."""
        return self._story.checkpoints(prefix_hash, since, limit)

    def joined(self, run: str) -> list[dict[str, Any]]:
        """The events of a run by which somebody came in, as JSON: `person`, `persona`, `step`."""
        return self._story.joined(run)

    def search(self, text: str, *, run: str | None = None, limit: int = 50) -> list[Said]:
        """What was said or perceived with all these words in it, best first.

        Without a run each thing is found once, in the run that played it.
        """
        return self._story.search(text, run, limit)

    # The ledger

    def recorder(self, run: str | None) -> Recorder:
        """The ledger of one run, to write to; None for calls that belong to no run."""
        return Recorder(self._ledger, run)

    def calls(self, run: str) -> list[dict[str, Any]]:
        """The calls that this run made itself, in the order they ended."""
        return self._ledger.calls(run)

    # What was extracted, and what was learned of endpoints

    def save_extraction(
        self, run: str, name: str, *, digest: str, engine: str, result: dict[str, Any]
    ) -> None:
        """Keep what an extraction found; older results of the same name stay as evidence.

        Args:
            run: the run it was asked of.
            name: the extraction's name in the scenario.
            digest: the identity of the question and what it was asked of.
            engine: who answered.
            result: `rows`, `failures` and whatever else belongs to it, as JSON.
        """
        self._extractions.save(run, name, digest, engine, result)

    def extractions(self, run: str) -> dict[str, dict[str, Any]]:
        """The newest result of each name."""
        return self._extractions.newest(run)

    def find_extraction(self, run: str, name: str, digest: str) -> dict[str, Any] | None:
        """The newest result of a name that answers just this question, if there is one."""
        return self._extractions.find(run, name, digest)

    def latest_extraction(self, name: str, digest: str) -> dict[str, Any] | None:
        """The same, of whichever run it was asked."""
        return self._extractions.latest(name, digest)

    def rung(self, endpoint: str, model: str) -> str | None:
        """The way of asking for structured output that an endpoint's model takes, if known."""
        return self._rungs.get(endpoint, model)

    def learn_rung(self, endpoint: str, model: str, rung: str) -> None:
        """Remember the way of asking for structured output that worked."""
        self._rungs.learn(endpoint, model, rung)

    def shrink(self) -> bool:
        """Give the room of what was removed back to the disk; False if that cannot be done now."""
        return self._database.shrink()

    @property
    def size(self) -> int:
        """Bytes of the file and of what is written beside it; 0 in memory."""
        beside = (Path(f"{self.path}{ending}") for ending in ("", "-wal"))
        return sum(each.stat().st_size for each in beside if each.is_file())

    def check(self) -> None:
        """Read the whole file and compare.

        Raises:
            StoreError: something in it is damaged.
        """
        self._database.check()
