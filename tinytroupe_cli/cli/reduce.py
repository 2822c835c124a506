"""`troupe reduce`: count what happened in a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tinytroupe_cli.cli import _options as o


def reduce(
    run: o.RunArgument = "latest",
    *,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="A YAML file with reduce: rules.")
    ] = None,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Count, group and tabulate events and extractions.

    No model is asked. Without --rules the scenario's own `reduce:` rules are used.

    \b
    Examples:
      troupe reduce
      troupe reduce latest:tv_ad --rules rules.yaml --format csv > table.csv
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import console, warn
    from tinytroupe_cli.cli._results import print_reduction
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl
    from tinytroupe_cli.spec import ReduceSpec, load_harvest
    from tinytroupe_cli.stage import Options, open_store, reduce_again

    chosen = load_harvest(rules).reduce if rules is not None else None
    with open_store(Options(db=db)) as store:
        record = store.find_run(run)
        own = record.spec.get("scenario", {}).get("reduce", {})
        wanted = chosen or {n: ReduceSpec.model_validate(rule) for n, rule in own.items()}
        results = reduce_again(store, record, dict(wanted))
    if not wanted:
        warn(f"the scenario of run {record.id} has no `reduce:` rules; --rules FILE brings some")
    rows = [
        ({"reduce": name} if len(results) > 1 else {}) | row
        for name, found in results.items()
        for row in found
    ]
    if output_format is o.Format.text:
        for name, found in results.items():
            print_reduction(console(quiet=quiet), name, found)
    elif output_format is o.Format.json:
        document = {"run": record.id, "engine": record.engine, "reduce": results, "exit_code": 0}
        typer.echo(as_json(document), nl=False)
    elif output_format is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows), nl=False)
