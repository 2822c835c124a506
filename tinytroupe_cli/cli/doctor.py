"""`troupe doctor`: is everything in place?"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.stage import Diagnosis


def doctor(
    *,
    ping: Annotated[
        bool, typer.Option("--ping", help="Ask the endpoint one question of a few words.")
    ] = False,
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Look whether everything is in place.

    Python, packages, settings, database, model and key. Nothing is written. Nobody is asked
    and nothing is paid, unless --ping says so. Keys are never shown.

    \b
    Examples:
      troupe doctor
      troupe doctor --ping --model gpt-5-mini

    \b
    Exit codes:
      0 fine               3 the endpoint does not answer (--ping)
      2 the settings       5 the database
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._interrupt import interruptible
    from tinytroupe_cli.cli._rim import first_of
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.stage import Options, diagnose

    o.allow(output_format, o.Format.text, o.Format.json)
    options = Options(model=model, base_url=base_url, db=db)
    found = interruptible(diagnose(options, ping=ping))
    code = first_of(check.exit_code for check in found.checks)
    if output_format is o.Format.json:
        typer.echo(as_json({"exit_code": code} | asdict(found)), nl=False)
    else:
        _print(found, quiet=quiet)
    raise typer.Exit(code)


def _print(found: Diagnosis, *, quiet: bool) -> None:
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.view import paragraph, table

    out = console(quiet=quiet)
    for each in found.checks:
        paragraph(out, f"{each.status:5}  {each.check}: {each.found}", hanging=7)
        if each.hint:
            paragraph(out, each.hint, indent=9)
    given = [row for row in found.settings if row["from"] != "default"]
    if given:
        out.print()
        table(out, "settings that are not defaults", given)
