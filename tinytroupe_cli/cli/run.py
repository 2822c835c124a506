"""`troupe run`: play a scenario."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.cli._ended import Ended

MOST_FAILURES = 5


def run(
    scenarios: Annotated[list[Path], typer.Argument(metavar="SCENARIO", help="Scenario files.")],
    *,
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="A seed instead of the file's.")
    ] = None,
    repeat: Annotated[
        int | None,
        typer.Option("--repeat", min=1, help="Independent samples to play, instead of the file's."),
    ] = None,
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="Change the file: a variable (ad='New!') or a place in it (steps.2.rounds=5); "
            "repeatable.",
        ),
    ] = None,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            help="Play on without a turn that failed for good; the exit code is 3 then.",
        ),
    ] = False,
    no_reuse: Annotated[
        bool,
        typer.Option("--no-reuse", help="Play every step, also those an earlier run has played."),
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Ask anew: use no reply of an earlier run.")
    ] = False,
    cache_only: Annotated[
        bool,
        typer.Option(
            "--cache-only", help="Use replies of earlier runs alone: no network, no cost."
        ),
    ] = False,
    db: o.Database = None,
    output_format: o.StoryFormat = o.Format.text,
    output: o.Output = None,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Play scenarios.

    The story goes into the database, the result to stdout. All files are checked before anything
    is played. Steps that an earlier run has played are taken over, and every reply is kept:
    playing the same again asks the model only for what is new.

    \b
    Examples:
      troupe run scenarios/simple_chat.yaml --model offline
      troupe run focus_group.yaml --model gpt-5-mini --max-cost 0.50 -o out.json
      troupe run focus_group.yaml --set steps.2.rounds=5 --format jsonl | head

    \b
    Exit codes:
      0 fine                               4 a budget is reached
      2 bad usage, scenario or settings:   5 the database, or a file to write
        nothing was run or written         130 interrupted
      3 the model could not be had         70 a bug
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._ended import code_of, document_of
    from tinytroupe_cli.cli._play import play_all
    from tinytroupe_cli.cli._preflight import require_all
    from tinytroupe_cli.stage import Options

    o.allow(output_format, o.Format.text, o.Format.json, o.Format.jsonl)
    options = Options(
        model=model,
        base_url=base_url,
        db=db,
        seed=seed,
        repeat=repeat,
        sets=o.pairs(sets),
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
        keep_going=keep_going,
        reuse=not no_reuse,
        read_cache=not no_cache,
        cache_only=cache_only,
    )
    files = output or []
    require_all(scenarios, options, files)
    ended = play_all(scenarios, options, output_format, quiet=quiet)
    code = code_of(ended)
    document = document_of(ended, code, len(scenarios))
    code = _write(ended, document, files, code)
    document["exit_code"] = code
    _tell(ended, scenarios, code, debug=debug)
    if output_format is o.Format.json:
        from tinytroupe_cli.harvest import as_json

        sys.stdout.write(as_json(document))
    raise typer.Exit(code)


def _write(
    ended: Sequence[Ended], document: dict[str, Any], files: Sequence[Path], code: int
) -> int:
    """Write the files that were asked for; the exit code, also of a file that could not be."""
    from tinytroupe_cli.cli._files import write_runs
    from tinytroupe_cli.cli._rim import complain, first_of
    from tinytroupe_cli.errors import TroupeError

    runs = [each.run for each in ended if each.run is not None]
    for file in files:
        try:
            write_runs(runs, document, file)
        except TroupeError as failure:
            complain(failure)
            code = first_of([code, failure.exit_code])
    return code


def _tell(ended: Sequence[Ended], scenarios: Sequence[Path], code: int, *, debug: bool) -> None:
    """Tell the human how it ended, and how to go on."""
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.cli._rim import INTERRUPTED, RESUMABLE, complain, tell_how_to_go_on

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
    if code in RESUMABLE:
        tell_how_to_go_on(code)


def _tell_failures(failures: Sequence[Mapping[str, Any]]) -> None:
    """What was kept going over, as much of it as is read."""
    from tinytroupe_cli.cli._console import warn

    for each in failures[:MOST_FAILURES]:
        round_ = f", round {each['round']}" if each["round"] else ""
        where = f" (step {each['step']}{round_})" if each["step"] else ""
        warn(f"{each['person'] or 'the world'}{where}: {each['reason']}")
    if len(failures) > MOST_FAILURES:
        warn(f"and {len(failures) - MOST_FAILURES} more failures; --format json has all of them")
