"""`troupe persona generate`: somebody out of a description."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.spec import CastMember
    from tinytroupe_cli.stage import Life, Lives


def generate(
    description: Annotated[str, typer.Argument(metavar="DESCRIPTION", help="Who it is, in words.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A .yaml or .json file; for several people, a folder."),
    ] = None,
    count: Annotated[
        int, typer.Option("-n", "--count", min=1, max=1000, help="How many people.")
    ] = 1,
    country: Annotated[
        str, typer.Option("--country", help="Where they live [default: what DESCRIPTION names].")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="Another seed gives other people.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
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
    """Make people up from a description, one call each.

    What the description says for certain (an age, a name, a country) holds; other facts such as
    age and temper are sampled by the seed, and the model writes the life around them. Without -o
    the personas go to stdout as YAML.

    \b
    Examples:
      troupe persona generate "A 45-year-old nurse in Recife" -o nurse.yaml
      troupe persona generate "Retired teachers in Berlin" -n 5 -o teachers

    \b
    Exit codes:
      0 fine                              4 a budget is reached
      2 bad usage, nothing was asked      5 the database
      3 somebody could not be had         130 interrupted
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import progress, warn
    from tinytroupe_cli.cli._interrupt import interruptible
    from tinytroupe_cli.cli._rim import first_of
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.spec import LifeOrder, Order, generated, unnamed
    from tinytroupe_cli.stage import Options, write_lives_async
    from tinytroupe_cli.view import Waiting

    o.allow(output_format, o.Format.text, o.Format.json)
    if not description.strip():
        raise UsageError("the description is empty", hint='such as "A nurse in Recife"')
    options = Options(
        model=model,
        base_url=base_url,
        db=db,
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
    )
    order = Order(count, life=LifeOrder(description.strip()), country=country, single=count == 1)
    people = generated(order, seed=seed)
    files = _files(people, output, force=force)
    with Waiting(progress(quiet=quiet), "writing lives", lives=len(people)) as waiting:
        work = write_lives_async(people, options, seed=seed, on_call=waiting.hear)
        lives = interruptible(work)
    for text in (*unnamed(country), *lives.warnings):
        warn(text)
    code = first_of(one.failure.exit_code for one in lives.people if one.failure is not None)
    _put_out(lives, files, output_format, seed, code)
    tell_ends(lives, code)
    raise typer.Exit(code)


def tell_ends(lives: Lives, code: int) -> None:
    """Tell whose lives could not be had and how to go on; what was used."""
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.cli._rim import RESUMABLE, tell_how_to_go_on

    for failure in lives.failures:
        warn(f"{failure['person']}: {failure['reason']}")
    missing = len(lives.failures)
    if missing:
        warn(f"{len(lives.people) - missing} of {len(lives.people)} lives were written")
    if code in RESUMABLE:
        tell_how_to_go_on(code)


def persona_text(persona: Any, path: Path | None = None) -> str:
    """A persona as the text of its file: JSON for a path that ends so, else YAML."""
    if path is not None and path.suffix.lower() == ".json":
        from tinytroupe_cli.harvest import as_json

        return as_json(persona)
    from tinytroupe_cli.spec import as_yaml

    return as_yaml(persona)


def _files(people: Sequence[CastMember], output: Path | None, *, force: bool) -> list[Path | None]:
    """The file of each, looked at before anybody is asked.

    Raises:
        UsageError: one is there already with somebody else in it, or what is named cannot hold
            them.
    """
    from tinytroupe_cli.errors import UsageError

    count = len(people)
    if output is None:
        return [None] * count
    single = output.suffix.lower() in {".yaml", ".yml", ".json"}
    if single and count > 1:
        raise UsageError(
            f"-o {str(output)!r} is one file, and {count} people are wanted", hint="name a folder"
        )
    if not single and count == 1 and output.suffix:
        raise UsageError(f"-o {str(output)!r}: a persona is a .yaml or .json file")
    files = [output] if single else [output / f"{_stem(one.name)}.yaml" for one in people]
    for file, person in zip(files, people, strict=True):
        if file.exists() and not force and not _is_of(file, person):
            raise UsageError(f"{str(file)!r} exists", hint="--force replaces it")
    return [*files]


def _is_of(file: Path, person: CastMember) -> bool:
    """Whether a file holds somebody as they were sampled now, so that it is written once more."""
    from tinytroupe_cli.errors import SpecError
    from tinytroupe_cli.spec import PROVENANCE, load_persona

    try:
        there = load_persona(str(file)).persona
    except SpecError:
        return False
    before, now = there.get(PROVENANCE), person.persona[PROVENANCE]
    if not isinstance(before, dict) or there.get("name") != person.name:
        return False
    keys = ("seed", "number", "sampled")
    return all(before.get(key) == now.get(key) for key in keys) and all(
        there.get(key) == person.persona.get(key) for key in ("age", "gender")
    )


def _stem(name: str) -> str:
    """A name as the name of a file."""
    letters = "".join(each if each.isalnum() else " " for each in name.casefold())
    return "_".join(letters.split()) or "person"


def _put_out(
    lives: Lives, files: Sequence[Path | None], chosen: o.Format, seed: int, code: int
) -> None:
    from tinytroupe_cli.cli._files import write
    from tinytroupe_cli.harvest import as_json

    had: list[tuple[Life, Path | None]] = [
        (one, file) for one, file in zip(lives.people, files, strict=True) if one.persona
    ]
    for one, file in had:
        if file is not None:
            write(file, persona_text(one.persona, file))
    if chosen is o.Format.json:
        document = {
            "personas": [one.persona for one, _ in had],
            "files": [str(file) for _, file in had if file is not None],
            "engine": lives.engine,
            "model": lives.model,
            "seed": seed,
            "usage": lives.usage,
            "failures": lives.failures,
            "warnings": list(lives.warnings),
            "exit_code": code,
        }
        typer.echo(as_json(document), nl=False)
        return
    for number, (one, file) in enumerate(had):
        if file is not None:
            typer.echo(str(file))
        else:
            typer.echo(("---\n" if number else "") + persona_text(one.persona), nl=False)
