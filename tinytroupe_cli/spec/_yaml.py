"""YAML with the types of its 1.2 core schema, as a tree that knows lines and columns.

The parser's events are read one by one instead of letting it compose a tree: nesting, aliases and
duplicate keys are then judged before anything is built from them.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Any

import yaml

from tinytroupe_cli.errors import Problem, SpecError
from tinytroupe_cli.spec._json import parse_json
from tinytroupe_cli.spec._node import Node, Parsed, Place, list_node, map_node
from tinytroupe_cli.spec._scalars import loses_zeros, resolve
from tinytroupe_cli.spec._source import check_characters, fail, read_text

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NODE_LIMIT = 200_000
"""How many values a file may hold with its aliases written out."""
DEPTH_LIMIT = 60
"""How many levels a file may nest."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser counts as the end of a line."""
_TAG = "tag:yaml.org,2002:"
_SWALLOWED = re.compile(r"[ \t]+(#[^\s#].*|# ?\d.*)")


def read_file(path: Path, file: str) -> Parsed:
    """Parse a YAML or, by its ending, JSON file.

    Args:
        path: the file.
        file: what to call it in messages.

    Raises:
        SpecError: it cannot be read to its end; with everything that is wrong up to there.
    """
    text = read_text(path, file)
    if path.suffix.lower() == ".json":
        return parse_json(text, file, depth_limit=DEPTH_LIMIT, node_limit=NODE_LIMIT)
    return _Builder(text, file).build()


def parse_yaml(text: str, file: str) -> Parsed:
    """Parse YAML text.

    Raises:
        SpecError: it cannot be read to its end; with everything that is wrong up to there.
    """
    check_characters(text, file)
    return _Builder(text, file).build()


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("anchor", "items", "keys", "marks", "place")

    def __init__(self, place: Place, anchor: str | None, *, is_map: bool) -> None:
        self.place = place
        self.anchor = anchor
        self.items: list[Node] = []
        self.keys: list[Node] | None = [] if is_map else None
        self.marks: dict[str, Place] = {}


