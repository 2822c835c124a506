"""What is looked at before anything is played or paid: all files, settings and places to write."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tinytroupe_cli.cli._options import is_stdout
from tinytroupe_cli.errors import Problem, SpecError, UsageError
from tinytroupe_cli.spec import LoadedScenario, load_scenario
from tinytroupe_cli.stage import Options, choose_models, settings_for

ENDINGS = (".json", ".jsonl", ".csv", ".txt")
LATER = (".xml", ".html", ".md")


def require_all(
    scenarios: Sequence[Path], options: Options, outputs: Sequence[Path]
) -> list[LoadedScenario]:
    """Refuse a command of which a part could not be carried out; else the scenarios as read.

    Raises:
        SpecError: with what is wrong in all the files.
        UsageError, ConfigError: the settings or a file to write are unusable.
    """
    for path in outputs:
        require_place(path)
    ci = options.env.get("CI", "").lower() == "true"
    found = load_all(scenarios, options)
    for path, loaded in zip(scenarios, found, strict=True):
        choose_models(settings_for(options, path.parent), loaded, flag=options.model, ci=ci)
    return found


def load_all(scenarios: Sequence[Path], options: Options) -> list[LoadedScenario]:
    """Read all scenarios, or tell what is wrong in all of them."""
    loaded: list[LoadedScenario] = []
    problems: dict[Problem, None] = {}
    for path in scenarios:
        try:
            loaded.append(
                load_scenario(path, sets=options.sets, env=options.env, seed=options.seed)
            )
        except SpecError as found:
            problems |= dict.fromkeys(found.problems)
    if problems:
        raise SpecError(list(problems))
    return loaded


def require_place(path: Path) -> None:
    """Refuse a file that could not be written in the end.

    Raises:
        UsageError: it is stdout, its ending says no format, or its folder is missing or closed.
    """
    if is_stdout(path):
        raise UsageError(
            "-o '-': stdout has the result without -o", hint="--format says in which form"
        )
    ending = path.suffix.lower()
    if ending in LATER:
        raise UsageError(f"-o {str(path)!r}: {ending} is not built yet", hint=_there_are())
    if ending not in ENDINGS:
        raise UsageError(f"-o {str(path)!r}: no format has that ending", hint=_there_are())
    if path.is_dir():
        raise UsageError(f"-o {str(path)!r} is a folder", hint="name a file in it")
    folder = path.parent
    if not folder.is_dir():
        raise UsageError(f"-o {str(path)!r}: there is no folder {str(folder)!r}", hint="make it")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(
            f"-o {str(path)!r}: the folder {str(folder)!r} cannot be written to",
            hint="name another folder",
        )


def _there_are() -> str:
    return f"there are {', '.join(ENDINGS[:-1])} and {ENDINGS[-1]}"
