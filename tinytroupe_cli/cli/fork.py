"""`troupe fork`: what if, from the same past."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def fork(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run whose story goes before.")],
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A scenario file.")],
    *,
    at: Annotated[
        int, typer.Option("--at", min=1, help="The first step of the scenario that is played.")
    ],
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Play on without a turn that failed for good.")
    ] = False,
    db: o.Database = None,
    output_format: o.StoryFormat = o.Format.text,
    output: o.Output = None,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Go on from another run's story.

    The steps before --at are the run's, the others are played: arms of an experiment share their
    past. Whatever the scenario says before that step is left out, and the people are those of the
    story. The model is the run's, unless another is named.

    \b
    Examples:
      troupe fork latest price_rise.yaml --at 4
      troupe fork 4f2a no_price_rise.yaml --at 4 --format json
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._carry_out import carry_out
    from tinytroupe_cli.stage import Fork, Options, open_store

    with open_store(Options(db=db)) as store:
        told = store.find_run(run).spec.get("options", {})
    same = model is None and base_url is None
    options = Options(
        model=told.get("model") if same else model,
        base_url=told.get("base_url") if same else base_url,
        db=db,
        fork=Fork(run, at),
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
        keep_going=keep_going,
    )
    carry_out([scenario], options, output_format, output or [], quiet=quiet, debug=debug)
