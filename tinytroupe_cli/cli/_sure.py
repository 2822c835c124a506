"""Asking before something is thrown away."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tinytroupe_cli.errors import UsageError

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def make_sure(what: str, *, yes: bool) -> None:
    """Ask at a terminal whether to go on.

    Args:
        what: what will be done, as the question begins.
        yes: True has been said already.

    Raises:
        UsageError: the answer is no, or there is nobody to ask.
    """
    if yes:
        return
    if not _somebody_is_there():
        raise UsageError(f"{what}?", hint="nobody can be asked here: say --yes")
    if not typer.confirm(f"{what}?", err=True):
        raise UsageError("nothing was removed")


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def freed(count: int, *, shrunk: bool) -> str:
    """What became of the room, as the end of a sentence."""
    from tinytroupe_cli.view import size

    if not shrunk:
        return "; the file keeps its size for now, others are using it or the disk is full"
    return f"; the file is {size(count)} smaller" if count else ""
