"""Playing the scenarios of a command one after another, to whatever end each comes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tinytroupe_cli.cli._ended import ENDS_ALL, Ended, broken, left, well
from tinytroupe_cli.cli._interrupt import interruptible
from tinytroupe_cli.cli._log import logged
from tinytroupe_cli.cli._options import Format
from tinytroupe_cli.cli._telling import Telling
from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.spec import LoadedScenario, replies_wanted
from tinytroupe_cli.stage import Options, run_repeats_async


def play_all(
    scenarios: Sequence[tuple[Path, LoadedScenario]],
    options: Options,
    chosen: Format,
    *,
    quiet: bool,
    story: bool = True,
) -> list[Ended]:
    """Play all, or as many as can be; the ends of all runs in the order of the files."""
    ended: list[Ended] = []
    for path, loaded in scenarios:
        ends = _play(path, loaded, options, chosen, quiet=quiet, story=story)
        ended += ends
        if any(each.exit_code in ENDS_ALL for each in ends):
            break
        for each in ends:
            options = left(options, each)
    return ended


def _play(
    path: Path,
    loaded: LoadedScenario,
    options: Options,
    chosen: Format,
    *,
    quiet: bool,
    story: bool,
) -> list[Ended]:
    lives = sum(member.life is not None for member in loaded.cast)
    with (
        Telling(
            chosen, quiet=quiet, story=story, lives=lives, answers=replies_wanted(loaded)
        ) as telling,
        logged(telling.warn),
    ):
        work = run_repeats_async(path, options, telling.watch, loaded=loaded)
        try:
            runs = interruptible(work, telling.interrupt)
        except TroupeError as failure:
            return [broken(path, facts, failure) for facts in telling.begun or [{}]]
    telling.results(runs)
    return [well(path, run) for run in runs]
