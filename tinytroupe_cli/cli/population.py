"""`troupe population`: people by the hundred, out of figures."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._population_audit import audit

app = typer.Typer(
    help="People by the hundred, out of figures.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("audit")(audit)


class Method(StrEnum):
    """How people are sampled."""

    quota = "quota"
    draw = "draw"


@app.command("sample")
def sample(
    spec: Annotated[
        str,
        typer.Argument(
            metavar="POPULATION",
            help="A name such as usa, a file of figures, or a CSV of respondents.",
        ),
    ],
    *,
    count: Annotated[int, typer.Option("-n", "--count", min=1, help="How many people.")],
    folder: Annotated[
        Path, typer.Option("-o", "--output", help="The folder for their files; made if need be.")
    ],
    seed: Annotated[int, typer.Option("--seed", help="The same seed, the same people.")] = 0,
    method: Annotated[
        Method,
        typer.Option(
            "--method",
            metavar="quota|draw",
            help="quota: shares hold to one person. draw: each by chance.",
        ),
    ] = Method.quota,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", help="Only people such as 'age >= 18'; repeatable."),
    ] = None,
    facts_only: Annotated[
        bool, typer.Option("--facts-only", help="Names and facts alone; no model is asked.")
    ] = False,
    output_format: o.ShownFormat = o.Format.text,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Sample people from a population, one persona file each.

    Code decides who they are: shares and tables of the population hold, names fit and do not
    repeat, temper covers its whole range. Each file says what was sampled. The same command takes
    up a folder that is there; a folder with other people is refused.

    \b
    Examples:
      troupe population sample germany -n 200 -o people --facts-only
      troupe population sample usa -n 50 -o old --where "age >= 65" --facts-only

    \b
    Exit codes:
      0 fine                              2 bad usage, nothing was written
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.cli._population_files import places, put
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.spec.population import conditions, load_population, persona_of
    from tinytroupe_cli.spec.population import sample as sampled

    o.allow(output_format, o.Format.text, o.Format.json)
    if not facts_only:
        raise UsageError("lives are not written yet", hint="--facts-only gives names and facts")
    condition = conditions(where or ())
    loaded = load_population(spec)
    population = loaded.population
    people = sampled(population, count, seed=seed, method=method.value, where=condition)
    found = places([persona_of(one, population, seed) for one in people], folder)
    warnings = [*loaded.warnings]
    for text in warnings:
        warn(text)
    for place in found:
        if place.there is None:
            put(place.path, place.persona)
    if output_format is o.Format.json:
        document = {
            "population": population.name, "seed": seed, "method": method.value,
            "files": [str(place.path) for place in found], "warnings": warnings, "exit_code": 0,
        }  # fmt: skip
        typer.echo(as_json(document), nl=False)
        return
    typer.echo("\n".join(str(place.path) for place in found))
