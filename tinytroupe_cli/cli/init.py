"""`troupe init`: a project that runs."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o

_SCENARIO = """\
# yaml-language-server: $schema=.troupe/scenario.schema.json
# Three people talk about a new product.
description: What do three people think of a subscription for home-cooked meals?
seed: 1
people: [lisa, oscar, fatima]
steps:
  - broadcast: >-
      A neighbour wants to sell home-cooked meals by subscription, 9 a meal, delivered by bicycle.
      What would make you try it, and what would keep you from it?
  - rounds: 2
extract:
  opinions:
    objective: What each person likes and dislikes about the offer
    from: people
    fields: {likes: text, dislikes: text}
reduce:
  talk: {count: TALK, by: person}
"""

_CONFIG = """\
; Settings for this project; every key is optional.
[OpenAI]
;MODEL=gpt-5-mini
;BASE_URL=http://localhost:11434/v1

[Budget]
;MAX_COST=0.50
"""

_FOR_EDITORS = "# yaml-language-server: $schema=../.troupe/persona.schema.json\n"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where; made if it is not there.")
    ] = Path(),
    *,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Begin a project that runs.

    Writes config.ini, a scenario, a persona to change, and schemas for editors. A folder that has
    other files in it is fine; none is replaced.

    \b
    Example:
      troupe init study && cd study && troupe run meals.yaml --model offline
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.cli._files import write
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.spec import builtin_root, json_schema

    lisa = (builtin_root() / "personas" / "lisa.yaml").read_text(encoding="utf-8")
    files = {
        folder / "config.ini": _CONFIG,
        folder / "meals.yaml": _SCENARIO,
        folder / "personas" / "lisa.yaml": _FOR_EDITORS + lisa,
        **{
            folder / ".troupe" / f"{kind}.schema.json": as_json(json_schema(kind))
            for kind in ("scenario", "persona", "fragment")
        },
    }
    there = [repr(str(path)) for path in files if path.exists()]
    if there:
        verb = "exists" if len(there) == 1 else "exist"
        raise UsageError(
            f"{', '.join(there)} {verb} already: nothing was written", hint="choose another folder"
        )
    for path, text in files.items():
        write(path, text)
        typer.echo(str(path))
    there_first = "" if folder == Path() else f"cd {quote(str(folder))} && "
    warn(f"now: {there_first}troupe run meals.yaml --model offline")
