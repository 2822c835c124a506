"""`troupe run`: play a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


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
    from tinytroupe_cli.cli._carry_out import carry_out
    from tinytroupe_cli.stage import Options

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
        read_cache=o.reads_cache(no_cache=no_cache, cache_only=cache_only),
        cache_only=cache_only,
    )
    carry_out(scenarios, options, output_format, output or [], quiet=quiet, debug=debug)
