"""JSON as a tree that knows lines and columns.

YAML's parser reads most JSON, but not all of it (surrogate pairs, tabs, long keys), and its
messages speak of YAML; so files that end in .json are read here.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined] # public in practice, untyped
from sys import intern

from tinytroupe_cli.errors import Problem, SpecError
from tinytroupe_cli.spec._node import Node, Parsed, Place, list_node, map_node
from tinytroupe_cli.spec._scalars import LONGEST_NUMBER
from tinytroupe_cli.spec._source import fail

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
_WORD = re.compile(r"true|false|null")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def parse_json(text: str, file: str, *, depth_limit: int, node_limit: int) -> Parsed:
    """Parse JSON text.

    Raises:
        SpecError: at the first thing that is not JSON; with the duplicate keys before it.
    """
    reader = _Reader(text, file, depth_limit, node_limit)
    return reader.document()


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str, file: str, depth_limit: int, node_limit: int) -> None:
        self._text = text
        self._file = file
        self._depth_limit = depth_limit
        self._left = node_limit
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._counted = 0
        self._problems: list[Problem] = []

    def document(self) -> Parsed:
        if not self._text.strip(" \t\n\r"):
            return Parsed(Node(None, Place(self._file), ""))
        try:
            root = self._value(1)
            if self._peek():
                raise self._stop("something follows the end of the JSON value")
        except SpecError as stop:
            raise SpecError([*self._problems, *stop.problems]) from None
        return Parsed(root, tuple(self._problems))

    def _value(self, depth: int) -> Node:
        symbol = self._peek()
        place = self._place()
        self._left -= 1
        if self._left < 0:
            raise self._stop("the file holds too many values")
        if depth > self._depth_limit:
            raise self._stop(f"nested more than {self._depth_limit} levels deep")
        if symbol == "{":
            return self._object(depth, place)
        if symbol == "[":
            return self._array(depth, place)
        if symbol == '"':
            string = self._string()
            return Node(string, place, string)
        return self._literal(place)

    def _object(self, depth: int, place: Place) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        self._at += 1
        while self._peek() != "}" or entries:
            if self._peek() != '"':
                raise self._stop("expected a key in double quotes")
            key_place = self._place()
            key = self._string()
            self._expect(":")
            node = self._value(depth + 1)
            if key in keys:
                self._problem(
                    key_place,
                    f"the key `{key}` stands twice; the first is in line {keys[key].line}",
                    "remove one, or merge the two",
                )
            else:
                key = intern(key)  # people have the same keys, which are kept once
                entries[key], keys[key] = node, key_place
            if self._ends("}"):
                return map_node(entries, keys, place)
        self._at += 1
        return map_node(entries, keys, place)

    def _array(self, depth: int, place: Place) -> Node:
        items: list[Node] = []
        self._at += 1
        while self._peek() != "]" or items:
            items.append(self._value(depth + 1))
            if self._ends("]"):
                return list_node(items, place)
        self._at += 1
        return list_node(items, place)

    def _ends(self, bracket: str) -> bool:
        symbol = self._peek()
        if symbol not in (",", bracket) or not symbol:
            raise self._stop(f"expected `,` or `{bracket}`")
        self._at += 1
        if symbol == "," and self._peek() == bracket:
            raise self._stop(f"a comma stands before `{bracket}`", "remove it")
        return symbol == bracket

    def _string(self) -> str:
        try:
            string, end = scanstring(self._text, self._at + 1, False)
        except json.JSONDecodeError as error:
            self._at = min(error.pos, len(self._text))
            raise self._stop(f"this is not JSON: {error.msg}") from None
        if any("\ud800" <= letter <= "\udfff" for letter in string):
            raise self._stop("a text holds half of a surrogate pair")
        self._at = end
        return str(string)

    def _literal(self, place: Place) -> Node:
        word = _WORD.match(self._text, self._at)
        if word:
            self._at = word.end()
            return Node(_WORDS[word.group()], place, word.group())
        number = _NUMBER.match(self._text, self._at)
        if not number:
            raise self._stop("expected a value", "texts stand in double quotes")
        raw = number.group()
        self._at = number.end()
        if len(raw) > LONGEST_NUMBER:
            raise self._stop(f"a number of {len(raw)} digits")
        whole = number.group(2) is None and number.group(3) is None
        value = int(raw) if whole else float(raw)
        if abs(value) == float("inf"):
            raise self._stop(f"`{raw}` is too large a number")
        return Node(value, place, raw)

    def _expect(self, symbol: str) -> None:
        if self._peek() != symbol:
            raise self._stop(f"expected `{symbol}`")
        self._at += 1

    def _peek(self) -> str:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _place(self) -> Place:
        newlines = self._text.count("\n", self._counted, self._at)
        if newlines:
            self._line += newlines
            self._line_start = self._text.rfind("\n", 0, self._at) + 1
        self._counted = max(self._counted, self._at)
        return Place(self._file, self._line, self._at - self._line_start + 1)

    def _stop(self, message: str, hint: str | None = None) -> SpecError:
        line = self._text.count("\n", 0, self._at) + 1
        column = self._at - self._text.rfind("\n", 0, self._at)
        return fail(self._file, line, column, message, hint)

    def _problem(self, place: Place, message: str, hint: str) -> None:
        self._problems.append(Problem(place.file, place.line, place.column, message, hint))
