"""`troupe cache`: the kept replies."""

from __future__ import annotations

import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._sure import Yes
from tinytroupe_cli.errors import UsageError

if TYPE_CHECKING:
    from tinytroupe_cli.stage import Removed

app = typer.Typer(
    help="Count the kept replies, carry them elsewhere, throw them away.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@app.command("stats")
def stats(
    *,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Count the kept replies, and what they saved.

    By model and purpose, with what they cost the one time that they were paid.

    What a run took over whole from an earlier one was not even asked for; it is not counted as
    saved here.

    \b
    Example:
      troupe cache stats --format json | jq .saved_usd
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl
    from tinytroupe_cli.stage import Options, open_store, statistics
    from tinytroupe_cli.view import paragraph, size, table

    options = Options(db=db)
    with open_store(options) as store:
        found = statistics(store, options)
    if output_format is o.Format.json:
        typer.echo(as_json(found), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(found["by"]), nl=False)
    elif output_format is o.Format.csv:
        typer.echo(as_csv(found["by"], ("model", "purpose", "replies")), nl=False)
    else:
        out = console(quiet=quiet)
        if found["by"]:
            shown = ("model", "purpose", "replies", "cost_usd", "answered_again", "saved_usd")
            table(out, "kept replies", [{name: row[name] for name in shown} for row in found["by"]])
            out.print()
        saved = found["saved_usd"]
        worth = "which saved" + (" an unknown sum" if saved is None else f" ${saved:.4f}")
        paragraph(
            out,
            f"{found['db']}: {size(found['size_bytes'])}, {found['replies']:,} replies, "
            f"used again {found['answered_again']:,} times, {worth}",
        )


@app.command("export")
def export(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The file; compressed if its name ends in .gz; - is stdout [default: stdout].",
        ),
    ] = None,
    *,
    run: Annotated[
        list[str] | None,
        typer.Option(
            "--run",
            help="Only what this run needs: an id, latest, or latest:SCENARIO; repeatable.",
        ),
    ] = None,
    db: o.Database = None,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Write the kept replies as JSON Lines.

    One a line, in an order that stays, so that they can be committed. Each line has the key,
    when it came, the request and the reply. Replies of the offline engine are left out: it
    answers anew for free.

    \b
    Examples:
      troupe cache export replies.jsonl
      troupe cache export --run latest:focus_group tests/replies.jsonl.gz
      troupe cache export --db a.db | troupe cache import - --db b.db
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.stage import Options, Outgoing, as_line, open_store, write_lines

    with open_store(Options(db=db)) as store:
        chosen = None if run is None else [store.find_run(each).id for each in run]
        replies = Outgoing(store, chosen)
        if file is None or o.is_stdout(file):
            count = sum(1 for each in replies if sys.stdout.write(as_line(each)))
        else:
            count = write_lines(file, replies)
    left_out = f"; {replies.left_out:,} of the offline engine left out" if replies.left_out else ""
    warn(f"{count:,} replies exported{left_out}")


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A file that `troupe cache export` wrote; - is stdin."),
    ],
    *,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Keep the replies of a file, all or none.

    Those that are here already stay as they are. Every line is checked first, and that its key
    belongs to its request.

    \b
    Example:
      troupe cache import tests/replies.jsonl && troupe run demo.yaml --cache-only
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.stage import Options, import_replies

    o.allow(output_format, o.Format.text, o.Format.json)
    new, here = import_replies(file, Options(db=db))
    if output_format is o.Format.json:
        typer.echo(as_json({"new": new, "here_already": here, "exit_code": 0}), nl=False)
    else:
        typer.echo(f"{new:,} new replies, {here:,} were here already")


@app.command("prune")
def prune(
    *,
    older_than: Annotated[
        str | None,
        typer.Option("--older-than", help="Replies older than this, such as 30d or 12 hours."),
    ] = None,
    unused: Annotated[
        bool, typer.Option("--unused", help="Replies that no run of the database asked for.")
    ] = False,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Throw old or unused replies away.

    With both options those that are both. Runs stay, with all that was said; what models were
    asked for it is then known no more.

    \b
    Example:
      troupe cache prune --older-than 90d
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.stage import Options, open_store, remove_replies

    o.allow(output_format, o.Format.text, o.Format.json)
    if older_than is None and not unused:
        raise UsageError(
            "which replies?", hint="--older-than 30d or --unused; `troupe cache clear` removes all"
        )
    age = None if older_than is None else _duration(older_than)
    with open_store(Options(db=db), to_read=False) as store:
        _tell(remove_replies(store, older_than=age, unused=unused), output_format)


@app.command("clear")
def clear(
    *,
    yes: Yes = False,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Throw all kept replies away.

    What was paid for has to be paid again. Runs stay, with all that was said; what models were
    asked for it is then known no more.

    \b
    Example:
      troupe cache clear --yes
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._sure import make_sure
    from tinytroupe_cli.stage import Options, open_store, remove_replies

    o.allow(output_format, o.Format.text, o.Format.json)
    with open_store(Options(db=db), to_read=False) as store:
        make_sure(f"remove all {store.replies.size():,} replies from {store.path}", yes=yes)
        _tell(remove_replies(store), output_format)


def _tell(removed: Removed, chosen: o.Format) -> None:
    from tinytroupe_cli.cli._sure import freed
    from tinytroupe_cli.harvest import as_json

    facts = {
        "replies": removed.replies,
        "freed_bytes": removed.freed_bytes,
        "shrunk": removed.shrunk,
    }
    if chosen is o.Format.json:
        typer.echo(as_json(facts | {"exit_code": 0}), nl=False)
        return
    end = freed(removed.freed_bytes, shrunk=removed.shrunk) if removed.replies else ""
    typer.echo(f"removed {removed.replies:,} replies{end}")


def _duration(text: str) -> timedelta:
    """`30d`, `12 hours`.

    Raises:
        UsageError: it is no such thing.
    """
    from tinytroupe_cli.spec import parse_duration

    short = re.fullmatch(r"\s*(\d+)\s*([mhdw])\s*", text)
    try:
        return parse_duration(f"{short[1]} {UNITS[short[2]]}" if short else text)
    except ValueError as wrong:
        raise UsageError(f"--older-than: {wrong}", hint="such as 30d, 12h or 2 weeks") from None
