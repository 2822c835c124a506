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


_FORMAT = "What stdout is: text to read, one JSON document, "
FormatOption = Annotated[
    Format, typer.Option("--format", help=f"{_FORMAT}a JSON value a line (jsonl), or csv.")
]
StoryFormat = Annotated[
    Format,
    typer.Option(
        "--format", metavar="text|json|jsonl", help=f"{_FORMAT}or an event a line (jsonl)."
    ),
]
ShownFormat = Annotated[
    Format,
    typer.Option(
        "--format", metavar="text|json", help="What stdout is: text to read, or one JSON document."
    ),
]
Database = Annotated[
    str | None,
    typer.Option("--db", help="The database [default: TROUPE_DB, config.ini, troupe.db]."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="A model such as gpt-5-mini or offline, or provider:name "
        "[default: the scenario's, TROUPE_MODEL, config.ini].",
    ),
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", help="The address of an OpenAI-compatible endpoint.")
]
MaxCost = Annotated[
    float | None,
    typer.Option(
        "--max-cost", min=0, help="US dollars that may be paid; replies that are kept are free."
    ),
]
MaxCalls = Annotated[
    int | None, typer.Option("--max-calls", min=1, help="Requests that may be sent to the model.")
]
MaxTokens = Annotated[
    int | None,
    typer.Option(
        "--max-tokens", min=1, help="Tokens that may be paid for, prompts and replies together."
    ),
]
Concurrency = Annotated[
    int | None,
    typer.Option(
        "--concurrency", min=1, help="Requests in flight at once [default: finds its own level]."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no colour.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")]
RunArgument = Annotated[
    str,
    typer.Argument(
        metavar="RUN", help="A run: its id, the beginning of it, latest, or latest:SCENARIO."
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "-o",
        "--output",
        help="Also write a file, by its ending: .json the document, .jsonl or .csv the events, "
        ".txt the story; repeatable.",
    ),
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


def is_stdout(file: Path) -> bool:
    """Whether an output is stdout, by its name `-`."""
    return str(file) == "-"


def reads_cache(*, no_cache: bool, cache_only: bool) -> bool:
    """Whether replies of earlier runs are used.

    Raises:
        UsageError: both none of them and only them are wanted.
    """
    if no_cache and cache_only:
        raise UsageError(
            "--no-cache and --cache-only exclude each other",
            hint="--no-cache asks anew, --cache-only asks nobody; give one of them",
        )
    return not no_cache
