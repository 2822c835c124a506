"""`weights:` of a reduction: a persona field, shares, or a population that has them."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli.spec._check import MISSING, build, read_text, read_texts, yaml_keys
from tinytroupe_cli.spec._harvest import Marginal, Weights
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems, did_you_mean


def read_weights(node: Node, library: Library, problems: Problems) -> Any:
    """The weights of a reduction; MISSING and a problem where they are none.

    A population is read here, so that what is kept of a run says all that its results depend on.
    """
    if not node.is_map:
        column = read_text(node, problems, what="`weights`")
        return MISSING if column is MISSING else Weights(column=column)
    if not node.entries.keys() & {"population", "marginals", "column"}:
        if node.entries and not node.entries.keys() & yaml_keys(Weights, {}):
            found = _marginals(node, problems)  # the short form: marginals alone
            return MISSING if found is MISSING else Weights(marginals=found)
        problems.add(
            node.place,
            "`weights` says where the shares come from: `population` or `marginals`, or a `column`",
        )
        return MISSING
    ways = [key for key in ("population", "marginals", "column") if key in node.entries]
    if len(ways) > 1:
        problems.add(node.key_place(ways[1]), f"`weights` has `{ways[0]}` and `{ways[1]}`")
        return MISSING
    found = build(
        Weights, node, problems, what="`weights`",
        readers={"marginals": lambda at: _marginals(at, problems)},
    )  # fmt: skip
    if found is None or found.population is None:
        return found or MISSING
    return _of_population(found, node, library, problems)


def _marginals(node: Node, problems: Problems) -> Any:
    from tinytroupe_cli.spec.population._shares import shares

    if not node.is_map or not node.entries:
        problems.add(node.place, f"`marginals` is a mapping of persona fields, not {kind_of(node)}")
        return MISSING
    read = {fact: shares(at, f"`{fact}`", problems) for fact, at in node.entries.items()}
    found = [(fact, each) for fact, each in read.items() if each is not None]
    if len(found) < len(read):
        return MISSING
    return tuple(Marginal(fact=fact, shares=each) for fact, each in found)


def _of_population(weights: Weights, node: Node, library: Library, problems: Problems) -> Any:
    from tinytroupe_cli.spec.population import read_population

    at = node.entries["population"]
    try:
        path = library.find(weights.population or "", "population")
    except NotFound as error:
        problems.add(at.place, str(error), error.hint)
        return MISSING
    population = read_population(path, problems)
    if population is None:
        return MISSING
    known = [each.name for each in population.attributes]
    if not known:
        problems.add(at.place, f"`{weights.population}` has no shares that people can be raked to")
        return MISSING
    on = weights.on or tuple(known)
    places = read_texts(node.entries["on"], problems, what="`on`") if "on" in node.entries else ()
    for name in places if places is not MISSING else ():
        if name not in known:
            problems.add(
                node.entries["on"].place,
                f"the population `{weights.population}` has no attribute `{name}`",
                did_you_mean(name, known),
            )
            return MISSING
    found = (population.attribute(name) for name in on)
    marginals = tuple(Marginal(fact=each.name, shares={**each.shares}) for each in found if each)
    return weights.model_copy(update={"on": on, "marginals": marginals})
