"""A survey from the command line, from who is asked what to the table that comes of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import typer

from tinytroupe_cli.cli import _options as o
from tinytroupe_cli.cli._carry_out import tell
from tinytroupe_cli.cli._console import console
from tinytroupe_cli.cli._divide import divided
from tinytroupe_cli.cli._ended import Ended, code_of, document_of
from tinytroupe_cli.cli._files import answers_csv, answers_of, write
from tinytroupe_cli.cli._like import Humans, print_compared
from tinytroupe_cli.cli._play import play_all
from tinytroupe_cli.cli._preflight import require_place
from tinytroupe_cli.cli._results import print_reduction
from tinytroupe_cli.cli._rim import RESUMABLE, complain, first_of, tell_how_to_go_on
from tinytroupe_cli.cli._said import show_texts
from tinytroupe_cli.errors import StoreError, UsageError
from tinytroupe_cli.harvest import Material, Row, as_json, as_jsonl, reduce
from tinytroupe_cli.spec import (
    AskStep,
    Form,
    LoadedScenario,
    Node,
    ReduceSpec,
    Respondents,
    load_respondents,
    load_survey,
    survey_file,
    survey_of,
    survey_scenario,
    typed_survey,
)
from tinytroupe_cli.stage import (
    Options,
    asked_after,
    choose_models,
    open_store,
    people_of,
    settings_for,
)

ENDINGS = (".csv", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was told of people and questions."""

    people: tuple[str, ...]
    questions: tuple[str, ...]
    form: Form
    survey: Path | None
    run: str | None
    like: Path | None
    mapping: Path | None
    by: tuple[str, ...]
    name: str


def conduct(
    wanted: Wanted,
    options: Options,
    chosen: o.Format,
    files: Sequence[Path],
    *,
    quiet: bool,
    debug: bool,
) -> NoReturn:
    """Ask, write and show.

    Raises:
        SpecError, UsageError, ConfigError: nobody was asked and nothing written.
        typer.Exit: with the command's exit code.
    """
    for file in files:
        require_place(file)
        if file.suffix.lower() not in ENDINGS:
            raise UsageError(f"-o {str(file)!r}: answers are written as {', '.join(ENDINGS)}")
    respondents = _humans(wanted)
    loaded, options = _scenario(wanted, options, respondents)
    step = loaded.scenario.steps[-1]
    assert isinstance(step, AskStep)
    humans = Humans.of(respondents, step) if respondents is not None else None
    loaded = divided(loaded, wanted.by)
    ci = options.env.get("CI", "").lower() == "true"
    choose_models(settings_for(options, Path()), loaded, flag=options.model, ci=ci)
    if humans is not None:
        humans.tell_unreadable()
    ended = play_all([(Path(wanted.name), loaded)], options, chosen, quiet=quiet, story=False)
    code, rules = code_of(ended), loaded.scenario.reduce
    document = document_of(ended, code, 1)
    rows = [row for each in ended if each.run for row in answers_of(each.run)]
    document["answers"] = rows
    compared: dict[str, list[Row]] = {}
    first = next((each.run for each in ended if each.run is not None), None)
    if humans is not None and first is not None:
        compared = humans.compared(first.events, rules)
        document["like"] = {
            "file": str(wanted.like), "reduce": compared, "unreadable": humans.unreadable,
        }  # fmt: skip
    if humans is not None:
        rows = humans.both(rows)
    code = _write(files, document, rows, code)
    if chosen is o.Format.text:
        _show(ended, rules, compared, quiet=quiet)
        show_texts(console(quiet=quiet), ended, step)
    tell(ended, [Path(wanted.name)], debug=debug)
    if code in RESUMABLE:
        _tell_how_to_go_on(code, options)
    document["exit_code"] = code
    sys.stdout.write(_as(chosen, document, rows))
    raise typer.Exit(code)


