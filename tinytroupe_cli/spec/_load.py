"""Files into complete, checked values: every error at once, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinytroupe_cli.spec._cast import LoadedScenario
from tinytroupe_cli.spec._check import MISSING, build, read_text, yaml_keys
from tinytroupe_cli.spec._fill import Filler, apply_sets
from tinytroupe_cli.spec._harvest import AnyExtract
from tinytroupe_cli.spec._harvest_file import check_normalized, read_extractions
from tinytroupe_cli.spec._library import Library
from tinytroupe_cli.spec._model import BudgetSpec
from tinytroupe_cli.spec._model_file import read_model
from tinytroupe_cli.spec._node import Node, kind_of, map_node
from tinytroupe_cli.spec._people import PeopleReader
from tinytroupe_cli.spec._persona import Persona
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._reduce_columns import Columns
from tinytroupe_cli.spec._reduce_file import read_reductions
from tinytroupe_cli.spec._roster import Roster
from tinytroupe_cli.spec._scenario import NOT_BUILT_YET, Scenario
from tinytroupe_cli.spec._step_file import StepReader
from tinytroupe_cli.spec._world import WorldSpec
from tinytroupe_cli.spec._world_file import read_world
from tinytroupe_cli.spec._yaml import parse_yaml, read_file

OUTPUT_ENDINGS = (".json", ".jsonl", ".csv", ".txt")
"""What `outputs` and `-o` can write, by ending."""
ENDINGS_TO_COME = (".xml", ".html", ".md")


def load_scenario(
    path: Path | str,
    *,
    sets: Mapping[str, str] | None = None,
    env: Mapping[str, str] | None = None,
    seed: int | None = None,
    builtin: Path | None = None,
) -> LoadedScenario:
    """Read a scenario and every file that it names.

    Args:
        path: the scenario, YAML or JSON.
        sets: `--set`: a var's name, or a dotted path with entries counted from 1 -> the value.
        env: the environment for `${env:NAME}`; nothing is taken from anywhere else.
        seed: another seed than the file's; it decides on who is generated, too.
        builtin: the folder that holds the built-in `personas`, if not the package's own.

    Raises:
        SpecError: with everything that is wrong in any of the files.
    """
    path = Path(path)
    problems = Problems()
    root = open_root(path, problems)
    return _scenario(
        root, path, sets or {}, env or {}, seed=seed, builtin=builtin, problems=problems
    )


def parse_scenario(
    text: str,
    *,
    folder: Path,
    name: str = "scenario",
    sets: Mapping[str, str] | None = None,
    env: Mapping[str, str] | None = None,
    builtin: Path | None = None,
) -> LoadedScenario:
    """Read a scenario from text, as if it were a file of that name in that folder.

    Raises:
        SpecError: with everything that is wrong in it or in the files it names.
    """
    problems = Problems()
    root = problems.open(parse_yaml(text, name))
    path = folder / name
    return _scenario(root, path, sets or {}, env or {}, builtin=builtin, problems=problems)


def read_scenario(
    root: Node, path: Path, *, seed: int | None = None, anywhere: bool = False
) -> LoadedScenario:
    """Read a scenario from a tree of nodes, as if it stood in a file of that path.

    Args:
        root: the scenario.
        path: the file.
        seed: a seed instead of the scenario's.
        anywhere: whether the files that it names may lie anywhere, as on a command line.

    Raises:
        SpecError: with everything that is wrong in it or in the files it names.
    """
    return _scenario(
        root, path, {}, {}, seed=seed, builtin=None, anywhere=anywhere, problems=Problems()
    )


def open_root(path: Path, problems: Problems) -> Node:
    """The root of a file that must not be empty; what was noticed in it goes to `problems`.

    Raises:
        SpecError: it is empty or cannot be read.
    """
    root = problems.open(read_file(path, str(path)))
    if root.value is None:
        problems.add(root.place, "the file is empty")
        problems.raise_if_any()
    return root


def _scenario(
    root: Node,
    path: Path,
    sets: Mapping[str, str],
    env: Mapping[str, str],
    *,
    seed: int | None = None,
    builtin: Path | None,
    problems: Problems,
    anywhere: bool = False,
) -> LoadedScenario:
    if not root.is_map:
        problems.add(
            root.place, f"a scenario is a mapping with people and steps, not {kind_of(root)}"
        )
        problems.raise_if_any()
    keys = frozenset(yaml_keys(Scenario, {}))
    root = apply_sets(root, sets, keys, problems)
    root, variables = _filled(root, env, problems)
    library = Library.around(path.parent, builtin=builtin, anywhere=anywhere)
    roster = Roster(problems)
    written = root.entries["seed"].value if "seed" in root.entries else 0
    sampled_by = written if seed is None else seed
    # a seed that is no number is noted when its turn comes
    sampled_by = sampled_by if isinstance(sampled_by, int) else 0
    people = PeopleReader(library, problems, naming=path, seed=sampled_by)
    readers = _readers(roster, people, library, path, problems)
    # Order matters: people are known before a world or a step speaks of them.
    order = [*dict.fromkeys(("people", "world", "steps", "extract", "reduce", *root.entries))]
    entries = {key: root.entries[key] for key in order if key in root.entries}
    ordered = map_node(entries, root.keys, root.place)
    scenario = build(
        Scenario, ordered, problems, what="a scenario", readers=readers, not_built=NOT_BUILT_YET,
        preset={"vars": variables},
    )  # fmt: skip
    problems.raise_if_any()
    assert scenario is not None  # else there was a problem
    own = {"seed": scenario.seed if seed is None else seed, "name": scenario.name or path.stem}
    scenario = scenario.model_copy(update=own)
    return LoadedScenario(scenario, tuple(roster), path, problems.warnings)


def _filled(
    root: Node, env: Mapping[str, str], problems: Problems
) -> tuple[Node, dict[str, str | int | float | bool]]:
    """The scenario with vars filled in and taken out, and the vars themselves."""
    declared = root.entries.get("vars")
    rest = {key: node for key, node in root.entries.items() if key != "vars"}
    if declared is not None and not declared.is_map and declared.value is not None:
        problems.add(declared.place, f"`vars` is a mapping of names, not {kind_of(declared)}")
    values: dict[str, Node] = declared.entries if declared is not None else {}
    for name, node in values.items():
        if node.value is None or node.is_map or node.is_list:
            problems.add(node.place, f"`vars.{name}` is a single value, not {kind_of(node)}")
    filler = Filler(values, env, problems)
    filled = filler.fill(map_node(rest, root.keys, root.place))
    found = {name: filler.variable(name, node.place) for name, node in values.items()}
    plain = {name: node.plain() for name, node in found.items() if node is not None}
    return filled, plain


def _readers(
    roster: Roster, people: PeopleReader, library: Library, path: Path, problems: Problems
) -> dict[str, Any]:
    """How to read each key of a scenario that is more than a scalar."""
    world = WorldSpec()
    extractions: dict[str, AnyExtract] = {}
    questions: list[str] = []

    def read_the_world(node: Node) -> WorldSpec:
        nonlocal world
        world = read_world(node, roster, library, problems, path)
        return world

    def read_the_steps(node: Node) -> Any:
        steps = StepReader(roster, people, world, library, problems).steps(node)
        questions.extend(
            each.name for step in steps or () for each in getattr(step, "questions", ())
        )
        return steps or MISSING

    def read_the_extractions(node: Node) -> dict[str, AnyExtract]:
        extractions.update(read_extractions(node, roster.names, library, problems))
        check_normalized(node, extractions, questions, problems)
        return extractions

    return {
        "people": lambda node: people.people(node, roster) or MISSING,
        "world": read_the_world,
        "steps": read_the_steps,
        "reduce": lambda node: read_reductions(
            node, Columns(extractions, questions, _facts(roster), problems), library, problems
        ),
        "extract": read_the_extractions,
        "model": lambda node: read_model(node, problems),
        "budget": lambda node: build(BudgetSpec, node, problems, what="`budget`") or MISSING,
        "outputs": lambda node: _outputs(node, problems),
    }


def _facts(roster: Roster) -> set[str]:
    """The keys of everyone's personas, those that are still to be written among them."""
    found = {*roster.facts()}
    return found | {*Persona.model_fields} if any(one.life for one in roster) else found


def _outputs(node: Node, problems: Problems) -> Any:
    found = []
    for item in node.items if node.is_list else [node]:
        text = read_text(item, problems, what="an entry of `outputs`")
        if text is not MISSING and not text.lower().endswith(OUTPUT_ENDINGS):
            later = text.lower().endswith(ENDINGS_TO_COME)
            wrong = "is of a format that is not built yet" if later else "has no known ending"
            problems.add(item.place, f"`{text}` {wrong}", f"one of {', '.join(OUTPUT_ENDINGS)}")
        found.append(text)
    return MISSING if MISSING in found else tuple(found)
