"""`troupe schema`: the JSON Schema of a file, for editors."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


class Kind(StrEnum):
    """What can be described."""

    scenario = "scenario"
    persona = "persona"
    fragment = "fragment"
    population = "population"
    world = "world"
    rules = "rules"


def schema(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND", help="scenario, persona, fragment, population, world or rules."
        ),
    ] = Kind.scenario,
    *,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Print the JSON Schema of a kind of file.

    Editors that know YAML complete and check with it while you type; `troupe init` sets that up.

    \b
    Example:
      troupe schema scenario > scenario.schema.json
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.spec import json_schema

    typer.echo(as_json(json_schema(kind.value)), nl=False)
