"""`troupe extract`: ask what happened in a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.spec import AnyExtract, ExtractSpec
    from tinytroupe_cli.store import RunRecord


def extract(
    run: o.RunArgument = "latest",
    *,
    schema: Annotated[
        Path | None, typer.Option("--schema", help="Ask for what this JSON Schema file describes.")
    ] = None,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            help="Ask for these fields, texts unless said otherwise: title,score:number.",
        ),
    ] = None,
    objective: Annotated[
        str, typer.Option("--objective", help="What to find out.")
    ] = "Fill in the fields from what was said.",
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="people|world",
            help="people: one answer about each; world: one about all.",
        ),
    ] = "people",
    normalize: Annotated[
        str | None,
        typer.Option(
            "--normalize",
            metavar="COLUMN",
            help="Put what people said in their own words into categories: vote.reason.",
        ),
    ] = None,
    into: Annotated[
        str,
        typer.Option("--into", help="How many categories at the most, or which: price,taste."),
    ] = "6",
    model: o.ModelOption = None,
    base_url: o.BaseUrl = None,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    db: o.Database = None,
    output_format: o.FormatOption = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Ask about a run, or show what was extracted from it.

    With --schema, --fields or --normalize a model is asked anew: the run's own engine, unless
    --model names another. Without them the newest results are shown, for free.

    \b
    Examples:
      troupe extract
      troupe extract --fields mood,opinion --format csv > opinions.csv
      troupe extract latest:tv_ad --schema vote.json --objective "The vote"
      troupe extract --normalize vote.reason --into 6

    \b
    Exit codes:
      0 fine                              4 a budget is reached
      2 bad usage or a wrong schema       5 the database
      3 somebody could not be asked       130 interrupted
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._console import progress, warn
    from tinytroupe_cli.cli._interrupt import interruptible
    from tinytroupe_cli.cli._rim import RESUMABLE, tell_how_to_go_on
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.spec import NormalizeSpec
    from tinytroupe_cli.stage import Options, extract_again, open_store, shown
    from tinytroupe_cli.view import Waiting

    options = Options(
        model=model,
        base_url=base_url,
        db=db,
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
    )
    spec: AnyExtract | None = _spec(schema, fields, objective, source)
    name = "extract"
    if normalize is not None:
        if spec is not None:
            raise UsageError("--normalize goes without --schema and --fields")
        spec, name = NormalizeSpec(normalize=normalize, into=_into(into)), "categories"
    with open_store(options, to_read=spec is None) as store:
        record = store.find_run(run)
        if spec is None:
            found = {
                name: result | {"value": shown(result), "engine": record.engine}
                for name, result in store.extractions(record.id).items()
            }
        else:
            asking = extract_again(store, record, {name: spec}, options)
            with Waiting(progress(quiet=quiet), f"asking about run {record.id}"):
                found = interruptible(asking)
    failures = [each for result in found.values() for each in result["failures"]]
    if not found:
        warn(f"nothing was extracted from run {record.id} yet; --fields or --schema asks")
    for each in failures:
        warn(f"{each['person'] or 'the world'}: {each['reason']}")
    code = _code(failures)
    if code in RESUMABLE:
        tell_how_to_go_on(code)
    _print(record, found, failures, output_format, code, quiet=quiet)
    raise typer.Exit(code)


def _code(failures: Sequence[Mapping[str, Any]]) -> int:
    from tinytroupe_cli.cli._rim import first_of

    codes = {"BudgetError": 4, "UsageError": 2}
    return first_of(codes.get(each["error"], 3) for each in failures)


def _into(text: str) -> int | tuple[str, ...]:
    from tinytroupe_cli.errors import UsageError

    if text.isdecimal():
        if 1 <= int(text) <= 100:
            return int(text)
        raise UsageError(f"--into {text} is not between 1 and 100")
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or len({*map(str.casefold, names), "other"}) <= len(names):
        raise UsageError(
            f"--into {text!r} has no name, a name twice, or Other, which is always there",
            hint="a number such as 6, or names such as price,taste",
        )
    return names


def _spec(
    schema: Path | None, fields: str | None, objective: str, source: str
) -> ExtractSpec | None:
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.spec import ExtractSpec, load_schema, result_schema

    if source not in {"people", "world"}:
        raise UsageError(f"--from {source!r} is neither people nor world")
    where: Literal["people", "world"] = "people" if source == "people" else "world"
    if schema is not None and fields is not None:
        raise UsageError("--schema and --fields exclude each other", hint="give one of them")
    if schema is not None:
        return ExtractSpec(objective=objective, source=where, json_schema=load_schema(schema))
    if fields is not None:
        named = (each.partition(":") for each in fields.split(",") if each.strip())
        types = {name.strip(): kind.strip() or "text" for name, _, kind in named}
        if not types:
            raise UsageError(
                f"--fields {fields!r} names no field", hint="such as title,score:number"
            )
        spec = ExtractSpec(objective=objective, source=where, fields=types)
        result_schema(spec, ())  # a wrong type is told before anybody is asked
        return spec
    return None


def _print(
    record: RunRecord,
    found: dict[str, Any],
    failures: list[Any],
    chosen: o.Format,
    code: int,
    *,
    quiet: bool,
) -> None:
    from tinytroupe_cli.cli._console import console
    from tinytroupe_cli.harvest import as_csv, as_json, as_jsonl, extraction_rows
    from tinytroupe_cli.view import table

    rows = [
        ({"extract": name} if len(found) > 1 else {}) | row
        for name, result in found.items()
        for row in extraction_rows(name, result)
    ]
    if chosen is o.Format.text:
        for name, result in found.items():
            table(console(quiet=quiet), name, extraction_rows(name, result))
    elif chosen is o.Format.json:
        document = {
            "run": record.id,
            "extract": {name: result["value"] for name, result in found.items()},
            "engine": next((each["engine"] for each in found.values()), record.engine),
            "failures": failures,
            "exit_code": code,
        }
        typer.echo(as_json(document), nl=False)
    elif chosen is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        columns = () if rows else [name for each in found.values() for name in _columns(each)]
        typer.echo(as_csv(rows, columns), nl=False)


def _columns(result: Mapping[str, Any]) -> Sequence[str]:
    """The columns of an extraction that found nothing: a table without rows has a head too."""
    return result.get("columns") or ()
