"""`troupe validate`: find every error in a scenario, for free."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def validate(
    files: Annotated[list[Path], typer.Argument(help="Scenario files.")],
    *,
    sets: Annotated[list[str] | None, typer.Option("--set", help="As for run: NAME=VALUE.")] = None,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Check scenario files and all files they name; nothing is run, nothing is written."""
    from tinytroupe_cli.errors import Problem, SpecError
    from tinytroupe_cli.spec import load_scenario

    problems: list[Problem] = []
    for file in files:
        try:
            loaded = load_scenario(file, sets=o.pairs(sets), env=dict(os.environ))
        except SpecError as found:
            problems += found.problems
            continue
        for warning in loaded.warnings:
            typer.echo(f"troupe: {warning}", err=True)
        steps = len(loaded.scenario.steps)
        typer.echo(f"{file}: fine ({len(loaded.cast)} people, {steps} steps)")
    if problems:
        raise SpecError(problems)
