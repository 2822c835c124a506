"""`troupe validate`: find every error in a scenario, for free."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Scenario files.")],
    *,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", help="Change the file as `troupe run --set` would; repeatable."),
    ] = None,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Check scenario files and all files they name.

    Tells all errors at once, each with file:line:column and what to do; nothing is run, nothing is
    written. Exit codes: 0 fine, 2 something is wrong.

    \b
    Example:
      troupe validate scenarios/*.yaml
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.errors import Problem, SpecError
    from tinytroupe_cli.spec import load_scenario

    problems: dict[Problem, None] = {}
    for file in files:
        try:
            loaded = load_scenario(file, sets=o.pairs(sets), env=dict(os.environ))
        except SpecError as found:
            problems |= dict.fromkeys(found.problems)
            continue
        for warning in loaded.warnings:
            typer.echo(f"troupe: {warning}", err=True)
        people = _counted(len(loaded.cast), "person", "people")
        steps = _counted(len(loaded.scenario.steps), "step", "steps")
        typer.echo(f"{file}: fine ({people}, {steps})")
    if problems:
        raise SpecError(list(problems))


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
