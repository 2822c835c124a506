"""The store: runs, their story, their calls, their results."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import StoreError, UsageError
from tinytroupe_cli.events import Event, parse_event
from tinytroupe_cli.store._open import check_folder, connect, named, transaction
from tinytroupe_cli.store._replies import ReplyCache


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as the store knows it; times are wall-clock, ISO 8601, UTC."""

    id: str
    scenario: str
    engine: str
    model: str
    seed: int
    repeat: int
    status: str
    exit_code: int | None
    created: str
    finished: str | None
    parent: str | None
    parent_seq: int
    spec: dict[str, Any]
    summary: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a run stood after a unit."""

    run: str
    seq: int
    unit: int


def wall_clock() -> str:
    """The time of day as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")  # noqa: TID251 - the one place


class Recorder:
    """Writes calls of one run into the ledger."""

    def __init__(self, store: Store, run: str | None) -> None:
        self._store, self._run = store, run

    def record(self, call: dict[str, Any]) -> None:
        """Note one call."""
        self._store._note_call(self._run, call)  # noqa: SLF001 - the store's own half


class Store:
    """A database of runs; several processes may use it at once.

    Use `Store.open`, and close it, or use it as a context manager.
    """

    def __init__(self, database: Any, path: str, now: Callable[[], str]) -> None:
        self._database, self.path, self._now = database, path, now
        self.cache = ReplyCache(database, path, now)

    @classmethod
    def open(
        cls, path: Path | str, *, must_exist: bool = False, now: Callable[[], str] = wall_clock
    ) -> Store:
        """Open a database, making or updating it as needed.

        Raises:
            StoreError: it cannot be used.
        """
        name = str(path)
        check_folder(name)
        if must_exist and name != ":memory:" and not Path(name).exists():
            raise StoreError(
                f"there is no database {name!r}", hint="`troupe run` makes one; or use --db"
            )
        return cls(connect(name), name, now)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # -- runs --------------------------------------------------------------------------------

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
        """Begin a run; its status is `running` until it is finished."""
        self._write(
            "INSERT INTO runs (id, scenario, engine, model, seed, repeat, status, created, parent,"
            " parent_seq, spec) VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?)",
            run, scenario, engine, model, seed, repeat, self._now(), parent, parent_seq,
            _json(spec),
        )  # fmt: skip

    def finish_run(
        self, run: str, *, status: str, exit_code: int, summary: dict[str, Any]
    ) -> None:
        """Note how a run ended."""
        self._write(
            "UPDATE runs SET status = ?, exit_code = ?, summary = ?, finished = ? WHERE id = ?",
            status, exit_code, _json(summary), self._now(), run,
        )  # fmt: skip

    def find_run(self, ref: str = "latest") -> RunRecord:
        """The run meant by an id, a unique prefix, `latest` or `latest:NAME`.

        Raises:
            UsageError: no run or several are meant.
        """
        if ref == "latest" or ref.startswith("latest:"):
            name = ref.partition(":")[2]
            found = [run for run in self.runs() if not name or run.scenario == name]
            if not found:
                what = f"no run of {name!r}" if name else "no run yet"
                raise UsageError(f"{what} in {self.path!r}", hint="`troupe runs` lists them")
            return found[0]
        rows = self._read(
            "SELECT * FROM runs WHERE id = ? OR id LIKE ? || '%' ORDER BY id = ? DESC",
            ref, ref.replace("%", "").replace("_", ""), ref,
        )  # fmt: skip
        if not rows or (len(rows) > 1 and rows[0]["id"] != ref):
            what = "no run" if not rows else f"{len(rows)} runs"
            raise UsageError(f"{what} {ref!r} in {self.path!r}", hint="`troupe runs` lists them")
        return _record(rows[0])

    def runs(self, limit: int | None = None) -> list[RunRecord]:
        """All runs, newest first."""
        rows = self._read(
            "SELECT * FROM runs ORDER BY created DESC, rowid DESC LIMIT ?",
            -1 if limit is None else limit,
        )
        return [_record(row) for row in rows]

    # -- the story ---------------------------------------------------------------------------

    def commit_unit(
        self, run: str, events: Sequence[Event], *, unit: int, prefix_hash: str | None
    ) -> None:
        """Keep a unit's events and its checkpoint, all of it or nothing."""
        rows = [
            (run, event.seq, event.step, event.round, event.kind,
             getattr(event, "person", None), event.model_dump_json())
            for event in events
        ]  # fmt: skip
        with named(self.path), transaction(self._database):
            connection = self._database.conn
            connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            if prefix_hash is not None and rows:
                connection.execute(
                    "INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)",
                    [prefix_hash, run, rows[-1][1], unit],
                )

    def events(self, run: str, *, after: int = 0) -> list[Event]:
        """A run's story in order, its parent's part included."""
        head = self.find_run(run)
        story = self.events(head.parent) if head.parent else []
        own = self._read(
            "SELECT payload FROM events WHERE run = ? ORDER BY seq", head.id
        )
        whole = [event for event in story if event.seq <= head.parent_seq]
        whole += [parse_event(json.loads(row["payload"])) for row in own]
        return [event for event in whole if event.seq > after]

    def find_checkpoint(self, prefix_hash: str) -> Checkpoint | None:
        """Where some run stood after the same beginning."""
        rows = self._read("SELECT * FROM checkpoints WHERE prefix_hash = ?", prefix_hash)
        return Checkpoint(rows[0]["run"], rows[0]["seq"], rows[0]["unit"]) if rows else None

    # -- the ledger --------------------------------------------------------------------------

    def recorder(self, run: str | None) -> Recorder:
        """Something that notes the calls of a run."""
        return Recorder(self, run)

    def calls(self, run: str) -> list[dict[str, Any]]:
        """The calls of a run, in the order they ended."""
        rows = self._read("SELECT * FROM ledger WHERE run = ? ORDER BY id", run)
        return [
            row | {"cached": bool(row["cached"]), "attempts": json.loads(row["attempts"])}
            for row in rows
        ]

    def _note_call(self, run: str | None, call: dict[str, Any]) -> None:
        columns = ", ".join(call)
        marks = ", ".join("?" * len(call))
        values = [_json(value) if isinstance(value, list) else value for value in call.values()]
        self._write(f"INSERT INTO ledger (run, {columns}) VALUES (?, {marks})", run, *values)  # noqa: S608 - columns are ours

    # -- results -----------------------------------------------------------------------------

    def save_extraction(
        self, run: str, name: str, *, digest: str, engine: str, result: dict[str, Any]
    ) -> None:
        """Keep what an extraction found."""
        self._write(
            "INSERT INTO extractions (run, name, digest, engine, result, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            run, name, digest, engine, _json(result), self._now(),
        )  # fmt: skip

    def extractions(self, run: str) -> dict[str, dict[str, Any]]:
        """The newest result of each extraction of a run."""
        rows = self._read("SELECT name, result FROM extractions WHERE run = ? ORDER BY id", run)
        return {row["name"]: json.loads(row["result"]) for row in rows}

    # -- what endpoints can do ---------------------------------------------------------------

    def rung(self, endpoint: str, model: str) -> str | None:
        """How an endpoint takes structured output, if it is known."""
        rows = self._read(
            "SELECT rung FROM rungs WHERE endpoint = ? AND model = ?", endpoint, model
        )
        return str(rows[0]["rung"]) if rows else None

    def learn_rung(self, endpoint: str, model: str, rung: str) -> None:
        """Remember how an endpoint takes structured output."""
        self._write("INSERT OR REPLACE INTO rungs VALUES (?, ?, ?)", endpoint, model, rung)

    def check(self) -> None:
        """Look whether the file is whole.

        Raises:
            StoreError: it is damaged.
        """
        said = self._read("PRAGMA integrity_check")[0]["integrity_check"]
        if said != "ok":
            raise StoreError(f"the database {self.path!r} is damaged: {said}")

    def _read(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with named(self.path):
            cursor = self._database.conn.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def _write(self, sql: str, *values: Any) -> None:
        with named(self.path), transaction(self._database):
            self._database.conn.execute(sql, values)


def _record(row: dict[str, Any]) -> RunRecord:
    facts = row | {
        "spec": json.loads(row["spec"]),
        "summary": json.loads(row["summary"]) if row["summary"] else {},
    }
    return RunRecord(**facts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
