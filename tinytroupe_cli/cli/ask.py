"""`troupe ask`: a survey from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def ask(
    people: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PEOPLE]...",
            help="Personas by name or path, folders, CSV files, or POPULATION:COUNT.",
        ),
    ] = None,
    *,
    question: Annotated[
        list[str] | None, typer.Option("--question", help="What is asked; repeatable.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--type",
            help="choice, choices, likert, ranking, number, yes_no or text [default: "
            "what the other options say].",
        ),
    ] = None,
    options: Annotated[
        str | None,
        typer.Option("--options", help="A=Fits your life,B=Zero fees; or `;` between."),
    ] = None,
    scale: Annotated[
        str | None, typer.Option("--scale", help="5, or 1=never,5=always, or words from 1 on.")
    ] = None,
    minimum: Annotated[float | None, typer.Option("--min", help="The least number.")] = None,
    maximum: Annotated[float | None, typer.Option("--max", help="The greatest number.")] = None,
    reason: Annotated[bool, typer.Option("--reason", help="Ask why, too.")] = False,
    survey: Annotated[
        Path | None,
        typer.Option("--survey", help="A YAML file with what would stand under `ask:`."),
    ] = None,
    run: Annotated[
        str | None,
        typer.Option("--run", help="Ask the people of a run, who know what they went through."),
    ] = None,
    like: Annotated[
        Path | None,
        typer.Option("--like", help="A CSV of humans' answers, to put beside the simulated ones."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="YAML: which column of --like is which question.")
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option("--by", help="A fact to divide the table by; repeatable.")
    ] = None,
    name: Annotated[
        str, typer.Option("--name", help="What the survey is called, also by latest:NAME.")
    ] = "ask",
    seed: Annotated[int | None, typer.Option("--seed", help="Seeds every random choice.")] = None,
    repeat: Annotated[
        int | None, typer.Option("--repeat", min=1, help="Independent samples.")
    ] = None,
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Go on without those who could not be asked.")
    ] = False,
    no_reuse: Annotated[
        bool, typer.Option("--no-reuse", help="Ask again, also what an earlier run has asked.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Ask anew: use no reply of an earlier run.")
    ] = False,
    cache_only: Annotated[
        bool, typer.Option("--cache-only", help="Use replies of earlier runs alone.")
    ] = False,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            help="Also write a file: .csv or .jsonl the answers, .json the document; repeatable.",
        ),
    ] = None,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """Ask people, and show what they answered.

    Everyone is asked at once and alone. It is a run like any other: stored, cached, and ended by
    the same command where it was broken off. stdout is the table; as csv or jsonl the answers, one
    a line; as json one document with both.

    \b
    Examples:
      troupe ask lisa oscar --question "Would you pay for this?" --type yes_no
      troupe ask usa:200 --question "Would you buy it?" --scale 1=never,5=always
      troupe ask --run latest:focus_group --survey after.yaml -o answers.csv
      troupe ask --like humans.csv --map columns.yaml --model gpt-5-mini
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._survey import Wanted, conduct
    from tinytroupe_cli.spec import Form
    from tinytroupe_cli.stage import Options

    told = Options(
        model=model,
        base_url=base_url,
        db=db,
        seed=seed,
        repeat=repeat,
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
        keep_going=keep_going,
        reuse=not no_reuse,
        read_cache=o.reads_cache(no_cache=no_cache, cache_only=cache_only),
        cache_only=cache_only,
    )
    form = Form(kind, options, scale, minimum, maximum, reason)
    wanted = Wanted(
        tuple(people or ()), tuple(question or ()), form, survey, run, like, mapping,
        tuple(by or ()), name,
    )  # fmt: skip
    conduct(wanted, told, output_format, output or [], quiet=quiet, debug=debug)
