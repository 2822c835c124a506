"""`troupe population audit`: what a crowd is like, before anybody pays for its answers."""

from __future__ import annotations

from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def audit(
    people: Annotated[
        str,
        typer.Argument(
            metavar="PEOPLE",
            help="A folder or file of personas, a run, or a population, which is sampled.",
        ),
    ],
    *,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="POPULATION", help="Whose shares they should have."),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="P",
            min=0,
            max=1,
            help="Exit with 1 where shares fit worse than this p.",
        ),
    ] = None,
    min_low: Annotated[
        float | None,
        typer.Option(
            "--min-low",
            metavar="SHARE",
            min=0,
            max=1,
            help="Exit with 1 where fewer are on the low side of one of the big five.",
        ),
    ] = None,
    max_likeness: Annotated[
        float | None,
        typer.Option(
            "--max-likeness",
            metavar="SHARE",
            min=0,
            max=1,
            help="Exit with 1 where the texts of two people are more alike.",
        ),
    ] = None,
    max_design_effect: Annotated[
        float | None,
        typer.Option(
            "--max-design-effect",
            metavar="D",
            min=1,
            help="Exit with 1 where weights would cost more than this.",
        ),
    ] = None,
    max_doubles: Annotated[
        int | None,
        typer.Option(
            "--max-doubles",
            metavar="N",
            min=0,
            help="Exit with 1 where more people bear a name that is taken.",
        ),
    ] = None,
    count: Annotated[
        int, typer.Option("-n", "--count", min=1, help="How many are sampled of a population.")
    ] = 500,
    seed: Annotated[
        int, typer.Option("--seed", help="Of the sample, and of the pairs that are compared.")
    ] = 0,
    db: o.Database = None,
    output_format: o.ShownFormat = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Look at a crowd: shares, temper, doubles, likeness.

    Shares stand beside those of a population, with a chi-square test each and the design effect
    of the weights that would mend them; then the temper of the people, names and people that come
    twice, and who is nearest to whom. No model is asked.

    \b
    Examples:
      troupe population audit usa -n 1000
      troupe population audit people --against usa --fail-under 0.01 --min-low 0.1
      troupe population audit latest --against germany --format json

    \b
    Exit codes:
      0 fine                              2 bad usage
      1 a threshold is not kept           5 the database
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console, warn
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.harvest import as_json
    from tinytroupe_cli.harvest.audit import Thresholds
    from tinytroupe_cli.harvest.audit import audit as audited
    from tinytroupe_cli.stage import Options, crowd
    from tinytroupe_cli.view import print_audit

    o.allow(output_format, o.Format.text, o.Format.json)
    thresholds = Thresholds(fail_under, min_low, max_likeness, max_design_effect, max_doubles)
    who = crowd(people, Options(db=db), versus=against, count=count, seed=seed)
    if not who.targets and (fail_under is not None or max_design_effect is not None):
        raise UsageError("there are no shares to compare with", hint="--against POPULATION")
    for text in who.warnings:
        warn(text)
    found = audited(who.people, who.targets, thresholds, seed=seed)
    code = 0 if found.ok else 1
    if output_format is o.Format.json:
        document = {"people": who.source, "against": against, **found.as_json()}
        document |= {"not_sampled": who.not_sampled, "exit_code": code}
        typer.echo(as_json(document), nl=False)
    else:
        print_audit(console(quiet=quiet), who.source, found.as_json(), who.not_sampled)
    raise typer.Exit(code)
