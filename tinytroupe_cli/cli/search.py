"""`troupe search`: find what was said."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o

COLUMNS = ("run", "seq", "step", "round", "person", "does", "text")


def search(
    words: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words that all have to be there, in any order.")
    ],
    *,
    run: Annotated[
        str | None, typer.Option("--run", help="Only in what this run says [default: all runs].")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many, the best first.")] = 50,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Search everything that was ever said or perceived.

    Case and accents do not matter. What a run took over from an earlier one is found in the
    run that played it; with --run it is found too.

    \b
    Examples:
      troupe search "too expensive"
      troupe search price --run latest:focus_group --format csv > price.csv
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console, warn
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl
    from tinytroupe_cli.stage import Options, open_store
    from tinytroupe_cli.view import table

    if not words.strip():
        raise UsageError("search for what?", hint="one word or more")
    with open_store(Options(db=db)) as store:
        chosen = store.find_run(run).id if run is not None else None
        rows = [asdict(each) for each in store.search(words, run=chosen, limit=limit)]
    if output_format is o.Format.text:
        if rows:
            table(console(quiet=quiet), f"said with {words!r}", rows)
        else:
            warn(f"nobody said anything with {words!r} in it")
    elif output_format is o.Format.json:
        typer.echo(as_json(rows), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows, COLUMNS), nl=False)
