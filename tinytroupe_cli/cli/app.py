"""The door: the commands, and the rim where every error becomes one clear block."""

from __future__ import annotations

import sys
import tempfile
import traceback
from typing import Annotated

import typer

from tinytroupe_cli import __version__
from tinytroupe_cli.cli import (
    extract,
    init,
    persona,
    reduce,
    run,
    runs,
    schema,
    show,
    validate,
)
from tinytroupe_cli.cli._pipe import PatientPipe
from tinytroupe_cli.errors import TroupeError

app = typer.Typer(
    name="troupe",
    help="Simulate people with LLMs: personas, worlds and scenarios are YAML files.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(init.init)
app.command("run")(run.run)
app.command("show")(show.show)
app.command("runs")(runs.runs)
app.command("extract")(extract.extract)
app.command("reduce")(reduce.reduce)
app.command("validate")(validate.validate)
app.command("schema")(schema.schema)
app.add_typer(persona.app, name="persona")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"troupe {__version__}")
        raise typer.Exit


@app.callback()
def troupe(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Simulate people with LLMs: personas, worlds and scenarios are YAML files."""


def main() -> None:
    """Run the command line; the only place that decides how an error looks and exits."""
    sys.stdout = PatientPipe(sys.stdout)
    debug = "--debug" in sys.argv
    json_wanted = "json" in _format(sys.argv)
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code or 0)
    except typer.TyperException as failure:
        getattr(failure, "show", lambda: None)()
        if json_wanted:
            _say_json(2, str(failure), None)
        sys.exit(2)
    except TroupeError as failure:
        if debug:
            traceback.print_exc()
        _say(failure, json_wanted=json_wanted)
        sys.exit(failure.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("troupe: interrupted\n")
        sys.exit(130)
    except Exception as failure:
        if debug:
            raise
        _bug(failure)
        if json_wanted:
            _say_json(70, f"a bug: {type(failure).__name__}: {failure}", None)
        sys.exit(70)


def _say(failure: TroupeError, *, json_wanted: bool) -> None:
    lines = [f"troupe: {failure}"] + ([f"  {failure.hint}"] if failure.hint else [])
    sys.stderr.write("\n".join(lines) + "\n")
    if json_wanted:
        _say_json(failure.exit_code, str(failure), failure.hint)


def _say_json(code: int, error: str, hint: str | None) -> None:
    import json

    document = {"exit_code": code, "error": error, "hint": hint}
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _bug(failure: Exception) -> None:
    with tempfile.NamedTemporaryFile(
        "w", prefix="troupe-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(failure, file=file)
    sys.stderr.write(
        f"troupe: this is a bug: {type(failure).__name__}: {failure}\n"
        f"  the traceback is in {file.name}\n"
    )


def _format(arguments: list[str]) -> str:
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if flag == "--format":
            return value
        if flag.startswith("--format="):
            return flag.partition("=")[2]
    return ""
