"""`troupe show`: read a run's story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinytroupe_cli.events import Event
    from tinytroupe_cli.store import RunRecord


def show(
    run: o.RunArgument = "latest",
    *,
    answers: Annotated[
        bool,
        typer.Option("--answers", help="The answers to surveys: a row a person and question."),
    ] = False,
    wide: Annotated[
        bool, typer.Option("--wide", help="With --answers: a row a person, a column a question.")
    ] = False,
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
      troupe show latest:survey --answers --format csv > answers.csv
      troupe show 5b66 --format jsonl | jq -r 'select(.kind == "action").content'
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl, event_columns, event_rows
    from tinytroupe_cli.stage import Options, open_store
    from tinytroupe_cli.view import Transcript

    with open_store(Options(db=db)) as store:
        record = store.find_run(run)
        events = store.events(record.id)
    if answers or wide:
        _show_answers(record, events, output_format, wide=wide, quiet=quiet)
        return
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


def _show_answers(
    record: RunRecord, events: Sequence[Event], chosen: o.Format, *, wide: bool, quiet: bool
) -> None:
    """The answers to the run's surveys, as rows."""
    from tinytroupe_cli.cli._console import console, warn
    from tinytroupe_cli.cli._files import answers_csv
    from tinytroupe_cli.harvest import answer_rows, as_json, as_jsonl, wide_rows
    from tinytroupe_cli.view import table

    made = wide_rows if wide else answer_rows
    rows = made(events, run=record.id, engine=record.engine, sample=record.repeat)
    if not rows:
        warn(f"nobody was asked anything in run {record.id}; an `ask` step does")
    if chosen is o.Format.text:
        shown = ("person", "question", "words", "reason", "status", "problem")
        told = rows if wide else [{key: row[key] for key in shown} for row in rows]
        table(console(quiet=quiet), "answers", told)
    elif chosen is o.Format.json:
        document = {"run": record.id, "engine": record.engine, "answers": rows, "exit_code": 0}
        typer.echo(as_json(document), nl=False)
    elif chosen is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(answers_csv(rows), nl=False)
