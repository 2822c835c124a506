"""Writing files: runs by their endings; whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import StoreError, UsageError
from tinytroupe_cli.harvest import (
    ANSWER_COLUMNS,
    Row,
    answer_rows,
    as_csv,
    as_json,
    as_jsonl,
    event_columns,
    event_rows,
)
from tinytroupe_cli.stage import Run, whole


def write_runs(runs: Sequence[Run], document: Mapping[str, Any], path: Path) -> None:
    """Write runs: .json their document, .jsonl and .csv their events, .txt their transcripts.

    A file named answers.csv, or ending in .answers.csv, holds the answers to their surveys.

    Raises:
        StoreError: the file cannot be written; the runs are in the database all the same.
    """
    if f".{path.name.lower()}".endswith(".answers.csv"):
        text = answers_csv([row for run in runs for row in answers_of(run)])
    else:
        text = _WRITERS[path.suffix.lower()](runs, document)
    try:
        write(path, text)
    except UsageError as failure:
        known = ", ".join(run.id for run in runs)
        hint = f"`troupe show --format` prints what is in the database: {known}" if known else None
        raise StoreError(str(failure), hint=hint) from None


def answers_csv(rows: Sequence[Row]) -> str:
    """Answers as CSV; where nobody was asked there is a head all the same."""
    return as_csv(rows, () if rows else ANSWER_COLUMNS)


def answers_of(run: Run) -> list[Row]:
    """The answers to a run's surveys, a row for each person and question."""
    said = run.document
    return answer_rows(run.events, run=run.id, engine=said["engine"], sample=said["repeat"])


def _events(runs: Sequence[Run]) -> list[Row]:
    return [{"run": run.id} | row for run in runs for row in event_rows(run.events)]


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; its folders are made.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as file:
            file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as failure:
        raise UsageError(f"cannot write {str(path)!r}: {failure.strerror}") from None


def _transcript(run: Run) -> str:
    from rich.console import Console

    from tinytroupe_cli.view import Transcript

    out = io.StringIO()
    plain = Console(
        file=out, width=100, force_terminal=False, color_system=None, markup=False,
        highlight=False, emoji=False,
    )  # fmt: skip
    transcript = Transcript(plain)
    transcript.header(run.document)
    transcript.write(run.events)
    return out.getvalue()


_WRITERS: dict[str, Callable[[Sequence[Run], Mapping[str, Any]], str]] = {
    ".json": lambda _, document: as_json(document),
    ".jsonl": lambda runs, _: as_jsonl(_events(runs)),
    ".csv": lambda runs, _: as_csv(_events(runs), ("run", *event_columns())),
    ".txt": lambda runs, _: "\n".join(_transcript(run) for run in runs),
}
