"""Writing a run to files, by their endings; whole or not at all."""

from __future__ import annotations

import io
import os
from pathlib import Path

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl, event_rows
from tinytroupe_cli.stage import Run


def write_run(run: Run, path: Path) -> None:
    """Write a run: .json its document, .jsonl and .csv its events, .txt its transcript.

    Raises:
        UsageError: the ending is none of these, or the file cannot be written.
    """
    ending = path.suffix.lower()
    events = [{"run": run.id} | row for row in event_rows(run.events)]
    if ending == ".json":
        text = as_json(run.document)
    elif ending == ".jsonl":
        text = as_jsonl(events)
    elif ending == ".csv":
        text = as_csv(events)
    elif ending == ".txt":
        text = _transcript(run)
    else:
        raise UsageError(f"-o {str(path)!r}: no such format", hint=".json, .jsonl, .csv or .txt")
    write(path, text)


def write(path: Path, text: str) -> None:
    """Write a file through a temporary one beside it.

    Raises:
        UsageError: it cannot be written.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as failure:
        aside.unlink(missing_ok=True)
        raise UsageError(f"cannot write {str(path)!r}: {failure.strerror}") from None


def _transcript(run: Run) -> str:
    from rich.console import Console

    from tinytroupe_cli.view import Transcript

    out = io.StringIO()
    Transcript(Console(file=out, width=100, no_color=True, markup=False)).write(run.events)
    return out.getvalue()
