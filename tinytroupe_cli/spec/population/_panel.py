"""`respondents:` of a population file: some columns of a CSV, raked to the file's figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import SpecError, UsageError
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec.population._ages import years
from tinytroupe_cli.spec.population._population import Attribute, Respondents, Table
from tinytroupe_cli.spec.population._rake import rake
from tinytroupe_cli.spec.population._respondents import Wanted, respondents_in

KEYS = ("file", "columns", "weight")
GAP = 0.001
"""A share that is met to this is met."""


def read_panel(
    node: Node, folder: Path, naming: Path | None, problems: Problems
) -> Respondents | None:
    """The respondents that a population file names; what is wrong goes to `problems`."""
    before = len(problems)
    if not node.is_map or "file" not in node.entries:
        problems.add(node.place, "`respondents` needs the `file` of a CSV", "{file: poll.csv}")
        return None
    for key in node.entries:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            problems.add(node.key_place(key), f"`respondents` has no key `{key}`", hint)
    columns = node.entries.get("columns")
    if columns is not None and (not columns.is_map or not columns.entries):
        problems.add(
            columns.place,
            f"`columns` says which column each fact is, not {kind_of(columns)}",
            "such as {age: Age Range, gender: Sex}; only these are taken",
        )
    ref = node.entries["file"]
    if len(problems) > before:
        return None
    try:
        path = Library.around(folder).find(ref.text or "", "population", naming=naming)
        wanted = Wanted(columns.entries, node.entries.get("weight")) if columns else None
        return respondents_in(path, problems, wanted=wanted)
    except NotFound as error:
        problems.add(ref.place, str(error), error.hint)
    except SpecError as error:
        problems.take(error)
    return None


def weighed(
    people: Respondents,
    attributes: Sequence[Attribute],
    tables: Sequence[Table],
    node: Node,
    problems: Problems,
) -> Respondents | None:
    """The respondents with weights by which they have the shares of the file's figures."""
    names = [one.name for one in attributes]
    for name in names:
        bare = [
            line for row, line in zip(people.rows, people.numbers, strict=True) if name not in row
        ]
        if bare:
            problems.add(
                node.place,
                f"{len(bare)} of {len(people.rows)} respondents have no `{name}` (first: line "
                f"{bare[0]}), so that its shares cannot hold",
                "leave the attribute out, or give them a column for it",
            )
            return None
    bands = next((one.labels for one in attributes if one.name == "age"), ())
    rows = [{name: _label(row[name], bands, name) for name in names} for row in people.rows]
    targets: dict[str | tuple[str, ...], Mapping[Any, float]] = {
        one.name: one.shares for one in attributes
    }
    targets |= {table.attributes: table.shares for table in tables}
    try:
        raked = rake(rows, targets, start=people.weights)
    except UsageError as error:
        problems.add(node.place, f"respondents cannot be weighed: {error}", error.hint)
        return None
    if raked.gap > GAP:
        problems.warn(
            node.place,
            f"no weights give the respondents all shares; the furthest is off by {raked.gap:.1%}",
        )
    return replace(people, weights=raked.weights)


def _label(value: Any, bands: Sequence[str], name: str) -> str:
    """A respondent's value as the figures call it; a number of years as its band."""
    if name == "age" and isinstance(value, int | float):
        return next((band for band in bands if int(value) in (years(band) or ())), str(value))
    return str(value)
