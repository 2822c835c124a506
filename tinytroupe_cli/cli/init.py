"""`troupe init`: a project that runs."""

from __future__ import annotations

from pathlib import Path
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


def init(
    folder: Annotated[Path, typer.Argument(help="Where; made if it is not there.")] = Path(),
    *,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Begin a project: config.ini, a persona of your own, a scenario, schemas for editors."""
    from tinytroupe_cli.cli._files import write
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.spec import builtin_root, json_schema

    lisa = builtin_root() / "personas" / "lisa.yaml"
    files = {
        folder / "config.ini": _CONFIG,
        folder / "meals.yaml": _SCENARIO,
        folder / "personas" / "lisa.yaml": lisa.read_text(encoding="utf-8"),
        **{
            folder / ".troupe" / f"{kind}.schema.json": as_json(json_schema(kind))
            for kind in ("scenario", "persona", "fragment")
        },
    }
    there = [str(path) for path in files if path.exists()]
    if there:
        raise UsageError(f"{', '.join(there)} exists already", hint="choose an empty folder")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, text)
        typer.echo(str(path))
    typer.echo(f"\nnow: cd {folder} && troupe run meals.yaml", err=True)
