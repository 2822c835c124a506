"""`troupe extract`: ask what happened in a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.spec import ExtractSpec


def extract(
    run: o.RunArgument = "latest",
    *,
    schema: Annotated[
        Path | None, typer.Option("--schema", help="A JSON Schema file for the result.")
    ] = None,
    fields: Annotated[
        str | None, typer.Option("--fields", help="Fields for the result: title,score:number.")
    ] = None,
    objective: Annotated[
        str, typer.Option("--objective", help="What to find out.")
    ] = "Fill in the fields from what was said.",
    source: Annotated[
        str, typer.Option("--from", help="people: one result each; world: one for all.")
    ] = "people",
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
    """Ask about a run; without --schema or --fields show what was extracted before, for free.

    Asking uses the run's own engine unless --model names another.
    """
    from tinytroupe_cli.cli._console import warn
    from tinytroupe_cli.stage import Options, extract_again, open_store, shown, wait_for

    options = Options(
        model=model,
        base_url=base_url,
        db=db,
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
    )
    spec = _spec(schema, fields, objective, source)
    with open_store(options) as store:
        record = store.find_run(run)
        if spec is None:
            found = {
                name: result | {"value": shown(result), "engine": record.engine}
                for name, result in store.extractions(record.id).items()
            }
        else:
            found = wait_for(extract_again(store, record, {"extract": spec}, options))
    failures = [each for result in found.values() for each in result["failures"]]
    _print(record.id, found, failures, output_format, quiet=quiet)
    for each in failures:
        warn(f"{each['person'] or 'the world'}: {each['reason']}")
    raise typer.Exit(3 if failures else 0)


def _spec(
    schema: Path | None, fields: str | None, objective: str, source: str
) -> ExtractSpec | None:
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.spec import ExtractSpec

    if source not in {"people", "world"}:
        raise UsageError(f"--from {source!r}: it is people or world")
    where: Literal["people", "world"] = "people" if source == "people" else "world"
    if schema is not None and fields is not None:
        raise UsageError("--schema and --fields exclude each other")
    if schema is not None:
        return ExtractSpec(objective=objective, source=where, json_schema=_read(schema))
    if fields is not None:
        named = (each.partition(":") for each in fields.split(",") if each.strip())
        types = {name.strip(): kind.strip() or "text" for name, _, kind in named}
        return ExtractSpec(objective=objective, source=where, fields=types)
    return None


def _read(path: Path) -> dict[str, Any]:
    import json

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    from tinytroupe_cli.errors import UsageError

    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(read)
    except OSError as failure:
        raise UsageError(f"cannot read {str(path)!r}: {failure.strerror}") from None
    except json.JSONDecodeError as wrong:
        where = f"{path}:{wrong.lineno}:{wrong.colno}"
        raise UsageError(f"{where}: not JSON: {wrong.msg}") from None
    except SchemaError as wrong:
        raise UsageError(f"{path}: no JSON Schema: {wrong.message}") from None
    return read


def _print(
    run: str, found: dict[str, Any], failures: list[Any], chosen: o.Format, *, quiet: bool
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
            "run": run,
            "extract": {name: result["value"] for name, result in found.items()},
            "engine": next((each["engine"] for each in found.values()), None),
            "failures": failures,
            "exit_code": 3 if failures else 0,
        }
        typer.echo(as_json(document), nl=False)
    elif chosen is o.Format.jsonl:
        typer.echo(as_jsonl(rows), nl=False)
    else:
        typer.echo(as_csv(rows), nl=False)
