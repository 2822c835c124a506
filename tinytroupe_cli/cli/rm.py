"""`troupe rm`: remove runs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._sure import Yes


def rm(
    runs: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN", help="Runs: ids, beginnings of them, latest, or latest:SCENARIO."
        ),
    ],
    *,
    replies: Annotated[
        bool,
        typer.Option("--replies", help="Also remove the replies that only these runs asked for."),
    ] = False,
    yes: Yes = False,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Remove runs, all of them or none.

    Their events, calls, checkpoints and extractions go with them. Runs that took over a part
    of their story keep it. Replies of models stay, so that playing the same again stays free,
    unless --replies says otherwise. What is removed is in the file no more.

    \b
    Examples:
      troupe rm latest
      troupe rm 5b66 2f01 --replies --yes
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._sure import freed, make_sure
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.stage import Options, open_store, remove_runs

    o.allow(output_format, o.Format.text, o.Format.json)
    with open_store(Options(db=db), to_read=False) as store:
        records = {record.id: record for record in map(store.find_run, runs)}
        playing = [each.id for each in records.values() if store.is_alive(each.id)]
        if playing:
            raise UsageError(f"run {playing[0]} is being played right now", hint="end it first")
        told = ", ".join(f"{each.id} ({each.scenario})" for each in records.values())
        make_sure(f"remove {told} from {store.path}", yes=yes)
        removed = remove_runs(store, [*records.values()], replies=replies)
    if output_format is o.Format.json:
        typer.echo(as_json(asdict(removed) | {"exit_code": 0}), nl=False)
        return
    more = f" and {removed.replies} replies" if replies else ""
    end = freed(removed.freed_bytes, shrunk=removed.shrunk)
    typer.echo(f"removed {', '.join(removed.runs)}{more}{end}")
