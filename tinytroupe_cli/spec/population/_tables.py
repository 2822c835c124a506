"""Joint and conditional tables: read, and made to agree with the marginals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tinytroupe_cli.spec._node import Node, Place, kind_of
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec.population._population import Attribute, Table
from tinytroupe_cli.spec.population._rake import Margin, fit
from tinytroupe_cli.spec.population._shares import POINT, adds_up, is_percentage, share, shares

_AND = re.compile(r"\s+(?:and|x)\s+|\s*,\s*")
_BY = re.compile(r"\s+by\s+")
Cells = dict[tuple[str, ...], float]


def read_joint(
    key: str, place: Place, node: Node, attributes: Mapping[str, Attribute], problems: Problems
) -> Table | None:
    """A table such as `gender and age: {female: {18-29: 8%, ...}, male: {...}}`; adds up to 1."""
    names = tuple(_AND.split(key.strip()))
    if len(names) < 2 or len({*names}) < len(names):
        problems.add(
            place, f"`{key}` does not name the attributes of a table", "such as `gender and age`"
        )
        return None
    before = len(problems)
    leaves = [*_leaves(node, names, (), attributes, problems)]
    read = {path: share(leaf, path[-1], problems) for path, leaf in leaves}
    if len(problems) > before:
        return None
    found: Cells = {path: value for path, value in read.items() if value is not None}
    if sum(found.values()) > 50 and not any(is_percentage(leaf) for _, leaf in leaves):
        found = {path: value / 100 for path, value in found.items()}
    total = math.fsum(found.values())
    if not adds_up(total):
        problems.add(
            node.place,
            f"the joint table `{key}` adds up to {total:.1%}, not 100%",
            "each cell is a share of all people; a table whose rows each add up to 100% is a "
            "`conditional` one",
        )
        return None
    return Table(names, {path: value / total for path, value in found.items()}, place)


def read_conditional(
    key: str,
    place: Place,
    node: Node,
    attributes: Mapping[str, Attribute],
    tables: Sequence[Table],
    problems: Problems,
) -> Table | None:
    """A table such as `employment by age: {18-29: {student: 30%, ...}}`; each row adds up."""
    of, *rest = _BY.split(key.strip(), maxsplit=1)
    given = tuple(_AND.split(rest[0])) if rest else ()
    names = (*given, of)
    if not given or len({*names}) < len(names) or _AND.search(of):
        problems.add(
            place,
            f"`{key}` does not say what depends on what",
            "such as `employment by age`, or `employment by age and gender`",
        )
        return None
    unknown = [name for name in given if name not in attributes]
    if unknown:
        problems.add(
            place,
            f"`{key}`: there is no attribute `{unknown[0]}`",
            did_you_mean(unknown[0], attributes),
        )
        return None
    before = len(problems)
    mass = _joint_of(given, attributes, tables)
    found: Cells = {}
    rows = dict(_leaves(node, given, (), attributes, problems))
    for row, entry in rows.items():
        label = " and ".join(row)
        read = shares(entry, f"the row `{label}` of `{key}`", problems)
        for value, part in (read or {}).items():
            if of in attributes and value not in attributes[of].shares:
                problems.add(
                    entry.key_place(value),
                    f"`{of}` has no value `{value}`",
                    did_you_mean(value, attributes[of].shares),
                )
            found[*row, value] = part * mass.get(row, 0.0)
    for row, needed in mass.items():
        if row not in rows and needed > 0:
            problems.add(
                place,
                f"`{key}` has no row for `{' and '.join(row)}`, {needed:.1%} of the people",
                "add the row",
            )
    return Table(names, found, place) if len(problems) == before else None


def _leaves(
    node: Node,
    names: Sequence[str],
    path: tuple[str, ...],
    attributes: Mapping[str, Attribute],
    problems: Problems,
) -> Iterator[tuple[tuple[str, ...], Node]]:
    """What stands under one value of each attribute in turn."""
    if len(path) == len(names):
        yield path, node
        return
    name = names[len(path)]
    if not node.is_map or not node.entries:
        problems.add(
            node.place, f"a value of `{name}` for each row is expected, not {kind_of(node)}"
        )
        return
    attribute = attributes.get(name)
    for label, entry in node.entries.items():
        if attribute is not None and label not in attribute.shares:
            place = node.key_place(label)
            hint = did_you_mean(label, attribute.shares)
            problems.add(place, f"`{name}` has no value `{label}`", hint)
            continue
        yield from _leaves(entry, names, (*path, label), attributes, problems)


def _joint_of(
    names: tuple[str, ...], attributes: Mapping[str, Attribute], tables: Sequence[Table]
) -> Cells:
    """The shares of all combinations: as a table has them, else as if they were independent."""
    for table in tables:
        if {*names} <= {*table.attributes}:
            places = [table.attributes.index(name) for name in names]
            found: Cells = {}
            for path, value in table.shares.items():
                part = tuple(path[at] for at in places)
                found[part] = found.get(part, 0.0) + value
            return found
    pairs = [attributes[name].shares.items() for name in names]
    return {
        tuple(label for label, _ in cell): math.prod(value for _, value in cell)
        for cell in product(*pairs)
    }


def margin_of(table: Table, name: str) -> dict[str, float]:
    """What a table says of one of its attributes by itself."""
    at = table.attributes.index(name)
    found: dict[str, float] = {}
    for path, value in table.shares.items():
        found[path[at]] = found.get(path[at], 0.0) + value
    return found


def consistent(table: Table, attributes: dict[str, Attribute], problems: Problems) -> bool:
    """Make a table agree with the marginals, rounding apart; contradictions go to `problems`.

    An attribute that has no shares of its own gets those of the table. The table's shares are
    then raked to the marginals, so that all figures agree to the last digit.
    """
    before = len(problems)
    words = " and ".join(table.attributes)
    for name in table.attributes:
        found = margin_of(table, name)
        if name not in attributes:
            attributes[name] = Attribute(name, found, table.place)
            continue
        for label, wanted in attributes[name].shares.items():
            if abs(found.get(label, 0.0) - wanted) > POINT:
                problems.add(
                    table.place,
                    f"the table of {words} has {found.get(label, 0.0):.1%} of `{name}: {label}`, "
                    f"but `{name}` says {wanted:.1%}",
                    "correct one of them; a table alone is enough, its attributes need no shares "
                    "of their own",
                )
    if len(problems) > before:
        return False
    cells = [*table.shares]
    margins = []
    for at, name in enumerate(table.attributes):
        labels = attributes[name].labels
        numbers = {label: number for number, label in enumerate(labels)}
        margins.append(
            Margin([numbers[cell[at]] for cell in cells], [*attributes[name].shares.values()])
        )
    fitted = fit([table.shares[cell] for cell in cells], margins, tolerance=1e-12)
    if fitted.gap > 1e-6:
        problems.add(
            table.place,
            f"the table of {words} cannot have the shares of its attributes: too many of its cells "
            "are zero or missing",
            "give these cells a share, or leave the shares of one attribute to the table",
        )
        return False
    assert isinstance(table.shares, dict)  # this module made it
    table.shares.update(zip(cells, fitted.cells, strict=True))
    return True