class _Builder:
    """Turns the events of one text into a tree."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._has_mark = "#" in text
        self._file = file
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []
        self._anchors: dict[str, Node | None] = {}
        self._open: list[_Frame] = []
        self._root: Node | None = None
        self._documents = 0

    @cached_property
    def _lines(self) -> list[str]:
        return _BREAK.split(self._text)

    def build(self) -> Parsed:
        parser = _Parser(self._text)
        takers = {
            yaml.DocumentStartEvent: self._document,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end_list,
            yaml.MappingEndEvent: self._end_mapping,
        }
        try:
            while (event := parser.get_event()) is not None:
                take = takers.get(type(event))
                if take is not None:
                    take(event)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            raise SpecError(self._problems) from None
        except yaml.YAMLError as error:
            self._problem(Place(self._file), f"this is not YAML: {error}")
            raise SpecError(self._problems) from None
        except SpecError as stop:
            raise SpecError([*self._problems, *stop.problems]) from None
        finally:
            parser.dispose()
        root = self._root or Node(None, Place(self._file), "")
        return Parsed(root, tuple(self._problems), tuple(self._warnings))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._stop(
                self._place(event), "a second document begins here; one is read a file"
            )

    def _begin(self, event: Any) -> None:
        place = self._place(event)
        self._tag(event, place)
        if len(self._open) >= DEPTH_LIMIT:
            raise self._stop(place, f"nested more than {DEPTH_LIMIT} levels deep")
        if event.anchor:
            self._anchors[event.anchor] = None
        is_map = type(event) is yaml.MappingStartEvent
        self._open.append(_Frame(place, event.anchor, is_map=is_map))

    def _end_list(self, _event: Any) -> None:
        frame = self._open.pop()
        self._place_node(list_node(frame.items, frame.place), frame.anchor)

    def _end_mapping(self, _event: Any) -> None:
        frame = self._open.pop()
        self._place_node(self._mapping(frame), frame.anchor)

    def _place_node(self, node: Node, anchor: str | None) -> None:
        if node.size > NODE_LIMIT:
            raise self._stop(
                node.place,
                f"more than {NODE_LIMIT:,} values once the aliases are written out",
            )
        if node.depth > DEPTH_LIMIT:
            raise self._stop(node.place, f"nested more than {DEPTH_LIMIT} levels deep")
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self._root = node
            return
        frame = self._open[-1]
        if frame.keys is not None and len(frame.keys) == len(frame.items):
            frame.keys.append(node)
        else:
            frame.items.append(node)

    def _mapping(self, frame: _Frame) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, node in zip(frame.keys or (), frame.items, strict=True):
            name = key.raw
            if name is None:
                self._problem(
                    key.place,
                    "a key must be a text, not a list or mapping",
                    "put quotes around texts that begin with `{`, `[` or hold `${...}` in braces",
                )
            elif key.value is None or not name.strip():
                self._problem(key.place, "a key is empty")
            elif name == "<<":
                self._problem(
                    key.place,
                    "`<<` is not part of YAML 1.2",
                    "write the keys out, or use a fragment",
                )
            elif name in keys:
                first = keys[name]
                self._problem(
                    key.place,
                    f"the key `{name}` stands twice; the first is in line {first.line}",
                    "remove one, or merge the two",
                )
            else:
                name = intern(name)  # people have the same keys, which are kept once
                entries[name], keys[name] = node, key.place
        return map_node(entries, keys, frame.place)

    def _scalar(self, event: Any) -> None:
        self._place_node(self._value(event, self._place(event)), event.anchor)

    def _value(self, event: Any, place: Place) -> Node:
        text: str = event.value
        tag = self._tag(event, place)
        if tag == "str" or (tag is None and not event.implicit[0]):
            return Node(text, place, text)
        try:
            value = resolve(text)
        except ValueError as error:
            self._problem(place, str(error), "put quotes around it if it is a text")
            return Node(text, place, text)
        if tag is None:
            self._watch(event, place, text, value)
        elif type(value).__name__ != {"null": "NoneType"}.get(tag, tag):
            self._problem(place, f"`{text}` does not fit its tag `!!{tag}`")
        return Node(value, place, text)

    def _watch(self, event: Any, place: Place, text: str, value: object) -> None:
        """Warn where YAML reads something else than what stands there."""
        if isinstance(value, int) and loses_zeros(text):
            self._warn(place, f"`{text}` is read as the number {value}; quote it if it is a text")
        if not self._has_mark or not isinstance(value, str):
            return
        mark = event.end_mark
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        found = _SWALLOWED.match(rest)
        if found:
            self._warn(
                place,
                f"` #` begins a comment: the text ends at `{text[-40:]}` and "
                f"`{found.group(1).strip()[:40]}` is left out; quote the text to keep it",
            )

    def _tag(self, event: Any, place: Place) -> str | None:
        tag: str | None = event.tag
        if tag is None:
            return None
        if tag == "!":
            return "str" if isinstance(event, yaml.ScalarEvent) else None
        name = tag.removeprefix(_TAG)
        scalar = name in {"str", "int", "float", "bool", "null"}
        if tag.startswith(_TAG) and (scalar or name in {"map", "seq"}):
            return name if scalar else None
        self._problem(
            place,
            f"the tag `{'!!' + name if tag.startswith(_TAG) else tag}` is not allowed",
            "only plain values are read: texts, numbers, true, false, null, lists, mappings",
        )
        return "str" if isinstance(event, yaml.ScalarEvent) else None

    def _alias(self, event: Any) -> None:
        place, node = self._place(event), self._anchors.get(event.anchor)
        if node is not None:
            self._place_node(node, None)
            return
        if event.anchor in self._anchors:
            raise self._stop(place, f"`*{event.anchor}` stands inside of itself: an endless loop")
        raise self._stop(
            place,
            f"`*{event.anchor}` refers to an anchor that is not there",
            "put quotes around a text that begins with `*`",
        )

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        unclosed = "unexpected end of stream" in str(error.problem)
        if error.context_mark and mark and (unclosed or mark.line >= len(self._lines)):
            mark = error.context_mark  # where it was opened says more than where the file ends
        place = Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)
        problem = (error.problem or "").strip()
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        hint = None
        if "\t" in line[: place.column] and not line[: place.column].strip():
            problem, hint = "a tab stands in the indentation", "indent with spaces"
        elif unclosed:
            problem, hint = "a quote is opened here and never closed", "close it"
        elif "mapping values are not allowed" in problem:
            problem = "a `: ` stands inside of a text"
            hint = "put the text in quotes, or check the indentation"
        elif "cannot start any token" in problem:
            problem = f"a text cannot begin with `{line[place.column - 1 : place.column]}`"
            hint = "put it in quotes"
        elif "expected <block end>" in problem or "could not find expected ':'" in problem:
            hint = "check the indentation of this line and of the one before"
        elif "expected ',' or" in problem:
            hint = "a bracket or brace is not closed, or a text such as ${name} needs quotes"
        context = f" ({error.context.strip()})" if error.context else ""
        self._problem(place, f"this is not YAML: {problem}{context}", hint)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # the parser sets it on every event
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _stop(self, place: Place, message: str, hint: str | None = None) -> SpecError:
        return fail(self._file, place.line, place.column, message, hint)

    def _problem(self, place: Place, message: str, hint: str | None = None) -> None:
        self._problems.append(Problem(place.file, place.line, place.column, message, hint))

    def _warn(self, place: Place, message: str) -> None:
        self._warnings.append(Problem(place.file, place.line, place.column, message))
