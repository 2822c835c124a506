"""`{generate: 30, population: usa, ...}` as users write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tinytroupe_cli.spec._cast import LifeOrder
from tinytroupe_cli.spec._check import MISSING, build
from tinytroupe_cli.spec._facts import read_facts
from tinytroupe_cli.spec._generate import Order, population_for, unnamed
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._merge import Layer
from tinytroupe_cli.spec._model_file import read_model
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._roster import fact, holds
from tinytroupe_cli.spec._scenario import GenerateEntry
from tinytroupe_cli.spec.population import Population, read_population, unknown_fact

EXAMPLE = "such as `population: usa` or `context: Office workers in Sao Paulo`"


class Wanted(NamedTuple):
    """An entry as it was written, and who is wanted by it."""

    entry: GenerateEntry
    order: Order


class GenerateReader:
    """Reads orders; each population is read once."""

    def __init__(self, library: Library, problems: Problems, naming: Path | None) -> None:
        self._library, self._problems, self._naming = library, problems, naming
        self._read: dict[Path, Population | None] = {}

    def read(
        self, node: Node, fragments: Callable[[Node, tuple[str, ...]], list[Layer]]
    ) -> Wanted | None:
        """Read an entry; None when anything is wrong with it.

        Args:
            node: the mapping.
            fragments: reads the files that fragments name.
        """
        readers = {
            "model": lambda inner: read_model(inner, self._problems),
            "define": lambda inner: read_facts(inner, self._problems),
            "where": self._conditions,
        }
        what = "an entry of `people` that generates"
        entry = build(GenerateEntry, node, self._problems, what=what, readers=readers)
        if entry is None:
            return None
        population = self.population(node.entries["population"]) if entry.population else None
        if not self._is_enough(entry, node) or (entry.population and population is None):
            return None
        for warning in unnamed(entry.country):
            self._problems.warn(node.key_place("country"), warning)
        layers = fragments(node, entry.fragments)
        if entry.define:
            layers.append(Layer("define", entry.define))
        order = Order(
            count=entry.generate,
            population=population,
            life=LifeOrder(entry.context.strip(), entry.particularities.strip()),
            country=entry.country,
            where=condition(node.entries["where"]) if entry.where else None,
            method=entry.method,
            layers=tuple(layers),
            model=entry.model,
        )
        return Wanted(entry, order) if self._are_known(node, order) else None

    def population(self, node: Node) -> Population | None:
        """The population that a name or path means."""
        assert node.text is not None  # it was read as a text
        try:
            path = self._library.find(node.text, "population", naming=self._naming)
        except NotFound as error:
            self._problems.add(node.place, str(error), error.hint)
            return None
        if path not in self._read:
            self._read[path] = read_population(path, self._problems)
        return self._read[path]

    def _are_known(self, node: Node, order: Order) -> bool:
        """Whether somebody may have each of the facts of `where`."""
        before = len(self._problems)
        where = node.entries.get("where")
        for path in where.entries if where is not None else ():
            hint = unknown_fact(path, population_for(order))
            if where is not None and hint is not None:
                self._problems.add(where.key_place(path), f"no attribute `{path}`", hint)
        return len(self._problems) == before

    def _is_enough(self, entry: GenerateEntry, node: Node) -> bool:
        if not entry.population and not entry.context.strip():
            self._problems.add(
                node.key_place("generate"),
                "`generate` needs a `population` or a `context`",
                EXAMPLE,
            )
            return False
        if entry.population and entry.country:
            self._problems.add(
                node.key_place("country"), "`country` is for people without a `population`",
                "a population says itself where its people live",
            )  # fmt: skip
            return False
        return True

    def _conditions(self, node: Node) -> Any:
        if node.is_map and node.entries:
            return node.plain()
        self._problems.add(
            node.place, "`where` is a mapping of conditions on facts", 'such as `age: ">= 65"`'
        )
        return MISSING


def condition(node: Node) -> Callable[[Mapping[str, Any]], bool]:
    """Whether facts meet all conditions of a mapping."""
    return lambda facts: all(
        holds(fact(facts, path), wanted) for path, wanted in node.entries.items()
    )
