"""A file as a tree of values that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from tinytroupe_cli.errors import Problem

Scalar = str | int | float | bool | None


class Place(NamedTuple):
    """A spot in a file: line and column count from 1, the column in characters."""

    file: str
    line: int = 1
    column: int = 1

    @classmethod
    def typed(cls, words: str) -> Place:
        """What stands on a command line, which has no lines."""
        return cls(words, 0, 0)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


_NO_KEYS: Mapping[str, Place] = MappingProxyType({})


# Not `frozen`, which makes building one three times as slow, and there is one for each value read.
@dataclass(slots=True, eq=False)
class Node:
    """A scalar, a list of nodes or a mapping of texts to nodes.

    Nodes are shared where YAML has aliases, so nothing ever changes one in place.
    """

    value: Scalar | list[Node] | dict[str, Node]
    place: Place
    raw: str | None = None
    """The characters of a scalar as written, such as `007`; None for lists and mappings."""
    keys: Mapping[str, Place] = field(default_factory=lambda: _NO_KEYS)
    """Where each key of a mapping stands."""
    size: int = 1
    """How many nodes this is when every alias is written out."""
    depth: int = 1
    """How many levels this has."""

    @property
    def is_map(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.value, list)

    @property
    def entries(self) -> dict[str, Node]:
        """The entries of a mapping; of anything else none."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The items of a list; of anything else none."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """A scalar as it was written (numbers too); None for null, lists and mappings."""
        return None if self.value is None else self.raw

    def key_place(self, key: str) -> Place:
        """Where a key stands, or this node when it has no such key."""
        return self.keys.get(key, self.place)

    def child(self, part: object) -> Node | None:
        """The entry or item of that name or index, if there is one."""
        if isinstance(self.value, dict):
            return self.value.get(str(part))
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    def plain(self) -> Any:
        """The value as plain dicts, lists and scalars, nothing shared."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def walk(self) -> Iterator[Node]:
        """This node and everything below it."""
        yield self
        for node in [*self.items, *self.entries.values()]:
            yield from node.walk()


class Parsed(NamedTuple):
    """A file as it was read, with what was noticed on the way."""

    root: Node
    """The tree; of an empty file one node of None."""
    problems: tuple[Problem, ...] = ()
    """What is wrong but kept nothing else from being read, such as a key that stands twice."""
    warnings: tuple[Problem, ...] = ()


def map_node(entries: dict[str, Node], keys: Mapping[str, Place], place: Place) -> Node:
    """A mapping with its size and depth counted."""
    size = 1 + len(entries) + sum(node.size for node in entries.values())
    depth = 1 + max((node.depth for node in entries.values()), default=0)
    return Node(entries, place, None, keys, size, depth)


def list_node(items: Sequence[Node], place: Place) -> Node:
    """A list with its size and depth counted."""
    size = 1 + sum(node.size for node in items)
    depth = 1 + max((node.depth for node in items), default=0)
    return Node([*items], place, None, _NO_KEYS, size, depth)


def text_node(text: str, place: Place) -> Node:
    """A text."""
    return Node(text, place, text)


def kind_of(node: Node) -> str:
    """What a node is, in words for a message."""
    match node.value:
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case None:
            return "empty"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
    return "a text"
