"""`troupe resume`: end a run that stopped before its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tinytroupe_cli.cli import _options as o

if TYPE_CHECKING:
    from tinytroupe_cli.store import RunRecord


def resume(
    run: o.RunArgument = "latest",
    *,
    max_cost: o.MaxCost = None,
    max_calls: o.MaxCalls = None,
    max_tokens: o.MaxTokens = None,
    concurrency: o.Concurrency = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Play on without a turn that failed for good.")
    ] = False,
    db: o.Database = None,
    output_format: o.StoryFormat = o.Format.text,
    output: o.Output = None,
    quiet: o.Quiet = False,
    debug: o.Debug = False,
) -> None:
    """End a run that was interrupted, failed or ran out of budget.

    Plays its scenario again as it was played, from the first round that is missing; what was
    answered before costs nothing. The file is read as it is now: what was edited meanwhile is
    played in its new form, and the reason is told.

    \b
    Examples:
      troupe resume
      troupe resume 4f2a --max-cost 1
    """  # noqa: D301 - \b keeps the lines of a block apart
    from tinytroupe_cli.cli._carry_out import carry_out
    from tinytroupe_cli.errors import UsageError
    from tinytroupe_cli.stage import Fork, Options, open_store

    with open_store(Options(db=db)) as store:
        record, path = store.find_run(run), store.path
        if store.is_alive(record.id):
            raise UsageError(
                f"run {record.id} is being played right now",
                hint=f"`troupe show {record.id}` has its story so far",
            )
    given = _given(record)
    options = Options(
        model=given["model"],
        base_url=given["base_url"],
        db=path,
        seed=given["seed"],
        repeat=given["repeat"],
        sets=given["sets"],
        fork=None if given["fork"] is None else Fork(*given["fork"]),
        concurrency=concurrency,
        max_cost=max_cost,
        max_calls=max_calls,
        max_tokens=max_tokens,
        keep_going=keep_going or given["keep_going"],
        since=given["since"],
    )
    files = output or []
    carry_out([Path(record.spec["path"])], options, output_format, files, quiet=quiet, debug=debug)


def _given(record: RunRecord) -> dict[str, Any]:
    """What the run's command was told.

    Raises:
        UsageError: the run came to its end, or does not say how it was played.
    """
    from tinytroupe_cli.errors import UsageError

    if record.exit_code == 0:
        raise UsageError(
            f"run {record.id} of {record.scenario!r} came to its end",
            hint="`troupe run` with --no-reuse or --repeat 2 plays it once more",
        )
    if record.spec.get("path") == "None":
        raise UsageError(
            f"run {record.id} is a survey of `troupe ask`, which has no file",
            hint="the same `troupe ask` goes on where it stopped; what was answered is kept",
        )
    given: dict[str, Any] | None = record.spec.get("options")
    if given is None:
        raise UsageError(
            f"run {record.id} was not played by `troupe run`", hint="`troupe runs` lists all"
        )
    return {"repeat": None, "fork": None, "keep_going": False, "since": None} | given
