"""`troupe population`: people by the hundred, out of figures."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._population_audit import audit

if TYPE_CHECKING:
    from tinytroupe_cli.cli._population_files import Place
    from tinytroupe_cli.spec import CastMember
    from tinytroupe_cli.stage import Lives, Options

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
    context: Annotated[
        str, typer.Option("--context", help="Where and among whom they live, for their lives.")
    ] = "",
    particularities: Annotated[
        str, typer.Option("--particularities", help="What else holds for all, for their lives.")
    ] = "",
    facts_only: Annotated[
        bool, typer.Option("--facts-only", help="Names and facts alone; no model is asked.")
    ] = False,
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Sample people from a population, one persona file each.

    Code decides who they are: shares and tables of the population hold, names fit and do not
    repeat, temper covers its whole range. The model writes a life around these facts, one call a
    person; with --facts-only nobody is asked. Each file says what was sampled and what written.
    The same command takes up a folder that is there; one with other people is refused.

    \b
    Examples:
      troupe population sample usa -n 200 -o people --where "age >= 21"
      troupe population sample poll.csv -n 50 -o panel --facts-only

    \b
    Exit codes:
      0 fine                              4 a budget is reached
      2 bad usage, nothing was written    5 the database
      3 somebody's life is missing        130 interrupted
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.cli._persona_generate import tell_ends
    from tinytroupe_cli.cli._population_files import places, put
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.spec import LifeOrder, Order, generated
    from tinytroupe_cli.spec.population import conditions, load_population, remarks
    from tinytroupe_cli.stage import Options

    o.allow(output_format, o.Format.text, o.Format.json)
    loaded = load_population(spec)
    condition = conditions(where or (), loaded.population)
    life = LifeOrder(context.strip(), particularities.strip())
    order = Order(count, loaded.population, life, where=condition, method=method.value)
    people = generated(order, seed=seed)
    personas = [one.persona for one in people]
    found = places(personas, folder)
    warnings = [*loaded.warnings, *remarks(loaded.population, personas)]
    document: dict[str, Any] = {
        "population": loaded.population.name, "seed": seed, "method": method.value,
        "engine": None, "model": None, "usage": None, "failures": [],
    }  # fmt: skip
    missing = [place for place in found if place.there is None]
    code = 0
    lives = None
    if facts_only:
        for place in missing:
            put(place.path, place.persona)
    else:
        options = Options(
            model=model, base_url=base_url, db=db, concurrency=concurrency, max_cost=max_cost,
            max_calls=max_calls, max_tokens=max_tokens,
        )  # fmt: skip
        unlived = [place for place in found if not place.lived]
        members = [one for one, place in zip(people, found, strict=True) if not place.lived]
        if unlived:
            lives, code = _write(members, unlived, options, seed, quiet=quiet)
            warnings += lives.warnings
            document |= {
                "engine": lives.engine, "model": lives.model, "usage": lives.usage,
                "failures": lives.failures,
            }  # fmt: skip
    for text in warnings:
        warn(text)
    failed = {failure["person"] for failure in document["failures"]}
    files = [str(place.path) for place in found if place.persona["name"] not in failed]
    if output_format is o.Format.json:
        document |= {"files": files, "warnings": warnings, "exit_code": code}
        typer.echo(as_json(document), nl=False)
    elif files:
        typer.echo("\n".join(files))
    if lives is not None:
        tell_ends(lives, code)
    raise typer.Exit(code)


def _write(
    people: Sequence[CastMember],
    files: Sequence[Place],
    options: Options,
    seed: int,
    *,
    quiet: bool,
) -> tuple[Lives, int]:
    """Have lives written and put into files; what became of them, and the exit code."""
    from tinytroupe_cli.cli._console import progress
    from tinytroupe_cli.cli._interrupt import interruptible
    from tinytroupe_cli.cli._population_files import put
    from tinytroupe_cli.cli._rim import first_of
    from tinytroupe_cli.stage import write_lives_async
    from tinytroupe_cli.view import Waiting

    with Waiting(progress(quiet=quiet), "writing lives", lives=len(people)) as waiting:
        lives = interruptible(write_lives_async(people, options, seed=seed, on_call=waiting.hear))
    for one, place in zip(lives.people, files, strict=True):
        if one.persona is not None:
            put(place.path, one.persona)
    return lives, first_of(one.failure.exit_code for one in lives.people if one.failure)
