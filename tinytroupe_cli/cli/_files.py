"""Writing files: runs by their endings; whole or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import StoreError, UsageError
from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl, event_columns, event_rows
from tinytroupe_cli.stage import Run


def write_runs(runs: Sequence[Run], document: Mapping[str, Any], path: Path) -> None:
    """Write runs: .json their document, .jsonl and .csv their events, .txt their transcripts.

    Raises:
        StoreError: the file cannot be written; the runs are in the database all the same.
    """
    events = [{"run": run.id} | row for run in runs for row in event_rows(run.events)]
    text = {
        ".json": lambda: as_json(document),
        ".jsonl": lambda: as_jsonl(events),
        ".csv": lambda: as_csv(events, ("run", *event_columns())),
        ".txt": lambda: "\n".join(_transcript(run) for run in runs),
    }[path.suffix.lower()]()
    try:
        write(path, text)
    except UsageError as failure:
        known = ", ".join(run.id for run in runs)
        hint = f"`troupe show --format` prints what is in the database: {known}" if known else None
        raise StoreError(str(failure), hint=hint) from None


def write(path: Path, text: str) -> None:
    """Write a file through a temporary one beside it; its folders are made.

    Raises:
        UsageError: it cannot be written.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        aside.replace(path)
    except OSError as failure:
        if aside.exists():
            aside.unlink()
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
