"""The door: the commands of `troupe`."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from tinytroupe_cli import __version__
from tinytroupe_cli.cli import (
    ask,
    cache,
    diff,
    doctor,
    export,
    extract,
    fork,
    import_,
    init,
    persona,
    population,
    reduce,
    resume,
    rm,
    run,
    runs,
    schema,
    search,
    show,
    usage,
    validate,
)

YOUNG = 50_000
"""New objects after which the garbage collector looks for cycles among them."""

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
app.command("ask")(ask.ask)
app.command("resume")(resume.resume)
app.command("fork")(fork.fork)
app.command("show")(show.show)
app.command("runs")(runs.runs)
app.command("usage")(usage.usage)
app.command("diff")(diff.diff)
app.command("search")(search.search)
app.command("extract")(extract.extract)
app.command("reduce")(reduce.reduce)
app.command("validate")(validate.validate)
app.command("rm")(rm.rm)
app.command("export")(export.export)
app.command("import")(import_.import_)
app.command("doctor")(doctor.doctor)
app.command("schema")(schema.schema)
app.add_typer(cache.app, name="cache")
app.add_typer(persona.app, name="persona")
app.add_typer(population.app, name="population")


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
    """Run the command line."""
    from tinytroupe_cli.cli._rim import guarded

    # Next to nothing here becomes garbage in cycles, and looking for it took a quarter of the time.
    gc.set_threshold(YOUNG)
    sys.exit(guarded(lambda: app(prog_name="troupe", standalone_mode=False), sys.argv[1:]))
