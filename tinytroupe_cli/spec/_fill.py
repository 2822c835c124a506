"""`${name}` and `${env:NAME}` in texts, and `--set`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec._node import Node, Place, list_node, map_node, text_node
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec._scalars import resolve
from tinytroupe_cli.spec._yaml import parse_yaml

_MARK = re.compile(r"\$(?:\$|\{([^{}]*)\}|\{)")
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL", re.IGNORECASE)
LONGEST_TEXT = 1_000_000
"""How many characters a text may have once its vars are filled in."""


class Filler:
    """Puts the values of vars and of the environment into texts."""

    def __init__(
        self, variables: Mapping[str, Node], env: Mapping[str, str], problems: Problems
    ) -> None:
        self._raw = variables
        self._env = env
        self._problems = problems
        self._ready: dict[str, Node | None] = {}
        self._busy: list[str] = []

    def fill(self, node: Node) -> Node:
        """The same tree with every `${...}` filled in; `$$` becomes a dollar."""
        if node.is_map:
            entries = {key: self.fill(value) for key, value in node.entries.items()}
            return map_node(entries, node.keys, node.place)
        if node.is_list:
            return list_node([self.fill(item) for item in node.items], node.place)
        if not isinstance(node.value, str) or "$" not in node.value:
            return node
        return self._text(node, node.value)

    def variable(self, name: str, place: Place) -> Node | None:
        """The value of a var, itself filled in; None when there is none, which is noted."""
        if name in self._ready:
            return self._ready[name]
        if name in self._busy:
            chain = " -> ".join([*self._busy[self._busy.index(name) :], name])
            self._problems.add(place, f"vars refer to each other in a loop: {chain}")
            return None
        raw = self._raw.get(name)
        if raw is None:
            hint = did_you_mean(name, self._raw) or "declare it under `vars:`"
            self._problems.add(place, f"there is no value for `${{{name}}}`", hint)
            return None
        self._busy.append(name)
        node = self.fill(raw)
        self._busy.pop()
        self._ready[name] = node
        return node

    def _text(self, node: Node, text: str) -> Node:
        whole = _MARK.fullmatch(text)
        if whole and whole.group(1) is not None:
            value = self._value(whole.group(1).strip(), node.place)
            # A text that is nothing but one variable takes over its type: `rounds: ${n}`.
            return Node(value.value, node.place, value.raw) if value else node
        filled = _MARK.sub(lambda found: self._piece(found, node.place), text)
        if len(filled) > LONGEST_TEXT:
            self._problems.add(
                node.place, f"with its vars filled in this text has {len(filled):,} characters"
            )
            return node
        return text_node(filled, node.place)

    def _piece(self, found: re.Match[str], place: Place) -> str:
        if found.group() == "$$":
            return "$"
        if found.group(1) is None:
            self._problems.add(place, "`${` is not closed", "write `$$` for a dollar sign")
            return found.group()
        value = self._value(found.group(1).strip(), place)
        return value.text or "" if value else found.group()

    def _value(self, name: str, place: Place) -> Node | None:
        if not name.startswith("env:"):
            return self.variable(name, place)
        variable = name.removeprefix("env:").strip()
        if _SECRET.search(variable):
            self._problems.add(
                place,
                f"`${{env:{variable}}}` is refused: the name looks like a secret",
                "keys are read from the environment where they are needed, never into a scenario",
            )
            return None
        if variable not in self._env:
            self._problems.add(place, f"the environment has no {variable}", "set it, or use vars")
            return None
        return text_node(self._env[variable], place)


def used_names(node: Node) -> set[str]:
    """The names of all vars that texts refer to."""
    texts = [below.value for below in node.walk() if isinstance(below.value, str)]
    found = (mark.group(1) for text in texts for mark in _MARK.finditer(text))
    return {name.strip() for name in found if name and not name.strip().startswith("env:")}


def apply_sets(
    root: Node, sets: Mapping[str, str], keys: frozenset[str], problems: Problems
) -> Node:
    """Put the values of `--set` into a scenario.

    Args:
        root: the scenario, a mapping.
        sets: a var's name or a dotted path (list entries count from 1) -> a value as typed.
        keys: the top-level keys of a scenario.
        problems: where unknown names and paths are noted.
    """
    declared = root.entries.get("vars")
    names = used_names(root) | (set(declared.entries) if declared else set())
    for path, typed in sets.items():
        place = Place(f"--set {path}={typed if len(typed) < 40 else typed[:37] + '...'}")
        parts = path.split(".")
        if path in names:
            root = _put(root, ["vars", path], _scalar(typed, place, problems), place, problems)
        elif parts[0] in keys:
            old = _at(root, parts)
            text = old is not None and isinstance(old.value, str)
            if text and not typed.lstrip().startswith(("[", "{")):
                value = _scalar(typed, place, problems)
            else:
                value = _parsed(typed, place, problems)
            root = _put(root, parts, value, place, problems)
        else:
            problems.add(
                place,
                f"there is no var and no path `{path}`",
                did_you_mean(parts[0], [*names, *sorted(keys)]),
            )
    return root


def _scalar(typed: str, place: Place, problems: Problems) -> Node:
    try:
        return Node(resolve(typed), place, typed)
    except ValueError as error:
        problems.add(place, str(error))
        return text_node(typed, place)


def _parsed(typed: str, place: Place, problems: Problems) -> Node:
    try:
        return problems.open(parse_yaml(typed, place.file))
    except SpecError as error:
        problems.take(error)
        return text_node(typed, place)


def _at(node: Node | None, parts: list[str]) -> Node | None:
    for part in parts:
        if node is None:
            return None
        node = node.child(int(part) - 1 if node.is_list and part.isdecimal() else part)
    return node


def _put(node: Node, parts: list[str], value: Node, place: Place, problems: Problems) -> Node:
    """The tree with a value at a path; mappings on the way are made, list entries must be there."""
    if not parts:
        return value
    part, rest = parts[0], parts[1:]
    if node.is_list:
        number = int(part) if part.isdecimal() else 0
        if not 1 <= number <= len(node.items):
            problems.add(place, f"there is no entry `{part}`: entries count 1 to {len(node.items)}")
            return node
        items = [*node.items]
        items[number - 1] = _put(items[number - 1], rest, value, place, problems)
        return list_node(items, node.place)
    if node.value is not None and not node.is_map:
        problems.add(
            place, f"there is nothing below `{node.text}`, so `{part}` cannot be set",
            f"in {node.place} write it as a mapping first",
        )  # fmt: skip
        return node
    old = node.entries.get(part)
    below = old if old is not None else Node(None, place, "")
    entries = {**node.entries, part: _put(below, rest, value, place, problems)}
    return map_node(entries, {**node.keys, part: node.keys.get(part, place)}, node.place)