def _tell_how_to_go_on(code: int, options: Options) -> None:
    """Name the same command; with --no-cache it would ask again what it has just paid for."""
    if options.read_cache:
        tell_how_to_go_on(code)
    else:
        tell_how_to_go_on(code, [word for word in sys.argv[1:] if word != "--no-cache"])
        sys.stderr.write("  there older answers to the same questions count too\n")


def _humans(wanted: Wanted) -> Respondents | None:
    if (wanted.like is None) != (wanted.mapping is None):
        raise UsageError(
            "--like and --map belong together",
            hint="--map names the YAML file that says which column of the CSV is which question",
        )
    if wanted.like is None or wanted.mapping is None:
        return None
    if wanted.questions or wanted.survey:
        raise UsageError("the questions of --like stand in its --map", hint="leave out the others")
    return load_respondents(wanted.like, wanted.mapping)


def _scenario(
    wanted: Wanted, options: Options, humans: Respondents | None
) -> tuple[LoadedScenario, Options]:
    """What is played, and with which options."""
    asked = _asked(wanted, humans)
    if wanted.run is not None:
        if wanted.people:
            raise UsageError("--run asks the people of a run", hint="leave out the other people")
        return _of_a_run(wanted.run, asked, wanted.name, options)
    if wanted.people:
        return load_survey(wanted.people, asked, name=wanted.name, seed=options.seed), options
    if humans is None:
        hint = "`troupe ask lisa oscar --question ...`, or --run RUN"
        raise UsageError("nobody is asked", hint=hint)
    source = str(humans.path)
    made = survey_scenario(humans.people, asked, name=wanted.name, source=source, seed=options.seed)
    return made, options


def _asked(wanted: Wanted, humans: Respondents | None) -> Node:
    """The questions."""
    if humans is not None:
        return humans.asked
    if wanted.survey is None and not wanted.questions:
        raise UsageError("nothing is asked", hint="--question TEXT, or --survey FILE.yaml")
    if wanted.survey is None:
        return typed_survey(wanted.questions, wanted.form)
    if wanted.questions:
        raise UsageError("--question and --survey exclude each other", hint="give one of them")
    return survey_file(wanted.survey)


def _of_a_run(run: str, asked: Node, name: str, options: Options) -> tuple[LoadedScenario, Options]:
    """The people of a run, asked by its model and with its seed unless others are named."""
    with open_store(options) as store:
        people = people_of(store, run)
    told = people.record.spec.get("options", {})
    if options.model is None and options.base_url is None:
        options = replace(options, model=told.get("model"), base_url=told.get("base_url"))
    if options.seed is None:
        options = replace(options, seed=people.record.seed)
    loaded, fork = asked_after(people, survey_of(people.cast, asked), name)
    return loaded, replace(options, fork=fork)


def _show(
    ended: Sequence[Ended],
    rules: Mapping[str, ReduceSpec],
    compared: Mapping[str, list[Row]],
    *,
    quiet: bool,
) -> None:
    """The tables of runs that were not played to their end, which have none yet, and the two."""
    out = console(quiet=quiet)
    for each in ended:
        if each.run is not None and not each.run.reduce:
            for name, rule in rules.items():
                print_reduction(out, name, reduce(rule, Material(each.run.events, {})))
    print_compared(out, compared)


def _write(
    files: Sequence[Path], document: Mapping[str, Any], rows: list[dict[str, Any]], code: int
) -> int:
    for file in files:
        chosen = o.Format(file.suffix.lower().removeprefix("."))
        try:
            write(file, _as(chosen, document, rows))
        except UsageError as failure:
            complain(StoreError(str(failure), hint="`troupe show --answers` has them all the same"))
            code = first_of([code, StoreError.exit_code])
    return code


def _as(chosen: o.Format, document: Mapping[str, Any], rows: list[dict[str, Any]]) -> str:
    if chosen is o.Format.json:
        return as_json(document)
    if chosen is o.Format.jsonl:
        return as_jsonl(rows)
    return answers_csv(rows) if chosen is o.Format.csv else ""
