"""`troupe diff`: what two runs said and found differently."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from rich.console import Console

    from tinytroupe_cli.store import RunRecord, Store


def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="A run.")] = "latest",
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="B",
            help="Another run [default: latest; where A is that, the one before it of its scenario "
            "is A].",
        ),
    ] = None,
    *,
    db: o.Database = None,
    output_format: o.StoryFormat = o.Format.text,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - read at the rim
) -> None:
    """Compare two runs.

    Step by step: what was said, done and extracted differently.

    \b
    Examples:
      troupe diff              the newest and the one before it of its scenario
      troupe diff 4f2a         that run and the newest
      troupe diff 4f2a 90bc

    \b
    Exit codes:
      0 the same story and the same findings     1 they differ
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.harvest import Side, as_json, as_jsonl, compare
    from tinytroupe_cli.stage import Options, open_store

    o.allow(output_format, o.Format.text, o.Format.json, o.Format.jsonl)
    with open_store(Options(db=db)) as store:
        records = _meant(store, one, other)
        a, b = (Side(store.events(r.id), store.extractions(r.id)) for r in records)
    found = compare(a, b)
    code = 1 if found["steps"] or found["extract"] else 0
    document = {"a": records[0].id, "b": records[1].id, **found, "exit_code": code}
    if output_format is o.Format.json:
        sys.stdout.write(as_json(document))
    elif output_format is o.Format.jsonl:
        sys.stdout.write(as_jsonl(found["steps"]))
    else:
        from tinytroupe_cli.cli._console import console

        _print(document, console(quiet=quiet))
    raise typer.Exit(code)


def _meant(store: Store, one: str, other: str | None) -> list[RunRecord]:
    """The two runs, the older first where only one was named.

    Raises:
        UsageError: they are one and the same, or there is none to compare with.
    """
    from tinytroupe_cli.errors import UsageError

    a, b = store.find_run(one), store.find_run(other or "latest")
    if a.id != b.id:
        return [a, b]
    if other is not None:
        raise UsageError(f"{one!r} and {other!r} are one run: {a.id}", hint="name two runs")
    known = [each for each in store.runs() if each.scenario == a.scenario]
    earlier = known[[each.id for each in known].index(a.id) + 1 :]
    if not earlier:
        raise UsageError(
            f"there is no run of {a.scenario!r} before {a.id} to compare it with",
            hint="`troupe runs` lists all",
        )
    return [next((each for each in earlier if each.repeat == a.repeat), earlier[0]), a]


def _print(document: dict[str, Any], out: Console) -> None:
    from tinytroupe_cli.view import paragraph

    a, b = document["a"], document["b"]
    if not document["exit_code"]:
        paragraph(out, f"runs {a} and {b} tell the same story and found the same")
        return
    if not document["steps"]:
        paragraph(out, f"runs {a} and {b} tell the same story")
    for scene in document["steps"]:
        where = f"step {scene['step']}" + (f" · round {scene['round']}" if scene["round"] else "")
        paragraph(out, where, style="bold")
        for change in scene["changes"]:
            for sign, deed in (("-", change["a"]), ("+", change["b"])):
                if deed is not None:
                    paragraph(out, f"{sign} {_told(deed)}")
    for name, values in document["extract"].items():
        paragraph(out, f"extract: {name}", style="bold")
        for sign, rows in (("-", values["a"]), ("+", values["b"])):
            for row in rows or []:
                paragraph(out, f"{sign} {_row(row)}")


def _told(deed: dict[str, Any]) -> str:
    whom = f" -> {deed['whom']}" if deed["whom"] else ""
    return f"{deed['person']}{whom} [{deed['does']}] {deed['content']}"


def _row(row: dict[str, Any]) -> str:
    import json

    value = json.dumps(row["value"], ensure_ascii=False)
    return f"{row['person']}: {value}" if row.get("person") else value
