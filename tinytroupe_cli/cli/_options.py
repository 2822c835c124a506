"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.errors import UsageError


class Format(StrEnum):
    """What stdout is made of."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


FormatOption = Annotated[
    Format, typer.Option("--format", help="What stdout is: text, json, jsonl or csv.")
]
Database = Annotated[
    str | None,
    typer.Option("--db", help="The database [default: TROUPE_DB, config.ini, troupe.db]."),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", help="A model such as gpt-5-mini or offline, or provider:name."),
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", help="The address of an OpenAI-compatible endpoint.")
]
MaxCost = Annotated[
    float | None, typer.Option("--max-cost", min=0, help="US dollars that may be paid.")
]
MaxCalls = Annotated[int | None, typer.Option("--max-calls", min=1, help="Calls that may be sent.")]
MaxTokens = Annotated[
    int | None, typer.Option("--max-tokens", min=1, help="Tokens that may be used.")
]
Concurrency = Annotated[
    int | None,
    typer.Option("--concurrency", min=1, help="Calls in flight [default: finds its own level]."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no colour.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")]
RunArgument = Annotated[
    str, typer.Argument(help="A run: its id, the beginning of it, latest, or latest:NAME.")
]
Output = Annotated[
    list[Path] | None,
    typer.Option("-o", "--output", help="Also write to a file: .json, .jsonl, .csv or .txt."),
]


def pairs(given: Sequence[str] | None) -> dict[str, str]:
    """`NAME=VALUE` options as a mapping.

    Raises:
        UsageError: one has no `=`.
    """
    result = {}
    for each in given or ():
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {each!r} is not NAME=VALUE")
        result[name] = value
    return result


def allow(chosen: Format, *allowed: Format) -> None:
    """Refuse a format that a command does not have.

    Raises:
        UsageError: it is not among those allowed.
    """
    if chosen not in allowed:
        raise UsageError(
            f"--format {chosen.value} is not available here",
            hint=f"there are: {', '.join(each.value for each in allowed)}",
        )
