"""`troupe run`: play a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.events import Event
    from tinytroupe_cli.stage import Options, Run


def run(
    scenarios: Annotated[list[Path], typer.Argument(help="Scenario files.")],
    *,
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Instead of the file's seed.")] = None,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", help="A variable or a place in the file: steps.2.rounds=5."),
    ] = None,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Play on after a turn that failed for good.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Ask anew; use no kept reply.")
    ] = False,
    cache_only: Annotated[
        bool, typer.Option("--cache-only", help="Use kept replies alone; no network.")
    ] = False,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    output: o.Output = None,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Play scenarios: the story goes into the database, the result to stdout.

    Exit codes: 0 fine, 2 bad usage or scenario, 3 the model could not be had, 4 budget reached,
    5 the database, 130 interrupted.
    """
    from tinytroupe_cli.stage import Options

    o.allow(output_format, o.Format.text, o.Format.json, o.Format.jsonl)
    options = Options(
        model=model,
        base_url=base_url,
        db=db,
        seed=seed,
        sets=o.pairs(sets),
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
        keep_going=keep_going,
        read_cache=not no_cache,
        cache_only=cache_only,
    )
    played = [_play(path, options, output_format, quiet=quiet) for path in scenarios]
    _print(played, output_format, output or [], quiet=quiet)
    code = next((each.exit_code for each in played if each.exit_code), 0)
    raise typer.Exit(code)


def _play(path: Path, options: Options, chosen: o.Format, *, quiet: bool) -> Run:
    import json

    from tinytroupe_cli.cli._console import console, warn
    from tinytroupe_cli.cli._interrupt import interruptible
    from tinytroupe_cli.stage import Watcher, run_scenario_async
    from tinytroupe_cli.view import Transcript

    watcher = Watcher(on_warning=warn)
    held: list[Event] = []
    facts: dict[str, Any] = {}
    watcher.on_start = facts.update
    if chosen is o.Format.text:
        out = console(quiet=quiet)
        transcript = Transcript(out)

        def write(_: object) -> None:
            transcript.write(held)
            held.clear()

        def begin(known: dict[str, Any]) -> None:
            facts.update(known)
            transcript.rule(f"{known['scenario']} · run {known['run']} · engine {known['engine']}"
                            f" · model {known['model']} · seed {known['seed']}")  # fmt: skip

        watcher.on_start, watcher.on_event, watcher.on_unit = begin, held.append, write
    elif chosen is o.Format.jsonl:

        def lines(_: object) -> None:
            for event in held:
                record = {"run": facts["run"]} | event.model_dump(mode="json")
                typer.echo(json.dumps(record, ensure_ascii=False))
            held.clear()

        watcher.on_event, watcher.on_unit = held.append, lines
    return interruptible(run_scenario_async(path, options, watcher), watcher)


def _print(played: list[Run], chosen: o.Format, files: list[Path], *, quiet: bool) -> None:
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.cli._files import write_run
    from tinytroupe_cli.cli._results import print_results
    from tinytroupe_cli.harvest import as_json

    documents = [each.document for each in played]
    if chosen is o.Format.json:
        code = next((each.exit_code for each in played if each.exit_code), 0)
        whole = documents[0] if len(documents) == 1 else {"runs": documents, "exit_code": code}
        typer.echo(as_json(whole), nl=False)
    for each in played:
        if chosen is o.Format.text:
            print_results(each, quiet=quiet)
        for file in files:
            write_run(each, file)
        if each.error is not None:
            warn(str(each.error))
            if each.error.hint:
                warn(each.error.hint)
        if each.exit_code in (3, 4, 130):
            warn("what was answered is kept: the same command asks only for the rest")
