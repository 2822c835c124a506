"""A survey that is no scenario file: its people and questions come from a command."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec._ask import AskStep, Question, blocks
from tinytroupe_cli.spec._ask_file import UNNAMED, AskReader
from tinytroupe_cli.spec._cast import CastMember, LoadedScenario
from tinytroupe_cli.spec._check import MISSING
from tinytroupe_cli.spec._harvest import ReduceSpec
from tinytroupe_cli.spec._library import Library
from tinytroupe_cli.spec._load import open_root, read_scenario
from tinytroupe_cli.spec._node import Node, Place, list_node, map_node, text_node
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._roster import Roster
from tinytroupe_cli.spec._scenario import PersonEntry, Scenario

_CROWD = re.compile(r"(?P<population>.+):(?P<count>\d{1,6})")

_MOST = 100_000
"""How many people `generate` makes at the most."""


@dataclass(frozen=True, slots=True)
class Form:
    """How questions that are typed on a command line are answered."""

    type: str | None = None
    options: str | None = None
    """`A=Fits your life,B=Zero fees`, or texts that are their own labels; `;` where commas are
    part of a text."""
    scale: str | None = None
    """`5`, `1=never,5=always`, or words from 1 on."""
    minimum: float | None = None
    maximum: float | None = None
    reason: bool = False


def typed_survey(questions: Sequence[str], form: Form) -> Node:
    """Questions as typed, all answered alike; several are called q1, q2, ...

    Raises:
        UsageError: labels of options or points are missing or stand twice.
    """
    here = Place("--question")
    names = [UNNAMED]
    if len(questions) > 1:
        names = [f"q{number}" for number in range(1, len(questions) + 1)]
    return _map({
        each: _map({"text": text_node(text, here), **_form(form)}, here)
        for each, text in zip(names, questions, strict=True)
    }, here)  # fmt: skip


def survey_file(path: Path) -> Node:
    """The questions of a file: what would stand under `ask:`, or a file with the key `ask`.

    Raises:
        SpecError: it cannot be read.
    """
    root = open_root(path, Problems())
    return root.entries.get("ask", root)


def load_survey(
    people: Sequence[str], asked: Node, *, name: str, seed: int | None = None
) -> LoadedScenario:
    """A scenario in which people are asked these questions and nothing else happens.

    Args:
        people: names, paths, folders, CSV files, or `POPULATION:COUNT`.
        asked: what would stand under `ask:`.
        name: the scenario's name.
        seed: seeds every random choice.

    Raises:
        SpecError: with everything that is wrong with the people or the questions.
    """
    here = Place.typed("troupe ask")
    entries = [_person(ref, Place.typed(ref)) for ref in people]
    root = _map({
        "name": text_node(name, here),
        "people": list_node(entries, here),
        "steps": list_node([_map({"ask": asked}, asked.place)], here),
    }, here)  # fmt: skip
    loaded = read_scenario(root, Path.cwd() / name, seed=seed, anywhere=True)
    return _counted(loaded)


def survey_of(cast: Sequence[CastMember], asked: Node) -> AskStep:
    """The questions as a step for people who are there already.

    Raises:
        SpecError: with everything that is wrong with the questions.
    """
    problems = Problems()
    roster = Roster(problems)
    for member in cast:
        roster.add(member, asked.place, None)
    library = Library.around(Path.cwd(), anywhere=True)
    reader = AskReader(library, problems, roster.facts, roster.who)
    step = reader.read(asked)
    problems.raise_if_any()
    assert step is not MISSING  # else there was a problem
    found: AskStep = step
    return found


def survey_scenario(
    cast: Sequence[CastMember], asked: Node, *, name: str, source: str, seed: int | None = None
) -> LoadedScenario:
    """The same for people who are known already.

    Args:
        cast: who they are.
        asked: what would stand under `ask:`.
        name: the scenario's name.
        source: where they come from.
        seed: seeds every random choice.

    Raises:
        SpecError: with everything that is wrong with the questions.
    """
    step = survey_of(cast, asked)
    scenario = Scenario(
        name=name, people=(PersonEntry(use=source),), steps=(step,), seed=seed or 0,
        reduce=counted(step.questions),
    )  # fmt: skip
    return LoadedScenario(scenario, tuple(cast), None)


def counted(questions: Sequence[Question], by: tuple[str, ...] = ()) -> dict[str, ReduceSpec]:
    """What is shown of each question: its shares, its mean, or the points of a ranking.

    Texts are only read.
    """
    rules: dict[str, ReduceSpec] = {}
    for question in questions:
        name = question.name
        if question.type in {"choice", "choices", "likert", "yes_no"}:
            rules[name] = ReduceSpec(share=name, by=by)
        if question.type in {"likert", "number"}:
            rules[f"{name} mean"] = ReduceSpec(mean=name, by=by)
        if question.type == "ranking":
            rules[name] = ReduceSpec(borda=name, by=by)
            rules[f"{name} first"] = ReduceSpec(first_choice=name, by=by)
    return rules


def replies_wanted(loaded: LoadedScenario) -> int:
    """How many replies the one survey of a scenario wants at most; 0 where there are several."""
    steps = [step for step in loaded.scenario.steps if isinstance(step, AskStep)]
    if len(steps) != 1:
        return 0
    who = len(loaded.cast) if isinstance(steps[0].who, str) else len(steps[0].who)
    return who * len(blocks(steps[0].questions, steps[0].calls))


def _counted(loaded: LoadedScenario) -> LoadedScenario:
    step = loaded.scenario.steps[0]
    assert isinstance(step, AskStep)
    scenario = loaded.scenario.model_copy(update={"reduce": counted(step.questions)})
    return LoadedScenario(scenario, loaded.cast, None, loaded.warnings)


def _person(ref: str, place: Place) -> Node:
    crowd = _CROWD.fullmatch(ref)
    if crowd is None or Path(ref).exists():
        return text_node(ref, place)
    if not 1 <= int(crowd["count"]) <= _MOST:
        problems = Problems()
        told = f"from 1 to {_MOST:,} people are asked"
        problems.add(place, told, f"such as {crowd['population']}:200")
        problems.raise_if_any()
    count = Node(int(crowd["count"]), place, crowd["count"])
    return _map({"generate": count, "population": text_node(crowd["population"], place)}, place)


def _form(form: Form) -> dict[str, Node]:
    found: dict[str, Node] = {}
    if form.type is not None:
        found["type"] = text_node(form.type, Place("--type"))
    if form.options is not None:
        found["options"] = _listed(form.options, Place("--options"))
    if form.scale is not None:
        here = Place("--scale")
        points = form.scale.strip()
        whole = re.fullmatch(r"\d{1,3}", points)
        found["scale"] = Node(int(points), here, points) if whole else _listed(points, here)
    for key, option, value in (
        ("minimum", "--min", form.minimum), ("maximum", "--max", form.maximum),
    ):  # fmt: skip
        if value is not None:
            found[key] = Node(value, Place(option), f"{value:g}")
    if form.reason:
        found["reason"] = Node(value=True, place=Place("--reason"), raw="true")
    return found


def _listed(text: str, here: Place) -> Node:
    """`A=one,B=two` as a mapping, `one,two` as a list.

    Raises:
        UsageError: some parts have a label and others none, or two have the same.
    """
    between = ";" if ";" in text else ","
    parts = [part.strip() for part in text.split(between) if part.strip()]
    bare = [part for part in parts if "=" not in part]
    if len(bare) == len(parts):
        return list_node([text_node(part, here) for part in parts], here)
    if bare:
        hint = "`;` between them keeps the commas of a text: 'A=Yes, please;B=No'"
        raise UsageError(
            f"{here.file}: {bare[0]!r} has no label before a `=`, and others have one",
            hint=hint if between == "," else "give each a label, or none",
        )
    pairs: dict[str, Node] = {}
    for part in parts:
        label, _, words = part.partition("=")
        if label.strip() in pairs:
            raise UsageError(f"{here.file}: the label {label.strip()!r} stands twice in {text!r}",
                             hint="each label is one option")  # fmt: skip
        pairs[label.strip()] = text_node(words.strip(), here)
    return _map(pairs, here)


def _map(entries: Mapping[str, Node], place: Place) -> Node:
    return map_node({**entries}, {key: node.place for key, node in entries.items()}, place)
