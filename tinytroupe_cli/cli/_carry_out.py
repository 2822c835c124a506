"""Playing scenarios from the first look at the files to the last word of the command."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._console import warn
from tinytroupe_cli.cli._ended import Ended, code_of, document_of
from tinytroupe_cli.cli._files import write_runs
from tinytroupe_cli.cli._play import play_all
from tinytroupe_cli.cli._preflight import require_all
from tinytroupe_cli.cli._results import print_spread
from tinytroupe_cli.cli._rim import INTERRUPTED, RESUMABLE, complain, first_of, tell_how_to_go_on
from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.stage import Options, reads_cache, settings_for

MOST_FAILURES = 5
"""How many failures are told one by one."""


def carry_out(
    scenarios: Sequence[Path],
    options: Options,
    chosen: o.Format,
    files: Sequence[Path],
    *,
    quiet: bool,
    debug: bool,
) -> NoReturn:
    """Play scenarios, write what was asked for, tell how it ended, and exit.

    Raises:
        SpecError, UsageError, ConfigError: nothing was played and nothing written.
        typer.Exit: with the command's exit code.
    """
    o.allow(chosen, o.Format.text, o.Format.json, o.Format.jsonl)
    found = require_all(scenarios, options, files)
    ended = play_all(list(zip(scenarios, found, strict=True)), options, chosen, quiet=quiet)
    code = code_of(ended)
    document = document_of(ended, code, len(scenarios))
    code = _write(ended, document, files, code)
    document["exit_code"] = code
    if chosen is o.Format.text:
        print_spread(document.get("spread", {}), quiet=quiet)
    tell(ended, scenarios, debug=debug)
    if code in RESUMABLE:
        tell_how_to_go_on(code, *_resumed(ended, options))
    if chosen is o.Format.json:
        from tinytroupe_cli.harvest import as_json

        sys.stdout.write(as_json(document))
    raise typer.Exit(code)


def _write(
    ended: Sequence[Ended], document: dict[str, Any], files: Sequence[Path], code: int
) -> int:
    """Write the files that were asked for; the exit code, also of a file that could not be."""
    wanted = [(file, ended, document) for file in files]
    for path in dict.fromkeys(each.path for each in ended):
        own = [each for each in ended if each.path == path]
        outputs = dict.fromkeys(file for each in own if each.run for file in each.run.outputs)
        wanted += [(file, own, document_of(own, code_of(own), 1)) for file in outputs]
    for file, ends, said in wanted:
        try:
            write_runs([each.run for each in ends if each.run is not None], said, file)
        except TroupeError as failure:
            complain(failure)
            code = first_of([code, failure.exit_code])
    return code


def tell(ended: Sequence[Ended], scenarios: Sequence[Path], *, debug: bool) -> None:
    """Tell the human how it ended."""
    for error in dict.fromkeys(each.error for each in ended if each.error is not None):
        complain(error, debug=debug)
    for each in ended:
        if each.error is not None:
            continue
        if each.exit_code == INTERRUPTED:
            warn("interrupted")
        elif each.exit_code:
            _tell_failures(each.document["failures"])
    begun = {each.path for each in ended}
    missed = [str(path) for path in scenarios if path not in begun]
    if missed:
        warn(f"not begun: {', '.join(missed)}")


def _resumed(ended: Sequence[Ended], options: Options) -> list[list[str]]:
    """The commands that end what asks anew, which the same one would ask anew once more."""
    limits = {
        "--max-cost": options.max_cost,
        "--max-calls": options.max_calls,
        "--max-tokens": options.max_tokens,
        "--concurrency": options.concurrency,
        "--db": options.db,
    }
    same = [
        word for name, value in limits.items() if value is not None for word in (name, str(value))
    ]
    broken: dict[Path, str] = {}
    for each in ended:
        settings = settings_for(options, each.path.parent)
        begun = each.exit_code in RESUMABLE and "run" in each.document
        if begun and not reads_cache(options, settings):
            broken.setdefault(each.path, each.document["run"])
    return [["resume", run, *same] for run in broken.values()]


def _tell_failures(failures: Sequence[Mapping[str, Any]]) -> None:
    """What was kept going over, as much of it as is read."""
    for each in failures[:MOST_FAILURES]:
        round_ = f", round {each['round']}" if each["round"] else ""
        where = f" (step {each['step']}{round_})" if each["step"] else ""
        warn(f"{each['person'] or 'the world'}{where}: {each['reason']}")
    if len(failures) > MOST_FAILURES:
        warn(f"and {len(failures) - MOST_FAILURES} more failures; --format json has all of them")
