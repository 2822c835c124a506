"""`troupe show`: read a run's story."""

from __future__ import annotations

import typer

from tinytroupe_cli.cli import _options as o


def show(
    run: o.RunArgument = "latest",
    *,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Show the story of a run.

    As text to read; as one JSON document, which holds the results too; as one event a line (jsonl);
    or as one event a row (csv).

    \b
    Examples:
      troupe show
      troupe show latest:focus_group --format csv > events.csv
      troupe show 5b66 --format jsonl | jq -r 'select(.kind == "action").content'
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl, event_columns, event_rows
    from tinytroupe_cli.stage import Options, open_store
    from tinytroupe_cli.view import Transcript

    with open_store(Options(db=db)) as store:
        record = store.find_run(run)
        events = store.events(record.id)
    facts = {
        "run": record.id,
        "scenario": record.scenario,
        "engine": record.engine,
        "model": record.model,
        "seed": record.seed,
        "repeat": record.repeat,
        "status": record.status,
    }
    if output_format is o.Format.text:
        transcript = Transcript(console(quiet=quiet))
        transcript.header(facts)
        transcript.write(events)
        return
    rows = [{"run": record.id} | row for row in event_rows(events)]
    if output_format is o.Format.json:
        typer.echo(as_json(facts | record.summary | {"events": rows}), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows, ("run", *event_columns())), nl=False)
