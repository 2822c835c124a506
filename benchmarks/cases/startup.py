"""Start-up: CPU of `troupe --help` beside `import typer`, and of `troupe validate`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.case import Case, Figures, Row, at_most, plain
from benchmarks.cases.survey import survey
from benchmarks.command import TROUPE, run
from benchmarks.lab import Lab


def once(lab: Lab) -> Figures:
    """Each once."""
    folder = lab.folder()
    words: dict[str, list[str | Path]] = {
        "typer": [sys.executable, "-c", "import typer"],
        "help": [TROUPE, "--help"],
        "validate": [TROUPE, "validate", survey(folder, 50)],
        "openai": [sys.executable, "-c", "import openai; openai.AsyncOpenAI(api_key='x')"],
    }
    figures = {name: run(each, folder).cpu for name, each in words.items()}
    return figures | {"ratio": figures["help"] / figures["typer"]}


def rows(found: Figures) -> list[Row]:
    """The lines of the table."""
    return [
        plain("import typer, CPU", found["typer"], unit=" s"),
        plain("troupe --help, CPU", found["help"], unit=" s"),
        at_most("troupe --help / import typer", found["ratio"], 2),
        plain("troupe validate, 50 people, CPU", found["validate"], unit=" s"),
        plain("import openai and make a client, CPU", found["openai"], unit=" s"),
    ]


CASE = Case("startup", "CPU before anything is done", once, rows)
