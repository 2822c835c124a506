"""`reduce:` of a scenario, or of a file of rules."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tinytroupe_cli.spec._bands import band, bands_between
from tinytroupe_cli.spec._check import MISSING, build, read_text, yaml_keys
from tinytroupe_cli.spec._harvest import MEASURED, WEIGHED, ReduceSpec
from tinytroupe_cli.spec._harvest_file import read_named
from tinytroupe_cli.spec._library import Library
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._reduce_columns import Columns
from tinytroupe_cli.spec._weights_file import read_weights

REDUCTIONS = (*MEASURED, "table")


def read_reductions(
    node: Node,
    columns: Columns | None,
    library: Library,
    problems: Problems,
) -> dict[str, ReduceSpec]:
    """The reductions by name.

    Args:
        node: what stands under `reduce:`.
        columns: what they can speak of; None when it is not known.
        library: where populations are found.
        problems: where everything wrong is noted.
    """

    def one(inner: Node, what: str) -> ReduceSpec | None:
        verbs = [key for key in REDUCTIONS if key in inner.entries]
        if inner.is_map and len(verbs) != 1:
            unknown = inner.entries.keys() - yaml_keys(ReduceSpec, {})
            found = " and ".join(f"`{verb}`" for verb in verbs) or "none"
            place = inner.key_place(verbs[1]) if verbs else inner.place
            if verbs or not unknown:  # a misspelled verb is noted as an unknown key
                wanted = f"exactly one of {', '.join(REDUCTIONS)}"
                problems.add(place, f"{what} needs {wanted}: it has {found}")
        bands: dict[str, tuple[str, ...]] = {}
        readers = {
            "by": lambda at: _by(at, bands, problems),
            "bands": lambda at: _all_bands(at, problems),
            "weights": lambda at: read_weights(at, library, problems),
        }
        spec = build(ReduceSpec, inner, problems, what=what, readers=readers)
        if spec is None:
            return None
        if spec.weights is not None and spec.measured[0] not in WEIGHED:
            place = inner.key_place("weights")
            problems.add(place, f"weights go with {', '.join(sorted(WEIGHED))}")
        if columns is not None:
            columns.check(spec, inner)
        return spec.model_copy(update={"bands": {**spec.bands, **bands}})

    return read_named(node, "reduce", one, problems)


def _by(node: Node, bands: dict[str, tuple[str, ...]], problems: Problems) -> Any:
    """Columns to group by; a mapping among them brings the bands of its columns."""
    columns: list[Any] = []
    for item in node.items if node.is_list else [node]:
        if not item.is_map:
            columns.append(read_text(item, problems, what="each entry of `by`"))
            continue
        for column, at in item.entries.items():
            found = _bands(at, column, problems)
            if found is not MISSING:
                bands[column] = found
            columns.append(column if found is not MISSING else MISSING)
    return MISSING if MISSING in columns else tuple(dict.fromkeys(columns))


def _all_bands(node: Node, problems: Problems) -> Any:
    if not node.is_map:
        problems.add(node.place, f"`bands` is a mapping of columns, not {kind_of(node)}")
        return MISSING
    found = {column: _bands(at, column, problems) for column, at in node.entries.items()}
    return MISSING if MISSING in found.values() else found


def _bands(node: Node, column: str, problems: Problems) -> Any:
    """The labels of bands: written out, or where each begins."""
    values = [item.plain() for item in node.items] if node.is_list else []
    edges = [each for each in values if isinstance(each, int | float) and each is not True]
    labels = [each for each in values if isinstance(each, str) and band(each)]
    if edges == values != [] and all(one < other for one, other in pairwise(edges)):
        return bands_between(edges)
    if labels == values != []:
        return tuple(labels)
    problems.add(
        node.place,
        f"the bands of `{column}` are numbers where each begins, rising, or labels",
        "such as [18, 30, 45, 60] or [18-29, 30-44, 45-59, 60+]",
    )
    return MISSING
